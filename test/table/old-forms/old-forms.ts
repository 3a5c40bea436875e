import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { Entry } from '#domain/member/entry.ts';
import type { Fact } from '#domain/member/facts.ts';
import type { EarnedStatus, Member, StatusReason } from '#domain/member/member.ts';
import { type Attributes, openItem } from '#table/codecs/attributes.ts';
import { entryOfItem } from '#table/codecs/entry-item.ts';
import { factsOfItem } from '#table/codecs/facts-item.ts';
import { memberOfLink } from '#table/codecs/link-items.ts';
import { contactOfItem, profileOfItem } from '#table/codecs/person-items.ts';
import { programOfItem, timelineOfItem } from '#table/codecs/program-items.ts';
import { memberOfItem } from '#table/codecs/state-item.ts';
import { shardNotesOfItem } from '#table/codecs/sweep-item.ts';
import { tillKeyOfItem } from '#table/codecs/till-key-item.ts';
import { waitingEntryIn } from '#table/entry-keys.ts';
import { notedTillKey } from '#table/keys.ts';

/** An item as the older Laurel wrote it, and what it meant by it, in its own types. */
export interface OldForm {
  readonly kind: OldKind;
  readonly item: Attributes;
  readonly value: unknown;
}

export type OldKind = keyof typeof readToday;

/**
 * An item of each kind as today's code reads it, said in the types of the commit that wrote it. Whoever changes a type
 * of the domain since then says here, and nowhere else, what the old one is in the new: the data stays as it is.
 */
export const readToday = {
  state: (item: Attributes) => stateOfThen(memberOfItem(item)),
  profile: (item: Attributes) => profileOfItem(item),
  contact: (item: Attributes) => contactOfItem(item),
  /** An item a fact then; now an item holds those of a decision. */
  fact: (item: Attributes) => factOfThen(onlyOne(factsOfItem(item))),
  entry: (item: Attributes) => entryOfThen(entryOfItem(item)),
  /** Card, phone and login alike. */
  link: (item: Attributes) => memberOfLink(item),
  /** A note at a card: the entry that waits there. */
  waiting: (item: Attributes) => waitingEntryIn(openItem(item).key),
  program: (item: Attributes) => programOfItem(item),
  timeline: (item: Attributes) => timelineOfThen(timelineOfItem(item)),
  'till-key': (item: Attributes) => {
    const { kind, ...key } = tillKeyOfItem(item);
    if (kind !== 'live') throw new Error('there were no keys of training');
    return key;
  },
  'till-key-note': (item: Attributes) => notedTillKey(openItem(item).key),
  sweep: (item: Attributes) => {
    const { walkedTo, walk } = shardNotesOfItem(item);
    return { walkedTo, walk };
  },
};

/** One status lay on top of the earned one then, and said whether it was a grace; tokens of quotes were not remembered. */
function stateOfThen(
  member: Member,
): Omit<Member, 'statuses' | 'usedQuotes'> & { readonly statuses: ReadonlyMap<string, object> } {
  const { usedQuotes, ...parts } = member;
  expect(usedQuotes).toEqual(new Map());
  const statuses = [...member.statuses].map(([system, { grace, given, ...record }]) => {
    const [only] = given;
    const fromRule = only === undefined ? null : { kind: 'rule', ...only };
    return [
      system,
      {
        ...reasoned(record),
        before: record.before.status,
        given: grace === null ? fromRule : { kind: 'grace', hides: false, ...grace },
      },
    ] as const;
  });
  return { ...parts, statuses: new Map(statuses) };
}

/** The instant from which a member may be notified had another name then. */
function factOfThen(fact: Fact | readonly Fact[]): unknown {
  if (!('kind' in fact) || fact.kind !== 'status-changed') return fact;
  const { notifyFrom, ...rest } = fact;
  return { ...rest, tellFrom: notifyFrom, why: reasonOfThen(fact.why) };
}

/** A raising at once did not say then from which day it was seen. */
function reasonOfThen(why: StatusReason) {
  if (why.kind !== 'raised-at-once') return why;
  const { seenFrom: _, ...rest } = why;
  return rest;
}

const reasoned = <Part extends Pick<EarnedStatus, 'why'> & { readonly earned: EarnedStatus }>(
  part: Part,
) => ({
  ...part,
  why: reasonOfThen(part.why),
  earned: { ...part.earned, why: reasonOfThen(part.earned.why) },
});

/** When a version was announced was not noted then, and no outline. */
const timelineOfThen = ({ timeline, revision }: ReturnType<typeof timelineOfItem>) => ({
  timeline: timeline.map(({ announcedAt, outline, ...row }) => ({
    ...row,
    ...(announcedAt !== null && { announcedAt }),
    ...(outline !== null && { outline }),
  })),
  revision,
});

/** An entry had its parts side by side then, and three fields for its owner. */
function entryOfThen({ owner, receivedAt, meaning, counted, body }: Entry) {
  const { kind: _, ...parts } = body;
  return {
    ...parts,
    memberId: owner.kind === 'member' ? owner.memberId : null,
    number: owner.kind === 'member' ? owner.number : null,
    cardNumber: owner.kind === 'card' ? owner.cardNumber : null,
    receivedAt,
    meaning,
    counted,
  };
}

/** A list of one that is not a list of one stays as it is, and so differs from what is expected. */
const onlyOne = <T>(list: readonly T[]): T | readonly T[] =>
  list.length === 1 && list[0] !== undefined ? list[0] : list;

/** The table of the older Laurel, an item a line; bytes stand there as `base64`, maps as `map`. */
export const oldForms: readonly OldForm[] = readFileSync(new URL('items.jsonl', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line, revive) as OldForm);

function revive(_name: string, value: unknown): unknown {
  // A list has a method `map`.
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  if ('base64' in value) return new Uint8Array(Buffer.from(String(value.base64), 'base64'));
  return 'map' in value ? new Map(value.map as [string, unknown][]) : value;
}

/** The day after its last write: nothing has turned or ended since. */
export const OLD_NOW = '2024-08-03T12:00:00+03:00';
