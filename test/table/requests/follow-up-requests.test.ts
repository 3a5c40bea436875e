import { describe, expect, test } from 'vitest';
import type { Entry, SaleEntry } from '#domain/member/entry.ts';
import { leftOf } from '#domain/returns/left.ts';
import { takeBack } from '#domain/returns/take-back.ts';
import { asEpochMs } from '#domain/time/time.ts';
import type { Awaited } from '#operations/ports/ledger.ts';
import { awaitedItem, awaitedOfItem } from '#table/codecs/awaited-item.ts';
import { entryItem, entryOfItem, saleOfItem } from '#table/codecs/entry-item.ts';
import {
  claimRequest,
  commitRequest,
  followUpsRequest,
  parkRequest,
  recordRequest,
} from '#table/requests/ledger-requests.ts';
import { MORNING, sampleEntry, sampleMember, stepOf } from '../samples.ts';

/** Returns and payments as they are written (D41, D42), and read again. */

const before = sampleMember('m1', { version: 7 });
const sold = sampleEntry('r-1', 'm1');

function back(of: SaleEntry, id = 'back-1'): { readonly entry: Entry; readonly after: SaleEntry } {
  const followUp = {
    kind: 'return',
    id,
    storeId: '293',
    occurredAt: asEpochMs(MORNING + 60_000),
    returned: { kind: 'lines', lines: [{ line: 1, quantityThousandths: 100 }] },
    refundedMinor: 7,
  } as const;
  const taken = takeBack(
    leftOf(of),
    { soldMinor: of.body.answer.soldMinor, currency: of.body.sale.currency },
    followUp,
  );
  if (taken.kind === 'refused') throw new Error(taken.code);
  const { left, lines, soldMinor, refundedMinor } = taken;
  const { revision } = left;
  const entry: Entry = {
    source: of.source,
    id: of.id,
    owner: of.owner,
    occurredAt: followUp.occurredAt,
    receivedAt: asEpochMs(MORNING + 61_000),
    day: of.day,
    meaning: `meaning of ${id}`,
    counted: {
      sums: new Map([['0a1b2c3d', -soldMinor]]),
      tallies: new Map(),
      untallied: new Map([['0a1b2c3e', of.source]]),
    },
    body: {
      kind: 'return',
      followUp,
      revision,
      answer: {
        disposition: 'scored',
        clockAhead: true,
        day: of.day,
        programVersion: 1,
        statuses: [{ system: 'level', before: 'silver', after: null }],
        categories: { added: [], removed: ['vip'] },
        lines,
        soldMinor,
        refundedMinor,
      },
    },
  };
  return { entry, after: { ...of, body: { ...of.body, left } } };
}

const conditionsOf = (request: ReturnType<typeof commitRequest> | ReturnType<typeof recordRequest>) =>
  request.kind === 'transaction'
    ? (request.request.TransactItems ?? []).map(
        ({ Put, Update, ConditionCheck }) => (Put ?? Update ?? ConditionCheck)?.ConditionExpression,
      )
    : [];

describe('a return', () => {
  const { entry, after } = back(sold);

  test('is new, its sale is as it was read, and the member is', () => {
    const request = commitRequest('T', { ...stepOf(before, entry), sold: after });
    expect(conditionsOf(request)).toEqual([
      'attribute_not_exists(pk)',
      'attribute_exists(h) AND m = :member AND attribute_not_exists(rv)',
      'v = :read',
    ]);
    expect(request).toMatchObject({ entryAt: 0, besideAt: [1], stateAt: 2 });
    const again = back(after, 'back-2');
    expect(conditionsOf(commitRequest('T', { ...stepOf(before, again.entry), sold: again.after }))[1]).toBe(
      'attribute_exists(h) AND m = :member AND rv = :revision',
    );
  });

  test('lies beside its sale, in the index under the day of that', () => {
    const item = entryItem(entry);
    expect([item.pk, item.sk]).toEqual([{ S: 'E#292#r-1' }, { S: 'R#back-1' }]);
    expect(item.entrySk?.S?.slice(0, 10)).toBe(entryItem(sold).entrySk?.S?.slice(0, 10));
    expect(entryOfItem(item)).toEqual(entry);
    expect(saleOfItem(entryItem(after))).toEqual(after);
  });

  test('a line of quantity 0 that came back stays so, and a sale without lines that was voided', () => {
    const whole = leftOf(sold);
    for (const left of [
      {
        ...whole,
        revision: 1,
        lines: whole.lines.map((each) => ({ ...each, quantityThousandths: 0, isBack: true })),
      },
      { ...whole, revision: 1, isVoid: true as const },
    ]) {
      const stored = { ...sold, body: { ...sold.body, left } };
      expect(saleOfItem(entryItem(stored))).toEqual(stored);
    }
  });

  test('under another kind of key is broken', () => {
    expect(() => entryOfItem({ ...entryItem(entry), sk: { S: 'P#back-1' } })).toThrow(
      'an entry lies under the key of another kind',
    );
    expect(() => entryOfItem({ ...entryItem(entry), sk: { S: 'X' } })).toThrow("is not an entry's key");
    expect(() => saleOfItem(entryItem(entry))).toThrow('what lies at the place of a sale is none');
  });

  test('of a receipt that waits for its card asks whether it still does', () => {
    const waiting = sampleEntry('r-1', null, { cardNumber: '290001' });
    const { entry: told, after: left } = back(waiting);
    expect(conditionsOf(recordRequest('T', told, { sold: left }))).toEqual([
      'attribute_not_exists(pk)',
      'attribute_exists(h) AND attribute_not_exists(m) AND attribute_not_exists(rv)',
    ]);
  });

  test('goes with its sale, and a sale alone', () => {
    expect(() => commitRequest('T', stepOf(before, entry))).toThrow('what follows a sale is written with it');
    expect(() => commitRequest('T', { ...stepOf(before, sold), sold: after })).toThrow('and a sale alone');
    expect(() => commitRequest('T', { ...stepOf(before, entry), sold })).toThrow('nothing has followed it');
  });
});

