import { graceMetBy } from './naive-again.ts';
import { localDay, startOf } from './naive-calendar.ts';
import type { NaiveCounters } from './naive-counters.ts';
import {
  clipped,
  dropped,
  earnedBy,
  graceEnded,
  highestOf,
  type NaiveLayers,
  type Note,
  reviewed,
  shownOf,
  valueBy,
} from './naive-review.ts';
import { moved, type Place, type Standing } from './naive-standing.ts';
import { type NaiveJudge, type NaivePeriod, type NaiveTimeline, systemOf } from './naive-timeline.ts';
import { rankOf, type SimSystem } from './sim-program.ts';

const isAtOnce = ({ system: { review } }: NaiveJudge): boolean => review.raise === 'at-once';

/** What the last review and the days of both periods see: what changes none of it takes nothing. */
export interface Seen {
  /** The days that are compared. */
  readonly days: readonly number[];
  readonly last: string;
  readonly running: string;
}

export function seenBy(
  { present, ended, running }: Place,
  counters: NaiveCounters,
  now: number,
  days: readonly number[] = counters.days(),
): Seen {
  const judge = ended?.judge ?? null;
  const today = clipped(localDay(now, present.version.program.zone), running);
  const valuesOf = (by: NaiveJudge, from: number, until: number): readonly number[] => [
    valueBy(counters, by, until),
    ...(isAtOnce(by) ? daysIn(days, from, until).map((day) => counters.everByThen(by, day)) : []),
  ];
  return {
    days,
    last: JSON.stringify(judge === null || ended === null ? [] : valuesOf(judge, ended.from, ended.to - 1)),
    running: JSON.stringify(isAtOnce(present) ? [running.from, valuesOf(present, running.from, today)] : []),
  };
}

/** The days of a stretch on which something counts, and its last. */
const daysIn = (days: readonly number[], from: number, until: number): readonly number[] => [
  ...days.filter((day) => day >= from && day < until),
  until,
];

/**
 * What a stretch of days had raised at once, had only that happened which is left: the highest that some day earned by what
 * had happened by then, held since the beginning of the first such day.
 */
function raisedOn(
  from: NaiveLayers,
  judge: NaiveJudge,
  { from: first }: NaivePeriod,
  until: number,
  counters: NaiveCounters,
  looking: (day: number) => readonly NaiveJudge[],
): NaiveLayers {
  let held = from;
  if (!isAtOnce(judge)) return held;
  for (const day of daysIn(counters.days(), first, until)) {
    const value = day === until ? valueBy(counters, judge, day) : counters.everByThen(judge, day);
    // Each day by the words of its own version: one that asks more since takes nothing (D27).
    const earned = highestOf(looking(day).map(({ system }) => earnedBy(system.review, value)));
    if (rankOf(earned) <= rankOf(held.earned)) continue;
    const { grace } = held;
    const isMade = grace !== null && rankOf(earned) >= rankOf(grace.status);
    const since = isMade && grace.status === earned ? grace.since : startOf(day, judge.version.program.zone);
    held = { earned, since, grace: isMade ? null : grace, raisedIn: first };
  }
  return held;
}

/** What was held before the last turn, had only that been bought which is left: from what that period began with. */
export function groundOf(
  { standing, ended }: Place,
  known: NaiveTimeline,
  counters: NaiveCounters,
  now: number,
): NaiveLayers {
  const { before, beganBefore } = standing;
  const judge = ended?.judge ?? null;
  if (ended === null || judge === null) return before;
  const ground = raisedOn(beganBefore, judge, ended, ended.to - 1, counters, (day) =>
    known.lookingOn(standing.kept, judge, day, now),
  );
  // What came late has a day that nobody looked at: it is no ground that was held.
  if (rankOf(ground.earned) >= rankOf(before.earned)) return before;
  // A grace that was made good with goods that are back ran on, to its end or the turn.
  const { grace } = ground;
  if (grace === null || grace.until >= ended.turn) return ground;
  return graceEnded(ground, known.endingIn(standing.kept, ended, grace.until), counters, () => undefined);
}

/**
 * LEFT OUT of the draw, for nothing says by which words a day is to be looked at again: a return where versions that raise at
 * once in another way followed each other in a period that it may ask again. And where the last period raised at once and
 * could not take anything back, nobody has noted what it began with.
 */
export function isUnclear({ present, ended, running }: Place, known: NaiveTimeline, now: number): boolean {
  const { clawback, name } = present.system;
  if (clawback === undefined || present.system.review.every === 'never') return false;
  const judge = ended?.judge ?? null;
  if (judge !== null && judge.system.clawback === undefined && isAtOnce(judge)) return true;
  return [ended, running].some((period) => {
    const ways = period === null ? [] : waysIn(period, name, known, now);
    return ways.some(({ review }) => review.raise === 'at-once') && new Set(ways.map(wayOf)).size > 1;
  });
}

