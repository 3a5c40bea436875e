import { defineConfig } from 'vitest/config';

// The same programs and receipts against every mutant: one that survives, survives again.
process.env.LAUREL_SEED = '1';
// Against thousands of mutants: what sixty programs do not show, the tables must.
process.env.LAUREL_PROPERTY_RUNS = '60';

/** The tests for each mutant: the rule book's tables, its properties, and the programs' own cases. */
export default defineConfig({
  test: {
    include: ['test/domain/**/*.test.ts', 'test/properties/**/*.test.ts', 'test/programs/**/*.test.ts'],
    globalSetup: ['test/fixtures/seed.setup.ts'],
    setupFiles: ['test/fixtures/seeded.ts'],
  },
});
