import { countedOf, type OfReceipt } from '#domain/counting/measure-receipt.ts';
import { nothingMeasured } from '#domain/counting/measured.ts';
import { prune } from '#domain/counting/prune.ts';
import { addOn, type Counted, type Counters, withinTallies } from '#domain/member/counters.ts';
import type { EntryHead } from '#domain/member/entry.ts';
import type { Member } from '#domain/member/member.ts';
import type { ColumnShape } from '#domain/program/columns.ts';
import { reviewCalendar } from '#domain/program/review-calendar.ts';
import type { ReceiptContext } from '#domain/program/situation.ts';
import type { Moment } from '#domain/program/timeline.ts';
import { reviewStatuses } from '#domain/reviews/review-statuses.ts';
import { categoryFacts } from '#domain/rewards/category-facts.ts';
import { type Moved, runMemberRules } from '#domain/rewards/member-rules.ts';
import { type Closed, changeFacts, netChanges } from '#domain/statuses/changes.ts';
import { heldStatuses } from '#domain/statuses/held-statuses.ts';
import type { Day } from '#domain/time/time.ts';
import { digestOf, mixDigest } from '#domain/values/hash.ts';
import { type Concluded, concluded } from './concluded.ts';
import { rememberingLate } from './late-entries.ts';

/** Whatever kind of thing happened, as far as counting and rules ask of it. */
interface Happened {
  readonly key: EntryKey;
  /** The word of `on` that wakes rules at it. */
  readonly wakes: string;
  /** The columns that a member keeps, and what the entry adds to each. */
  readonly kept: readonly ColumnShape[];
  readonly ofReceipt: OfReceipt;
  /** The context that conditions saw before it. */
  readonly before: ReceiptContext;
}

/** Who told of an entry, and under which id: as its head says. */
type EntryKey = Pick<EntryHead, 'source' | 'id'>;

/** A member after an entry, and what the entry did on the way. */
export interface CountedEntry extends Concluded {
  readonly counted: Counted;
  readonly moved: Moved;
}

/**
 * Counts an entry of whatever kind, in one order (D92, D93): it counts, the reviews that it belongs to look again, rules
 * run, days that nobody asks for go, facts get their numbers, the next timer is looked up. Time is closed already.
 */
export function countEntry(moment: Moment, closed: Closed, happened: Happened): CountedEntry {
  const { program, now } = moment;
  const { key, wakes, ofReceipt, before } = happened;
  const { counters } = closed.member;
  const counted = countedOn(moment, counters, happened);
  const tallied = tally(closed.member, key);
  const own = addOn(tallied.counters, before.day, counted);
  const { late } = counted;
  const counting = { ...tallied, counters: late === undefined ? own : addOn(own, late.day, late) };
  const reviewed = reviewStatuses(moment, counting, before.day);
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
  const moved = runMemberRules(moment, reviewed.member, { key, wakes, context });
  const remembering = rememberingLate(moment, moved.member, key, before.day);
  const pruned = { ...remembering, counters: prune(moment, remembering) };
  const changes = [...closed.changes, ...netChanges(closed.member, pruned, reviewed.changes, moment)];
  const drafts = [...changeFacts(changes, now), ...categoryFacts(moment, moved, key)];
  return { ...concluded(moment, closed, pruned, drafts), counted, moved };
}

/** What an entry adds, and on which days: a system may count what comes too late on the day it arrives (D96). */
function countedOn(moment: Moment, counters: Counters, { kept, ofReceipt, before }: Happened): Counted {
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
export function tallyEntry(moment: Moment, closed: Closed, key: EntryKey): Concluded {
  const drafts = changeFacts(closed.changes, moment.now);
  return concluded(moment, closed, tally(closed.member, key), drafts);
}

/** The state knows how many entries it has seen, and which, in any order: a rebuild must find the same. */
function tally(member: Member, { source, id }: EntryKey): Member {
  const { count, digest } = member.entries;
  return {
    ...member,
    entries: { count: count + 1, digest: mixDigest(digest, digestOf(`${source}#${id}`)) },
  };
}
