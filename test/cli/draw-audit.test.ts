import { expect, test } from 'vitest';
import { asEpochMs } from '#domain/time/time.ts';
import type { ToldAuditEntry } from '#operations/ports/audit.ts';
import { drawAudit, lineOfAudit, placeInWords } from '../../cli/audit/draw-audit.ts';
import { plain } from '../../cli/terminal/colour.ts';

const read: ToldAuditEntry = {
  id: 'abc123abc123',
  at: asEpochMs(1_795_858_812_345),
  actor: { kind: 'administrator', issuer: 'https://staff', subject: 'sub-ada', name: 'Ada' },
  action: 'contact.read',
  subject: { kind: 'member', id: 'm7Qf2xKp9RtZ' },
  reason: 'asked at the hotline',
  self: 'not-checkable',
  changes: [],
};
const operator = { kind: 'operator', identity: 'arn:aws:sts::123456789012:assumed-role/Ops/ada' } as const;

test('an act is a line, and under it stands why, and what is another than it was', () => {
  const set: ToldAuditEntry = {
    ...read,
    actor: { ...read.actor, name: null } as ToldAuditEntry['actor'],
    action: 'override.set',
    self: 'other',
    changes: [{ what: 'level', before: 'none', after: 'set gold' }],
  };
  const made: ToldAuditEntry = {
    ...read,
    actor: operator,
    action: 'till-key.created',
    subject: { kind: 'till-key', id: 'k1' },
    reason: null,
    self: null,
    changes: [
      { what: 'stores', before: null, after: '292' },
      { what: 'kind', before: 'live', after: null },
    ],
  };
  expect(drawAudit([read, set, made, { ...made, self: 'own', changes: [] }], plain)).toBe(`\
when, in UTC         what was done, to what, by whom
2026-11-28 09:40:12  contact.read  member m7Qf2xKp9RtZ  by Ada (sub-ada)
                     “asked at the hotline”
                     whose account, not checkable
2026-11-28 09:40:12  override.set  member m7Qf2xKp9RtZ  by sub-ada
                     “asked at the hotline”
                     level: none → set gold
2026-11-28 09:40:12  till-key.created  till-key k1  by arn:aws:sts::123456789012:assumed-role/Ops/ada
                     stores: 292
                     kind: live → none
2026-11-28 09:40:12  till-key.created  till-key k1  by arn:aws:sts::123456789012:assumed-role/Ops/ada
                     their own account`);
});

test('for other programs it is a line of JSON, and a place is a word', () => {
  expect(JSON.parse(lineOfAudit(read))).toEqual({ ...read, at: '2026-11-28T09:40:12.345Z' });
  expect(placeInWords(read)).toBe('1795858812345.abc123abc123');
});
