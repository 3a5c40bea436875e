import { parentPort, workerData } from 'node:worker_threads';
import { memoryWorld } from '../fixtures/memory-world.ts';
import { outcomeOf } from './seed-outcome.ts';
import type { SimSize } from './simulate.ts';

const { seeds, size } = workerData as {
  readonly seeds: readonly number[];
  readonly size: SimSize;
};

/** One processor's share of the seeds, each told as soon as it is done. */
for (const seed of seeds) parentPort?.postMessage(await outcomeOf(memoryWorld(), seed, size));
