import { describe, expect, test } from 'vitest';
import { memoryWorld } from '../fixtures/memory-world.ts';
import { simulate } from './simulate.ts';

/** The short form of `npm run simulate`: the same seeds each time, as long ones find now and then what two sides must settle. */
const FIRST = 5_000;
const SEEDS = 12;

describe('shops that live for a while do what a pencil says', () => {
  test.each(Array.from({ length: SEEDS }, (_, index) => FIRST + index))('seed %i', async (seed) => {
    const report = await simulate(memoryWorld(), seed, { members: 10, steps: 400 });
    expect(report.comparisons).toBeGreaterThan(400);
    expect(report.faults).toBeGreaterThan(0);
  });
});
