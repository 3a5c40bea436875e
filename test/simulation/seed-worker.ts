import { parentPort, workerData } from 'node:worker_threads';
import { memoryWorld } from '../fixtures/memory-world.ts';
import { Differs, type SimReport, simulate } from './simulate.ts';

/** What becomes of one seed. */
export type SeedOutcome =
  | { readonly kind: 'agrees'; readonly report: SimReport }
  | { readonly kind: 'differs'; readonly message: string };

const { seeds, size } = workerData as {
  readonly seeds: readonly number[];
  readonly size: { readonly members: number; readonly steps: number };
};

/** One processor's share of the seeds, each told as soon as it is done. */
for (const seed of seeds) parentPort?.postMessage(await outcomeOf(seed));

async function outcomeOf(seed: number): Promise<SeedOutcome> {
  try {
    return { kind: 'agrees', report: await simulate(memoryWorld(), seed, size) };
  } catch (error) {
    if (!(error instanceof Differs)) throw error;
    return { kind: 'differs', message: error.message };
  }
}
