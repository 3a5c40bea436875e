import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { AuditEntry } from '#operations/ports/audit.ts';
import { auditItem } from '../codecs/audit-item.ts';
import { itemIsNew } from './conditions.ts';

/** The action of an entry, for the transaction of what it tells of: it is appended, and never written again. */
export const auditAction = (tableName: string, entry: AuditEntry): TransactWriteItem => ({
  Put: { TableName: tableName, Item: auditItem(entry), ...itemIsNew },
});
