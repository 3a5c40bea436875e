import type { Counters } from '#domain/member/counters.ts';
import type { EarnedStatus, GivenStatus, StatusEntry, StatusReason } from '#domain/member/member.ts';
import type { CompiledReview, CompiledSystem } from '#domain/program/compiled.ts';
import { dayAfter } from '#domain/time/duration.ts';
import { asDay, type Calendar, type Day, type DayRange, type EpochMs } from '#domain/time/time.ts';
import { earnedPlace, lifetimeFloor, placeOf, statusAt, valueOn } from './judge.ts';
import { earnedNow, type Layers, withEarned, withLayers } from './layers.ts';

/** A system that has a review. */
export type ReviewedSystem = CompiledSystem & { readonly review: CompiledReview };

/** One status system of a member under one version of the program. */
export interface Reviewed {
  readonly system: ReviewedSystem;
  readonly programVersion: number;
  readonly zone: string;
  readonly calendar: Calendar;
  readonly entry: StatusEntry;
  readonly counters: Counters;
}

/** The review at the turn: decides the status of the next period (L6, L9, L10, D21). `at` is the turn. */
export function reviewAtTurn(place: Reviewed, period: DayRange, at: EpochMs): StatusEntry {
  const { entry, system } = place;
  const layers = outcomeOf(place, period, entry.earned.status, at);
  return { ...withLayers(system, entry, layers, at), before: entry.earned.status, closedTo: period.to };
}

/**
 * A late entry changed the last closed period: its review is done again (D17, D21). Until the closing delay has
 * passed both ways, from what was held before the turn; afterwards it can only raise.
 */
export function reviewAgain(
  place: Reviewed,
  period: DayRange,
  delayPassed: boolean,
  turn: EpochMs,
  now: EpochMs,
): StatusEntry {
  const { entry, system } = place;
  if (!delayPassed) return withLayers(system, entry, outcomeOf(place, period, entry.before, turn, now), now);
  const { value, earned } = judge(place, period);
  if (earned <= placeOf(system, entry.earned.status)) return entry;
  const why = reviewed(place, period, value);
  return withLayers(
    system,
    entry,
    afterEarning(entry, earnedNow(entry.earned, statusAt(system, earned), why, now), system),
    now,
  );
}

/**
 * The running period has earned a higher status: with `raise: at-once` it shows now (D31).
 * @param seenFrom the day of the running period from which its counters are looked at
 */
export function raiseAtOnce(place: Reviewed, period: DayRange, seenFrom: Day, at: EpochMs): StatusEntry {
  const { entry, system, programVersion, counters } = place;
  const value = valueOn(system.review, seenFrom, counters);
  const earned = earnedPlace(system.review, value);
  if (earned <= placeOf(system, entry.earned.status)) return entry;
  const why: StatusReason = { kind: 'raised-at-once', period, value, programVersion };
  return withEarned(system, entry, earnedNow(entry.earned, statusAt(system, earned), why, at), at);
}

/**
 * The time of a given status is over: what was earned returns (D9). A grace is over as well, unless the running period
 * has earned the status again by then (D18).
 */
export function endGiven(
  place: Reviewed | { readonly system: CompiledSystem; readonly entry: StatusEntry },
  period: DayRange | null,
  given: GivenStatus,
): StatusEntry {
  const { entry, system } = place;
  const at = given.until;
  const ended = withLayers(system, entry, { earned: entry.earned, given: null }, at);
  if (given.kind !== 'grace' || period === null || !('counters' in place)) return ended;
  const lastDay = dayWithin(period, asDay(place.calendar.dayOf(at, place.zone) - 1));
  const value = valueOn(place.system.review, lastDay, place.counters);
  if (earnedPlace(place.system.review, value) < placeOf(system, given.status)) return ended;
  const why: StatusReason = {
    kind: 'raised-at-once',
    period,
    value,
    programVersion: place.programVersion,
  };
  const earned = { status: given.status, since: given.since, why };
  return withLayers(system, entry, { earned, given: null }, at);
}

/** The day from which a running period is seen: today, or its nearest day for a clock that disagrees. */
export const dayWithin = ({ from, to }: DayRange, today: Day): Day =>
  asDay(Math.min(Math.max(today, from), to - 1));

