import type {
  GetItemCommandInput,
  QueryCommandInput,
  TransactWriteItemsCommandInput,
} from '@aws-sdk/client-dynamodb';
import type { EpochMs } from '#domain/time/time.ts';
import type { AuditEntry } from '#operations/ports/audit.ts';
import type { TillKey } from '#operations/ports/till-keys.ts';
import { type Attributes, integer, keyAttributes } from '../codecs/attributes.ts';
import { encodeRevokedKeys, type RevokedKey } from '../codecs/revoked-item.ts';
import { tillKeyItem } from '../codecs/till-key-item.ts';
import { revokedKeysKey, tillKeyKey, tillKeyNoteKey, tillKeyNotes } from '../keys.ts';
import { auditAction } from './audit-requests.ts';
import { itemExists, itemIsNew, listIsAtRevision } from './conditions.ts';

export const readTillKeyRequest = (tableName: string, keyId: string): GetItemCommandInput => ({
  TableName: tableName,
  Key: keyAttributes(tillKeyKey(keyId)),
  ConsistentRead: true,
});

/** The key, new, and the note of it. */
export const createTillKeyRequest = (
  tableName: string,
  key: TillKey,
  audit: AuditEntry,
): TransactWriteItemsCommandInput => ({
  TransactItems: [
    { Put: { TableName: tableName, Item: tillKeyItem(key), ...itemIsNew } },
    { Put: { TableName: tableName, Item: keyAttributes(tillKeyNoteKey(key.keyId)) } },
    auditAction(tableName, audit),
  ],
});

/** A page of the notes of all till keys, read strongly: who has just made a key sees it. */
export const tillKeyNotesRequest = (tableName: string, after: Attributes | null): QueryCommandInput => ({
  TableName: tableName,
  KeyConditionExpression: 'pk = :pk',
  ExpressionAttributeValues: { ':pk': { S: tillKeyNotes.pk } },
  ConsistentRead: true,
  ...(after === null ? {} : { ExclusiveStartKey: after }),
});

export const readRevokedKeysRequest = (tableName: string): GetItemCommandInput => ({
  TableName: tableName,
  Key: keyAttributes(revokedKeysKey),
  ConsistentRead: true,
});

/** A key that is revoked stays revoked since the first time; the list that functions hold says so in the same moment. The key's action comes first. */
export function revokeTillKeyRequest(
  tableName: string,
  { keyId, at, audit }: { readonly keyId: string; readonly at: EpochMs; readonly audit: AuditEntry },
  { keys, revision }: { readonly keys: readonly RevokedKey[]; readonly revision: number },
): TransactWriteItemsCommandInput {
  const condition = listIsAtRevision(revision);
  return {
    TransactItems: [
      {
        Update: {
          TableName: tableName,
          Key: keyAttributes(tillKeyKey(keyId)),
          UpdateExpression: 'SET re = if_not_exists(re, :at)',
          ...itemExists,
          ExpressionAttributeValues: { ':at': integer(at) },
        },
      },
      {
        Update: {
          TableName: tableName,
          Key: keyAttributes(revokedKeysKey),
          UpdateExpression: 'SET rk = :keys, rev = :next',
          ConditionExpression: condition.ConditionExpression,
          ExpressionAttributeValues: {
            ...condition.ExpressionAttributeValues,
            ':keys': encodeRevokedKeys(keys),
            ':next': integer(revision + 1),
          },
        },
      },
      auditAction(tableName, audit),
    ],
  };
}
