import type { FollowUp } from '#domain/member/commands.ts';
import type { ChangeRef, ChangingKind, EntryRef } from '#domain/member/entry-ref.ts';
import type { Day, EpochMs } from '#domain/time/time.ts';
import { assert } from './assertions.ts';
import {
  cardPartition,
  ENTRY,
  entryKey,
  entrySortKey,
  type Key,
  memberPartition,
  padded,
  part,
  placeOf,
  VERSION_DIGITS,
} from './keys.ts';

/** Where entries of each kind lie, and the notes of those that wait at a card. */

const FOLLOW_UPS = { return: 'R#', payment: 'P#' } as const;

/** What follows a receipt lies beside it. */
export function entryKeyOf({ source, id, followUp, override, change }: EntryRef): Key {
  if (override !== undefined) return overrideKey(source, id, override);
  if (change !== undefined) return changeKey(source, id, change);
  const receipt = entryKey(source, id);
  if (followUp === undefined) return receipt;
  return { pk: receipt.pk, sk: `${FOLLOW_UPS[followUp.kind]}${part(followUp.id, 'an id')}` };
}

/** Of each kind the changes, and what they took back on another day: neither is a prefix of another. */
const CHANGES = { visit: ['V#', 'VB#'], activity: ['A#', 'AB#'] } as const;

/** The changes of a visit or an activity lie beside one another, the last last. */
const changeKey = (source: string, id: string, { of, number, isBack }: ChangeRef): Key => ({
  pk: entryKey(source, id).pk,
  sk: `${CHANGES[of][isBack === true ? 1 : 0]}${padded(number, VERSION_DIGITS, 'the number of a change')}`,
});

/** Which change lies under the key of an entry; `null`: it is none. */
export function changeIn({ pk, sk }: Key): ChangeRef | null {
  if (!pk.startsWith(ENTRY)) return null;
  for (const kind of ['visit', 'activity'] as const)
    for (const [index, prefix] of CHANGES[kind].entries())
      if (sk.startsWith(prefix)) {
        const number = Number(sk.slice(prefix.length));
        return index === 0 ? { of: kind, number } : { of: kind, number, isBack: true };
      }
  return null;
}

/** Where all changes of a visit or an activity begin. */
export const changesPrefix = (source: string, id: string, of: ChangingKind): Key => ({
  pk: entryKey(source, id).pk,
  sk: CHANGES[of][0],
});

const OVERRIDE = 'OVERRIDE#';

/** What operators did to a member's status lies with the member. */
const overrideKey = (memberId: string, system: string, number: number): Key => ({
  pk: memberPartition(memberId),
  sk: `${OVERRIDE}${part(system, 'a status system')}#${padded(number, VERSION_DIGITS, 'the number of an override')}`,
});

/** The status system and the number in the key of an override; `null`: it is none. */
export function overrideIn({ pk, sk }: Key): { readonly system: string; readonly number: number } | null {
  if (!pk.startsWith('M#') || !sk.startsWith(OVERRIDE)) return null;
  const [, system, digits] = sk.split('#');
  assert(
    system !== undefined && digits !== undefined,
    `${placeOf({ pk, sk })} is not the key of an override`,
  );
  return { system, number: Number(digits) };
}

/** What the key of an entry says of a return or a payment; `null`: it is the receipt itself. */
export function followUpIn({ pk, sk }: Key): { readonly kind: FollowUp['kind']; readonly id: string } | null {
  if (sk === 'E') return null;
  for (const kind of ['return', 'payment'] as const) {
    if (sk.startsWith(FOLLOW_UPS[kind])) return { kind, id: sk.slice(FOLLOW_UPS[kind].length) };
  }
  throw new Error(`${placeOf({ pk, sk })} is not an entry's key`);
}

/** The returns and the payments of a receipt, as ranges of sort keys: every one sorts between them. */
export const followUpRange = (source: string, id: string): { pk: string; first: string; last: string } => ({
  pk: entryKey(source, id).pk,
  first: FOLLOW_UPS.payment,
  last: 'R#~',
});

const WAITING = 'W#';

/** The note at a card that an entry waits for the card's member; notes are in the order in which entries happened. */
export function waitingKey(cardNumber: string, day: Day, occurredAt: EpochMs, entry: Key): Key {
  return {
    pk: cardPartition(cardNumber),
    sk: `${WAITING}${entrySortKey(day, occurredAt)}#${entry.pk.slice(ENTRY.length)}${waitingKind(entry)}`,
  };
}

/** A receipt that waits is noted by its place alone, a visit or an activity by what it is as well. */
function waitingKind(entry: Key): string {
  const change = changeIn(entry);
  return change === null ? '' : `#${change.of}`;
}

/** Where the notes at a card begin. */
export const waitingPrefix = (cardNumber: string): Key => ({ pk: cardPartition(cardNumber), sk: WAITING });

/** The entry that a note speaks of. */
export function waitingEntryIn({ sk }: Key): Key {
  const [, storeId, receiptId, of] = /^W#[^#]+#\d{15}#([^#]+)#([^#]+?)(?:#(visit|activity))?$/.exec(sk) ?? [];
  assert(storeId !== undefined && receiptId !== undefined, 'a note at a card is not one of ours');
  if (of !== 'visit' && of !== 'activity') return entryKey(storeId, receiptId);
  return changeKey(storeId, receiptId, { of, number: 1 });
}

/** The card at which a note lies; `null`: it is no note. */
export const notedCardIn = ({ pk, sk }: Key): string | null =>
  pk.startsWith('C#') && sk.startsWith(WAITING) ? pk.slice(2) : null;
