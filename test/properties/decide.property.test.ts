import fc from 'fast-check';
import { describe, test } from 'vitest';
import { backProperties } from './back-properties.ts';
import { properties } from './properties.ts';

/** A CI-sized number of each; `npm run test:properties` runs as many as wanted. A failure prints its seed. */
const RUNS = Number(process.env.LAUREL_PROPERTY_RUNS ?? 300);

describe('the whole rule book, generated', () => {
  test.each(Object.entries(properties))('%s', (_name, property) => {
    fc.assert<unknown>(property, { numRuns: RUNS });
  });
});

describe('what comes back, generated', () => {
  // Each is a whole life, or several: a third of them takes as long.
  test.each(Object.entries(backProperties))('%s', (_name, property) => {
    fc.assert<unknown>(property, { numRuns: Math.ceil(RUNS / 3) });
  });
});
