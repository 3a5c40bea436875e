import { describe, expect, test } from 'vitest';
import { asEpochMs } from '#domain/time/time.ts';
import { auditEntry, selfOf } from '#operations/audit.ts';
import type { AuditActor } from '#operations/ports/audit.ts';

const ada: AuditActor = { kind: 'administrator', issuer: 'https://staff', subject: 'ada', name: 'Ada' };
const acting = (actor: AuditActor = ada) => ({
  clock: { now: () => asEpochMs(1_490_954_400_000) },
  ids: { newAuditId: () => 'a1' },
  actor,
});
const told = {
  action: 'contact.read',
  subject: { kind: 'member', id: 'm1' },
  reason: 'asked at the hotline',
  self: 'other',
  changes: [],
} as const;

test('an entry says when it was by the clock of the system, and has a name of its own', () => {
  expect(auditEntry(acting(), told)).toEqual({ ...told, actor: ada, id: 'a1', at: 1_490_954_400_000 });
  const { action, subject } = told;
  expect(auditEntry(acting(), { action, subject })).toMatchObject({ reason: null, self: null, changes: [] });
});

test('what is too long for a line is cut, in whole letters, and ends with a sign of it', () => {
  const change = { what: 'stores', before: null, after: '\u{1F600}'.repeat(201) };
  const entry = auditEntry(acting({ ...ada, subject: 's'.repeat(2_049), name: 'n'.repeat(201) }), {
    ...told,
    reason: 'r'.repeat(201),
    changes: Array.from({ length: 9 }, () => change),
  });
  expect(entry.reason).toBe(`${'r'.repeat(199)}…`);
  expect(entry.actor).toEqual({
    ...ada,
    subject: `${'s'.repeat(2_047)}…`,
    name: `${'n'.repeat(199)}…`,
  });
  expect(entry.changes).toEqual(
    Array.from({ length: 8 }, () => ({ ...change, after: `${'\u{1F600}'.repeat(199)}…` })),
  );
});

describe('whether an actor is the member', () => {
  const logins = (memberId: string | null) => ({ memberOfLogin: async () => memberId });
  test.each([
    { says: 'own', actor: ada, linkedTo: 'm1' },
    { says: 'other', actor: ada, linkedTo: 'm2' },
    { says: 'not-checkable', actor: ada, linkedTo: null },
    { says: 'not-checkable', actor: { kind: 'operator', identity: 'ada@desk' } as const, linkedTo: 'm1' },
  ])('$says: a login linked to $linkedTo', async ({ says, actor, linkedTo }) => {
    expect(await selfOf(logins(linkedTo), actor, 'm1')).toBe(says);
  });
});
