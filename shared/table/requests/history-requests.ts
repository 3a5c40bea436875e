import type { BatchGetItemCommandInput, QueryCommandInput } from '@aws-sdk/client-dynamodb';
import { tableLayout } from '#contracts/table-layout.ts';
import type { Day } from '#domain/time/time.ts';
import { type Attributes, keyAttributes } from '../codecs/attributes.ts';
import { waitingPrefix } from '../entry-keys.ts';
import { entryDayRange, entryPartition, factRange, type Key } from '../keys.ts';

/** A page of what the index knows of a member's entries on the days `[from, to)`, oldest first. */
export function entriesOfMemberRequest(
  tableName: string,
  memberId: string,
  from: Day,
  to: Day,
  { after, limit }: { readonly after: Attributes | null; readonly limit?: number },
): QueryCommandInput {
  const { first, last } = entryDayRange(from, to);
  return {
    TableName: tableName,
    IndexName: tableLayout.entryIndex.name,
    KeyConditionExpression: 'entryPk = :member AND entrySk BETWEEN :first AND :last',
    ExpressionAttributeValues: {
      ':member': { S: entryPartition(memberId) },
      ':first': { S: first },
      ':last': { S: last },
    },
    ...(limit !== undefined && { Limit: limit }),
    ...(after !== null && { ExclusiveStartKey: after }),
  };
}

/** A page of the notes at a card, oldest first, read strongly: enrolment must find every entry that was noted before it. */
export function waitingEntriesRequest(
  tableName: string,
  cardNumber: string,
  { after, limit }: { readonly after: string | null; readonly limit: number },
): QueryCommandInput {
  const { pk, sk: prefix } = waitingPrefix(cardNumber);
  return {
    TableName: tableName,
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
    ExpressionAttributeValues: { ':pk': { S: pk }, ':prefix': { S: prefix } },
    ConsistentRead: true,
    Limit: limit,
    ...(after !== null && { ExclusiveStartKey: keyAttributes({ pk, sk: after }) }),
  };
}

/** A page of a member's facts, newest first, up to a number, that one included. */
export function factsRequest(
  tableName: string,
  memberId: string,
  upTo: number | null,
  limit: number,
): QueryCommandInput {
  const { pk, first, last } = factRange(memberId, upTo);
  return {
    TableName: tableName,
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
    ExpressionAttributeValues: { ':pk': { S: pk }, ':first': { S: first }, ':last': { S: last } },
    ScanIndexForward: false,
    ConsistentRead: true,
    Limit: limit,
  };
}

/** Up to 100 items by their keys, read strongly: an index may know an item before its replica does. */
export const readItemsRequest = (tableName: string, keys: readonly Key[]): BatchGetItemCommandInput => ({
  RequestItems: { [tableName]: { Keys: keys.map(keyAttributes), ConsistentRead: true } },
});
