import type {
  GetItemCommandInput,
  QueryCommandInput,
  UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { tableLayout } from '#contracts/table-layout.ts';
import { asEpochMs, type EpochMs } from '#domain/time/time.ts';
import type { Claim, SweepProgress } from '#operations/ports/sweep.ts';
import { assert } from '../assertions.ts';
import { integer, keyAttributes, textSet } from '../codecs/attributes.ts';
import { dueAttributes } from '../codecs/state-item.ts';
import { claimText, progressText } from '../codecs/sweep-item.ts';
import { dueBound, dueIn, dueKey, duePartition, shardOf, stateKey, sweepKey } from '../keys.ts';
import { progressIsBehind } from './conditions.ts';

export const readNotesRequest = (tableName: string, shard: number): GetItemCommandInput => ({
  TableName: tableName,
  Key: keyAttributes(sweepKey(shard)),
  ConsistentRead: true,
});

export const saveProgressRequest = (
  tableName: string,
  shard: number,
  progress: SweepProgress,
): UpdateItemCommandInput => ({
  TableName: tableName,
  Key: keyAttributes(sweepKey(shard)),
  UpdateExpression: 'SET w = :progress',
  ...progressIsBehind(progressText(progress)),
});

/** Sets of ids are added to and taken from, so that no two writers take back each other's. */
const changeOfFailed =
  (verb: 'ADD' | 'DELETE') =>
  (tableName: string, shard: number, memberIds: readonly string[]): UpdateItemCommandInput => ({
    TableName: tableName,
    Key: keyAttributes(sweepKey(shard)),
    UpdateExpression: `${verb} f :members`,
    ExpressionAttributeValues: { ':members': textSet(memberIds) },
  });
/** So many cards fit into a shard's item beside what else it notes; more are not claimed by the sweep at once. */
const MAX_CLAIMS_NOTED = 2_000;

export const noteClaimRequest = (tableName: string, claim: Claim) =>
  ({
    TableName: tableName,
    Key: keyAttributes(sweepKey(shardOf(claim.memberId))),
    UpdateExpression: 'ADD c :claims',
    ConditionExpression: 'attribute_not_exists(c) OR size(c) < :most',
    ExpressionAttributeValues: { ':claims': textSet([claimText(claim)]), ':most': integer(MAX_CLAIMS_NOTED) },
  }) satisfies UpdateItemCommandInput;

export const noteClaimedRequest = (tableName: string, claim: Claim): UpdateItemCommandInput => ({
  TableName: tableName,
  Key: keyAttributes(sweepKey(shardOf(claim.memberId))),
  UpdateExpression: 'DELETE c :claims',
  ExpressionAttributeValues: { ':claims': textSet([claimText(claim)]) },
});

export const noteFailedRequest = changeOfFailed('ADD');
export const noteSettledRequest = changeOfFailed('DELETE');

/** The shard's members that are due at or before a moment, the earliest first. */
export const membersDueRequest = (
  tableName: string,
  shard: number,
  { upTo, after, limit }: { readonly upTo: EpochMs; readonly after: string | null; readonly limit: number },
): QueryCommandInput => ({
  TableName: tableName,
  IndexName: tableLayout.dueIndex.name,
  KeyConditionExpression: 'duePk = :shard AND dueSk < :later',
  ExpressionAttributeValues: {
    ':shard': { S: duePartition(shard) },
    ':later': { S: dueBound(asEpochMs(upTo + 1)) },
  },
  Limit: limit,
  ...startAfter(shard, after),
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
    ...startAfter(shard, after),
  };
}

/** The whole of an index position follows from its due key. */
function startAfter(shard: number, after: string | null): Pick<QueryCommandInput, 'ExclusiveStartKey'> {
  if (after === null) return {};
  const { memberId, dueAt } = dueIn(after);
  assert(shardOf(memberId) === shard, `the walk of shard ${shard} goes on in another shard`);
  const due = dueAttributes(dueKey(memberId, dueAt));
  return { ExclusiveStartKey: { ...keyAttributes(stateKey(memberId)), ...due } };
}
