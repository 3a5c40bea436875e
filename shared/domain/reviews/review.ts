import { seenOn } from '#domain/counting/measured.ts';
import type { Counters } from '#domain/member/counters.ts';
import type { EarnedStatus, Grace, StatusLayers, StatusReason, StatusRecord } from '#domain/member/member.ts';
import { lifetimeFloor, rankOf, statusAt } from '#domain/program/ladder.ts';
import type { Judge, ReviewPeriod } from '#domain/program/review-calendar.ts';
import { earnedRank, isKept, type SeenValue } from '#domain/program/review-table.ts';
import { effectiveAsOf } from '#domain/statuses/effective.ts';
import { earnedNow, isAbove, withLayers } from '#domain/statuses/layers.ts';
import { dayAfter } from '#domain/time/duration.ts';
import { asDay, asEpochMs, type Calendar, type Day, type DayRange, type EpochMs } from '#domain/time/time.ts';

/** One status system of a member, and who judges it. */
export interface Reviewed {
  readonly judge: Judge;
  readonly calendar: Calendar;
  readonly record: StatusRecord;
  readonly counters: Counters;
  /** Who looked at a day, for whoever asks what had been raised on it; left out: `judge` did. */
  readonly judgesOn?: (day: Day) => readonly Judge[];
}

/** The review at the end of a period: decides the status of the next period (L6, L9, L10, D21). */
export function reviewAtEnd(reviewed: Reviewed, period: ReviewPeriod): StatusRecord {
  const { judge } = reviewed;
  const { endsAt } = period;
  const { backTo, begun, ...rest } = reviewed.record;
  // Goods came back for which it was earned: neither a lower threshold nor a minimum stay keeps it (D16).
  const record = backTo === undefined ? rest : { ...rest, earned: backTo };
  const { status, since } = record.earned;
  const before = { status, since, grace: record.grace, at: endsAt };
  return {
    ...withLayers(judge.system, record, outcomeOf({ ...reviewed, record }, period, before), endsAt),
    before: {
      status,
      since,
      ...(begun === undefined ? {} : { begun: { status: begun.status, since: begun.since } }),
    },
    closedTo: period.to,
  };
}

/**
 * A late entry changed the last closed period: its review is done again, from what was held before the turn (D17, D21).
 * Until the period is final both ways; afterwards it can only raise.
 */
export function reviewAgain(reviewed: Reviewed, period: ReviewPeriod, now: EpochMs): StatusRecord {
  const { record, judge } = reviewed;
  const { endsAt, finalAt } = period;
  // Until it is final, a review again is as if the entry had been there in time (D30); afterwards it is of now.
  const inTime =
    now < finalAt ? { since: record.before.since ?? record.since, at: endsAt } : { since: now, at: now };
  const before = { status: record.before.status, grace: withoutGraceOf(reviewed, endsAt), ...inTime };
  const { earned, grace, given } = outcomeOf(reviewed, period, before);
  // Whose status ran on in a grace never lost it.
  const layers = { earned: sinceGrace(earned, record.grace), grace, given };
  const raises = rankOf(judge.system, layers.earned.status) > rankOf(judge.system, record.earned.status);
  // What the running period has earned already stays earned, whatever the last one comes to.
  const isFree = now < finalAt && !isEarnedSince(record, period.to);
  const isFinal = now >= finalAt;
  const settled = beginningWith(reviewed, layers.earned, isFinal);
  return isFree || raises ? withLayers(judge.system, settled, layers, now) : settled;
}

/** What the running period began with is what the last one's review gave, where something was raised at once since. */
function beginningWith({ record, judge }: Reviewed, earned: EarnedStatus, isFinal: boolean): StatusRecord {
  const { begun } = record;
  if (begun === undefined) return record;
  const [is, was] = [earned, begun].map(({ status }) => rankOf(judge.system, status));
  return isFinal && (is ?? 0) <= (was ?? 0) ? record : { ...record, begun: earned };
}

/**
 * The running period has earned a higher status: with `raise: at-once` it shows now (D31).
 * @param seenFrom the day of the running period from which its counters are looked at
 */
export function raiseAtOnce(reviewed: Reviewed, period: DayRange, seenFrom: Day, at: EpochMs): StatusRecord {
  const { record, judge, counters } = reviewed;
  const { system } = judge;
  const seen = seenOn(system.review, seenFrom, counters);
  const earned = earnedRank(system.review, seen);
  const { value } = seen;
  if (earned <= rankOf(system, record.earned.status)) return record;
  const why = atOnce(judge, { ...period, seenFrom }, value);
  const { grace, given } = record;
  const raised = earnedNow(record.earned, statusAt(system, earned), why, at);
  return withLayers(
    system,
    fromBeginning(judge, record),
    { earned: sinceGrace(raised, grace), grace, given },
    at,
  );
}

