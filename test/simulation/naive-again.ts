import type { NaiveCounters } from './naive-counters.ts';
import { dropped, graceEnded, type NaiveLayers, type Note, reviewed } from './naive-review.ts';
import type { Standing } from './naive-standing.ts';
import type { NaivePeriod, NaiveTimeline } from './naive-timeline.ts';
import { rankOf, type SimVersion } from './sim-program.ts';

interface Again {
  readonly known: NaiveTimeline;
  readonly standing: Standing;
  readonly ended: NaivePeriod;
  readonly running: NaivePeriod;
}

/** The last review once more, for an entry of its period. */
export function reviewedAgain(
  { known, standing, ended, running }: Again,
  isFinal: boolean,
  now: number,
  counters: NaiveCounters,
  note: Note,
): { readonly layers: NaiveLayers; readonly began: NaiveLayers } {
  const { judge } = ended;
  const { layers: present, before, began } = standing;
  if (judge === null) return { layers: present, began };
  const quiet: Note = () => undefined;
  // A grace that is over by now is over for a review that is done again as well.
  const held = before.grace !== null && before.grace.until <= now ? { ...before, grace: null } : before;
  const again = reviewed(held, judge, ended, counters, now, quiet);
  note(isFinal ? 'receipt: for the last period, final' : 'receipt: for the last period, not final');
  const inTime = again.earned === before.earned ? before.since : ended.turn;
  const layers = { ...again, since: sinceOf(again.earned, present, isFinal ? now : inTime) };
  // What the running period began with is what the last one's review comes to.
  const begins = isFinal && rankOf(again.earned) <= rankOf(began.earned) ? began : layers;
  // What the running period has raised stays, whatever the last one comes to.
  const isBound = isFinal || present.raisedIn === running.from;
  if (isBound && rankOf(again.earned) <= rankOf(present.earned)) return { layers: present, began: begins };
  const rank = rankOf(again.earned) - rankOf(present.earned);
  if (rank !== 0)
    note(`review again: ${rank > 0 ? 'raised' : 'lowered'}${isFinal ? ' when it was final' : ''}`);
  return {
    layers: graceMetBy(layers, known, { kept: standing.kept, running }, counters, now, note),
    began: begins,
  };
}

/** What an older judge gave and a version has taken out since becomes what follows it, and takes nothing from anybody. */
export function settledBy(
  known: NaiveTimeline,
  kept: string,
  { before, again, judge }: { before: NaiveLayers; again: NaiveLayers; judge: SimVersion },
  now: number,
): NaiveLayers {
  if (again === before) return again;
  const later = known.droppings(kept).filter(({ from }) => from > judge.from && from <= now);
  const settled = later.reduce((layers, { drops }) => dropped(layers, drops, now), again);
  return settled !== again && rankOf(settled.earned) < rankOf(before.earned) ? before : settled;
}

/** A grace that a review gave anew may be over by now. */
export function graceMetBy(
  layers: NaiveLayers,
  known: NaiveTimeline,
  { kept, running }: { readonly kept: string; readonly running: NaivePeriod },
  counters: NaiveCounters,
  now: number,
  note: Note,
): NaiveLayers {
  if (layers.grace === null || layers.grace.until > now) return layers;
  note('review again: a grace that is over');
  return graceEnded(layers, known.endingIn(kept, running, layers.grace.until), counters, note);
}

/** Since when a status is earned that a review gives anew: it was held already, ran on in a grace, or comes back now. */
const sinceOf = (earned: string | null, { earned: held, since, grace }: NaiveLayers, anew: number): number =>
  earned === held ? since : grace?.status === earned ? grace.since : anew;