/** A status that is the same in the end was never interrupted. */
export function uninterrupted(before: StatusEntry, after: StatusEntry): StatusEntry {
  return after.computed === before.computed ? { ...after, since: before.since } : after;
}

const judge = ({ system, counters }: Reviewed, period: DayRange) => {
  const value = valueOn(system.review, asDay(period.to - 1), counters);
  return { value, earned: earnedPlace(system.review, value) };
};

const reviewed = ({ programVersion }: Reviewed, period: DayRange, value: number): StatusReason => ({
  kind: 'review',
  period,
  value,
  programVersion,
});

/** What the review of a period comes to for who had earned `held` before it. */
function outcomeOf(
  place: Reviewed,
  period: DayRange,
  held: string | null,
  turn: EpochMs,
  at: EpochMs = turn,
): Layers {
  const { system, entry } = place;
  const { review } = system;
  const { value, earned } = judge(place, period);
  const heldPlace = placeOf(system, held);
  const why = reviewed(place, period, value);
  if (earned >= heldPlace) {
    return afterEarning(entry, earnedNow(entry.earned, statusAt(system, earned), why, at), system);
  }
  const lowered = loweredPlace(place, heldPlace, earned, value, turn);
  if (lowered === heldPlace) {
    const kept = earnedNow(entry.earned, held, entry.earned.why, at);
    return { earned: kept, given: withoutGraceOf(entry, turn, place) };
  }
  const after = earnedNow(entry.earned, statusAt(system, lowered), why, at);
  if (review.grace === null) return { earned: after, given: entry.given };
  return { earned: after, given: graceOf(place, held, turn) };
}

/** Where a member falls who did not earn the held status again (D18). */
function loweredPlace(
  { system, entry, calendar, zone }: Reviewed,
  held: number,
  earned: number,
  value: number,
  turn: EpochMs,
): number {
  const { lower, keepFrom, minimumStay } = system.review;
  if (lower === 'never') return held;
  const keep = keepFrom.get(held);
  if (keep !== undefined && value >= keep) return held;
  // A status that the review at the turn has already taken had its stay.
  if (minimumStay !== null && placeOf(system, entry.earned.status) === held) {
    const firstFreeDay = dayAfter(calendar.dayOf(entry.earned.since, zone), minimumStay);
    if (calendar.dayOf(turn, zone) < firstFreeDay) return held;
  }
  const fallen = lower === 'one-step' ? Math.max(earned, held - 1) : earned;
  return Math.max(fallen, lifetimeFloor(system, held));
}

/** Whoever earns a status again needs no grace for it. */
function afterEarning({ given }: StatusEntry, earned: EarnedStatus, system: CompiledSystem): Layers {
  const isOver = given?.kind === 'grace' && placeOf(system, earned.status) >= placeOf(system, given.status);
  return { earned, given: isOver ? null : given };
}

/** A missed status lasts a while longer (D18). A grace that runs is not prolonged; a given status above needs none. */
function graceOf(place: Reviewed, held: string | null, turn: EpochMs): GivenStatus | null {
  const { system, entry, calendar, zone } = place;
  const { grace } = system.review;
  const standing = withoutGraceOf(entry, turn, place);
  if (grace === null || (standing !== null && placeOf(system, standing.status) >= placeOf(system, held))) {
    return standing;
  }
  const until = calendar.startOf(dayAfter(calendar.dayOf(turn, zone), grace), zone);
  const { since, why } = entry.computed === held ? entry : entry.earned;
  return { kind: 'grace', status: held, since, why, until, hides: false };
}

/** The given status, less the grace that this very turn gave: a review that is done again gives it anew, or not. */
function withoutGraceOf({ given }: StatusEntry, turn: EpochMs, place: Reviewed): GivenStatus | null {
  const { grace } = place.system.review;
  if (given?.kind !== 'grace' || grace === null) return given;
  const { calendar, zone } = place;
  const ofThisTurn = calendar.startOf(dayAfter(calendar.dayOf(turn, zone), grace), zone);
  return given.until === ofThisTurn ? null : given;
}
