import type { Retries } from './ports/clock-and-random.ts';

/** The longest that a till is kept waiting by contention before it is asked to send again. */
const BUDGET_MS = 2_500;
const FIRST_STEP_MS = 15;
const LONGEST_STEP_MS = 400;

/**
 * Exponential back-off with full jitter, up to a budget of time from the first repetition on.
 * @param random from 0 (inclusive) to 1
 */
export function fullJitter(random: () => number = Math.random, budgetMs: number = BUDGET_MS): () => Retries {
  return () => {
    let waited = 0;
    return {
      async beforeRetry(attempt) {
        const step = random() * Math.min(LONGEST_STEP_MS, FIRST_STEP_MS * 2 ** (attempt - 1));
        if (waited + step > budgetMs) return false;
        waited += step;
        await new Promise((resolve) => setTimeout(resolve, step));
        return true;
      },
    };
  };
}
