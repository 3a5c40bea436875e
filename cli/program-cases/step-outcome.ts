import type { Fact } from '#domain/member/facts.ts';
import type { EpochMs } from '#domain/time/time.ts';
import type { StepAnswer } from './check-expectation.ts';

/** The point of sale of a step that names none. */
export const CASE_STORE = 'case-store';

/** When a step happens and when it is heard of, and its place among the steps. */
export interface StepTime {
  readonly happened: EpochMs;
  readonly heard: EpochMs;
  readonly index: number;
  readonly momentOf: (text: string) => EpochMs;
}

export type StepOutcome =
  | {
      readonly ok: true;
      readonly now: EpochMs;
      readonly answer: StepAnswer | null;
      readonly facts: readonly Fact[];
      readonly currency: string;
    }
  | { readonly ok: false; readonly expected: string; readonly observed: string };
