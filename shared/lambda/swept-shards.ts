import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { shardMessage } from '#contracts/events.ts';
import { metricNames } from '#contracts/metrics.ts';
import { count, logger, traceOf } from './instruments.ts';
import { oneByOne } from './work-queue.ts';

interface ShardWork {
  /** Sweeps a shard as long as there is time. */
  readonly sweep: (
    shard: number,
    hasTime: () => boolean,
  ) => Promise<{
    readonly kind: 'done' | 'to-go-on' | 'given-up';
    readonly written: number;
    readonly failures: ReadonlyMap<string, unknown>;
  }>;
  /** Sends a shard on, to be swept further. */
  readonly goOn: (shard: number) => Promise<void>;
}

/** What the settling of one member may take, and the noting of how far it came. */
export const ONE_MEMBER_MS = 15_000;

/**
 * Sweeps each shard of a batch, one after the other. A shard for which time is up goes on with a message of its own; the
 * shards behind it in the batch do so at once. @returns the messages that failed
 */
export async function sweptShards(
  work: ShardWork,
  event: SQSEvent,
  context: Context,
): Promise<SQSBatchResponse> {
  const hasTime = (): boolean => context.getRemainingTimeInMillis() > ONE_MEMBER_MS;
  return await oneByOne({ event, context }, (record) => sweepRecord(work, record, hasTime));
}

async function sweepRecord(work: ShardWork, { body }: SQSRecord, hasTime: () => boolean): Promise<void> {
  let shard: number | null = null;
  try {
    shard = shardMessage.parse(JSON.parse(body)).shard;
    await sweepOne(work, shard, hasTime);
  } catch (error) {
    // The batch answers which messages failed, and says nothing of why.
    logger.error('not swept', { ...(shard !== null && { shard }), ...traceOf(error) });
    throw error;
  }
}

async function sweepOne(work: ShardWork, shard: number, hasTime: () => boolean): Promise<void> {
  const { kind, written, failures } = await work.sweep(shard, hasTime);
  for (const [memberId, error] of failures) logger.error('not swept', { shard, memberId, ...traceOf(error) });
  if (written > 0) count(metricNames.membersMoved, written);
  if (failures.size > 0) count(metricNames.membersNotSwept, failures.size);
  if (kind === 'given-up') throw new Error('so many members fail that it is not they who are broken');
  if (kind === 'to-go-on') await work.goOn(shard);
  else count(metricNames.shardsSwept);
}
