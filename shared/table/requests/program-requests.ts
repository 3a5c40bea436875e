import type {
  GetItemCommandInput,
  QueryCommandInput,
  TransactWriteItemsCommandInput,
} from '@aws-sdk/client-dynamodb';
import { tableLayout } from '#contracts/table-layout.ts';
import type { Program } from '#domain/program/program.ts';
import type { AuditEntry } from '#operations/ports/audit.ts';
import type { NewRow } from '#operations/ports/programs.ts';
import { integer, keyAttributes, list } from '../codecs/attributes.ts';
import { encodeTimelineRow, programItem } from '../codecs/program-items.ts';
import { duePartition, programKey, timelineKey } from '../keys.ts';
import { auditAction } from './audit-requests.ts';
import { itemIsNew, listIsAtRevision } from './conditions.ts';

export const readTimelineRequest = (tableName: string): GetItemCommandInput => ({
  TableName: tableName,
  Key: keyAttributes(timelineKey),
  ConsistentRead: true,
});

export const readProgramRequest = (tableName: string, version: number): GetItemCommandInput => ({
  TableName: tableName,
  Key: keyAttributes(programKey(version)),
  ConsistentRead: true,
});

/** The timeline's action comes first, the version's second. */
export function appendProgramRequest(
  tableName: string,
  row: NewRow,
  program: Program,
  revision: number,
  audit: AuditEntry,
): TransactWriteItemsCommandInput {
  const condition = listIsAtRevision(revision);
  return {
    TransactItems: [
      {
        Update: {
          TableName: tableName,
          Key: keyAttributes(timelineKey),
          UpdateExpression: 'SET rw = list_append(if_not_exists(rw, :empty), :row), rev = :next',
          ConditionExpression: condition.ConditionExpression,
          ExpressionAttributeValues: {
            ...condition.ExpressionAttributeValues,
            ':empty': list([]),
            ':row': list([encodeTimelineRow(row)]),
            ':next': integer(revision + 1),
          },
        },
      },
      { Put: { TableName: tableName, Item: programItem(row.version, program), ...itemIsNew } },
      auditAction(tableName, audit),
    ],
  };
}

/** Whether a shard has a member at all. */
export const firstOfShardRequest = (tableName: string, shard: number): QueryCommandInput => ({
  TableName: tableName,
  IndexName: tableLayout.dueIndex.name,
  KeyConditionExpression: 'duePk = :shard',
  ExpressionAttributeValues: { ':shard': { S: duePartition(shard) } },
  Limit: 1,
});
