import { seenOn } from '#domain/counting/measured.ts';
import type { Counters } from '#domain/member/counters.ts';
import type { StatusRecord } from '#domain/member/member.ts';
import { rankOf, statusAt } from '#domain/program/ladder.ts';
import type { Judge, ReviewCalendar, ReviewPeriod } from '#domain/program/review-calendar.ts';
import { earnedRank, measuresOf } from '#domain/program/review-table.ts';
import { earnedNow, withLayers } from '#domain/statuses/layers.ts';
import { asDay, type Day, type EpochMs } from '#domain/time/time.ts';
import { windowAt } from '#domain/time/window.ts';
import { highestOn, reviewedAnew } from './anew.ts';
import { dayWithin, type Reviewed, raiseAtOnce } from './review.ts';

/** A status that goods came back for: as it is with them, and as it was without. */
interface Returned {
  readonly reviewed: Reviewed;
  /** `null`: no version has periods for it. */
  readonly reviews: ReviewCalendar | null;
  /** The counters before the return. */
  readonly before: Counters;
  /** The days on which the return counts. */
  readonly days: readonly Day[];
  readonly today: Day;
  readonly now: EpochMs;
}

/**
 * What a system's `clawback` makes of a return (D16, D94): with `always` the last closed period is judged again and what the
 * running one had raised at once, with `until-rollover` the next turn does. Statuses that rules gave for good are the
 * rule's.
 */
export function clawedBack(returned: Returned): StatusRecord {
  const { reviewed, reviews } = returned;
  const { record, judge } = reviewed;
  const { clawback, review } = judge.system;
  if (clawback === 'none' || record.earned.why.kind === 'rule') return record;
  if (review.every === null) return clawback === 'always' ? belowItsValue(returned) : record;
  if (reviews === null || !isTouched(returned, reviews)) return record;
  const judged = judgedAnew(returned, reviews);
  const isLower = rankOf(judge.system, judged.earned.status) < rankOf(judge.system, record.earned.status);
  if (clawback === 'always') return isLower ? judged : record;
  return isLower ? { ...record, backTo: { status: judged.earned.status } } : withoutBackTo(record);
}

/** Whether the next turn would judge from there all the same: a later entry may have made it good. */
export function stillBackTo(returned: Omit<Returned, 'before' | 'days'>): StatusRecord {
  const { reviewed, reviews } = returned;
  const { record, judge } = reviewed;
  if (record.backTo === undefined || reviews === null) return record;
  const judged = judgedAnew(returned, reviews);
  const isLower = rankOf(judge.system, judged.earned.status) < rankOf(judge.system, record.earned.status);
  return isLower ? { ...record, backTo: { status: judged.earned.status } } : withoutBackTo(record);
}

function withoutBackTo(record: StatusRecord): StatusRecord {
  if (record.backTo === undefined) return record;
  const { backTo: _, ...rest } = record;
  return rest;
}

/** The last closed period's review and what the running one raised, both by the counters as they are now. */
function judgedAnew(
  { reviewed, reviews, today, now }: Omit<Returned, 'before' | 'days'>,
  calendar: ReviewCalendar | null = reviews,
): StatusRecord {
  const { record, judge } = reviewed;
  if (calendar === null) return record;
  const last = calendar.holding(asDay(record.closedTo - 1));
  const anew = lastAnew(reviewed, last, now);
  const running = calendar.holding(record.closedTo);
  if (judge.system.review.raise !== 'at-once') return anew;
  return raisedOn({ ...reviewed, record: anew }, running, today, now);
}

/** Nobody judged a period whose version had no such review: what was held before it stands. */
function lastAnew(reviewed: Reviewed, last: ReviewPeriod, now: EpochMs): StatusRecord {
  return last.judge === null ? reviewed.record : reviewedAnew({ ...reviewed, judge: last.judge }, last, now);
}

/** What the running period raises at once by the counters as they are now, from what the last one left. */
function raisedOn(reviewed: Reviewed, running: ReviewPeriod, today: Day, now: EpochMs): StatusRecord {
  const { begun: _, ...begins } = reviewed.record;
  const until = asDay(dayWithin(running, today) + 1);
  const { day } = highestOn(reviewed, { from: running.from, to: until });
  return raiseAtOnce({ ...reviewed, record: begins }, running, day, now);
}

/** Whether the last review, or the running period, sees a day of the return at all. */
function isTouched({ reviewed, days, today }: Returned, reviews: ReviewCalendar): boolean {
  const { record, judge } = reviewed;
  const last = reviews.holding(asDay(record.closedTo - 1));
  const running = reviews.holding(record.closedTo);
  const isSeen = (by: Judge, from: Day, until: Day): boolean =>
    measuresOf(by.system.review).some(({ window }) => {
      const [first, end] = [windowAt(window, from), windowAt(window, until)];
      return window.kind === 'all-time' || days.some((day) => day >= first.from && day < end.to);
    });
  const lastDay = asDay(record.closedTo - 1);
  return (
    (last.judge !== null && isSeen(last.judge, lastDay, lastDay)) ||
    (judge.system.review.raise === 'at-once' && isSeen(judge, running.from, dayWithin(running, today)))
  );
}

/**
 * Without periods a return alone lowers (D87): where the value earned what is held before it, and no longer does. What
 * time has taken out of the window is no fault of the return's.
 */
function belowItsValue({ reviewed, before, today, now }: Returned): StatusRecord {
  const { record, judge, counters } = reviewed;
  const { system, version } = judge;
  const held = rankOf(system, record.earned.status);
  const seen = seenOn(system.review, today, counters);
  const was = earnedRank(system.review, seenOn(system.review, today, before));
  const is = earnedRank(system.review, seen);
  if (is >= held || was < held) return record;
  const period = { from: today, to: asDay(today + 1) };
  const why = { kind: 'review', period, value: seen.value, programVersion: version.version } as const;
  const { grace, given } = record;
  return withLayers(
    system,
    record,
    { earned: earnedNow(record.earned, statusAt(system, is), why, now), grace, given },
    now,
  );
}
