import { dayLater, localDay, startOf } from './naive-calendar.ts';
import type { NaiveCounters } from './naive-counters.ts';
import type { NaiveJudge, NaivePeriod, NaiveTimeline } from './naive-timeline.ts';
import { rankOf, type SimDrop, type SimReview, type SimRow, type SimSystem } from './sim-program.ts';

/** A missed status that is still shown. */
export interface NaiveGrace {
  readonly status: string;
  /** When the status had been earned that was missed. */
  readonly since: number;
  readonly until: number;
}

/** A member's statuses in a system: the earned one, and a missed one that runs on. A grace always stands higher. */
export interface NaiveLayers {
  readonly earned: string | null;
  readonly since: number;
  readonly grace: NaiveGrace | null;
  /** First day of the period that has raised it while it ran. */
  readonly raisedIn?: number;
  /** An operator has set it: it rests on no goods. */
  readonly isSet?: boolean;
  /** Without periods: the day from which it was raised. Left out: it was not. */
  readonly seenOn?: number;
}

/** Hears of the kinds of things that happen, by name. */
export type Note = (kind: string) => void;

export const shownOf = ({ earned, grace }: NaiveLayers): string | null => grace?.status ?? earned;

function holds({ strict, low, high }: SimRow, value: number): boolean {
  const isHighEnough = low === null || (strict ? value > low : value >= low);
  return isHighEnough && (high === null || (strict ? value <= high : value < high));
}

export const earnedBy = ({ rows }: SimReview, value: number): string | null =>
  rows.find((row) => holds(row, value))?.status ?? null;

/** The highest of some statuses. */
export const highestOf = (statuses: readonly (string | null)[]): string | null =>
  statuses.reduce((best, each) => (rankOf(each) > rankOf(best) ? each : best), null);

/** Whether the value meets the threshold that keeps a status. */
export const keeps = ({ rows }: SimReview, status: string | null, value: number): boolean =>
  rows.some(
    ({ keep, strict, status: of }) =>
      of === status && keep !== null && (strict ? value > keep : value >= keep),
  );

/** Whether a value rescues a status that was missed. */
const rescues = (review: SimReview, status: string, value: number): boolean =>
  rankOf(earnedBy(review, value)) >= rankOf(status) || keeps(review, status, value);

/** A judge's value, seen from a day. */
export const valueBy = (counters: NaiveCounters, judge: NaiveJudge, day: number): number =>
  counters.value(judge, day);

/** The day from which a running period is seen. */
export const clipped = (day: number, { from, to }: NaivePeriod): number =>
  Math.min(Math.max(day, from), to - 1);

/**
 * The review of a period that has ended, for who had earned `before`. `at` is when it is done: the turn, or the moment
 * at which it is done again.
 */
export function reviewed(
  before: NaiveLayers,
  judge: NaiveJudge,
  { turn, to }: NaivePeriod,
  counters: NaiveCounters,
  at: number,
  note: Note,
): NaiveLayers {
  const { review } = judge.system;
  const { zone } = judge.version.program;
  const value = valueBy(counters, judge, to - 1);
  const earned = earnedBy(review, value);
  const { grace } = before;
  if (grace !== null && rescues(review, grace.status, value)) {
    note('grace: rescued at a turn');
    if (rankOf(earned) > rankOf(grace.status)) return { earned, since: at, grace: null };
    return { earned: grace.status, since: grace.since, grace: null };
  }
  if (rankOf(earned) >= rankOf(before.earned)) {
    if (earned === before.earned) return before;
    note('review: raised');
    return { earned, since: at, grace };
  }
  const cause = keptBecause(before, judge, turn, value);
  if (cause !== null) {
    note(`review: kept, ${cause}`);
    return before;
  }
  const left = fallenTo(judge.system, before.earned, earned, note);
  if (left === before.earned) return before;
  note('review: lowered');
  if (before.earned === null || review.grace === null) return { earned: left, since: at, grace };
  if (grace !== null) {
    note('grace: a second miss in it');
    return { earned: left, since: at, grace };
  }
  note('grace: begun');
  const endDay = dayLater(localDay(turn, zone), review.grace);
  const missed = { status: before.earned, since: before.since, until: startOf(endDay, zone) };
  return { earned: left, since: at, grace: missed };
}

/** Why a status that was not earned again is kept; `null`: it is not. */
function keptBecause(
  { earned, since }: NaiveLayers,
  { version, system: { review } }: NaiveJudge,
  turn: number,
  value: number,
): string | null {
  const { zone } = version.program;
  if (review.lower === 'never') return 'never lowered';
  if (keeps(review, earned, value)) return 'by its threshold';
  if (review.minimumStay === null) return null;
  const served = dayLater(localDay(since, zone), review.minimumStay);
  return localDay(turn, zone) < served ? 'by its minimum stay' : null;
}

