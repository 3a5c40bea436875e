import { measuredOn } from '#domain/counting/measured.ts';
import { type Counters, upTo } from '#domain/member/counters.ts';
import type { EarnedStatus, StatusRecord } from '#domain/member/member.ts';
import { rankOf } from '#domain/program/ladder.ts';
import type { Judge, ReviewCalendar, ReviewPeriod } from '#domain/program/review-calendar.ts';
import { isAbove, withLayers } from '#domain/statuses/layers.ts';
import { asDay, asEpochMs, type Day, type EpochMs } from '#domain/time/time.ts';
import { windowAt } from '#domain/time/window.ts';
import { graceOfLast, highestOn, reviewedAnew } from './anew.ts';
import { looksFrom, looksOnLast, type ReviewLook } from './looks-again.ts';
import { dayWithin, type Reviewed, raiseAtOnce } from './review.ts';
import { belowItsValue } from './without-periods.ts';

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
  /** A record in which what versions have taken out since has become what they say. */
  readonly withDropped: (record: StatusRecord) => StatusRecord;
  /** One whose grace is over by now has lost it, or has had it made good. */
  readonly graceMet: (record: StatusRecord) => StatusRecord;
}

/** The same of an entry that is no return: what it changed is not asked. */
type Asked = Omit<Returned, 'before'> & Partial<Pick<Returned, 'before'>>;

/**
 * What a system's `clawback` makes of a return (D16, D94): with `always` the last closed period is judged again and what the
 * running one had raised at once, with `until-rollover` the next turn does.
 */
export function clawedBack(returned: Returned): StatusRecord {
  const { reviewed, reviews, now } = returned;
  const { record, judge } = reviewed;
  const { clawback, review } = judge.system;
  if (clawback === 'none') return record;
  if (record.earned.why.kind === 'rule') return beneathGift(returned);
  // What an operator has set rests on no goods.
  if (review.every === null && record.earned.why.kind === 'override') return record;
  if (review.every === null)
    return clawback === 'always' ? belowItsValue(reviewed, returned.before, returned.today, now) : record;
  if (reviews === null) return record;
  const touched = touchedBy(returned, reviews);
  if (!touched.last && !touched.running) return record;
  const { judged, base } = judgedAnew(returned, reviews, touched.last);
  const rank = (status: string | null): number => rankOf(judge.system, status);
  const [is, held] = [rank(judged.earned.status), rank(record.earned.status)];
  const isLess = is < held || (is === held && rank(judged.computed) < rank(record.computed));
  if (isLess && clawback === 'always') return withoutNewGrace(judge, record, judged, now);
  // What it rests on may have changed even so: the next return, and the next turn, begin from there.
  const { begun: _, backTo: __, ...rest } = record;
  const isLifted = rank(base.earned.status) < held;
  const grounded = { ...rest, before: base.before, ...(isLifted ? { begun: base.earned } : {}) };
  const { endsAt } = reviews.holding(record.closedTo);
  if (isLess) return endingAtTurn(judge, grounded, judged, endsAt);
  if (is > held) return grounded;
  const earned = { ...record.earned, why: judged.earned.why };
  return withLayers(judge.system, grounded, { ...record, earned }, now);
}

/** Statuses that rules gave for good are the rule's; what they lie over goes all the same. */
function beneathGift(returned: Returned): StatusRecord {
  const { reviewed } = returned;
  const { record } = reviewed;
  const { over } = record.earned;
  if (over === undefined) return record;
  const { earned, grace, given } = clawedBack({
    ...returned,
    reviewed: { ...reviewed, record: { ...record, ...over } },
  });
  return { ...record, earned: { ...record.earned, over: { earned, grace, given } } };
}

/**
 * What shows is kept to the turn, which begins from what is judged: from a grace that hangs on it as well, and no grace
 * outlives the turn that would not be without the goods (`until-rollover`).
 */
function endingAtTurn(
  { system }: Judge,
  record: StatusRecord,
  judged: StatusRecord,
  endsAt: EpochMs,
): StatusRecord {
  const { earned, grace, given } = record;
  const isLower = rankOf(system, judged.earned.status) < rankOf(system, earned.status);
  const marked = isLower ? { ...record, backTo: judged.earned } : record;
  if (!isAbove(system, grace, earned)) {
    const next = isAbove(system, judged.grace, earned) ? grace : judged.grace;
    return withLayers(system, marked, { earned, grace: next, given }, endsAt);
  }
  const isSame =
    judged.grace !== null && judged.grace.until >= grace.until && judged.grace.status === grace.status;
  const until = isSame || grace.until < endsAt ? grace.until : endsAt;
  return withLayers(system, marked, { earned, grace: { ...grace, until }, given }, endsAt);
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
  return is > was ? endingAtTurn(judge, record, judged, reviews.holding(record.closedTo).endsAt) : record;
}

function withoutBackTo(record: StatusRecord): StatusRecord {
  if (record.backTo === undefined) return record;
  const { backTo: _, ...rest } = record;
  return rest;
}

/**
 * The last closed period's review, where it is asked, and what the running one raised, by the counters as they are now.
 * `base` is what the running period began with: never more than it did, for a return may not raise.
 */
