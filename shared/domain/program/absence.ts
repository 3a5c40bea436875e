import { MS_PER_DAY } from '#domain/time/time.ts';
import type { ProgramOutline } from './outline.ts';
import type { Moment, Timeline } from './timeline.ts';

/** So long what a version has dropped is carried on, in case another brings it back (D80). */
export const CARRIED_DAYS = 30;

/** What versions have by name, and members keep. */
export type Kept = 'systems' | 'categories';

/** A time in which versions had something, with no more than thirty days at a stretch without it. */
interface Stay {
  /** When the version came into force that brought it; before all time where that was the first version. */
  readonly from: number;
  /** When the last version ended that had it; after all time while that is the last version. */
  readonly to: number;
}

const known = new WeakMap<Timeline, Map<string, readonly Stay[]>>();

/**
 * The beginning of the time in which something is there at a moment; `null`: no version had it for more than thirty days
 * until then. The answer depends on the versions alone, not on how often somebody looked.
 */
export function thereSince({ timeline, now }: Moment, kept: Kept, name: string): number | null {
  const stay = staysOf(timeline, kept, name).findLast(({ from }) => from <= now);
  return stay === undefined || now - stay.to > CARRIED_DAYS * MS_PER_DAY ? null : stay.from;
}

/** Whether a version has something of that name. One that was stored before categories were noted may have had any. */
export function hasNamed({ systems, categories }: ProgramOutline, kept: Kept, name: string): boolean {
  if (kept === 'systems') return systems.some((system) => system.name === name);
  return categories?.includes(name) ?? true;
}

/** Worked out once a timeline: receipts ask for every status and category of their member. */
function staysOf(timeline: Timeline, kept: Kept, name: string): readonly Stay[] {
  const ofTimeline = known.get(timeline) ?? new Map<string, readonly Stay[]>();
  known.set(timeline, ofTimeline);
  const key = `${kept} ${name}`;
  const found = ofTimeline.get(key) ?? makeStays(timeline, kept, name);
  ofTimeline.set(key, found);
  return found;
}

function makeStays({ versions }: Timeline, kept: Kept, name: string): readonly Stay[] {
  const stays: Stay[] = [];
  for (const [index, { from, outline }] of versions.entries()) {
    if (!hasNamed(outline, kept, name)) continue;
    const to = versions[index + 1]?.from ?? Number.POSITIVE_INFINITY;
    const last = stays.at(-1);
    if (last !== undefined && from - last.to <= CARRIED_DAYS * MS_PER_DAY)
      stays.splice(-1, 1, { from: last.from, to });
    else stays.push({ from: index === 0 ? Number.NEGATIVE_INFINITY : from, to });
  }
  return stays;
}
