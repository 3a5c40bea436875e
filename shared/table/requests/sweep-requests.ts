import type { GetItemCommandInput, PutItemCommandInput, QueryCommandInput } from '@aws-sdk/client-dynamodb';
import { tableLayout } from '#contracts/table-layout.ts';
import { asEpochMs, type EpochMs } from '#domain/time/time.ts';
import type { SweepProgress } from '#operations/ports/sweep.ts';
import { assert } from '../assertions.ts';
import { keyAttributes } from '../codecs/attributes.ts';
import { dueAttributes } from '../codecs/state-item.ts';
import { progressText, sweepItem } from '../codecs/sweep-item.ts';
import { dueBound, dueIn, dueKey, duePartition, shardOf, stateKey, sweepKey } from '../keys.ts';
import { progressIsNotAhead } from './conditions.ts';

export const readProgressRequest = (tableName: string, shard: number): GetItemCommandInput => ({
  TableName: tableName,
  Key: keyAttributes(sweepKey(shard)),
  ConsistentRead: true,
});

export const saveProgressRequest = (
  tableName: string,
  shard: number,
  progress: SweepProgress,
): PutItemCommandInput => ({
  TableName: tableName,
  Item: sweepItem(shard, progress),
  ...progressIsNotAhead(progressText(progress)),
});

/** The shard's members that are due at or before a moment, the earliest first. */
export const membersDueRequest = (
  tableName: string,
  shard: number,
  upTo: EpochMs,
  limit: number,
): QueryCommandInput => ({
  TableName: tableName,
  IndexName: tableLayout.dueIndex.name,
  KeyConditionExpression: 'duePk = :shard AND dueSk < :later',
  ExpressionAttributeValues: {
    ':shard': { S: duePartition(shard) },
    ':later': { S: dueBound(asEpochMs(upTo + 1)) },
  },
  Limit: limit,
});

/** A page of the shard's members in key order; `after` is the due key at which the page before ended. */
export function membersOfShardRequest(
  tableName: string,
  shard: number,
  after: string | null,
  limit: number,
): QueryCommandInput {
  return {
    TableName: tableName,
    IndexName: tableLayout.dueIndex.name,
    KeyConditionExpression: 'duePk = :shard',
    ExpressionAttributeValues: { ':shard': { S: duePartition(shard) } },
    Limit: limit,
    ...(after === null ? {} : { ExclusiveStartKey: startKey(shard, after) }),
  };
}

/** The whole of an index position follows from its due key. */
function startKey(shard: number, after: string) {
  const { memberId, dueAt } = dueIn(after);
  assert(shardOf(memberId) === shard, `the walk of shard ${shard} goes on in another shard`);
  return { ...keyAttributes(stateKey(memberId)), ...dueAttributes(dueKey(memberId, dueAt)) };
}
