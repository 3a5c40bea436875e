import {
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
