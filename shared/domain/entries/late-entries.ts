import {
  bothDays,
  type OlderDays,
  olderDays,
  olderDaysBack,
  olderDaysOfRules,
  withOlderDays,
} from '#domain/counting/older-days.ts';
import { horizonsOf } from '#domain/counting/prune.ts';
import { withSplits } from '#domain/counting/split-columns.ts';
import type { Sale } from '#domain/member/commands.ts';
import { type Entry, memberOf } from '#domain/member/entry.ts';
import { type EntryRef, occasionOf } from '#domain/member/entry-ref.ts';
import type { FollowingCommand } from '#domain/member/following.ts';
import type { LateEntry, Member } from '#domain/member/member.ts';
import type { Moment } from '#domain/program/timeline.ts';
import { columnsOfSale, columnsOfStanding, wasTooOld } from '#domain/returns/counted-back.ts';
import { looksOfClawback } from '#domain/reviews/looks-again.ts';
import { giftsFrom, looksOfGift } from '#domain/rewards/gifts.ts';
import type { Day, EpochMs } from '#domain/time/time.ts';
import { LATE_REMEMBERED_MS, MAX_LATE_ENTRIES } from '#domain/values/limits.ts';
import type { ToldChange } from './change.ts';
import { countingDay } from './counting-day.ts';

/** What has to be read before a sale of long ago is decided (D88). */
export interface OlderEntries extends OlderDays {
  /** Entries that the index of entries may not know yet. */
  readonly also: readonly LateEntry[];
  /** So many came at once that not all are remembered: what is read may lack some. */
  readonly isFull: boolean;
}

/** The member's entries that a sale has to see one by one, beside what the state holds by day; `null`: none. */
export function olderEntries(moment: Moment, asRead: Member, sale: Sale): OlderEntries | null {
  const member = withSplits(moment, asRead);
  const { day, tooOld } = countingDay(sale, moment);
  return tooOld
    ? null
    : seeingAlso(moment, member, olderDays(moment, member, { day, storeId: sale.storeId }));
}

/** The same for what follows a sale: it takes from the days on which that counted, however long ago. */
export function olderEntriesOf(
  moment: Moment,
  asRead: Member,
  { kind, sold, occurredAt }: FollowingCommand,
): OlderEntries | null {
  if (wasTooOld(moment, sold)) return null;
  const member = withSplits(moment, asRead);
  if (kind === 'payment') {
    const { day } = countingDay({ occurredAt }, moment);
    return seeingAlso(moment, member, olderDaysOfRules(moment, member, { day, wakes: 'payment' }));
  }
  const { late } = sold.counted;
  const days = [sold.day, ...(late === undefined ? [] : [late.day])];
  const looks = [
    ...giftsFrom(member, occasionOf(sold)).flatMap((gift) => looksOfGift(moment, member, gift)),
    ...looksOfClawback(moment, member, days),
  ];
  return seeingAlso(
    moment,
    member,
    olderDaysBack(moment, member, { days, columns: columnsOfSale(moment, sold), looks }),
  );
}

/** The same for a change of an entry that changes: what it takes back, and what the rules that it wakes look at. */
export function olderEntriesOfChange(
  moment: Moment,
  asRead: Member,
  { ref, stands, wakes, seen, day }: ToldChange,
): OlderEntries | null {
  const member = withSplits(moment, asRead);
  const woken = wakes === null ? null : olderDaysOfRules(moment, member, { day: seen.day, wakes });
  if (stands === null) return seeingAlso(moment, member, woken);
  const { late } = stands.counted;
  const days = [stands.day, day, ...(late === undefined ? [] : [late.day])];
  const looks = [
    ...giftsFrom(member, occasionOf(ref)).flatMap((gift) => looksOfGift(moment, member, gift)),
    ...looksOfClawback(moment, member, days),
  ];
  const back = olderDaysBack(moment, member, { days, columns: columnsOfStanding(moment, stands), looks });
  return seeingAlso(moment, member, bothDays(woken, back));
}

function seeingAlso(moment: Moment, member: Member, older: OlderDays | null): OlderEntries | null {
  if (older === null) return null;
  const also = lately(member, moment.now);
  return { ...older, also, isFull: also.length >= MAX_LATE_ENTRIES };
}

/**
 * The member with the days of entries that were read; what was counted after the state is no part of it. Columns that part
 * with this version have parted: each is given its own days.
 */
export function withOlderEntries(
  moment: Moment,
  asRead: Member,
  older: OlderEntries,
  entries: readonly Entry[],
): Member {
  const member = withSplits(moment, asRead);
  const counted = entries.filter((entry) => {
    const isMembers = memberOf(entry) === member.id;
    const number = entry.owner.kind === 'member' ? (entry.owner.number ?? 0) : 0;
    return isMembers && number <= member.entries.count;
  });
  return withOlderDays(moment, member, older, counted);
}

const lately = ({ late = [] }: Member, now: EpochMs): readonly LateEntry[] =>
  late.filter(({ at }) => at > now - LATE_REMEMBERED_MS);

/** The member remembers an entry of long ago for a minute. */
export function rememberingLate(moment: Moment, member: Member, ref: EntryRef, day: Day): Member {
  const { late: _, ...rest } = member;
  const before = lately(member, moment.now);
  const late = isOfLongAgo(moment, member, day) ? [...before, { ...ref, at: moment.now }] : before;
  return late.length === 0 ? rest : { ...rest, late: late.slice(-MAX_LATE_ENTRIES) };
}

/** A day that some column no longer knows by itself, or will not within the next two. */
const isOfLongAgo = (moment: Moment, member: Member, day: Day): boolean =>
  day < moment.today - 1 && [...horizonsOf(moment, member).values()].some((horizon) => day < horizon.day + 2);