/**
 * Where goods may come back, what the period began with is remembered; without periods what was held before. What is raised now
 * rests on what is left, so no turn judges from below it any more.
 */
function fromBeginning({ system }: Judge, { backTo, ...record }: StatusRecord): StatusRecord {
  const isKnown = system.review?.every !== null && record.begun !== undefined;
  return system.clawback === 'none' || isKnown ? record : { ...record, begun: backTo ?? record.earned };
}

/**
 * A grace is over (D18). Unless the running period has earned the status again by then, or meets the lower threshold
 * that keeps it, what was earned returns.
 * @param reviewed with the judge of the moment at which it ends
 */
export function endGrace(reviewed: Reviewed, period: DayRange, grace: Grace): StatusRecord {
  const { record, judge } = reviewed;
  const { system } = judge;
  const { earned, given } = record;
  const seenFrom = lastDayOfGrace(reviewed, period, grace);
  const seen = seenOn(system.review, seenFrom, reviewed.counters);
  const { value } = seen;
  const isMade = isAbove(system, grace, earned) && isRescued(judge, grace, seen);
  const { status, since, until } = grace;
  const after = isMade ? { status, since, why: atOnce(judge, { ...period, seenFrom }, value) } : earned;
  return withLayers(system, record, { earned: after, grace: null, given }, until);
}

/** The day from which the end of a grace looks at the running period: the one of its last instant. */
export const lastDayOfGrace = (
  { calendar, judge }: Pick<Reviewed, 'calendar' | 'judge'>,
  period: DayRange,
  { until }: Grace,
): Day => dayWithin(period, calendar.dayOf(asEpochMs(until - 1), judge.version.program.zone));

/** The day from which a running period is seen: today, or its nearest day for a clock that disagrees. */
export const dayWithin = ({ from, to }: DayRange, today: Day): Day =>
  asDay(Math.min(Math.max(today, from), to - 1));

/** A record as a moment leaves it, whatever led to it: a status that is the same in the end was never interrupted. */
export const withSince = (before: StatusRecord, after: StatusRecord, now: EpochMs): StatusRecord =>
  effectiveAsOf(before, { ...after, since: after.computed === before.computed ? before.since : now }, now);

/**
 * Where a review leaves who stood at a rank of the ladder (L9, L10, D18): it says so for the review itself, and for
 * whoever shows what it will say.
 */
export function rankAfterReview(
  reviewed: Reviewed,
  held: number,
  seen: SeenValue,
  periodEnd: EpochMs,
): number {
  const { system } = reviewed.judge;
  const { review } = system;
  const earned = earnedRank(review, seen);
  if (earned >= held || review.lower === 'never' || isKept(review, held, seen.value)) {
    return Math.max(earned, held);
  }
  if (!isStayServed(reviewed, held, periodEnd)) return held;
  // A status between two ranks, of another version's ladder, has the lower one below it.
  const fallen = review.lower === 'one-step' ? Math.max(earned, Math.ceil(held) - 1) : earned;
  return Math.max(fallen, lifetimeFloor(system, held));
}

/**
 * Whether a status was held for the minimum stay (D18): one that is earned since then, one that a first review of the last
 * turn has moved already, since the time before.
 */
export function isStayServed(
  { judge: { version, system }, calendar, record }: Omit<Reviewed, 'counters'>,
  held: number,
  periodEnd: EpochMs,
): boolean {
  const { minimumStay } = system.review;
  const { earned, before } = record;
  const holding = [earned, before].filter(({ status }) => rankOf(system, status) === held);
  // What began with the end of the period, or after it, says nothing of it.
  const since = (holding.find((each) => (each.since ?? 0) < periodEnd) ?? holding[0])?.since ?? null;
  if (minimumStay === null || since === null) return true;
  const { zone } = version.program;
  return calendar.dayOf(periodEnd, zone) >= dayAfter(calendar.dayOf(since, zone), minimumStay);
}

const isEarnedSince = ({ earned: { why } }: StatusRecord, day: Day): boolean =>
  why.kind === 'raised-at-once' && why.period.to > day;

const atOnce = (
  { version }: Judge,
  { from, to, seenFrom }: DayRange & { readonly seenFrom: Day },
  value: number,
): StatusReason => ({
  kind: 'raised-at-once',
  period: { from, to },
  seenFrom,
  value,
  programVersion: version.version,
});

