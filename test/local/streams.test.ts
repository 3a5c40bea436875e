import { describe, expect, test } from 'vitest';
import type { Invocation } from '../../local/functions/function-worker.ts';
import { deliverBatch } from '../../local/streams/batch-delivery.ts';
import { readPattern } from '../../local/streams/pattern.ts';
import type { StreamRecord } from '../../local/streams/stream-reader.ts';
import { UnknownInTemplate } from '../../local/template/template.ts';

const record = (sequence: number, ageSeconds = 0): StreamRecord => ({
  eventID: String(sequence),
  eventName: 'INSERT',
  dynamodb: { SequenceNumber: String(sequence), ApproximateCreationDateTime: Date.now() / 1000 - ageSeconds },
});

const numbers = (records: readonly StreamRecord[]) => records.map(({ eventID }) => Number(eventID));

describe('a filter', () => {
  const newFacts = readPattern(
    '{"eventName":["INSERT"],"dynamodb":{"Keys":{"sk":{"S":[{"prefix":"FACT#"}]}}}}',
  );
  const of = (eventName: string, sk: string) => ({ eventName, dynamodb: { Keys: { sk: { S: sk } } } });

  test.each([
    [true, of('INSERT', 'FACT#00000001')],
    [false, of('MODIFY', 'FACT#00000001')],
    [false, of('INSERT', 'STATE')],
    [false, { eventName: 'INSERT', dynamodb: { Keys: {} } }],
    [false, { eventName: 'INSERT' }],
  ])('%s for %j', (passes, value) => expect(newFacts(value)).toBe(passes));

  test('lists alternatives', () => {
    const filter = readPattern('{"a":["x",null,3,{"prefix":"y"}]}');
    expect(['x', null, 3, 'yes', 'no', 4].map((a) => filter({ a }))).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  test.each(['{"a":[{"exists":true}]}', '{"a":[{"anything-but":["x"]}]}', '{"$or":[{"a":["x"]}]}'])(
    '%s is refused, not passed over',
    (pattern) => expect(() => readPattern(pattern)).toThrow(UnknownInTemplate),
  );
});

describe('a batch', () => {
  const settings = { bisect: true, partialFailures: true, retryAttempts: 1, maxRecordAgeSeconds: 3600 };

  /** Delivers records 1 … n to a function that cannot do with the bad ones. */
  async function deliver(
    records: readonly StreamRecord[],
    change: Partial<typeof settings>,
    fail: (records: readonly number[]) => Invocation,
  ) {
    const batches: (readonly number[])[] = [];
    const givenUp: (readonly number[])[] = [];
    await deliverBatch(
      records,
      { ...settings, ...change },
      {
        invoke: async (batch) => {
          batches.push(numbers(batch));
          return fail(numbers(batch));
        },
        giveUp: async (batch) => void givenUp.push(numbers(batch)),
      },
    );
    return { batches, givenUp };
  }

  const answered = (answer: unknown): Invocation => ({
    kind: 'answered',
    payload: JSON.stringify(answer),
    cpuMs: 0,
  });
  const done = answered({ batchItemFailures: [] });
  const broken: Invocation = { kind: 'failed', errorType: 'Error', errorMessage: 'no', trace: '' };
  const failingAt = (bad: number) => (batch: readonly number[]) =>
    batch.includes(bad) ? answered({ batchItemFailures: [{ itemIdentifier: String(bad) }] }) : done;
  const four = [1, 2, 3, 4].map((sequence) => record(sequence));

  test('that is done is done', async () => {
    expect(await deliver(four, {}, () => done)).toEqual({ batches: [[1, 2, 3, 4]], givenUp: [] });
  });

  test('goes on from the record that failed, halved, until that one is alone and given up', async () => {
    const { batches, givenUp } = await deliver(four, {}, failingAt(2));
    expect(givenUp).toEqual([[2]]);
    expect(batches).toEqual([[1, 2, 3, 4], [2, 3], [2], [2], [3], [4]]);
  });

  test('that throws is halved too; the good records are all done', async () => {
    const { batches, givenUp } = await deliver(four, {}, (batch) => (batch.includes(3) ? broken : done));
    expect(givenUp).toEqual([[3]]);
    expect(batches).toEqual([[1, 2, 3, 4], [1, 2], [3, 4], [3], [3], [4]]);
  });

  test('without halving it is sent again whole, and then given up whole', async () => {
    expect(await deliver(four, { bisect: false }, () => broken)).toEqual({
      batches: [
        [1, 2, 3, 4],
        [1, 2, 3, 4],
      ],
      givenUp: [[1, 2, 3, 4]],
    });
  });

  test('a failure that comes once is made good', async () => {
    let calls = 0;
    const { givenUp } = await deliver([record(1)], {}, () => (calls++ === 0 ? broken : done));
    expect({ calls, givenUp }).toEqual({ calls: 2, givenUp: [] });
  });

  test('without partial failures an answer is a success, whatever it says', async () => {
    expect((await deliver(four, { partialFailures: false }, failingAt(2))).batches).toEqual([[1, 2, 3, 4]]);
  });

  test('an identifier that is not of the batch fails the whole of it', async () => {
    const { givenUp } = await deliver([record(1)], {}, () =>
      answered({ batchItemFailures: [{ itemIdentifier: 'x' }] }),
    );
    expect(givenUp).toEqual([[1]]);
  });

  test('what is too old is given up unseen', async () => {
    const old = [record(1, 3700)];
    expect(await deliver(old, {}, () => done)).toEqual({ batches: [], givenUp: [[1]] });
    expect(await deliver(old, { maxRecordAgeSeconds: -1 }, () => done)).toEqual({
      batches: [[1]],
      givenUp: [],
    });
  });
});
