import { defineConfig } from 'vitest/config';
import { SlowestFiles } from './test/fixtures/slowest-files.ts';

/** The instruments stay quiet; tests about them say so themselves. */
const env = {
  POWERTOOLS_SERVICE_NAME: 'laurel',
  POWERTOOLS_METRICS_NAMESPACE: 'Laurel',
  POWERTOOLS_METRICS_DISABLED: 'true',
  POWERTOOLS_LOG_LEVEL: 'SILENT',
};

/** One a processor; Vitest would leave one idle. All projects have as many, so they stand in one line. */
const WORKERS = '100%';

export default defineConfig({
  test: {
    reporters: ['default', new SlowestFiles()],
    projects: [
      {
        test: {
          name: 'offline',
          // A machine that is busy otherwise is no reason to fail; a synthesis takes many times its half second there.
          testTimeout: 120_000,
          hookTimeout: 120_000,
          env,
          globalSetup: ['test/fixtures/seed.setup.ts'],
          setupFiles: ['test/fixtures/seeded.ts', 'test/fixtures/left-as-found.ts'],
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.connected.test.ts', 'test/**/*.e2e.test.ts', 'test/**/*.deployed.test.ts'],
          // Half the time went into reading the same modules anew for each file.
          isolate: false,
          maxWorkers: WORKERS,
        },
      },
      {
        test: {
          name: 'connected',
          env,
          include: ['test/**/*.connected.test.ts'],
          globalSetup: ['test/fixtures/seed.setup.ts', 'test/fixtures/dynamodb.setup.ts'],
          setupFiles: ['test/fixtures/seeded.ts', 'test/fixtures/left-as-found.ts'],
          isolate: false,
          testTimeout: 240_000,
          hookTimeout: 120_000,
          // Each file has a database of its own on the one server.
          maxWorkers: WORKERS,
        },
      },
      {
        test: {
          name: 'system',
          env,
          include: ['test/**/*.e2e.test.ts'],
          globalSetup: ['test/fixtures/seed.setup.ts', 'test/fixtures/assembly.setup.ts'],
          setupFiles: ['test/fixtures/seeded.ts'],
          testTimeout: 240_000,
          hookTimeout: 120_000,
          maxWorkers: WORKERS,
        },
      },
    ],
  },
});
