import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** The suites that ask a deployed stack; `run-deploy.ts` tells them which. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    include: ['test/system/receipts-way.e2e.test.ts', 'test/deploy/*.deployed.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    fileParallelism: false,
  },
});
