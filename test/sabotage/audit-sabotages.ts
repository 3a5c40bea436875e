import { ledgerRequests, row, type Sabotage } from './sabotage.ts';

const AUDIT = 'test/table/audit-log.connected.test.ts';
const REBUILD = 'test/operations/rebuild.connected.test.ts';
const BACK = 'test/cli/coming-back.connected.test.ts';
const READ = 'test/operations/read-audit.test.ts';
const requests = 'shared/table/requests/';

/** What a hand does is told in the act, once and for good. */
export const auditSabotages: readonly Sabotage[] = [
  row(
    'an entry of the audit is written over no other',
    `${requests}audit-requests.ts`,
    'Item: auditItem(entry), ...itemIsNew }',
    'Item: auditItem(entry) }',
    AUDIT,
  ),
  row(
    'a key that is made is told',
    `${requests}till-key-requests.ts`,
    '{ Put: { TableName: tableName, Item: keyAttributes(tillKeyNoteKey(key.keyId)) } },\n    auditAction(tableName, audit),',
    '{ Put: { TableName: tableName, Item: keyAttributes(tillKeyNoteKey(key.keyId)) } },',
    AUDIT,
  ),
  row(
    'a key that is revoked is told',
    `${requests}till-key-requests.ts`,
    '        },\n      },\n      auditAction(tableName, audit),',
    '        },\n      },',
    AUDIT,
  ),
  row(
    'an activation is told',
    `${requests}program-requests.ts`,
    '      auditAction(tableName, audit),\n',
    '',
    AUDIT,
  ),
  row(
    'a step of a member by hand is told',
    ledgerRequests,
    '...(audit === undefined ? [] : [auditAction(tableName, audit)]),',
    '',
    AUDIT,
  ),
  row(
    'a step by hand that changes nothing else is told',
    ledgerRequests,
    'facts.length === 0 && audit === undefined) return',
    'facts.length === 0) return',
    AUDIT,
  ),
  row(
    'a state that is put back is told',
    `${requests}member-requests.ts`,
    'stateItem(member, FIRST_VERSION), ...itemIsNew } },\n    auditAction(tableName, audit),',
    'stateItem(member, FIRST_VERSION), ...itemIsNew } },',
    REBUILD,
  ),
  row(
    'a state that is put right is told',
    'shared/operations/rebuild-member.ts',
    '    facts: [],\n    audit,\n',
    '    facts: [],\n',
    REBUILD,
  ),
  row(
    'the audit of a member is of that member',
    `${requests}audit-requests.ts`,
    'memberId === null ? auditPartition : auditOfMemberPartition(memberId)',
    'auditPartition',
    AUDIT,
  ),
  row(
    'a page of the audit that ends with the last is the last',
    'shared/operations/read-audit.ts',
    'isAll ? null : place',
    'place',
    READ,
  ),
  row(
    'a page of the audit goes on where it ended',
    'shared/operations/read-audit.ts',
    'const page = { after: place,',
    'const page = { after,',
    READ,
  ),
  row(
    'what a restore does is told before it is done',
    'cli/commands/restore.ts',
    'await auditLog(target.table).append(',
    'await (async (_: unknown) => {})(',
    BACK,
  ),
  row(
    'what healing does is told before it is done',
    'cli/backup/heal-all.ts',
    'await auditLog(table).append(',
    'await (async (_: unknown) => {})(',
    BACK,
  ),
  row(
    'a table with nothing but its audit is empty',
    'shared/table/whole-table.ts',
    'if (!isAuditKey(openItem(item).key)) return false;',
    'if (openItem(item)) return false;',
    BACK,
  ),
];
