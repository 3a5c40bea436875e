import type { Counters } from '#domain/member/counters.ts';
import type { CompiledRange, CompiledReview, CompiledSystem } from '#domain/program/compiled.ts';
import type { Day } from '#domain/time/time.ts';
import { measuredOn } from './measured.ts';

/** The place of "no status": below every ladder. */
export const NO_STATUS = -1;

/** A status' place in its ladder; {@link NO_STATUS} for none, or for one that this version does not know. */
export function placeOf(system: CompiledSystem, status: string | null): number {
  return system.statuses.findIndex(({ name }) => name === status);
}

/** The name at a place of the ladder. */
export function statusAt(system: CompiledSystem, place: number): string | null {
  return system.statuses[place]?.name ?? null;
}

/** The row of the table that holds the value (L2, L5: by value alone, so a level may be skipped). */
export function rangeOf(review: CompiledReview, value: number): CompiledRange | null {
  return review.ranges.find(({ min, max }) => value >= min && value <= max) ?? null;
}

/** What a review looks at: its counter over its window, seen from a day. */
export const valueOn = (review: CompiledReview, day: Day, counters: Counters): number =>
  measuredOn(review.measure, day, counters);

/** The place that a value earns. */
export function earnedPlace(review: CompiledReview, value: number): number {
  return rangeOf(review, value)?.place ?? NO_STATUS;
}

/** The place below which no review lowers who stands at this one (D18). */
export function lifetimeFloor({ statuses }: CompiledSystem, held: number): number {
  for (let place = held; place >= 0; place -= 1) if (statuses[place]?.lifetime === true) return place;
  return NO_STATUS;
}
