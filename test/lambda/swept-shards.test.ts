import { Metrics } from '@aws-lambda-powertools/metrics';
import type { SQSEvent, SQSRecord } from 'aws-lambda';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { logger } from '#lambda/instruments.ts';
import { ONE_MEMBER_MS, sweptShards } from '#lambda/swept-shards.ts';
import type { SweepBoard } from '#operations/ports/sweep.ts';
import { sweepShard } from '#operations/sweep.ts';
import { shardOf } from '#table/keys.ts';
import { context } from '../fixtures/edge.ts';
import { memoryHouse } from '../fixtures/memory-house.ts';
import { monthlyAmount } from '../fixtures/programs.ts';
import { sampleEnrolment } from '../table/samples.ts';

/** What one batch of shards does: to its neighbours, to the queue, to the log and the metrics. */
let lines: Record<string, unknown>[];
let counted: Map<string, number>;
let house: ReturnType<typeof memoryHouse>;
let sent: number[];
/** Calls of the table for a shard, which a test may let fail. */
let asked: number[];
let broken: Set<number>;

beforeEach(() => {
  house = memoryHouse(monthlyAmount(), '2024-06-01T00:05:00+03:00');
  [sent, asked, lines, broken, counted] = [[], [], [], new Set(), new Map()];
  vi.spyOn(logger, 'error').mockImplementation((message, ...detail: unknown[]) => {
    lines.push({ message, ...Object(detail[0]) });
  });
  vi.spyOn(Metrics.prototype, 'addMetric').mockImplementation(function (this: Metrics, name, _unit, value) {
    counted.set(name, (counted.get(name) ?? 0) + value);
    return this;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
});

const record = (messageId: string, body: string): SQSRecord => ({ messageId, body }) as SQSRecord;
const batch = (...shards: readonly number[]): SQSEvent => ({
  Records: shards.map((shard) => record(`m${shard}`, JSON.stringify({ shard }))),
});

const sweep = async (event: SQSEvent, leftMs: () => number = () => 60_000) => {
  const board: SweepBoard = {
    ...house.board,
    async readNotes(shard) {
      asked.push(shard);
      if (broken.has(shard)) throw new TypeError('Anna’s table is gone');
      return await house.board.readNotes(shard);
    },
  };
  return await sweptShards(
    {
      sweep: (shard, hasTime) => sweepShard({ ...house, board }, shard, hasTime),
      goOn: async (shard) => void sent.push(shard),
    },
    event,
    { ...context, getRemainingTimeInMillis: leftMs },
  );
};

test('each shard is swept and counted', async () => {
  expect(await sweep(batch(1, 2, 3))).toEqual({ batchItemFailures: [] });
  expect([asked, sent, lines]).toEqual([[1, 2, 3], [], []]);
  expect(Object.fromEntries(counted)).toEqual({ ShardsSwept: 3 });
});

test('a shard that fails, and a message that is none, harm nobody beside them, and the log says why', async () => {
  broken.add(2);
  const event = batch(1, 2, 3);
  event.Records.splice(1, 0, record('none', '{"shard":64}'));
  expect(await sweep(event)).toEqual({
    batchItemFailures: [{ itemIdentifier: 'none' }, { itemIdentifier: 'm2' }],
  });
  expect(lines).toMatchObject([
    { message: 'not swept', kind: 'ZodError' },
    { message: 'not swept', shard: 2, kind: 'TypeError' },
  ]);
  expect(JSON.stringify(lines)).not.toContain('Anna');
  expect(Object.fromEntries(counted)).toEqual({ ShardsSwept: 2 });
});

test('shards for which no time is left go on by themselves, and are not counted as swept', async () => {
  let left = ONE_MEMBER_MS + 1;
  for (const id of ['m1', 'm2']) {
    const enrolment = sampleEnrolment(id, `card-${id}`);
    await house.register.enrol(enrolment);
  }
  const [one, two] = [shardOf('m1'), shardOf('m2')];
  const leftMs = () => {
    left -= 1;
    return left + 1;
  };
  expect(await sweep(batch(one, two), leftMs)).toEqual({ batchItemFailures: [] });
  expect(sent).toEqual([two]);
  expect(counted.get('ShardsSwept')).toBe(1);
});

test('a member who cannot be settled is logged by id alone, and counted', async () => {
  await house.register.enrol(sampleEnrolment('m1', 'card-m1'));
  const read = async (): Promise<never> => {
    throw new RangeError('Anna’s counters are of tomorrow');
  };
  house.members.read = read;
  await house.board.noteFailed(shardOf('m1'), ['m1']);
  await house.board.saveProgress(shardOf('m1'), { walkedTo: 19_875 as never, walk: null });
  expect(await sweep(batch(shardOf('m1')))).toEqual({ batchItemFailures: [] });
  expect(lines).toMatchObject([
    { message: 'not swept', shard: shardOf('m1'), memberId: 'm1', kind: 'RangeError' },
  ]);
  expect(JSON.stringify(lines)).not.toContain('Anna');
  expect(Object.fromEntries(counted)).toEqual({ MembersNotSwept: 1, ShardsSwept: 1 });
});
