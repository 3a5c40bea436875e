import { describe, expect, inject, test } from 'vitest';
import { memoryWorld } from '../fixtures/memory-world.ts';
import { simulate } from './simulate.ts';

/** The short form of `npm run simulate`: other shops each time, by the seed that the run prints. */
const FIRST = inject('seed') % 1_000_000;
const SEEDS = 12;

describe('shops that live for a while do what a pencil says', () => {
  test.each(Array.from({ length: SEEDS }, (_, index) => FIRST + index))('seed %i', async (seed) => {
    const report = await simulate(memoryWorld(), seed, { members: 10, steps: 400 });
    expect(report.comparisons).toBeGreaterThan(400);
    expect(report.faults).toBeGreaterThan(0);
  });
});