/** A system as the versions had it that were in force in a period so far. */
const waysIn = (
  { from, turn }: NaivePeriod,
  name: string,
  known: NaiveTimeline,
  now: number,
): readonly SimSystem[] =>
  known.versions.flatMap((version, index) => {
    const end = known.versions[index + 1]?.from ?? Number.POSITIVE_INFINITY;
    const isThere = version.from <= now && version.from < turn && end > known.begins(from);
    return isThere ? (systemOf(version, name) ?? []) : [];
  });

const wayOf = ({ review, clawback, statuses }: SimSystem): string =>
  JSON.stringify([{ ...review, rows: [] }, clawback, statuses.map(({ name, lifetime }) => [name, lifetime])]);

/** Whoever came after the last turn has met no review: none is made up for a time before the member was there. */
const wasThere = ({ metAt, metWith, began }: Standing, { turn }: NaivePeriod): boolean =>
  metAt < turn || began.earned !== metWith;

interface Anew {
  /** What was held before the last turn, and what the running period began with. */
  readonly before: NaiveLayers;
  readonly began: NaiveLayers;
  /** What is held by now. */
  readonly layers: NaiveLayers;
}

/**
 * The last closed period, where it is asked, and the running one, all of it again by what is left: from what the last one
 * began with, what it had raised, its review, and what the running one had raised (D94). A return never raises.
 */
function judgedAnew(
  place: Place,
  known: NaiveTimeline,
  counters: NaiveCounters,
  now: number,
  asksLast: boolean,
): Anew {
  const settled = droppedSince(place, known, now);
  const { standing, present, ended, running } = place;
  let { before, began } = standing;
  if (asksLast && ended !== null && ended.judge !== null && wasThere(standing, ended)) {
    before = groundOf(place, known, counters, now);
    const { grace } = before;
    // A grace that is over by now is over for a review that is done again as well.
    const held = { ...before, grace: grace !== null && grace.until <= now ? null : grace };
    const anew = settled(reviewed(held, ended.judge, ended, counters, ended.turn, () => undefined));
    // Nor is what follows a status more than it was.
    if (rankOf(anew.earned) <= rankOf(began.earned)) began = anew;
  }
  const today = clipped(localDay(now, present.version.program.zone), running);
  const layers = raisedOn(began, present, running, today, counters, (day) =>
    known.lookingOn(standing.kept, present, day, now),
  );
  return { before, began, layers: { ...layers, since: Math.min(layers.since, now) } };
}

/** What versions have taken out since the last period was judged becomes what they say. */
function droppedSince({ standing, present, ended }: Place, known: NaiveTimeline, now: number) {
  const judge = ended?.judge?.version ?? present.version;
  const later = known.droppings(standing.kept).filter(({ from }) => from > judge.from && from <= now);
  return (layers: NaiveLayers): NaiveLayers =>
    later.reduce((all, { drops }) => dropped(all, drops, now), layers);
}

/** What goods that come back do to what is earned; a later entry may give it back (D16). */
export function clawedBack(
  place: Place,
  changed: { readonly last: boolean; readonly running: boolean },
  isReturn: boolean,
  known: NaiveTimeline,
  counters: NaiveCounters,
  now: number,
  note: Note,
): Standing {
  const { standing, present, running } = place;
  const { layers: before, mark } = standing;
  const { clawback } = present.system;
  if (isReturn ? clawback === undefined : mark === null) return standing;
  if (!changed.last && !changed.running) return standing;
  const anew = judgedAnew(place, known, counters, now, changed.last);
  const settled = droppedSince(place, known, now);
  const quiet = () => undefined;
  const layers = graceMetBy(
    settled(anew.layers),
    known,
    { kept: standing.kept, running },
    counters,
    now,
    quiet,
  );
  const steps = rankOf(layers.earned) - rankOf(before.earned);
  if (!isReturn) {
    if (steps >= 0) {
      note('clawback: a mark was made good');
      return { ...standing, mark: null };
    }
    note('clawback: a mark was looked at');
    return rankOf(layers.earned) <= rankOf(mark?.earned ?? null) ? standing : { ...standing, mark: layers };
  }
  const grounded = { ...standing, before: settled(anew.before), began: settled(anew.began), mark: null };
  const isLess = steps < 0 || (steps === 0 && rankOf(shownOf(layers)) < rankOf(shownOf(before)));
  if (isLess && clawback === 'always') {
    note('clawback: at once');
    // A grace that has ended is not given anew.
    const isAbove = rankOf(shownOf(layers)) > rankOf(shownOf(before));
    const taken = isAbove ? { ...layers, grace: before.grace } : layers;
    // What was given down from it was given down at that moment, and stays so (D82).
    return moved(grounded, { layers: taken }, now);
  }
  if (isLess) {
    note('clawback: at the next turn');
    return { ...grounded, mark: layers };
  }
  note('clawback: the ground alone');
  if (steps !== 0) return grounded;
  // What holds it now is what is left: a running period that would not raise it any more binds no review.
  const { raisedIn: _, ...held } = standing.layers;
  const { raisedIn } = layers;
  return { ...grounded, layers: { ...held, ...(raisedIn === undefined ? {} : { raisedIn }) } };
}
