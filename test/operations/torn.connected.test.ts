import {
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { beforeEach, describe, expect, inject, test } from 'vitest';
import { asDay } from '#domain/time/time.ts';
import { type RebuildPorts, rebuildMember } from '#operations/rebuild-member.ts';
import { type Scored, scoreReceipt } from '#operations/score-receipt.ts';
import { type Attributes, keyAttributes } from '#table/codecs/attributes.ts';
import { entryKey, factKey, type Key, stateKey } from '#table/keys.ts';
import { stateRepair } from '#table/state-repair.ts';
import { saleOfEntry } from '../fixtures/entries.ts';
import { type House, houseOn, requestOf } from '../fixtures/house.ts';
import { discountsByLevel, monthlyAmount } from '../fixtures/programs.ts';
import { createTable, localClient } from '../fixtures/table.ts';

/**
 * A backup of a live table may hold any part of a transaction without the others: entry, state and facts of one receipt are
 * torn in every way, healed from the receipts, and then the till sends again what it was not answered.
 */
const NOON = '2024-05-20T12:00:00+03:00';
let client: DynamoDBClient;
let tables = 0;
let tableName: string;
let house: House;
let ports: RebuildPorts;
let memberId: string;

beforeEach(async () => {
  tables += 1;
  tableName = `torn-${tables}`;
  client = localClient(inject('dynamodbEndpoint'), 'torn');
  const table = await createTable(client, tableName);
  house = houseOn(table, NOON);
  await house.activate(monthlyAmount({ raise: 'at-once' }, { rules: discountsByLevel }));
  memberId = await house.enrol('card-1');
  ports = { ...house, states: stateRepair(table) };
});

const bought = async (number: number): Promise<Scored> => {
  const request = requestOf({ memberId, receiptId: `receipt-${number}`, amountMinor: 600_000 });
  const outcome = await scoreReceipt(house, request);
  if (outcome.kind !== 'scored') throw new Error(outcome.code);
  return outcome;
};

const read = async (key: Key): Promise<Attributes | null> => {
  const { Item } = await client.send(
    new GetItemCommand({ TableName: tableName, Key: keyAttributes(key), ConsistentRead: true }),
  );
  return Item ?? null;
};

const putBack = async (key: Key, item: Attributes | null): Promise<void> => {
  if (item === null)
    await client.send(new DeleteItemCommand({ TableName: tableName, Key: keyAttributes(key) }));
  else await client.send(new PutItemCommand({ TableName: tableName, Item: item }));
};

/** The second receipt raises the status, so that its transaction has all three. */
const keys: Readonly<Record<'entry' | 'state' | 'facts', () => Key>> = {
  entry: () => entryKey('store-1', 'receipt-2'),
  state: () => stateKey(memberId),
  facts: () => factKey(memberId, 2),
};
type Part = keyof typeof keys;
const ways: readonly (readonly Part[])[] = [
  ['entry'],
  ['state'],
  ['facts'],
  ['entry', 'state'],
  ['entry', 'facts'],
  ['state', 'facts'],
  ['entry', 'state', 'facts'],
];

describe.each(ways)('of a receipt’s transaction %s %s %s are as before it', (...torn) => {
  test('the books are healed, and what tills send again counts once', async () => {
    await bought(1);
    const parts = torn.filter((part) => part !== undefined);
    const before = new Map<Part, Attributes | null>();
    for (const part of parts) before.set(part, await read(keys[part]()));
    await bought(2);
    for (const [part, item] of before) await putBack(keys[part](), item);

    const stored = parts.includes('entry') ? 1 : 2;
    const counted = parts.includes('state') ? 1 : 2;
    const looked = await rebuildMember(ports, memberId, 'write');
    if (stored !== counted) expect(looked).toEqual({ kind: 'again' });
    const healed = await rebuildMember(ports, memberId, 'after-restore');
    expect(['agrees', 'differs']).toContain(healed.kind);
    if (stored !== counted) expect(healed).toMatchObject({ receipts: { counted, stored }, written: true });
    expect(await rebuildMember(ports, memberId, 'after-restore')).toEqual({ kind: 'agrees' });

    // The tills send again, and go on.
    expect((await bought(2)).replayed).toBe(stored === 2);
    expect((await bought(3)).replayed).toBe(false);
    const member = (await house.members.read(memberId))?.member;
    expect(member?.entries.count).toBe(3);
    const [column] = [...(member?.counters.sums.values() ?? [])];
    expect(column?.values.reduce((sum, value) => sum + value, 0)).toBe(
      (await house.history.entriesOf(memberId, asDay(0), asDay(100_000))).reduce(
        (sum, entry) => sum + saleOfEntry(entry).body.answer.soldMinor,
        0,
      ),
    );
    expect(await rebuildMember(ports, memberId, 'look')).toEqual({ kind: 'agrees' });
    const seqs = (await house.facts.factsOf(memberId, null, 100)).map(({ seq }) => seq);
    expect(new Set(seqs).size).toBe(seqs.length);
    expect(member?.seq).toBeGreaterThanOrEqual(Math.max(...seqs));
  });
});

test('a state that is gone comes back, and one whose enrolment’s fact is gone is made of itself', async () => {
  await bought(1);
  await bought(2);
  const state = await read(stateKey(memberId));
  await putBack(stateKey(memberId), null);
  expect(await rebuildMember(ports, memberId, 'after-restore')).toEqual({ kind: 'missing', written: true });
  await putBack(stateKey(memberId), state);
  await putBack(factKey(memberId, 1), null);
  for (const mode of ['look', 'write', 'after-restore'] as const)
    expect(await rebuildMember(ports, memberId, mode)).toEqual({ kind: 'agrees' });
  // Without either, only a restore takes the first receipt for the beginning.
  await putBack(stateKey(memberId), null);
  expect(await rebuildMember(ports, memberId, 'write')).toEqual({ kind: 'unknown' });
  expect(await rebuildMember(ports, memberId, 'after-restore')).toEqual({ kind: 'missing', written: true });
  const { enrolledAt } = (await house.members.read(memberId))?.member ?? {};
  expect(enrolledAt).toBe(house.clock.now());
});
