import type {
  GetItemCommandInput,
  PutItemCommandInput,
  UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import type { EpochMs } from '#domain/time.ts';
import type { TillKey } from '#operations/ports.ts';
import { integer, keyAttributes } from '../codecs/attributes.ts';
import { tillKeyItem } from '../codecs/till-key-item.ts';
import { tillKeyKey } from '../keys.ts';
import { itemExists, itemIsNew } from './conditions.ts';

export const readTillKeyRequest = (tableName: string, keyId: string): GetItemCommandInput => ({
  TableName: tableName,
  Key: keyAttributes(tillKeyKey(keyId)),
  ConsistentRead: true,
});

export const createTillKeyRequest = (tableName: string, key: TillKey): PutItemCommandInput => ({
  TableName: tableName,
  Item: tillKeyItem(key),
  ...itemIsNew,
});

/** A key that is revoked stays revoked since the first time. */
export const revokeTillKeyRequest = (
  tableName: string,
  keyId: string,
  at: EpochMs,
): UpdateItemCommandInput => ({
  TableName: tableName,
  Key: keyAttributes(tillKeyKey(keyId)),
  UpdateExpression: 'SET re = if_not_exists(re, :at)',
  ...itemExists,
  ExpressionAttributeValues: { ':at': integer(at) },
});