function judgedAnew(
  { reviewed, today, now, withDropped, graceMet }: Omit<Asked, 'before' | 'days'>,
  calendar: ReviewCalendar,
  asksLast: boolean,
): { readonly judged: StatusRecord; readonly base: StatusRecord } {
  const { record, judge } = reviewed;
  const { system } = judge;
  const last = calendar.holding(asDay(record.closedTo - 1));
  const running = calendar.holding(record.closedTo);
  const began = asItBegan(reviewed, last, now);
  const lastOf = (each: StatusRecord): Reviewed => ({
    ...reviewed,
    judge: last.judge ?? judge,
    record: each,
  });
  const isJudged = last.judge !== null && wasJudged(began);
  const anew = !isJudged
    ? began
    : asksLast
      ? withDropped(reviewedAnew(lastOf(record), last, now))
      : withDropped(withGraceOfLast(lastOf(began), last, now));
  const isHigher = rankOf(system, anew.earned.status) > rankOf(system, began.earned.status);
  const base = isHigher ? began : anew;
  if (system.review.raise !== 'at-once') return { judged: base, base };
  return { judged: graceMet(raisedOn({ ...reviewed, record: base }, running, today, now)), base };
}

/** Whoever came after the last turn has met no review: none is made up for a time before the member was there. */
const wasJudged = ({ earned: { why } }: StatusRecord): boolean =>
  why.kind !== 'initial' && why.kind !== 'taken-back';

/** The record without what the running period raised at once. */
function asItBegan({ judge, record }: Reviewed, last: ReviewPeriod, now: EpochMs): StatusRecord {
  const { begun, backTo, grace, given } = record;
  const earned = begun ?? backTo ?? metWith(record, last);
  return earned === undefined ? record : withLayers(judge.system, record, { earned, grace, given }, now);
}

/** What whoever came after the last turn began with: a version that took nothing back has not noted it when it raised them. */
function metWith({ earned, before }: StatusRecord, { endsAt }: ReviewPeriod): EarnedStatus | undefined {
  const { status, since } = before;
  const isNew = since !== null && since >= endsAt;
  return isNew && earned.why.kind === 'raised-at-once'
    ? { status, since, why: { kind: 'initial' } }
    : undefined;
}

/** A grace that goods had made good in the running period began with it all the same. */
function withGraceOfLast(began: Reviewed, last: ReviewPeriod, now: EpochMs): StatusRecord {
  const { record, judge } = began;
  const { earned, given, begun } = record;
  const grace = begun === undefined || record.grace !== null ? null : graceOfLast(began, last);
  return isAbove(judge.system, grace, earned)
    ? withLayers(judge.system, record, { earned, grace, given }, now)
    : record;
}

/** What the running period raises at once by the counters as they are now, from what it began with. */
function raisedOn(reviewed: Reviewed, running: ReviewPeriod, today: Day, now: EpochMs): StatusRecord {
  const { begun: _, ...begins } = reviewed.record;
  const until = asDay(dayWithin(running, today) + 1);
  const { day, by, counters } = highestOn(reviewed, { from: running.from, to: until });
  // As that day saw it: of all time it may have come to more since, by another judge or in a table that does not rise.
  const looked = { ...reviewed, judge: by, counters, record: begins };
  const raised = raiseAtOnce(looked, running, day, now);
  if (raised.earned.status === begins.earned.status) return raised;
  // Had only what is left been bought, it would have been held since then: a minimum stay asks.
  const { calendar, judge } = reviewed;
  const since = asEpochMs(Math.min(calendar.startOf(day, judge.version.program.zone), now));
  return { ...raised, earned: { ...raised.earned, since } };
}

/** Whether the last review, or the running period, sees one of the days, and what a return took there. */
function touchedBy(
  { reviewed: { record, judge, counters }, before, days, today }: Asked,
  reviews: ReviewCalendar,
): { readonly last: boolean; readonly running: boolean } {
  const running = reviews.holding(record.closedTo);
  const isSeen = (looks: readonly ReviewLook[]): boolean =>
    looks.some((look) => {
      const { window } = look.measure;
      const [first, end] = [windowAt(window, look.from), windowAt(window, look.until)];
      const isIn = window.kind === 'all-time' || days.some((day) => day >= first.from && day < end.to);
      return isIn && (before === undefined || isAnother(look, before, counters));
    });
  return {
    last: isSeen(looksOnLast(reviews, record)),
    running:
      judge.system.review.raise === 'at-once' &&
      isSeen(looksFrom(judge, running.from, dayWithin(running, today))),
  };
}

/** Whether some day of a look sees another value: a return that changes none takes nothing. */
function isAnother({ measure, from, until }: ReviewLook, before: Counters, after: Counters): boolean {
  const days = before.days.filter((day) => day >= from && day < until);
  return (
    measuredOn(measure, until, before) !== measuredOn(measure, until, after) ||
    days.some(
      (day) => measuredOn(measure, day, upTo(before, day)) !== measuredOn(measure, day, upTo(after, day)),
    )
  );
}
