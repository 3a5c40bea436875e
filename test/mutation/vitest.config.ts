import { defineConfig } from 'vitest/config';

/** What is run against each mutant: the rule book's tables, its properties, and the programs' own cases. */
export default defineConfig({
  test: {
    include: ['test/domain/**/*.test.ts', 'test/properties/**/*.test.ts', 'test/programs/**/*.test.ts'],
    environment: 'node',
  },
});
