import type { CompiledRange, CompiledReview, CompiledSystem } from './compiled.ts';
import { type Counters, sumOver } from './counters.ts';
import type { Day } from './time.ts';
import { windowAt } from './window.ts';

/** The weight of "no status": below every ladder. */
export const NO_STATUS = -1;

/** A status' place in its ladder; {@link NO_STATUS} for none, or for one that this version does not know. */
export function weightOf(system: CompiledSystem, status: string | null): number {
  return system.statuses.findIndex(({ name }) => name === status);
}

/** The name at a place of the ladder. */
export function statusAt(system: CompiledSystem, weight: number): string | null {
  return system.statuses[weight]?.name ?? null;
}

/** The row of the table that holds the value (L2, L5: by value alone, so a level may be skipped). */
export function rangeOf(review: CompiledReview, value: number): CompiledRange | null {
  return review.ranges.find(({ min, max }) => value >= min && value <= max) ?? null;
}

/**
 * What a review looks at: its counter over its window, seen from a day. Never below zero: returns of
 * other periods' goods do not count against a member (reliability §8, row 18).
 */
export function valueOn(review: CompiledReview, day: Day, counters: Counters): number {
  const { from, to } = windowAt(review.window, day);
  return Math.max(0, sumOver(counters, review.column, from, to, review.window.kind === 'all-time'));
}

/** The weight that a value earns. */
export function earnedWeight(review: CompiledReview, value: number): number {
  return rangeOf(review, value)?.weight ?? NO_STATUS;
}
