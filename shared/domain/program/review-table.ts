import type { CompiledRange, CompiledReview } from './compiled.ts';
import { NO_STATUS } from './ladder.ts';

/** The row of the table that holds the value (L2, L5: by value alone, so a level may be skipped). */
export function rangeOf(review: CompiledReview, value: number): CompiledRange | null {
  return review.ranges.find(({ min, max }) => value >= min && value <= max) ?? null;
}

/** The rank that a value earns. */
export function earnedRank(review: CompiledReview, value: number): number {
  return rangeOf(review, value)?.rank ?? NO_STATUS;
}

/** Whether a value keeps the status at a rank, by its own lower threshold (D18). */
export function isKept({ keepFrom }: CompiledReview, rank: number, value: number): boolean {
  const least = keepFrom.get(rank);
  return least !== undefined && value >= least;
}
