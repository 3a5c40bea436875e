import { DeleteItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { SHARDS } from '#contracts/table-layout.ts';
import type { Program } from '#domain/program/program.ts';
import { enrolMember } from '#operations/enrol-member.ts';
import { type RebuildPorts, rebuildMember } from '#operations/rebuild-member.ts';
import { scoreReceipt } from '#operations/score-receipt.ts';
import { sweepShard } from '#operations/sweep.ts';
import { integer, keyAttributes, packed } from '#table/codecs/attributes.ts';
import { stateKey } from '#table/keys.ts';
import { stateRepair } from '#table/state-repair.ts';
import { someAct } from '../fixtures/hand.ts';
import { type House, houseOn, requestOf } from '../fixtures/house.ts';
import { discountsByLevel, monthlyAmount } from '../fixtures/programs.ts';
import { at } from '../fixtures/scenario.ts';
import { createTable, localClient } from '../fixtures/table.ts';

const ACCESS_KEY = 'rebuild';
let house: House;
let ports: RebuildPorts;

/** Discounts, a review, a label, and Gold for a time: whatever a state can hold so far. */
const program = (goldOver: string): Program =>
  monthlyAmount(
    {},
    {
      categories: { big: {}, driver: {} },
      rules: [
        ...discountsByLevel,
        {
          name: 'drivers',
          on: ['sale'],
          when: { attributes: { car: true } },
          then: { addCategories: ['driver'] },
        },
        {
          name: 'big',
          on: ['sale'],
          transition: 'up',
          measure: { of: 'sold-amount', window: 'this-receipt' },
          table: [
            { over: goldOver, status: { level: 'gold' }, until: 'end-of-month', addCategories: ['big'] },
          ],
        },
      ],
    },
  );

async function buy(
  memberId: string | null,
  day: string,
  amountMinor: number,
  cardNumber: string | null = null,
) {
  const receiptId = `r-${memberId ?? cardNumber}-${day}-${amountMinor}`;
  const occurredAt = at(`${day}T12:00:00+03:00`);
  const outcome = await scoreReceipt(
    house,
    requestOf({ memberId, cardNumber, receiptId, occurredAt, amountMinor }),
  );
  if (outcome.kind !== 'scored') throw new Error(outcome.code);
}

const sweep = async (): Promise<void> => {
  for (let shard = 0; shard < SHARDS; shard += 1) await sweepShard(house, shard);
};

/** A quarter: a receipt before enrolment, one that comes late, a sweep, a new version, and months that nobody sweeps. */
async function liveThrough(cardNumber: string): Promise<string> {
  house.set('2024-05-02T12:00:00+03:00');
  await buy(null, '2024-05-01', 900_000, cardNumber);
  const enrolled = await enrolMember(house, {
    cardNumber,
    name: null,
    phone: null,
    attributes: new Map([['car', true]]),
  });
  if (enrolled.kind !== 'enrolled') throw new Error(enrolled.code);
  const { memberId } = enrolled;
  house.set('2024-05-30T12:00:00+03:00');
  await buy(memberId, '2024-05-30', 200_000);
  house.set('2024-06-01T03:00:00+03:00');
  await sweep();
  house.set('2024-06-02T12:00:00+03:00');
  await buy(memberId, '2024-05-31', 1_200_000);
  await buy(memberId, '2024-06-02', 700_000);
  house.set('2024-07-20T12:00:00+03:00');
  await buy(memberId, '2024-07-20', 10_000);
  return memberId;
}

beforeAll(async () => {
  const table = await createTable(localClient(inject('dynamodbEndpoint'), ACCESS_KEY), 'laurel');
  house = houseOn(table, '2024-05-01T12:00:00+03:00');
  ports = { ...house, states: stateRepair(table) };
  await house.activate(program('5000 RUB'));
});

/** What the audit says was done to a member: the act, and the first of what it changed. */
async function toldOf(memberId: string): Promise<readonly (readonly [string, string | undefined])[]> {
  const { entries } = await house.audit.page({ memberId, since: null }, { after: null, limit: 10 });
  return entries.map(({ action, changes }) => [action, changes[0]?.what]);
}

const damage = (memberId: string) =>
  localClient(inject('dynamodbEndpoint'), ACCESS_KEY).send(
    new UpdateItemCommand({
      TableName: 'laurel',
      Key: keyAttributes(stateKey(memberId)),
      UpdateExpression: 'REMOVE cn, ca SET ne = :none',
      ExpressionAttributeValues: { ':none': integer(5) },
    }),
  );

const lose = (memberId: string) =>
  localClient(inject('dynamodbEndpoint'), ACCESS_KEY).send(
    new DeleteItemCommand({ TableName: 'laurel', Key: keyAttributes(stateKey(memberId)) }),
  );

describe('a state from its books', () => {
  test('what a card bought before is claimed by rules that know the person', async () => {
    const memberId = await liveThrough('card-claims');
    const state = await ports.states.readState(memberId);
    expect(state?.categories.map(({ name, since }) => [name, since])).toEqual([
      ['driver', at('2024-05-02T12:00:00+03:00')],
      ['big', at('2024-05-02T12:00:00+03:00')],
    ]);
  });

  test('agrees after a quarter of claims, lateness, sweeps and turns, also months later', async () => {
    const memberId = await liveThrough('card-agrees');
    expect(await rebuildMember(ports, memberId, 'look')).toEqual({ kind: 'agrees' });
    house.set('2024-11-20T12:00:00+03:00');
    expect(await rebuildMember(ports, memberId, 'look')).toEqual({ kind: 'agrees' });
  });

  test('what differs is named, and put right only when that is asked', async () => {
    const memberId = await liveThrough('card-differs');
    const whole = await ports.states.readState(memberId);
    await damage(memberId);
    const differs = { kind: 'differs', parts: ['categories', 'counters'] };
    expect(await rebuildMember(ports, memberId, 'look')).toEqual({ ...differs, written: false });
    expect(await rebuildMember(ports, memberId, 'write')).toEqual({ ...differs, written: true });
    expect(await rebuildMember(ports, memberId, 'look')).toEqual({ kind: 'agrees' });
    expect((await ports.states.readState(memberId))?.counters).toEqual(whole?.counters);
    expect(await toldOf(memberId)).toEqual([['member.rebuilt', 'categories, counters']]);
  });

  test('a state that is gone comes back, and receipts go on from there', async () => {
    const memberId = await liveThrough('card-gone');
    const whole = await ports.states.readState(memberId);
    await lose(memberId);
    expect(await rebuildMember(ports, memberId, 'look')).toEqual({ kind: 'missing', written: false });
    expect(await rebuildMember(ports, memberId, 'write')).toEqual({ kind: 'missing', written: true });
    const back = await ports.states.readState(memberId);
    expect({ ...back, version: 0 }).toEqual({ ...whole, version: 0 });
    expect(await toldOf(memberId)).toEqual([['member.rebuilt', 'state']]);
    await buy(memberId, '2024-07-20', 20_000);
    expect(await rebuildMember(ports, memberId, 'look')).toEqual({ kind: 'agrees' });
  });

  test('a state that is there is not put back over', async () => {
    const memberId = await liveThrough('card-there');
    const whole = await ports.states.readState(memberId);
    if (whole === null) throw new Error('there is no state');
    expect(await ports.states.putBack({ ...whole, seq: 99 }, someAct(0))).toBe('there');
    expect(await ports.states.readState(memberId)).toEqual(whole);
  });

  test('nothing is said while the index does not show all that was counted', async () => {
    const memberId = await liveThrough('card-lags');
    const lagging: RebuildPorts = {
      ...ports,
      history: { entriesOf: async (...asked) => (await ports.history.entriesOf(...asked)).slice(1) },
    };
    expect(await rebuildMember(lagging, memberId, 'write')).toEqual({ kind: 'again' });
    expect(await rebuildMember(ports, memberId, 'look')).toEqual({ kind: 'agrees' });
  });

  test('a state of tomorrow fails for its member alone, by name, and is left as it is', async () => {
    const memberId = await liveThrough('card-tomorrow');
    await localClient(inject('dynamodbEndpoint'), ACCESS_KEY).send(
      new UpdateItemCommand({
        TableName: 'laurel',
        Key: keyAttributes(stateKey(memberId)),
        UpdateExpression: 'SET cn = :tomorrow',
        ExpressionAttributeValues: { ':tomorrow': packed(Uint8Array.of(250, 1, 2)) },
      }),
    );
    const failed = await rebuildMember(ports, memberId, 'write');
    if (failed.kind !== 'failed') throw new Error(failed.kind);
    expect(String(failed.error)).toContain(memberId);
    await expect(ports.states.readState(memberId)).rejects.toThrow('does not decode');
  });

  test('a member who was never enrolled is unknown', async () => {
    expect(await rebuildMember(ports, 'nobody', 'write')).toEqual({ kind: 'unknown' });
  });

  test('a receipt between reading and writing wins', async () => {
    const memberId = await liveThrough('card-races');
    await damage(memberId);
    const raced: RebuildPorts = {
      ...ports,
      ledger: {
        async commit(change) {
          await buy(memberId, '2024-07-20', 30_000);
          return house.ledger.commit(change);
        },
      },
    };
    expect(await rebuildMember(raced, memberId, 'write')).toEqual({ kind: 'again' });
  });
});
