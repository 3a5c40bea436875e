import type { QueryCommandInput, TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { tableLayout } from '#contracts/table-layout.ts';
import type { EpochMs } from '#domain/time/time.ts';
import type { AuditEntry, AuditPlace, AuditWish } from '#operations/ports/audit.ts';
import { auditBound, auditKey, auditOfMemberPartition, auditPartition } from '../audit-keys.ts';
import { keyAttributes } from '../codecs/attributes.ts';
import { auditItem } from '../codecs/audit-item.ts';
import { itemIsNew } from './conditions.ts';

/** The action of an entry, for the transaction of what it tells of: it is appended, and never written again. */
export const auditAction = (tableName: string, entry: AuditEntry): TransactWriteItem => ({
  Put: { TableName: tableName, Item: auditItem(entry), ...itemIsNew },
});

/** The places of a page of entries, newest first: of all, or of those on a member. */
export function auditPageRequest(
  tableName: string,
  { memberId, since }: AuditWish,
  { after, limit }: { readonly after: AuditPlace | null; readonly limit: number },
): QueryCommandInput {
  const index = memberId === null ? tableLayout.dueIndex : tableLayout.entryIndex;
  const partition = memberId === null ? auditPartition : auditOfMemberPartition(memberId);
  const { name, partitionKey, sortKey } = index;
  const begin = since ?? (0 as EpochMs);
  return {
    TableName: tableName,
    IndexName: name,
    KeyConditionExpression: `${partitionKey} = :of AND ${sortKey} >= :since`,
    ExpressionAttributeValues: { ':of': { S: partition }, ':since': { S: auditBound(begin) } },
    ScanIndexForward: false,
    Limit: limit,
    ...(after !== null && {
      ExclusiveStartKey: {
        ...keyAttributes(auditKey(after)),
        [partitionKey]: { S: partition },
        [sortKey]: { S: auditKey(after).sk },
      },
    }),
  };
}
