import type { CompiledMeasure } from './columns.ts';
import type { CompiledRange, CompiledReview, MeasuredCondition } from './compiled.ts';
import { NO_STATUS } from './ladder.ts';

/** What a review sees of a day: its counter's value, and which further measures lie in their ranges. */
export interface SeenValue {
  readonly value: number;
  readonly meets: (condition: MeasuredCondition) => boolean;
}

/**
 * The row of the table that holds the value (L2, L5: by value alone, so a level may be skipped); where it asks for further
 * measures that do not agree, the highest below it that counts. `null`: none.
 */
export function rangeOf(review: CompiledReview, { value, meets }: SeenValue): CompiledRange | null {
  let range = review.ranges.find(({ min, max }) => value >= min && value <= max) ?? null;
  while (range !== null && !range.also.every(meets)) range = nextBelow(review, range);
  return range;
}

function nextBelow({ ranges }: CompiledReview, { min }: CompiledRange): CompiledRange | null {
  return ranges.reduce<CompiledRange | null>(
    (best, range) => (range.max < min && (best === null || range.max > best.max) ? range : best),
    null,
  );
}

/** The rank that a value earns. */
export function earnedRank(review: CompiledReview, seen: SeenValue): number {
  return rangeOf(review, seen)?.rank ?? NO_STATUS;
}

/** Whether a value keeps the status at a rank, by its own lower threshold (D18). */
export function isKept({ keepFrom }: CompiledReview, rank: number, value: number): boolean {
  const least = keepFrom.get(rank);
  return least !== undefined && value >= least;
}

/** All that a review looks at: its counter, and what rows ask for beside it. */
export const measuresOf = ({ measure, ranges }: CompiledReview): readonly CompiledMeasure[] => [
  measure,
  ...ranges.flatMap(({ also }) => also.map((condition) => condition.measure)),
];
