import { countedOf, type OfReceipt } from '#domain/counting/measure-receipt.ts';
import { nothingMeasured } from '#domain/counting/measured.ts';
import { prune } from '#domain/counting/prune.ts';
import { discountFacts } from '#domain/discounts/standing-discounts.ts';
import { addOn, type Counted, type Counters, withinTallies } from '#domain/member/counters.ts';
import { type EntryRef, nameOfEntry, occasionOf } from '#domain/member/entry-ref.ts';
import type { FactDraft } from '#domain/member/facts.ts';
import type { Member } from '#domain/member/member.ts';
import type { ColumnShape } from '#domain/program/columns.ts';
import { reviewCalendar } from '#domain/program/review-calendar.ts';
import type { ReceiptContext } from '#domain/program/situation.ts';
import type { Moment } from '#domain/program/timeline.ts';
import { afterPurchase } from '#domain/referrals/invitation.ts';
import { reviewStatuses } from '#domain/reviews/review-statuses.ts';
import { categoryFacts } from '#domain/rewards/category-facts.ts';
import { type Moved, runMemberRules } from '#domain/rewards/member-rules.ts';
import { type Closed, netChanges, type StatusChange, uninterrupted } from '#domain/statuses/changes.ts';
import { heldStatuses } from '#domain/statuses/held-statuses.ts';
import type { Day } from '#domain/time/time.ts';
import { digestOf, mixDigest } from '#domain/values/hash.ts';
import { type Concluded, concluded } from './concluded.ts';
import { rememberingLate } from './late-entries.ts';

/** Whatever kind of thing happened, as far as counting and rules ask of it. */
interface Happened {
  readonly ref: EntryRef;
  /** The word of `on` that wakes rules at it. */
  readonly wakes: string;
  /** The day on which it counts, and what it adds to the columns. */
  readonly day: Day;
  readonly counted: Counted;
  /** What rules measure of its receipt. */
  readonly ofReceipt: OfReceipt;
  /** The context that conditions saw before it. */
  readonly before: ReceiptContext;
  /** Something was bought: who invited the member hears of the first time. Left out: nothing was. */
  readonly isBought?: boolean;
}

/** A sale that is to be counted: the columns that a member keeps, and what it adds to each. */
interface CountedSale extends Omit<Happened, 'day' | 'counted'> {
  readonly kept: readonly ColumnShape[];
}

/** What is measured of an entry, for which columns, and where and when it counts. */
interface Measured {
  readonly kept: readonly ColumnShape[];
  readonly ofReceipt: OfReceipt;
  readonly before: Pick<ReceiptContext, 'day' | 'storeId'>;
}

/** A member after an entry, and what the entry did on the way. */
export interface CountedEntry extends Concluded {
  readonly counted: Counted;
  readonly moved: Moved;
}

/** Counts a sale: late ones where the systems want them. */
export const countSale = (moment: Moment, closed: Closed, sale: CountedSale): CountedEntry =>
  countEntry(moment, closed, {
    ...sale,
    day: sale.before.day,
    counted: countedOn(moment, closed.member.counters, sale),
  });

/**
 * Counts an entry of whatever kind, in one order (D92, D93): it counts, the reviews that it belongs to look again, rules
 * run, days that nobody asks for go, facts get their numbers, the next timer is looked up. Time is closed already.
 */
export function countEntry(moment: Moment, closed: Closed, happened: Happened): CountedEntry {
  const { program } = moment;
  const { ref, wakes, day, counted, ofReceipt, before } = happened;
  const counting = withCounted(closed.member, { ref, day, counted });
  const reviewed = reviewStatuses(moment, counting, { days: daysOf({ day, counted }) });
  const held = heldStatuses(reviewed.member, program);
  const changed = [...held].filter(([system, status]) => before.held.get(system) !== status);
  const context: ReceiptContext = {
    ...before,
    held,
    changed: new Set(changed.map(([system]) => system)),
    counters: counting.counters,
    ofReceipt,
    measured: nothingMeasured(program),
  };
  const moved = runMemberRules(moment, reviewed.member, {
    key: ref,
    wakes,
    context,
  });
  const { categories, categoryRules, discountRule } = moved;
  const brought =
    happened.isBought === true ? afterPurchase(moment, moved.member) : { member: moved.member, drafts: [] };
  const on = occasionOf(ref);
  const settled = settledEntry(moment, closed, brought.member, {
    lines: [{ ref, day }],
    reviewed: reviewed.changes,
    drafts: [
      ...categoryFacts(moment, { categories, ruleOf: (name) => categoryRules.get(name) ?? '' }, ref),
      ...brought.drafts,
      ...(discountRule === null
        ? []
        : discountFacts(moment, closed.member, moved.member, { ...discountRule, ...on })),
    ],
  });
  return { ...settled, counted, moved };
}

