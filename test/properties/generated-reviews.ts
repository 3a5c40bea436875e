import fc from 'fast-check';
import type { Draw } from '../simulation/draw.ts';
import { drawProgram, drawSystem } from '../simulation/draw-program.ts';
import type { SimProgram, SimSystem, SimVersion } from '../simulation/sim-program.ts';
import { minutesLate } from './lateness.ts';

const DAY = 86_400_000;

/** Draws from a tape of numbers. */
function tapeDraw(tape: readonly number[]): Draw {
  let place = 0;
  const next = (): number => tape[place++ % tape.length] ?? 0;
  const below = (end: number): number => next() % end;
  return {
    below,
    one: <Value>(values: readonly Value[]) => values[below(values.length)] as Value,
    chance: (share) => next() % 1_000 < share * 1_000,
  };
}

/** A draw is not shortened: that takes minutes, where a shorter story tells as much. */
export const anyDraw: fc.Arbitrary<Draw> = fc
  .noShrink(fc.array(fc.nat(), { minLength: 97, maxLength: 97 }))
  .map((tape) => tapeDraw(tape));

/** Up to two systems with a review, of every word that a review can say. */
export const anySystems: fc.Arbitrary<readonly SimSystem[]> = fc
  .tuple(fc.constantFrom([], ['level'], ['level', 'club']), anyDraw)
  .map(([names, draw]) => names.map((name) => drawSystem(draw, name)));

/** One to three versions that follow each other, the first from some time before `beginning` on. */
export const anyVersions = (
  beginning: number,
  change: (program: SimProgram) => SimProgram = (program) => program,
): fc.Arbitrary<readonly SimVersion[]> =>
  fc
    .tuple(
      anyDraw,
      fc.integer({ min: 0, max: 100 * DAY }),
      fc.array(fc.integer({ min: 60_000, max: 150 * DAY }), { maxLength: 2 }),
    )
    .map(([draw, before, gaps]) => {
      const versions: SimVersion[] = [];
      let from = beginning - before;
      for (const gap of [0, ...gaps]) {
        from += gap;
        versions.push({
          from,
          program: change(
            drawProgram(
              draw,
              versions.map((version) => version.program),
            ),
          ),
        });
      }
      return versions;
    });

/** A receipt of a member who is reviewed: of one amount, in one currency. */
export interface ReviewedReceipt {
  readonly minutesLater: number;
  readonly minutesLate: number;
  readonly storeId: string;
  readonly amountMinor: number;
  readonly paidMinor: number | null;
}

export const anyReviewedStory = (maxLength: number): fc.Arbitrary<readonly ReviewedReceipt[]> =>
  fc.array(
    fc.record({
      minutesLater: fc.oneof(
        fc.integer({ min: 1, max: 60 * 24 }),
        fc.integer({ min: 60, max: 60 * 24 * 20 }),
        fc.integer({ min: 60, max: 60 * 24 * 100 }),
      ),
      minutesLate,
      storeId: fc.constantFrom('store-0', 'store-1', 'store-2', 'store-3'),
      amountMinor: fc.integer({ min: 0, max: 12_000 }),
      paidMinor: fc.option(fc.integer({ min: 0, max: 12_000 }), { nil: null, freq: 3 }),
    }),
    { minLength: 1, maxLength },
  );
