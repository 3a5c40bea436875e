import type { Member, StatusEntry } from '#domain/member/member.ts';
import {
  isReviewed,
  type Judge,
  judgeBefore,
  type ReviewCalendar,
  reviewCalendar,
} from '#domain/program/review-calendar.ts';
import type { Moment } from '#domain/program/timeline.ts';
import { type Closed, type StatusChange, statusChange } from '#domain/statuses/changes.ts';
import { asDay, type Day, type EpochMs } from '#domain/time/time.ts';
import { dayWithin, endGrace, type Reviewed, raiseAtOnce, reviewAgain, withSince } from './review.ts';

/**
 * A receipt may raise a status at once, however old it is (D86), and correct the last review; older periods are
 * recorded and no more (D21).
 */
export function reviewStatuses(moment: Moment, member: Member, day: Day): Closed {
  const changes: StatusChange[] = [];
  const statuses = new Map(member.statuses);
  const { now, timeline, version, program } = moment;
  for (const system of program.systems.filter(isReviewed)) {
    const entry = statuses.get(system.name);
    const reviews = reviewCalendar(timeline, system.name);
    if (entry === undefined || reviews === null) continue;
    const receipt = { moment, member, reviews, judge: { version, system }, day };
    const corrected = reviewedAgain(receipt, entry);
    const after = withSince(entry, raisedNow(receipt, corrected.entry), now);
    statuses.set(system.name, after);
    if (after.computed === entry.computed) continue;
    const { finalAt } = corrected;
    changes.push(statusChange(system, entry, after, { at: now, finalAt, programVersion: version.version }));
  }
  return { member: { ...member, statuses }, changes };
}

/** A receipt that has counted on its day, and the one system that is looked at. */
interface Counted {
  readonly moment: Moment;
  readonly member: Member;
  readonly reviews: ReviewCalendar;
  /** The version in force. */
  readonly judge: Judge;
  readonly day: Day;
}

const reviewedBy = ({ moment, member }: Counted, judge: Judge, entry: StatusEntry): Reviewed => ({
  judge,
  calendar: moment.timeline.calendar,
  entry,
  counters: member.counters,
});

/** The review of the last closed period once more, where the receipt belongs to it. */
function reviewedAgain(
  receipt: Counted,
  entry: StatusEntry,
): { readonly entry: StatusEntry; readonly finalAt: EpochMs } {
  const { moment, reviews, day } = receipt;
  const last = reviews.holding(asDay(entry.closedTo - 1));
  if (last.judge === null || day < last.from || day >= entry.closedTo) {
    return { entry, finalAt: moment.now };
  }
  const after = reviewAgain(reviewedBy(receipt, last.judge, entry), last, moment.now);
  return { entry: graceMet(receipt, after), finalAt: last.finalAt };
}

/** A grace that a late review gave anew may be over by now. */
function graceMet(receipt: Counted, entry: StatusEntry): StatusEntry {
  const { grace } = entry;
  const { moment, reviews, judge } = receipt;
  if (grace === null || grace.until > moment.now) return entry;
  const then = judgeBefore(moment.timeline, judge.system.name, grace.until) ?? judge;
  return endGrace(reviewedBy(receipt, then, entry), reviews.holding(entry.closedTo), grace);
}

/** What the running period has earned shows now (D31), and stays earned whatever the last one comes to. */
function raisedNow(receipt: Counted, entry: StatusEntry): StatusEntry {
  const { moment, reviews, judge } = receipt;
  if (judge.system.review.raise !== 'at-once') return entry;
  const running = reviews.holding(entry.closedTo);
  const seenFrom = dayWithin(running, moment.today);
  return raiseAtOnce(reviewedBy(receipt, judge, entry), running, seenFrom, moment.now);
}