/** The days on which an entry counts: its own, and where it came too late the one it came. */
export const daysOf = ({ day, counted: { late } }: Pick<Happened, 'day' | 'counted'>): readonly Day[] =>
  late === undefined ? [day] : [day, late.day];

/** A member with what an entry adds, on its day and on the one it came. */
export function withCounted(
  member: Member,
  { ref, day, counted }: Pick<Happened, 'ref' | 'day' | 'counted'>,
): Member {
  const tallied = tally(member, ref);
  const own = addOn(tallied.counters, day, counted);
  const { late } = counted;
  return { ...tallied, counters: late === undefined ? own : addOn(own, late.day, late) };
}

/** An entry that has done its part: days that nobody asks for go, and what changed becomes facts. */
export function settledEntry(
  moment: Moment,
  closed: Closed,
  after: Member,
  {
    lines,
    reviewed,
    drafts,
  }: {
    /** What is stored of it: a line, or with what it takes back on another day two. */
    readonly lines: readonly Pick<Happened, 'ref' | 'day'>[];
    readonly reviewed: readonly StatusChange[];
    readonly drafts: readonly FactDraft[];
  },
): Concluded {
  const statuses = uninterrupted(moment, closed.member, after);
  const remembering = lines.reduce((member, { ref, day }) => rememberingLate(moment, member, ref, day), {
    ...after,
    statuses,
  });
  const pruned = { ...remembering, counters: prune(moment, remembering) };
  const changes = netChanges(closed.member, pruned, reviewed, moment);
  return concluded(moment, closed, pruned, { changes, drafts });
}

/** What an entry adds, and on which days: a system may count what comes too late on the day it arrives (D96). */
export function countedOn(
  moment: Moment,
  counters: Counters,
  { kept, ofReceipt, before }: Measured,
): Counted {
  const { day, storeId } = before;
  const isLate = (column: ColumnShape): boolean =>
    column.lateFor !== null && isPastDelay(moment, column.lateFor, day);
  const late = kept.filter(isLate);
  const onItsDay = late.length === 0 ? kept : kept.filter((column) => !isLate(column));
  const counted = withinTallies(counters, day, countedOf(onItsDay, ofReceipt, storeId));
  if (late.length === 0) return counted;
  const { today } = moment;
  const arrived = withinTallies(counters, today, countedOf(late, ofReceipt, storeId));
  const isNothing = arrived.sums.size + arrived.tallies.size === 0;
  return isNothing ? counted : { ...counted, late: { ...arrived, day: today } };
}

/** Whether a day lies in a period of a system whose closing delay has passed. */
function isPastDelay({ timeline, now, today }: Moment, system: string, day: Day): boolean {
  const period = day < today ? reviewCalendar(timeline, system)?.holding(day) : undefined;
  return period !== undefined && period.finalAt <= now;
}

/** An entry that is stored and counts for nothing: it has its place in the books, and what time closed is published. */
export function tallyEntry(moment: Moment, closed: Closed, ref: EntryRef): Concluded {
  return concluded(moment, closed, tally(closed.member, ref));
}

/** The state knows how many entries it has seen, and which, in any order: a rebuild must find the same. */
export function tally(member: Member, ref: EntryRef): Member {
  const { count, digest } = member.entries;
  return {
    ...member,
    entries: { count: count + 1, digest: mixDigest(digest, digestOf(nameOfEntry(ref))) },
  };
}