/** The status earned before a review, and the grace that ran on; `at` is since when the new one is held. */
interface BeforeReview {
  readonly status: string | null;
  readonly since: EpochMs;
  readonly grace: Grace | null;
  readonly at: EpochMs;
}

/** The outcome of a period's review, from what was held before it. */
export function outcomeOf(reviewed: Reviewed, period: ReviewPeriod, before: BeforeReview): StatusLayers {
  const { status: held, at } = before;
  const { record, judge, counters } = reviewed;
  const { version, system } = judge;
  const { from, to, endsAt } = period;
  const seen = seenOn(system.review, asDay(to - 1), counters);
  const { value } = seen;
  const why = { kind: 'review', period: { from, to }, value, programVersion: version.version } as const;
  const heldRank = rankOf(system, held);
  const after = rankAfterReview(reviewed, heldRank, seen, endsAt);
  const isLost = after < heldRank;
  // Who keeps a status without earning it again has it for the reason of before.
  const isHeldOn = after === heldRank && earnedRank(system.review, seen) !== after;
  const reason = isHeldOn && record.earned.status === held ? record.earned.why : why;
  const status = isHeldOn ? held : statusAt(system, after);
  // Who had it before the turn, and has it after it, never lost it.
  const isRestored = status === held && record.earned.status !== held;
  const earned = isRestored
    ? { status, since: before.since, why: reason }
    : earnedNow(record.earned, status, reason, at);
  const grace = isLost ? graceOf(reviewed, before, endsAt) : before.grace;
  const { given } = record;
  // A grace that runs through a turn is looked at by that review as well: what it kept is earned again (D18).
  if (isAbove(system, grace, earned) && isRescued(judge, grace, seen)) {
    return { earned: { status: grace.status, since: grace.since, why }, grace, given };
  }
  return { earned: sinceGrace(earned, grace), grace, given };
}

/** A status that a running grace kept was never lost, so who earns it again has it since then. */
const sinceGrace = (earned: EarnedStatus, grace: Grace | null): EarnedStatus =>
  grace !== null && grace.status === earned.status ? { ...earned, since: grace.since } : earned;

/** Whether a value earns the status of a grace again, or keeps it. */
function isRescued({ system }: Judge, grace: Grace, seen: SeenValue): boolean {
  const rank = rankOf(system, grace.status);
  return earnedRank(system.review, seen) >= rank || isKept(system.review, rank, seen.value);
}

/**
 * A missed status lasts a while longer (D18). A grace that runs is not prolonged, a given status above needs none, and an
 * earlier grace whose status was earned again in between is over.
 */
function graceOf(
  reviewed: Reviewed,
  { status, grace }: Pick<BeforeReview, 'status' | 'grace'>,
  periodEnd: EpochMs,
): Grace | null {
  const { record, judge } = reviewed;
  const { system } = judge;
  if (isAbove(system, grace, { status })) return grace;
  const until = graceEnd(reviewed, periodEnd);
  const isCovered =
    record.given.at(-1)?.hides === true ||
    record.given.some((given) => !given.hides && rankOf(system, given.status) >= rankOf(system, status));
  if (until === null || isCovered) return null;
  const { since, why } = heldBefore(record, status, periodEnd);
  return { status, since, why, until };
}

/** The status that a turn takes, as it was earned, or as a first review of that turn already let it run on. */
function heldBefore(
  { earned, grace, computed, since, why, before }: StatusRecord,
  status: string | null,
  periodEnd: EpochMs,
): EarnedStatus {
  if (earned.status === status) {
    // Given by that very turn, in place of one that a version has taken out since: it was held before.
    const isOfTheTurn = earned.since >= periodEnd && before.status === status && before.since !== null;
    return isOfTheTurn ? { ...earned, since: before.since } : earned;
  }
  if (grace !== null && grace.status === status) return grace;
  return computed === status ? { status, since, why } : earned;
}

/** The grace, unless this very end of a period gave it: a review that is done again gives it anew, or not. */
export function withoutGraceOf(reviewed: Reviewed, periodEnd: EpochMs): Grace | null {
  const { grace, before } = reviewed.record;
  const isOfThisEnd =
    grace !== null && grace.status === before.status && grace.until === graceEnd(reviewed, periodEnd);
  return isOfThisEnd ? null : grace;
}

/** When a grace that begins with the end of a period is over; `null`: the judge gives none. */
function graceEnd({ judge: { version, system }, calendar }: Reviewed, periodEnd: EpochMs): EpochMs | null {
  const { zone } = version.program;
  const { grace } = system.review;
  return grace === null ? null : calendar.startOf(dayAfter(calendar.dayOf(periodEnd, zone), grace), zone);
}
