import type { World } from '../table/world.ts';
import { Differs, type SimReport, simulate } from './simulate.ts';

/** What becomes of one seed: where it differs, `null` if nowhere, and what the shop lived through. */
export interface SeedOutcome {
  readonly message: string | null;
  readonly report: SimReport | null;
}

export async function outcomeOf(
  world: World,
  seed: number,
  size: { readonly members: number; readonly steps: number },
): Promise<SeedOutcome> {
  try {
    return { message: null, report: await simulate(world, seed, size) };
  } catch (error) {
    if (!(error instanceof Differs)) throw error;
    return { message: error.message, report: error.report };
  }
}