function fallenTo(
  { statuses, review }: SimSystem,
  held: string | null,
  earned: string | null,
  note: Note,
): string | null {
  const names = statuses.map(({ name }) => name);
  const below = names.findLast((name) => rankOf(name) < rankOf(held)) ?? null;
  const isStep = review.lower === 'one-step' && rankOf(below) > rankOf(earned);
  if (isStep) note('review: one step');
  const fallen = isStep ? below : earned;
  const floor =
    statuses.findLast(({ name, lifetime }) => lifetime && rankOf(name) <= rankOf(held))?.name ?? null;
  if (rankOf(floor) <= rankOf(fallen)) return fallen;
  note('review: stopped by a lifetime status');
  return floor;
}

/** The day of the last instant of a grace, by the clock of who judges its end. */
const lastDayOf = ({ until }: NaiveGrace, { version }: NaiveJudge, running: NaivePeriod): number =>
  clipped(localDay(until - 1, version.program.zone), running);

/** A grace is over: what was missed goes, unless the running period has rescued it by then. */
export function graceEnded(
  layers: NaiveLayers,
  running: NaivePeriod,
  counters: NaiveCounters,
  note: Note,
): NaiveLayers {
  const { grace } = layers;
  if (grace === null) return layers;
  const { judge } = running;
  const value = judge === null ? null : valueBy(counters, judge, lastDayOf(grace, judge, running));
  if (judge !== null && value !== null && rescues(judge.system.review, grace.status, value)) {
    note('grace: rescued at its end');
    return { earned: grace.status, since: grace.since, grace: null, raisedIn: running.from };
  }
  note('grace: lost');
  return { ...layers, grace: null };
}

/**
 * With `raise: at-once` the running period's value shows as soon as it earns more than is earned.
 * @param day from which it is seen: today, or a day on which it was looked at before
 */
export function raisedAtOnce(
  layers: NaiveLayers,
  present: NaiveJudge,
  running: NaivePeriod,
  counters: NaiveCounters,
  now: number,
  note: Note,
  day: number = clipped(localDay(now, present.version.program.zone), running),
): NaiveLayers {
  const { review } = present.system;
  if (review.raise !== 'at-once') return layers;
  const earned = earnedBy(review, valueBy(counters, present, day));
  if (rankOf(earned) <= rankOf(layers.earned)) return layers;
  const { grace } = layers;
  note('review: raised at once');
  const raisedIn = running.from;
  if (grace === null || rankOf(earned) < rankOf(grace.status)) return { earned, since: now, grace, raisedIn };
  note('grace: rescued at once');
  return { earned, since: earned === grace.status ? grace.since : now, grace: null, raisedIn };
}

/** Whether a grace would be rescued by its end or the turn, whichever comes first, if nothing more came. */
export function isRescued(
  { grace }: NaiveLayers,
  running: NaivePeriod,
  ending: NaivePeriod,
  counters: NaiveCounters,
): boolean {
  const { judge } = grace !== null && grace.until < running.turn ? ending : running;
  if (grace === null || judge === null) return false;
  const day = grace.until < running.turn ? lastDayOf(grace, judge, running) : running.to - 1;
  return rescues(judge.system.review, grace.status, valueBy(counters, judge, day));
}

/** Layers without statuses that are gone: who holds one has what follows it. @param at `null`: as long as before */
export function dropped(layers: NaiveLayers, drops: readonly SimDrop[], at: number | null): NaiveLayers {
  const follows = (status: string | null) => {
    const drop = drops.find((one) => one.status === status);
    return drop === undefined ? status : drop.to;
  };
  const { raisedIn, isSet, ...rest } = layers;
  const earned = follows(layers.earned);
  const missed = follows(layers.grace?.status ?? null);
  if (earned === layers.earned && missed === (layers.grace?.status ?? null)) return layers;
  const since = earned === layers.earned ? layers.since : (at ?? layers.since);
  const isSame = earned === layers.earned;
  const raised = {
    ...(isSame && raisedIn !== undefined ? { raisedIn } : {}),
    ...(isSame && isSet !== undefined ? { isSet } : {}),
  };
  const grace =
    layers.grace === null || missed === null || rankOf(missed) <= rankOf(earned)
      ? null
      : missed === layers.grace.status
        ? layers.grace
        : { status: missed, since: at ?? layers.grace.since, until: layers.grace.until };
  return { ...rest, ...raised, earned, since, grace };
}

/** Where a member who is new to a system begins. */
export function beginningOf(timeline: NaiveTimeline, name: string, at: number): NaiveLayers {
  const system = timeline.inForce(at).program.systems.find((one) => one.name === name);
  return { earned: system === undefined ? null : earnedBy(system.review, 0), since: at, grace: null };
}
