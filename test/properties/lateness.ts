import fc from 'fast-check';

/** How long after it happened a receipt arrives: from minutes to the last day on which it counts. */
export const minutesLate: fc.Arbitrary<number> = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 1, max: 60 }),
  fc.integer({ min: 60, max: 60 * 24 * 12 }),
  fc.integer({ min: 60, max: 60 * 24 * 399 }),
);
