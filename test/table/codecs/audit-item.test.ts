import { expect, test } from 'vitest';
import { asEpochMs } from '#domain/time/time.ts';
import type { AuditEntry } from '#operations/ports/audit.ts';
import { text } from '#table/codecs/attributes.ts';
import { auditEntryOfItem, auditItem } from '#table/codecs/audit-item.ts';
import { auditAction } from '#table/requests/audit-requests.ts';
import { commitRequest } from '#table/requests/ledger-requests.ts';
import { sampleMember } from '../samples.ts';

const entry: AuditEntry = {
  id: 'a1',
  at: asEpochMs(1_490_954_400_000),
  actor: { kind: 'administrator', issuer: 'https://staff', subject: 'ada', name: 'Ada' },
  action: 'override.set',
  subject: { kind: 'member', id: 'm1' },
  reason: 'asked at the hotline',
  self: 'other',
  changes: [{ what: 'level', before: null, after: 'set gold' }],
};

const item = {
  pk: { S: 'AUDIT#2017-03-31' },
  sk: { S: '001490954400000#a1' },
  by: { M: { i: { S: 'https://staff' }, s: { S: 'ada' }, n: { S: 'Ada' } } },
  ac: { S: 'override.set' },
  su: { L: [{ S: 'member' }, { S: 'm1' }] },
  rn: { S: 'asked at the hotline' },
  sf: { S: 'other' },
  ch: { L: [{ L: [{ S: 'level' }, { NULL: true }, { S: 'set gold' }] }] },
  duePk: { S: 'AUDIT#ALL' },
  dueSk: { S: '001490954400000#a1' },
  entryPk: { S: 'AUDIT#M#m1' },
  entrySk: { S: '001490954400000#a1' },
};

test('an act is stored as a line that says who did what to whom, and read as it was', () => {
  expect(auditItem(entry)).toEqual(item);
  expect(auditEntryOfItem(item)).toEqual(entry);
});

test('what an act does not say is left out', () => {
  const keyMade: AuditEntry = {
    ...entry,
    actor: { kind: 'operator', identity: 'ada@desk' },
    action: 'till-key.created',
    subject: { kind: 'till-key', id: 'k1' },
    reason: null,
    self: null,
    changes: [],
  };
  expect(auditItem(keyMade)).toEqual({
    pk: item.pk,
    sk: item.sk,
    by: { M: { o: { S: 'ada@desk' } } },
    ac: { S: 'till-key.created' },
    su: { L: [{ S: 'till-key' }, { S: 'k1' }] },
    duePk: item.duePk,
    dueSk: item.dueSk,
  });
  expect(auditEntryOfItem(auditItem(keyMade))).toEqual(keyMade);
  const nameless: AuditEntry = { ...entry, actor: { ...entry.actor, name: null } as AuditEntry['actor'] };
  expect(auditEntryOfItem(auditItem(nameless))).toEqual(nameless);
});

test('words of a later release are read as they stand', () => {
  expect(auditEntryOfItem({ ...item, ac: text('member.merged') }).action).toBe('member.merged');
});

test('an act stands beside what it tells of, last in the transaction, and over no other', () => {
  const action = {
    Put: { TableName: 'T', Item: item, ConditionExpression: 'attribute_not_exists(pk)' },
  };
  expect(auditAction('T', entry)).toEqual(action);
  const member = sampleMember('m1');
  const commit = commitRequest('T', { before: member, after: member, entry: null, facts: [], audit: entry });
  expect(commit.kind === 'transaction' && commit.request.TransactItems?.slice(1)).toEqual([action]);
  expect(commit).toMatchObject({ entryAt: null, besideAt: [], stateAt: 0 });
});
