import type { Look } from '#domain/counting/older-days.ts';
import type { Counters } from '#domain/member/counters.ts';
import type { Member, StatusRecord } from '#domain/member/member.ts';
import { rankOf } from '#domain/program/ladder.ts';
import {
  isReviewed,
  type Judge,
  type ReviewCalendar,
  type ReviewPeriod,
  reviewCalendar,
} from '#domain/program/review-calendar.ts';
import { measuresOf } from '#domain/program/review-table.ts';
import type { Moment } from '#domain/program/timeline.ts';
import { withLayers } from '#domain/statuses/layers.ts';
import { asDay, type Day, type EpochMs } from '#domain/time/time.ts';
import { windowAt } from '#domain/time/window.ts';
import { highestOn, reviewedAnew } from './anew.ts';
import { dayWithin, type Reviewed, raiseAtOnce } from './review.ts';
import { belowItsValue, earnedFrom } from './without-periods.ts';

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
  if (review.every === null)
    return clawback === 'always'
      ? belowItsValue(reviewed, returned.before, returned.today, returned.now)
      : record;
  if (reviews === null) return record;
  const touched = touchedBy(returned, reviews);
  if (!touched.last && !touched.running) return record;
  const { judged, base } = judgedAnew(returned, reviews, touched.last);
  const isLower = rankOf(judge.system, judged.earned.status) < rankOf(judge.system, record.earned.status);
  if (clawback === 'until-rollover')
    return isLower ? { ...record, backTo: { status: judged.earned.status } } : withoutBackTo(record);
  if (isLower) return withoutNewGrace(judge, record, judged, returned.now);
  const { begun } = record;
  return { ...record, before: base.before, ...(begun === undefined ? {} : { begun: base.earned }) };
}

/** A return may not raise: a grace that a turn has ended is not given anew. */
function withoutNewGrace(
  { system }: Judge,
  record: StatusRecord,
  judged: StatusRecord,
  now: EpochMs,
): StatusRecord {
  if (rankOf(system, judged.computed) <= rankOf(system, record.computed)) return judged;
  const { earned, given } = judged;
  return withLayers(system, judged, { earned, grace: record.grace, given }, now);
}

/** Whether the next turn would judge from there all the same: a later entry may have made it good. */
export function stillBackTo(returned: Omit<Returned, 'before'>): StatusRecord {
  const { reviewed, reviews } = returned;
  const { record, judge } = reviewed;
  if (record.backTo === undefined || reviews === null) return record;
  const { system } = judge;
  const touched = touchedBy(returned, reviews);
  if (!touched.last && !touched.running) return record;
  const { judged } = judgedAnew(returned, reviews, touched.last);
  const [is, was, held] = [judged.earned.status, record.backTo.status, record.earned.status].map((status) =>
    rankOf(system, status),
  ) as [number, number, number];
  if (is >= held) return withoutBackTo(record);
  return is > was ? { ...record, backTo: { status: judged.earned.status } } : record;
}

function withoutBackTo(record: StatusRecord): StatusRecord {
  if (record.backTo === undefined) return record;
  const { backTo: _, ...rest } = record;
  return rest;
}

/**
 * The last closed period's review, where it is asked, and what the running one raised, by the counters as they are now.
 * `base` is what the running period began with.
 */
function judgedAnew(
  { reviewed, today, now }: Omit<Returned, 'before' | 'days'>,
  calendar: ReviewCalendar,
  asksLast: boolean,
): { readonly judged: StatusRecord; readonly base: StatusRecord } {
  const { record, judge } = reviewed;
  const last = calendar.holding(asDay(record.closedTo - 1));
  const running = calendar.holding(record.closedTo);
  const base =
    asksLast && last.judge !== null
      ? reviewedAnew({ ...reviewed, judge: last.judge }, last, now)
      : asItBegan(judge, record, now);
  if (judge.system.review.raise !== 'at-once') return { judged: base, base };
  return { judged: raisedOn({ ...reviewed, record: base }, running, today, now), base };
}

/** The record without what the running period raised at once; where goods have come back before, as they left it. */
function asItBegan({ system }: Judge, record: StatusRecord, now: EpochMs): StatusRecord {
  const { backTo, grace, given } = record;
  const begun = backTo === undefined ? record.begun : { ...(record.begun ?? record.earned), ...backTo };
  return begun === undefined ? record : withLayers(system, record, { earned: begun, grace, given }, now);
}

/** What the running period raises at once by the counters as they are now, from what it began with. */
function raisedOn(reviewed: Reviewed, running: ReviewPeriod, today: Day, now: EpochMs): StatusRecord {
  const { begun: _, ...begins } = reviewed.record;
  const until = asDay(dayWithin(running, today) + 1);
  const { day } = highestOn(reviewed, { from: running.from, to: until });
  return raiseAtOnce({ ...reviewed, record: begins }, running, day, now);
}

/** Whether the last review, or the running period, sees one of the days at all. */
function touchedBy(
  { reviewed: { record, judge }, days, today }: Omit<Returned, 'before'>,
  reviews: ReviewCalendar,
): { readonly last: boolean; readonly running: boolean } {
  const running = reviews.holding(record.closedTo);
  const isSeen = (looks: readonly Look[]): boolean =>
    looks.some(({ measure: { window }, from, until }) => {
      const [first, end] = [windowAt(window, from), windowAt(window, until)];
      return window.kind === 'all-time' || days.some((day) => day >= first.from && day < end.to);
    });
  return {
    last: isSeen(looksOnLast(reviews, record)),
    running:
      judge.system.review.raise === 'at-once' &&
      isSeen(looksFrom(judge, running.from, dayWithin(running, today))),
  };
}

const looksFrom = ({ system }: Judge, from: Day, until: Day): readonly Look[] =>
  measuresOf(system.review).map((measure) => ({ measure, from, until }));

/** What the last closed period's review looks at, from its last day; where something was raised at once in it, from all of them. */
function looksOnLast(reviews: ReviewCalendar, { closedTo, before }: StatusRecord): readonly Look[] {
  const lastDay = asDay(closedTo - 1);
  const { judge, from } = reviews.holding(lastDay);
  return judge === null ? [] : looksFrom(judge, before.begun === undefined ? lastDay : from, lastDay);
}

/** The days that reviews look at which a return asks again: they have to be known (D88). */
export function looksOfClawback(
  { timeline, program, today }: Moment,
  member: Member,
  days: readonly Day[],
): readonly Look[] {
  return program.systems.filter(isReviewed).flatMap(({ name, clawback, review }): readonly Look[] => {
    const record = member.statuses.get(name);
    if (clawback === 'none' || record === undefined) return [];
    const reviews = reviewCalendar(timeline, name);
    const looks =
      review.every === null
        ? measuresOf(review).map((measure) => ({ measure, from: earnedFrom(record, today), until: today }))
        : reviews === null || record.before.begun === undefined
          ? []
          : looksOnLast(reviews, record);
    return looks.filter(({ measure: { window }, from, until }) =>
      days.some((day) => day >= windowAt(window, from).from && day < windowAt(window, until).to),
    );
  });
}
