import type { World } from '../table/world.ts';
import { Differs, type SimReport, type SimSize, simulate } from './simulate.ts';

/** The outcome of one seed: where it differs, `null` if nowhere, and what the shop lived through. */
export interface SeedOutcome {
  readonly message: string | null;
  readonly report: SimReport | null;
  readonly story: readonly string[];
}

export async function outcomeOf(world: World, seed: number, size: SimSize): Promise<SeedOutcome> {
  try {
    return { message: null, report: await simulate(world, seed, size), story: [] };
  } catch (error) {
    if (!(error instanceof Differs)) throw error;
    return { message: error.message, report: error.report, story: error.story };
  }
}