test('a claim takes along what has followed, each while it has no member', () => {
  const { entry, after } = back(sold);
  const request = claimRequest('T', { ...stepOf(before, after), followed: [entry] });
  expect(conditionsOf(request)).toEqual([
    'attribute_exists(pk) AND attribute_not_exists(m) AND h = :meaning AND rv = :revision',
    'attribute_exists(pk) AND attribute_not_exists(m) AND h = :meaning',
    'v = :read',
  ]);
  const foreign: Entry = { ...entry, owner: { kind: 'member', memberId: 'm2', number: 3 } };
  expect(() => claimRequest('T', { ...stepOf(before, after), followed: [foreign] })).toThrow(
    'would commit the entry of another member',
  );
});

describe('what waits for its sale', () => {
  const told = { id: 'w-1', storeId: '293', occurredAt: asEpochMs(MORNING) };
  const awaited: Awaited = [
    {
      told: { kind: 'return', ...told, returned: { kind: 'all' }, refundedMinor: null },
      cardNumber: '290001',
      currency: 'RUB',
      meaning: 'one',
      receivedAt: asEpochMs(MORNING + 1),
    },
    {
      told: {
        kind: 'return',
        ...told,
        id: 'w-2',
        returned: { kind: 'amount', amountMinor: 5 },
        refundedMinor: 0,
      },
      cardNumber: null,
      currency: null,
      meaning: 'two',
      receivedAt: asEpochMs(MORNING + 2),
    },
    {
      told: { kind: 'payment', ...told, storeId: '292', amountMinor: 12 },
      cardNumber: null,
      currency: null,
      meaning: 'three',
      receivedAt: asEpochMs(MORNING + 3),
    },
  ];
  const ref = { source: '292', id: 'r-1' };

  test('lies at the sale’s own place, and is read again', () => {
    const item = awaitedItem(ref, awaited);
    expect([item.pk, item.sk]).toEqual([{ S: 'E#292#r-1' }, { S: 'E' }]);
    expect(awaitedOfItem(item)).toEqual(awaited);
    expect(() => awaitedOfItem({ ...item, rv: { N: '2' } })).toThrow(
      'not as many wait for a sale as are counted',
    );
  });

  test('each comes under those that were read; the first finds nothing', () => {
    expect(parkRequest('T', ref, awaited.slice(0, 1)).ConditionExpression).toBe('attribute_not_exists(pk)');
    const third = parkRequest('T', ref, awaited);
    expect(third.ConditionExpression).toBe('attribute_not_exists(h) AND rv = :revision');
    expect(third.ExpressionAttributeValues).toEqual({ ':revision': { N: '2' } });
  });

  test('the sale comes with all of it', () => {
    const { entry, after } = back(sold);
    const request = commitRequest('T', { ...stepOf(before, after), followed: [entry], awaited: 3 });
    expect(conditionsOf(request)).toEqual([
      'attribute_not_exists(h) AND rv = :revision',
      'attribute_not_exists(pk)',
      'v = :read',
    ]);
  });
});

test('what has followed a sale is a range of its own partition', () => {
  expect(followUpsRequest('T', { source: '292', id: 'r-1' }, null)).toMatchObject({
    ExpressionAttributeValues: { ':pk': { S: 'E#292#r-1' }, ':first': { S: 'P#' }, ':last': { S: 'R#~' } },
    ConsistentRead: true,
  });
});
