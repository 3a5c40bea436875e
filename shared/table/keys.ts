import { SHARDS, tableLayout } from '#contracts/table-layout.ts';
import { asEpochMs, type Day, type EpochMs, isoOf } from '#domain/time/time.ts';
import { fnv1a } from '#domain/values/hash.ts';
import type { Login } from '#operations/ports/register-and-logins.ts';
import { assert } from './assertions.ts';

/** Where an item lies. Nothing but this file, `entry-keys.ts` and `audit-keys.ts` builds one, so no `#` from outside can forge another's place. */
export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** Where an item lies in the due index. */
export interface DueKey {
  readonly duePk: string;
  readonly dueSk: string;
}

/** Where an entry lies in the index by member and time. */
export interface EntryKey {
  readonly entryPk: string;
  readonly entrySk: string;
}

export const ENTRY = 'E#';
const SEQ_DIGITS = 10;
export const VERSION_DIGITS = 6;
export const EPOCH_MS_DIGITS = 15;
/** Sorts after every digit, so members without a timer are the last of their shard. */
const NEVER = 'never';
/** Neither `#` nor control characters nor halves of surrogate pairs. */
const SAFE_PART = /^[^#\p{Cc}\p{Cs}]{1,128}$/u;

export const part = (value: string, what: string): string => {
  assert(SAFE_PART.test(value), `${what} cannot be part of a key`);
  return value;
};

export const padded = (value: number, digits: number, what: string): string => {
  assert(Number.isSafeInteger(value) && value >= 0, `${what} must be a whole number, 0 or more`);
  const written = String(value).padStart(digits, '0');
  assert(written.length === digits, `${what} has more than ${digits} digits`);
  return written;
};

export const memberPartition = (memberId: string): string => `M#${part(memberId, 'a member id')}`;
export const cardPartition = (cardNumber: string): string => `C#${part(cardNumber, 'a card number')}`;

export const stateKey = (memberId: string): Key => ({ pk: memberPartition(memberId), sk: 'STATE' });
export const profileKey = (memberId: string): Key => ({ pk: memberPartition(memberId), sk: 'PROFILE' });
export const isStateKey = ({ sk }: Key): boolean => sk === 'STATE';
export const isProfileKey = ({ sk }: Key): boolean => sk === 'PROFILE';
export const contactKey = (memberId: string): Key => ({ pk: memberPartition(memberId), sk: 'CONTACT' });

export const factKey = (memberId: string, seq: number): Key => ({
  pk: memberPartition(memberId),
  sk: tableLayout.factSortKeyPrefix + padded(seq, SEQ_DIGITS, 'a fact number'),
});

/** The lowest and highest sort keys of a member's facts up to a number, that one included. */
export function factRange(
  memberId: string,
  upTo: number | null,
): { pk: string; first: string; last: string } {
  const { pk, sk: first } = factKey(memberId, 0);
  return { pk, first, last: factKey(memberId, upTo ?? 10 ** SEQ_DIGITS - 1).sk };
}

export const entryKey = (storeId: string, receiptId: string): Key => ({
  pk: `${ENTRY}${part(storeId, 'a store id')}#${part(receiptId, 'a receipt id')}`,
  sk: 'E',
});

export const cardKey = (cardNumber: string): Key => ({ pk: cardPartition(cardNumber), sk: 'L' });

/** The number of a card, from its key. */
export function cardNumberIn({ pk, sk }: Key): string {
  assert(pk.startsWith('C#') && sk === 'L', 'a key is not that of a card');
  return pk.slice(2);
}

export const phoneKey = (digest: string): Key => ({ pk: `PHONE#${part(digest, 'a phone digest')}`, sk: 'L' });

/** Issuer and subject come from a token: both are percent-encoded, so neither can hold a `#`. */
export function loginKey({ issuer, subject }: Login): Key {
  const encoded = (value: string, what: string): string => {
    assert(value.isWellFormed() && value.length > 0, `${what} of a login is not well-formed text`);
    return encodeURIComponent(value);
  };
  const pk = `LINK#${encoded(issuer, 'the issuer')}#${encoded(subject, 'the subject')}`;
  assert(pk.length <= 2048, 'issuer and subject of a login are too long for a key');
  return { pk, sk: 'L' };
}

/** The tries of a login to link itself by a code: beside its link, which need not be there. */
export const loginTriesKey = (login: Login): Key => ({ ...loginKey(login), sk: 'T' });

export const programKey = (version: number): Key => ({
  pk: 'PROGRAM',
  sk: `V#${padded(version, VERSION_DIGITS, 'a program version')}`,
});
export const timelineKey: Key = { pk: 'PROGRAM', sk: 'TIMELINE' };
export const tillKeyKey = (keyId: string): Key => ({ pk: `KEY#${part(keyId, 'a key id')}`, sk: 'K' });
const TILL_KEYS = 'KEYS';

/** The note of a till key among all of them: keys lie apart, so that the asking of one never slows another. */
export const tillKeyNoteKey = (keyId: string): Key => ({ pk: TILL_KEYS, sk: part(keyId, 'a key id') });
export const tillKeyNotes: Pick<Key, 'pk'> = { pk: TILL_KEYS };

/** The till key that a note speaks of. */
export function notedTillKey({ pk, sk }: Key): Key {
  assert(pk === TILL_KEYS, `${placeOf({ pk, sk })} is not the note of a till key`);
  return tillKeyKey(sk);
}

/** The till keys that were revoked lately: one item that every instance holds for a while. */
export const revokedKeysKey: Key = { pk: 'REVOKED', sk: 'K' };

export const sweepKey = (shard: number): Key => ({ pk: `SWEEP#${shardName(shard)}`, sk: 'S' });

/** The shard of a member: the same for good, whatever happens to the member. */
export const shardOf = (memberId: string): number => fnv1a(memberId) % SHARDS;

function shardName(shard: number): string {
  assert(Number.isSafeInteger(shard) && shard >= 0 && shard < SHARDS, `there is no shard ${shard}`);
  return padded(shard, 2, 'a shard');
}

export const duePartition = (shard: number): string => `SHARD#${shardName(shard)}`;

/** A member's place in the due index: by the earliest moment at which a timer could change something. */
export const dueKey = (memberId: string, dueAt: EpochMs | null): DueKey => ({
  duePk: duePartition(shardOf(memberId)),
  dueSk: `${dueAt === null ? NEVER : padded(dueAt, EPOCH_MS_DIGITS, 'a due time')}#${part(memberId, 'a member id')}`,
});

export const entryPartition = (memberId: string): string => memberPartition(memberId);

/** An entry's place in its member's time: by the business day on which it counts, then by the moment it happened. */
export const entrySortKey = (day: Day, occurredAt: EpochMs): string =>
  `${isoOf(day)}#${padded(occurredAt, EPOCH_MS_DIGITS, 'an instant')}`;

export const entryIndexKey = (memberId: string, day: Day, occurredAt: EpochMs): EntryKey => ({
  entryPk: entryPartition(memberId),
  entrySk: entrySortKey(day, occurredAt),
});

/**
 * The days `[from, to)` as one inclusive range of sort keys: no sort key is a bare day, and every one of the day `to`
 * sorts after the bare day.
 */
export const entryDayRange = (from: Day, to: Day): { readonly first: string; readonly last: string } => ({
  first: isoOf(from),
  last: isoOf(to),
});

/** The version of a stored program; `null`: it is none. */
export function programVersionIn({ pk, sk }: Key): number | null {
  const [, digits] = /^V#(\d+)$/.exec(pk === 'PROGRAM' ? sk : '') ?? [];
  return digits === undefined ? null : Number(digits);
}

/** The member id in a key of the member's family. */
export function memberIdIn({ pk }: Key): string {
  assert(pk.startsWith('M#'), `${placeOf({ pk, sk: '' })} is not a member's key`);
  return pk.slice(2);
}

export function factSeqIn({ sk }: Key): number {
  assert(/^FACT#\d{10}$/.test(sk), `${sk} is not a fact's key`);
  return Number(sk.slice(tableLayout.factSortKeyPrefix.length));
}

export function receiptIn({ pk }: Key): { readonly storeId: string; readonly receiptId: string } {
  const [family, storeId, receiptId, ...rest] = pk.split('#');
  assert(
    family === 'E' && storeId !== undefined && receiptId !== undefined && rest.length === 0,
    `${placeOf({ pk, sk: '' })} is not an entry's key`,
  );
  return { storeId, receiptId };
}

export function keyIdIn({ pk }: Key): string {
  assert(pk.startsWith('KEY#'), `${placeOf({ pk, sk: '' })} is not a till key's key`);
  return pk.slice(4);
}

/** Everything due before a moment sorts before this. */
export const dueBound = (before: EpochMs): string => padded(before, EPOCH_MS_DIGITS, 'a due time');

/** Member id and due time in a sort key of the due index. */
export function dueIn(dueSk: string): { readonly memberId: string; readonly dueAt: EpochMs | null } {
  const match = /^(never|\d{15})#([^#]+)$/.exec(dueSk);
  const [, due, memberId] = match ?? [];
  assert(due !== undefined && memberId !== undefined, 'a due key is not one of ours');
  return { memberId, dueAt: due === NEVER ? null : asEpochMs(Number(due)) };
}

/** A key as an error may name it: what could lead to a person (card, phone, login) is left out. */
export function placeOf({ pk, sk }: Key): string {
  const family = /^(C|PHONE|LINK)#/.exec(pk)?.[1];
  return `${family === undefined ? pk : `${family}#…`}/${sk}`;
}
