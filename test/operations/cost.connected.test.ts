import { beforeAll, describe, expect, inject, test } from 'vitest';
import type { FollowUp } from '#domain/member/commands.ts';
import { followUpReceipt } from '#operations/follow-up.ts';
import { scoreReceipt } from '#operations/score-receipt.ts';
import { type House, houseOn, requestOf } from '../fixtures/house.ts';
import { discountsByLevel, monthlyAmount, monthlyPurchases } from '../fixtures/programs.ts';
import { recorderOn } from '../fixtures/recorder.ts';
import { at } from '../fixtures/scenario.ts';
import { createTable, localClient } from '../fixtures/table.ts';

let house: House;
let recorder: ReturnType<typeof recorderOn>;
let memberId: string;

/** Twenty lines, as on an ordinary receipt. */
const lines = Array.from({ length: 20 }, (_, index) => ({
  sku: String(981_760 + index * 1_337),
  quantityThousandths: 1_000 + (index % 3) * 500,
  amountMinor: 99 + index * 37,
}));

const buy = (change: Parameters<typeof requestOf>[0]) => async () => {
  const outcome = await scoreReceipt(house, requestOf({ memberId, lines, ...change }));
  if (outcome.kind !== 'scored') throw new Error(outcome.code);
};

beforeAll(async () => {
  const client = localClient(inject('dynamodbEndpoint'), 'cost');
  const table = await createTable(client, 'laurel');
  house = houseOn(table, '2024-05-01T12:00:00+03:00');
  await house.activate(
    monthlyAmount(
      {},
      {
        rules: discountsByLevel,
        counters: { turnover: { measure: 'sold-amount' }, purchases: { measure: 'purchases' } },
        statusSystems: { ...monthlyAmount().statusSystems, ...monthlyPurchases.statusSystems },
      },
    ),
  );
  memberId = await house.enrol('card-1');
  recorder = recorderOn(client, 'laurel');
  // Two months of shopping, so that the state is as large as it gets.
  for (let day = 0; day < 60; day += 1) {
    const occurredAt = at('2024-05-02T12:00:00+03:00') + day * 86_400_000;
    house.set(new Date(occurredAt).toISOString());
    await buy({ receiptId: `earlier-${day}`, occurredAt: at(new Date(occurredAt).toISOString()) })();
  }
});

const follow = (receiptId: string, told: FollowUp) => async () => {
  const request = { saleStoreId: 'store-1', receiptId, told, cardNumber: null, currency: null };
  const outcome = await followUpReceipt(house, request);
  if (outcome.kind === 'refused') throw new Error(outcome.code);
};

describe('what a return and a payment cost', () => {
  const now = '2024-07-01T12:00:00+03:00';
  const head = { storeId: 'store-1', occurredAt: at(now) };
  const back = (id: string, line: number): FollowUp => ({
    ...head,
    kind: 'return',
    id,
    returned: { kind: 'lines', lines: [{ line, quantityThousandths: 500 }] },
    refundedMinor: null,
  });

  test('of a receipt of twenty lines: 3 calls, 6 write units on the table, 1 on an index', async () => {
    house.set(now);
    await buy({ receiptId: 'goes-back-1', occurredAt: at(now) })();
    const expected = {
      calls: ['BatchGetItem', 'Query', 'TransactWriteItems'],
      units: { tableWrites: 6, indexWrites: 1 },
    };
    expect(await recorder.during(follow('goes-back-1', back('back-1', 0)))).toMatchObject(expected);
    expect(await recorder.during(follow('goes-back-1', back('back-2', 1)))).toMatchObject(expected);
    const paid: FollowUp = { ...head, kind: 'payment', id: 'paid-1', amountMinor: 100 };
    expect(await recorder.during(follow('goes-back-1', paid))).toMatchObject(expected);
  });

  test('the same again reads once', async () => {
    const { calls } = await recorder.during(follow('goes-back-1', back('back-1', 0)));
    expect(calls).toEqual(['BatchGetItem']);
  });

  test('one that waits for its sale: one read, one write', async () => {
    const { calls, units } = await recorder.during(follow('not-yet-sold', back('back-1', 0)));
    expect(calls).toEqual(['BatchGetItem', 'PutItem']);
    expect(units).toMatchObject({ tableWrites: 1, indexWrites: 0 });
  });
});

describe('what a receipt costs (performance.md §5, budget 8)', () => {
  const now = '2024-07-01T12:00:00+03:00';

  test('a known member: 2 calls, 4 write units on the table, 1 on an index, 1 read unit', async () => {
    house.set(now);
    await buy({ receiptId: 'the-first-of-july', occurredAt: at(now) })();
    const { calls, units } = await recorder.during(buy({ receiptId: 'ordinary-1', occurredAt: at(now) }));
    expect(calls).toEqual(['Query', 'TransactWriteItems']);
    expect(units).toEqual({ tableWrites: 4, indexWrites: 1, reads: 1 });
  });

  test('only a card: one read more', async () => {
    const { calls, units } = await recorder.during(
      buy({ receiptId: 'by-card-1', occurredAt: at(now), memberId: null, cardNumber: 'card-1' }),
    );
    expect(calls).toEqual(['GetItem', 'Query', 'TransactWriteItems']);
    expect(units).toEqual({ tableWrites: 4, indexWrites: 1, reads: 2 });
  });

  test('a duplicate: no read beyond the two calls', async () => {
    const { calls } = await recorder.during(buy({ receiptId: 'ordinary-1', occurredAt: at(now) }));
    expect(calls).toEqual(['Query', 'TransactWriteItems']);
  });
});
