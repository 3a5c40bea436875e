import type { Counters } from '#domain/member/counters.ts';
import type { Member, StatusRecord } from '#domain/member/member.ts';
import { rankOf } from '#domain/program/ladder.ts';
import {
  isReviewed,
  type Judge,
  judgeBefore,
  judgesOn,
  type ReviewCalendar,
  reviewCalendar,
} from '#domain/program/review-calendar.ts';
import type { Moment } from '#domain/program/timeline.ts';
import { type Changed, type StatusChange, statusChange } from '#domain/statuses/changes.ts';
import { afterDropping, nextDropping } from '#domain/statuses/drops.ts';
import { effectiveStatus } from '#domain/statuses/effective.ts';
import { asDay, type Day, type EpochMs } from '#domain/time/time.ts';
import { fromItsGround } from './anew.ts';
import { clawedBack, stillBackTo } from './clawback.ts';
import { dayWithin, endGrace, type Reviewed, raiseAtOnce, reviewAgain, withSince } from './review.ts';
import { followValue } from './without-periods.ts';

/**
 * A receipt may raise a status at once, however old it is (D86), and correct the last review; older periods are
 * recorded and no more (D21).
 */
export function reviewStatuses(
  moment: Moment,
  member: Member,
  { days, back }: Days & { readonly back?: Counters },
): Changed {
  const changes: StatusChange[] = [];
  const statuses = new Map(member.statuses);
  const { now, timeline, version, program } = moment;
  for (const system of program.systems.filter(isReviewed)) {
    const record = statuses.get(system.name);
    const reviews = reviewCalendar(timeline, system.name);
    if (record === undefined) continue;
    const receipt = { moment, member, reviews, judge: { version, system }, days };
    const corrected = reviewedAgain(receipt, record, back !== undefined);
    const settled = withoutFormer(receipt, record, corrected.record);
    const raised = raisedNow(receipt, settled);
    const after = withSince(record, groundGone(receipt, raised, back), now);
    statuses.set(system.name, after);
    if (effectiveStatus(after) === effectiveStatus(record)) continue;
    const { finalAt } = corrected;
    changes.push(statusChange(system, record, after, { at: now, finalAt, programVersion: version.version }));
  }
  return { member: { ...member, statuses }, changes };
}

/** The days on which an entry counts: what comes too late may count when it comes (D96). */
interface Days {
  readonly days: readonly Day[];
}

/**
 * A return may take the ground of what is held; a later entry may give it back (D16).
 * @param before the counters before a return; `undefined`: it is none
 */
function groundGone(receipt: Counted, record: StatusRecord, before: Counters | undefined): StatusRecord {
  const { moment, reviews, judge, days } = receipt;
  const { now, today } = moment;
  const reviewed = reviewedBy(receipt, judge, record);
  const returned = {
    ...{ reviewed, reviews, days, today, now },
    withDropped: (each: StatusRecord) => withDropped(receipt, each),
    graceMet: (each: StatusRecord) => graceMet(receipt, each),
  };
  const clawed = before === undefined ? stillBackTo(returned) : clawedBack({ ...returned, before });
  if (clawed.earned === record.earned) return clawed;
  return withDropped(receipt, graceMet(receipt, clawed));
}

/** A receipt that has counted on its day, and the one system that is looked at. */
interface Counted extends Days {
  readonly moment: Moment;
  readonly member: Member;
  /** `null`: no version has periods for it. */
  readonly reviews: ReviewCalendar | null;
  /** The version in force. */
  readonly judge: Judge;
}

const reviewedBy = ({ moment, member }: Counted, judge: Judge, record: StatusRecord): Reviewed => ({
  judge,
  calendar: moment.timeline.calendar,
  record,
  counters: member.counters,
  judgesOn: (day) => judgesOn(moment, judge.system.name, day),
});

/** The review of the last closed period once more, where the receipt belongs to it. */
function reviewedAgain(
  receipt: Counted,
  record: StatusRecord,
  isReturn: boolean,
): { readonly record: StatusRecord; readonly finalAt: EpochMs } {
  const { moment, reviews, days, judge } = receipt;
  const last = reviews?.holding(asDay(record.closedTo - 1)) ?? null;
  const isOfIt = (each: Day): boolean => last !== null && each >= last.from && each < record.closedTo;
  if (last === null || last.judge === null || !days.some(isOfIt)) {
    return { record, finalAt: moment.now };
  }
  // Once the delay has passed only who may still raise looks again (D17, D96).
  const isOver = moment.now >= last.finalAt && judge.system.review.late !== 'upgrade-only';
  if (isOver) return { record, finalAt: moment.now };
  const reviewed = reviewedBy(receipt, last.judge, record);
  // What that period raised at once for goods that are back was not held before its end either.
  const isTaken = isReturn && judge.system.clawback !== 'none' && moment.now < last.finalAt;
  const ground = isTaken ? fromItsGround(reviewed, last) : record;
  const after = reviewAgain({ ...reviewed, record: ground }, last, moment.now);
  return { record: graceMet(receipt, after), finalAt: last.finalAt };
}

/** Who judged an older period may give what a version has taken out since (D81): what follows it takes nothing from anybody. */
function withoutFormer(receipt: Counted, before: StatusRecord, reviewed: StatusRecord): StatusRecord {
  const { system } = receipt.judge;
  const record = withDropped(receipt, reviewed);
  const isLower = rankOf(system, record.earned.status) < rankOf(system, before.earned.status);
  return record !== reviewed && isLower ? before : record;
}

/** What versions have taken out since becomes what they say. */
function withDropped(
  { moment: { timeline, now }, judge: { system } }: Counted,
  reviewed: StatusRecord,
): StatusRecord {
  let record = reviewed;
  for (;;) {
    const dropping = nextDropping(timeline, system.name, record, now);
    if (dropping === null) return record;
    record = afterDropping(system, record, dropping, now);
  }
}

/** A grace that a late review gave anew may be over by now. */
function graceMet(receipt: Counted, record: StatusRecord): StatusRecord {
  const { grace } = record;
  const { moment, reviews, judge } = receipt;
  if (grace === null || reviews === null || grace.until > moment.now) return record;
  const then = judgeBefore(moment.timeline, judge.system.name, grace.until) ?? judge;
  return endGrace(reviewedBy(receipt, then, record), reviews.holding(record.closedTo), grace);
}

/** A status earned in the running period shows now (D31), and stays earned whatever the last one comes to. */
function raisedNow(receipt: Counted, record: StatusRecord): StatusRecord {
  const { moment, reviews, judge } = receipt;
  const reviewed = reviewedBy(receipt, judge, record);
  if (judge.system.review.every === null) return followValue(reviewed, moment.today, moment.now);
  if (reviews === null || judge.system.review.raise !== 'at-once') return record;
  const running = reviews.holding(record.closedTo);
  const seenFrom = dayWithin(running, moment.today);
  return raiseAtOnce(reviewed, running, seenFrom, moment.now);
}
