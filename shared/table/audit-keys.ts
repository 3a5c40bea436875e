import { asDay, asEpochMs, type EpochMs, isoOf, MS_PER_DAY } from '#domain/time/time.ts';
import type { AuditEntry } from '#operations/ports/audit.ts';
import { assert } from './assertions.ts';
import {
  type DueKey,
  type EntryKey,
  EPOCH_MS_DIGITS,
  type Key,
  memberPartition,
  padded,
  part,
  placeOf,
} from './keys.ts';

const AUDIT = 'AUDIT#';

/** An administrative act lies under its UTC day; those of a day are in their order. */
export const auditKey = ({ at, id }: Pick<AuditEntry, 'at' | 'id'>): Key => ({
  pk: AUDIT + isoOf(asDay(Math.floor(at / MS_PER_DAY))),
  sk: `${padded(at, EPOCH_MS_DIGITS, 'an instant')}#${part(id, 'an id of the audit')}`,
});

export const isAuditKey = ({ pk }: Key): boolean => pk.startsWith(AUDIT);

/** Where all entries of the audit lie in the index `due`, whatever their day; and in `entries` those on one member. */
export const auditPartition = `${AUDIT}ALL`;
export const auditOfMemberPartition = (memberId: string): string => AUDIT + memberPartition(memberId);

export function auditIndexKeys(entry: Pick<AuditEntry, 'at' | 'id' | 'subject'>): Partial<DueKey & EntryKey> {
  const { sk } = auditKey(entry);
  const { kind, id } = entry.subject;
  const ofMember = kind === 'member' ? { entryPk: auditOfMemberPartition(id), entrySk: sk } : {};
  return { duePk: auditPartition, dueSk: sk, ...ofMember };
}

/** What was done at a moment, and after it, sorts behind this. */
export const auditBound = (since: EpochMs): string => padded(since, EPOCH_MS_DIGITS, 'an instant');

/** When it was, and its id, from an entry's key. */
export function auditPlaceIn({ pk, sk }: Key): Pick<AuditEntry, 'at' | 'id'> {
  const [, digits, id] = /^(\d{15})#([^#]+)$/.exec(isAuditKey({ pk, sk }) ? sk : '') ?? [];
  assert(digits !== undefined && id !== undefined, `${placeOf({ pk, sk })} is not a key of the audit`);
  return { at: asEpochMs(Number(digits)), id };
}
