import { defineConfig } from 'vitest/config';

/** The instruments stay quiet; tests about them say so themselves. */
const env = {
  POWERTOOLS_SERVICE_NAME: 'laurel',
  POWERTOOLS_METRICS_NAMESPACE: 'Laurel',
  POWERTOOLS_METRICS_DISABLED: 'true',
  POWERTOOLS_LOG_LEVEL: 'SILENT',
};

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'offline',
          // A machine that is busy otherwise is no reason to fail.
          testTimeout: 30_000,
          env,
          globalSetup: ['test/fixtures/seed.setup.ts'],
          setupFiles: ['test/fixtures/seeded.ts'],
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.connected.test.ts', 'test/**/*.e2e.test.ts', 'test/**/*.deployed.test.ts'],
        },
      },
      {
        test: {
          name: 'connected',
          env,
          include: ['test/**/*.connected.test.ts', 'test/**/*.e2e.test.ts'],
          globalSetup: ['test/fixtures/seed.setup.ts', 'test/fixtures/dynamodb.setup.ts'],
          setupFiles: ['test/fixtures/seeded.ts'],
          testTimeout: 240_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
