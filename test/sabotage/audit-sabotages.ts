import { ledgerRequests, row, type Sabotage } from './sabotage.ts';

const TOLD = 'test/audit/told.connected.test.ts';
const AUDIT = 'test/table/audit-log.connected.test.ts';
const BACK = 'test/cli/coming-back.connected.test.ts';
const READ = 'test/operations/read-audit.test.ts';
const CONTACT = 'test/operations/read-contact.test.ts';
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
    'a key that is made by hand is told',
    `${requests}till-key-requests.ts`,
    '{ Put: { TableName: tableName, Item: keyAttributes(tillKeyNoteKey(key.keyId)) } },\n    auditAction(tableName, audit),',
    '{ Put: { TableName: tableName, Item: keyAttributes(tillKeyNoteKey(key.keyId)) } },',
    TOLD,
  ),
  row(
    'a key that is revoked by hand is told',
    `${requests}till-key-requests.ts`,
    '        },\n      },\n      auditAction(tableName, audit),',
    '        },\n      },',
    TOLD,
  ),
  row(
    'an activation by hand is told',
    `${requests}program-requests.ts`,
    '      auditAction(tableName, audit),\n',
    '',
    TOLD,
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
    'a state that is put back by hand is told',
    `${requests}member-requests.ts`,
    'stateItem(member, FIRST_VERSION), ...itemIsNew } },\n    auditAction(tableName, audit),',
    'stateItem(member, FIRST_VERSION), ...itemIsNew } },',
    TOLD,
  ),
  row(
    'a state that is put right by hand is told',
    'shared/operations/rebuild-member.ts',
    '    facts: [],\n    audit,\n',
    '    facts: [],\n',
    TOLD,
  ),
  row(
    'a page of the audit says whether it is the last',
    'shared/table/audit-log.ts',
    'isLast: last === null',
    'isLast: true',
    AUDIT,
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
    'what a restore does by hand is told before',
    'cli/commands/restore.ts',
    'await auditLog(target.table).append(',
    'await (async (_: unknown) => {})(',
    TOLD,
  ),
  row(
    'what healing does by hand is told before',
    'cli/backup/heal-all.ts',
    'await auditLog(table).append(',
    'await (async (_: unknown) => {})(',
    TOLD,
  ),
  row(
    'a phone in clear, asked by hand, is told',
    'shared/operations/read-contact.ts',
    'await ports.audit.append(',
    'void (',
    TOLD,
  ),
  row(
    'a phone in clear, asked by hand, is told before it is answered',
    'shared/operations/read-contact.ts',
    'await ports.audit.append(',
    'void ports.audit.append(',
    CONTACT,
  ),
  row(
    'of nobody no phone is asked by hand, and nothing told',
    'shared/operations/read-contact.ts',
    "if ((await ports.members.read(memberId)) === null) return refused('not-found', 'There is no such member.');",
    '',
    CONTACT,
  ),
  row(
    'an actor by hand is themselves by the link of their login',
    'shared/operations/audit.ts',
    "return own === memberId ? 'own' : 'other';",
    "return 'other';",
    'test/operations/audit.test.ts',
  ),
  row(
    'a login without a link says nothing of whose account it is by hand',
    'shared/operations/audit.ts',
    "if (own === null) return 'not-checkable';",
    '',
    'test/operations/audit.test.ts',
  ),
  row(
    'a cursor of the audit is good for its list',
    'functions/read-audit/handler.ts',
    'JSON.stringify([memberId, action, since])',
    'JSON.stringify([])',
    'test/functions/handlers.connected.test.ts',
  ),
  row(
    'an entry of the audit that is new is no change',
    'shared/lambda/stream-record.ts',
    "return eventName === 'MODIFY' || eventName === 'REMOVE' ? [{ what: eventName, pk: pk.S, sk: sk.S }] : [];",
    "return [{ what: eventName === 'REMOVE' ? 'REMOVE' : 'MODIFY', pk: pk.S, sk: sk.S }];",
    'test/functions/watch-audit.test.ts',
  ),
  row(
    'a removed entry of the audit is seen',
    'infra/audit.ts',
    "filters: ['MODIFY', 'REMOVE'].map(changedEntries)",
    "filters: ['MODIFY'].map(changedEntries)",
    'test/infra/stack.test.ts',
  ),
  row(
    'a changed entry of the audit rings',
    'functions/watch-audit/handler.ts',
    'count(metricNames.auditChanged, changed.length);',
    '',
    'test/functions/watch-audit.test.ts',
  ),
  row(
    'a table with nothing but its audit is empty',
    'shared/table/whole-table.ts',
    'if (!isAuditKey(openItem(item).key)) return false;',
    'if (openItem(item)) return false;',
    BACK,
  ),
];
