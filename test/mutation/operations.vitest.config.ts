import { defineConfig } from 'vitest/config';

// The same shops and receipts against every mutant: one that survives, survives again.
process.env.LAUREL_SEED = '1';
process.env.LAUREL_PROPERTY_RUNS = '60';

/** The tests for each mutant: whatever needs no database. What only a connected test can hold is a row of the sabotage list. */
export default defineConfig({
  test: {
    include: [
      'test/operations/**/*.test.ts',
      'test/table/**/*.test.ts',
      'test/lambda/**/*.test.ts',
      'test/simulation/**/*.test.ts',
    ],
    exclude: ['test/**/*.connected.test.ts'],
    globalSetup: ['test/fixtures/seed.setup.ts'],
    setupFiles: ['test/fixtures/seeded.ts'],
    testTimeout: 120_000,
  },
});
