import type { CompiledSystem } from './compiled.ts';
import type { Counters } from './counters.ts';
import { earnedWeight, statusAt, valueOn, weightOf } from './judge.ts';
import type { DayRange, StatusEntry, StatusReason } from './member.ts';
import { asDay, type Day, type EpochMs } from './time.ts';

/** One status system of a member under one version of the program. */
export interface Reviewed {
  readonly system: CompiledSystem;
  readonly programVersion: number;
  readonly entry: StatusEntry;
  readonly counters: Counters;
}

/** The review at the turn: decides the status of the next period (L6, L9, L10, D21). `at` is the turn. */
export function reviewAtTurn(place: Reviewed, period: DayRange, at: EpochMs): StatusEntry {
  const { entry } = place;
  const outcome = outcomeOf(place, period, entry.computed);
  return { ...moveTo(entry, outcome, at), before: entry.computed, closedTo: period.to };
}

/**
 * A late entry changed the last closed period: its review is done again (D17, D21). Until the closing delay has
 * passed both ways, from what was held before the turn; afterwards it can only raise.
 */
export function reviewAgain(
  place: Reviewed,
  period: DayRange,
  delayPassed: boolean,
  at: EpochMs,
): StatusEntry {
  const { entry } = place;
  const held = delayPassed ? entry.computed : entry.before;
  return moveTo(entry, outcomeOf(place, period, held, delayPassed), at);
}

/**
 * The running period has earned a higher status: with `raise: at-once` it shows now (D31).
 * @param seenFrom the day of the running period from which its counters are looked at
 */
export function raiseAtOnce(place: Reviewed, period: DayRange, seenFrom: Day, at: EpochMs): StatusEntry {
  const { entry, system, programVersion, counters } = place;
  const value = valueOn(system.review, seenFrom, counters);
  const weight = earnedWeight(system.review, value);
  if (weight <= weightOf(system, entry.computed)) return entry;
  const why: StatusReason = { kind: 'raised-at-once', period, value, programVersion };
  return moveTo(entry, { status: statusAt(system, weight), why }, at);
}

/** The day from which a running period is seen: today, or its nearest day for a clock that disagrees. */
export const dayWithin = ({ from, to }: DayRange, today: Day): Day =>
  asDay(Math.min(Math.max(today, from), to - 1));

/** A status that is the same in the end was never interrupted. */
export function uninterrupted(before: StatusEntry, after: StatusEntry): StatusEntry {
  return after.computed === before.computed ? { ...after, since: before.since } : after;
}

interface Outcome {
  readonly status: string | null;
  readonly why: StatusReason;
}

function outcomeOf(place: Reviewed, period: DayRange, held: string | null, onlyUp = false): Outcome {
  const { system, programVersion, entry, counters } = place;
  const value = valueOn(system.review, asDay(period.to - 1), counters);
  const earned = earnedWeight(system.review, value);
  const mayFall = system.review.lower === 'at-turn' && !onlyUp;
  if (earned < weightOf(system, held) && !mayFall) return { status: held, why: entry.why };
  return { status: statusAt(system, earned), why: { kind: 'review', period, value, programVersion } };
}

function moveTo(entry: StatusEntry, { status, why }: Outcome, at: EpochMs): StatusEntry {
  return { ...entry, computed: status, why, since: status === entry.computed ? entry.since : at };
}
