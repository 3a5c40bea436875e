import { localDay } from './naive-calendar.ts';
import type { NaiveCounters } from './naive-counters.ts';
import { earnedBy, highestOf, keeps, type Note, valueBy } from './naive-review.ts';
import { moved, type Standing } from './naive-standing.ts';
import type { NaiveJudge, NaiveTimeline } from './naive-timeline.ts';
import { rankOf } from './sim-program.ts';

/** Each entry is looked at as of now: more shows at once, and less where the ladder follows its value (D87). */
export function followedNow(
  standing: Standing,
  present: NaiveJudge,
  counters: NaiveCounters,
  now: number,
  note: Note,
): Standing {
  const { layers } = standing;
  const { review, statuses } = present.system;
  const today = localDay(now, present.version.program.zone);
  const value = valueBy(counters, present, today);
  const earned = earnedBy(review, value);
  if (rankOf(earned) > rankOf(layers.earned)) {
    note('endless: raised');
    const raised = { earned, since: now, grace: null, seenOn: today };
    return { ...moved(standing, { layers: raised }, now), began: layers };
  }
  const isLess = rankOf(earned) < rankOf(layers.earned);
  if (review.lower !== 'at-once' || !isLess || keeps(review, layers.earned, value)) return standing;
  const floor =
    statuses.findLast(({ name, lifetime }) => lifetime && rankOf(name) <= rankOf(layers.earned))?.name ??
    null;
  const fallen = rankOf(floor) > rankOf(earned) ? floor : earned;
  if (fallen === layers.earned) return standing;
  note('endless: lowered');
  return moved(standing, { layers: { earned: fallen, since: now, grace: null } }, now);
}

/** The highest that some day has earned since what is held was earned, by what had happened by then. */
export function highestSince(
  { kept, layers: { seenOn } }: Pick<Standing, 'kept' | 'layers'>,
  present: NaiveJudge,
  known: NaiveTimeline,
  counters: NaiveCounters,
  now: number,
): string | null {
  const today = localDay(now, present.version.program.zone);
  const from = Math.min(seenOn ?? today, today);
  const days = [...counters.days().filter((day) => day >= from && day < today), today];
  return highestOf(
    days.flatMap((day) => {
      const value = day === today ? valueBy(counters, present, day) : counters.everByThen(present, day);
      const looking = known.lookingOn(kept, present, day, now);
      return looking.map(({ system }) => earnedBy(system.review, value));
    }),
  );
}

/** A return alone lowers a ladder that does not follow its value: what time has taken is no fault of the return's (D87). */
export function takenFrom(
  standing: Standing,
  was: string | null,
  present: NaiveJudge,
  known: NaiveTimeline,
  counters: NaiveCounters,
  now: number,
  note: Note,
): Standing {
  const { layers, began } = standing;
  if (layers.isSet === true) return standing;
  const is = highestSince(standing, present, known, counters, now);
  const held = rankOf(layers.earned);
  if (rankOf(is) >= held || rankOf(was) < held) return standing;
  note('endless: a return took it');
  // What was held before returns, where that is not less than what is left has earned.
  const isBefore = rankOf(began.earned) >= rankOf(is) && rankOf(began.earned) < held;
  return moved(standing, { layers: isBefore ? began : { earned: is, since: now, grace: null } }, now);
}
