import fc from 'fast-check';
import { describe, test } from 'vitest';
import { properties } from './properties.ts';

/** A CI-sized number of each; `npm run test:properties` runs as many as wanted. A failure prints its seed. */
const RUNS = Number(process.env.LAUREL_PROPERTY_RUNS ?? 300);

describe('the whole rule book, generated', () => {
  test.each(Object.entries(properties))('%s', (_name, property) => {
    fc.assert<unknown>(property, { numRuns: RUNS });
  });
});
