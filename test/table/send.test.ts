import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  TransactionCanceledException,
  TransactionConflictException,
  TransactionInProgressException,
} from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from 'vitest';
import { stateItem } from '#table/codecs/state-item.ts';
import { ledger } from '#table/ledger.ts';
import { memberRegister } from '#table/member-register.ts';
import { openTable, type Table } from '#table/send.ts';
import { itemsOf } from '#table/stored-items.ts';
import { sampleEnrolment, sampleEntry, sampleMember, stepOf } from './samples.ts';

/*
 * The database on one machine never answers a conflict, so conflicts are put in where the real client would meet
 * them: in its own middleware, before anything is sent.
 */
function tableThatAnswers(answer: () => unknown): Table {
  const client = new DynamoDBClient({
    region: 'eu-central-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  client.middlewareStack.add(
    () => async () => {
      const output = answer();
      if (output instanceof Error) throw output;
      return { output: output as never, response: {} };
    },
    { step: 'initialize' },
  );
  return openTable(client, 'T');
}

const head = { $metadata: {}, message: 'injected' };
const cancelled = (...codes: string[]) =>
  new TransactionCanceledException({ ...head, CancellationReasons: codes.map((Code) => ({ Code })) });

/** Every way in which a busy table cancels: each reason alone, and beside each other one. */
const BUSY = [
  'TransactionConflict',
  'ThrottlingError',
  'ProvisionedThroughputExceeded',
  'RequestLimitExceeded',
];
const busyReasons = BUSY.flatMap((code) => [
  [code],
  [code, 'None'],
  ['None', 'None', code],
  ...BUSY.map((other) => [code, other, 'None']),
]);

const before = sampleMember('m1', { version: 7 });
const change = stepOf(before, sampleEntry('r-1', 'm1'));
const alone = { before, after: before, entry: null, facts: [] };

describe('a commit that meets another transaction', () => {
  test.each<readonly [string, Error]>([
    ['on the member', cancelled('None', 'TransactionConflict')],
    ['on the entry', cancelled('TransactionConflict', 'None')],
    ['which is its own, still running', new TransactionInProgressException(head)],
    ...busyReasons.map((codes) => [codes.join(' '), cancelled(...codes)] as const),
  ])('%s is contended', async (_, error) => {
    expect(await ledger(tableThatAnswers(() => error)).commit(change)).toEqual({ kind: 'contended' });
  });

  test('with a single update is contended', async () => {
    const table = tableThatAnswers(() => new TransactionConflictException(head));
    expect(await ledger(table).commit(alone)).toEqual({ kind: 'contended' });
  });

  test.each(BUSY)('a condition that failed beside %s is told', async (code) => {
    const error = new TransactionCanceledException({
      ...head,
      CancellationReasons: [{ Code: code }, { Code: 'ConditionalCheckFailed', Item: stateItem(before, 9) }],
    });
    expect(await ledger(tableThatAnswers(() => error)).commit(change)).toEqual({
      kind: 'member-moved',
      current: { ...before, version: 9 },
    });
  });
});

describe('what nobody expects is thrown', () => {
  test.each([
    ['a broken request', cancelled('ValidationError', 'None')],
    ['a broken request beside a throttle', cancelled('ThrottlingError', 'ValidationError')],
    ['a partition that is full', cancelled('ItemCollectionSizeLimitExceeded')],
    ['what this table cannot mean', cancelled('None', 'DuplicateItem')],
    ['a cancellation without a reason', cancelled('None', 'None')],
    ['a lost connection', Object.assign(new Error('lost'), { code: 'ECONNRESET' })],
  ])('%s', async (_, error) => {
    await expect(ledger(tableThatAnswers(() => error)).commit(change)).rejects.toBe(error);
  });

  test('a fact that is stored though the member has not moved', async () => {
    const table = tableThatAnswers(() => cancelled('None', 'None', 'ConditionalCheckFailed'));
    await expect(ledger(table).commit(change)).rejects.toThrow('a fact of this number is stored');
  });

  test('a member that is gone', async () => {
    const table = tableThatAnswers(() => cancelled('None', 'ConditionalCheckFailed'));
    await expect(ledger(table).commit(change)).rejects.toThrow('the item that refused a write is not there');
  });
});

describe('busy', () => {
  test.each([
    ['an entry of nobody', () => new TransactionConflictException(head), null] as const,
    ...busyReasons.map(
      (codes) => [`a card: ${codes.join(' ')}`, () => cancelled(...codes), '290001'] as const,
    ),
  ])('recording %s', async (_, error, cardNumber) => {
    const recording = ledger(tableThatAnswers(error)).record(sampleEntry('r-1', null, { cardNumber }));
    await expect(recording).rejects.toMatchObject({ name: 'TableBusyError' });
  });

  test.each(busyReasons)('enrolling: %s', async (...codes) => {
    const register = memberRegister(
      tableThatAnswers(() => cancelled(...codes)),
      (phone) => [phone],
    );
    await expect(register.enrol(sampleEnrolment('m1', '290001'))).rejects.toMatchObject({
      name: 'TableBusyError',
    });
  });

  test('a batch that brings nothing is given up, one that brings something goes on', async () => {
    const keys = ['a', 'b', 'c'].map((pk) => ({ pk, sk: 'S' }));
    const stored = keys.map(({ pk, sk }) => ({ pk: { S: pk }, sk: { S: sk } }));
    let asked = 0;
    const slow = tableThatAnswers(() => {
      asked += 1;
      return {
        Responses: { T: stored.slice(asked - 1, asked) },
        UnprocessedKeys: asked < 3 ? { T: { Keys: stored.slice(asked) } } : {},
      };
    });
    expect(await itemsOf(slow, keys)).toEqual(stored);
    expect(asked).toBe(3);
    const stuck = tableThatAnswers(() => ({ Responses: {}, UnprocessedKeys: { T: { Keys: stored } } }));
    await expect(itemsOf(stuck, keys)).rejects.toMatchObject({ name: 'TableBusyError' });
  });
});

describe('what the table answers', () => {
  const item = { pk: { S: 'M#m1' }, sk: { S: 'STATE' } };
  const key = { TableName: 'T', Key: item };
  const put = { TableName: 'T', Item: item };
  const refusedWith = (Item?: typeof item) =>
    new ConditionalCheckFailedException({ ...head, ...(Item !== undefined && { Item }) });

  test.each([
    ['an item', { Item: item }, item],
    ['none', {}, null],
  ])('to a read: %s', async (_, answer, told) => {
    expect(await tableThatAnswers(() => answer).get(key)).toEqual(told);
  });

  test.each([
    ['a page, and more', { Items: [item], LastEvaluatedKey: item }, { items: [item], next: item }],
    ['the last page', { Items: [item] }, { items: [item], next: null }],
    ['nothing', {}, { items: [], next: null }],
  ])('to a query: %s', async (_, answer, told) => {
    expect(await tableThatAnswers(() => answer).query({ TableName: 'T' })).toEqual(told);
  });

  test.each([
    [
      'some, and the rest later',
      { Responses: { T: [item] }, UnprocessedKeys: { T: { Keys: [item] } } },
      [1, 1],
    ],
    ['nothing of this table', { Responses: { U: [item] }, UnprocessedKeys: { U: { Keys: [item] } } }, [0, 0]],
    ['nothing', {}, [0, 0]],
  ])('to a batch: %s', async (_, answer, counts) => {
    const { items, rest } = await tableThatAnswers(() => answer).getBatch({ RequestItems: {} });
    expect([items.length, rest.length]).toEqual(counts);
  });

  test.each([
    ['done', () => ({}), { kind: 'done', attributes: {} }],
    ['done, and what it has become', () => ({ Attributes: item }), { kind: 'done', attributes: item }],
    ['refused by what is there', () => refusedWith(item), { kind: 'refused', stored: item }],
    ['refused, and it does not say by what', () => refusedWith(), { kind: 'refused', stored: null }],
    ['busy', () => new TransactionConflictException(head), { kind: 'contended' }],
  ])('to a write: %s', async (_, answer, told) => {
    expect(await tableThatAnswers(answer).put(put)).toEqual(told);
    expect(await tableThatAnswers(answer).update(key)).toEqual(told);
  });

  test('to a write that nobody expects is thrown', async () => {
    const lost = new Error('lost');
    await expect(tableThatAnswers(() => lost).put(put)).rejects.toBe(lost);
    await expect(tableThatAnswers(() => lost).update(key)).rejects.toBe(lost);
  });

  test('to a transaction: done, or busy where only one action says why', async () => {
    const request = { TransactItems: [] };
    expect(await tableThatAnswers(() => ({})).transact(request)).toEqual({ kind: 'done' });
    const silent = new TransactionCanceledException({
      ...head,
      CancellationReasons: [{}, { Code: 'TransactionConflict' }],
    });
    expect(await tableThatAnswers(() => silent).transact(request)).toEqual({ kind: 'contended' });
  });
});
