import { graceMetBy } from './naive-again.ts';
import type { NaiveCounters } from './naive-counters.ts';
import { dropped, type NaiveLayers, type Note, raisedAtOnce, reviewed, valueBy } from './naive-review.ts';
import { moved, type Place, type Standing } from './naive-standing.ts';
import { type NaiveJudge, type NaivePeriod, type NaiveTimeline, systemOf } from './naive-timeline.ts';
import { rankOf, type SimVersion } from './sim-program.ts';

const daysOf = (looks: readonly NaiveLook[]): readonly number[] => looks.map(({ day }) => day);
const isAtOnce = ({ system: { review } }: NaiveJudge): boolean => review.raise === 'at-once';

/** A look that an entry let a review have at the running period. */
export interface NaiveLook {
  readonly day: number;
  readonly at: number;
  readonly version: SimVersion;
}

/** What the last review and the looks at both periods see: what changes none of it takes nothing. */
export interface Seen {
  readonly last: string;
  readonly running: string;
}

export function seenBy({ standing, present, ended, running }: Place, counters: NaiveCounters): Seen {
  const values = (judge: NaiveJudge, days: readonly number[]) =>
    days.map((day) => valueBy(counters, judge, day));
  const judge = ended?.judge ?? null;
  const looksBefore = judge !== null && isAtOnce(judge) ? daysOf(standing.looksBefore) : [];
  return {
    last: JSON.stringify(
      judge === null || ended === null ? [] : values(judge, [ended.to - 1, ...looksBefore]),
    ),
    running: JSON.stringify([running.from, values(present, isAtOnce(present) ? daysOf(standing.looks) : [])]),
  };
}

/**
 * The last closed period, where it is asked, and the running one, all of it again by what is counted now: from what the last
 * one began with, what each look at it would have raised, its review, and what each look at the running one would have
 * raised (D94).
 */
export function judgedAnew(
  { standing, present, ended, running }: Place,
  counters: NaiveCounters,
  now: number,
  asksLast: boolean,
): { readonly last: NaiveLayers; readonly anew: NaiveLayers } {
  const { beganBefore, before, layers, looks, looksBefore } = standing;
  const quiet = () => undefined;
  const raisedOn = (from: NaiveLayers, judge: NaiveJudge, period: NaivePeriod, all: readonly NaiveLook[]) =>
    all.reduce((held, { day, at }) => raisedAtOnce(held, judge, period, counters, at, quiet, day), from);
  let last = standing.began;
  if (asksLast && ended !== null && ended.judge !== null) {
    const { grace } = before;
    // A grace that is over by now is over for a review that is done again as well.
    const begun = { ...beganBefore, grace: grace !== null && grace.until <= now ? null : grace };
    const held = raisedOn(begun, ended.judge, ended, looksBefore);
    last = reviewed(held, ended.judge, ended, counters, ended.turn, quiet);
  }
  const anew = raisedOn(last, present, running, looks);
  // What is held by now was held all the time.
  return { last, anew: anew.earned === layers.earned ? { ...anew, since: layers.since } : anew };
}

/**
 * LEFT OUT of the draw, for nothing says by which words a look is to be had again: a return while versions have changed in a
 * period that was looked at, or where what is held would not be earned anew even without it (a version asks for more by
 * now). The product takes the version in force, and then lowers on a return that changes nothing.
 */
export function isUnclear(place: Place, counters: NaiveCounters, now: number): boolean {
  const { standing, present, ended } = place;
  const { looks, looksBefore, layers, mark } = standing;
  if (present.system.clawback === undefined) return false;
  const isOther = (judge: NaiveJudge | null, all: readonly NaiveLook[]): boolean =>
    judge !== null &&
    all.some(({ version }) => {
      const system = systemOf(version, judge.system.name);
      const raises = isAtOnce(judge) || (system !== undefined && isAtOnce({ version, system }));
      return version !== judge.version && raises;
    });
  // Where the last period could not take anything back, nobody has noted what it began with.
  const judged = ended?.judge ?? null;
  if (judged !== null && judged.system.clawback === undefined && isAtOnce(judged)) return true;
  if (isOther(present, looks) || isOther(judged, looksBefore)) return true;
  return [true, false].some((asksLast) => {
    const { anew } = judgedAnew(place, counters, now, asksLast);
    return mark === null && rankOf(anew.earned) < rankOf(layers.earned);
  });
}

/** A return may take the ground of what is held; a later entry may give it back (D16). */
export function clawedBack(
  place: Place,
  before: Seen,
  isReturn: boolean,
  known: NaiveTimeline,
  counters: NaiveCounters,
  now: number,
  note: Note,
): Standing {
  const { standing, present, ended, running } = place;
  const { clawback } = present.system;
  if (isReturn ? clawback === undefined : standing.mark === null) return standing;
  // The look of this very entry is none that was there before.
  const seen = seenBy({ ...place, standing: { ...standing, looks: standing.looks.slice(0, -1) } }, counters);
  const asksLast = seen.last !== before.last;
  if (isReturn && !asksLast && seen.running === before.running) return standing;
  const { last, anew } = judgedAnew(place, counters, now, asksLast || standing.mark?.ofLast === true);
  const judge = ended?.judge?.version ?? present.version;
  const later = known.droppings(present.system.name).filter(({ from }) => from > judge.from && from <= now);
  const settled = later.reduce((layers, { drops }) => dropped(layers, drops, now), anew);
  if (rankOf(anew.earned) >= rankOf(standing.layers.earned)) {
    if (standing.mark !== null) note('clawback: a mark was made good');
    return { ...standing, mark: null };
  }
  if (!isReturn || clawback === 'until-rollover') {
    note(isReturn ? 'clawback: at the next turn' : 'clawback: a mark was looked at');
    const ofLast = asksLast || standing.mark?.ofLast === true;
    return { ...standing, mark: { status: settled.earned, since: settled.since, ofLast } };
  }
  note('clawback: at once');
  const taken = graceMetBy(settled, known, { name: present.system.name, running }, counters, now, note);
  // What the period began with was held all the time.
  const { began } = standing;
  const sinceOf = (earned: string | null): number => (earned === began.earned ? began.since : now);
  return {
    ...moved(standing, { layers: { ...taken, since: sinceOf(taken.earned) } }, now),
    began: { ...last, since: sinceOf(last.earned) },
  };
}
