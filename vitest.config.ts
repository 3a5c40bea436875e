import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'offline',
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.connected.test.ts', 'test/**/*.e2e.test.ts'],
        },
      },
      {
        test: {
          name: 'connected',
          include: ['test/**/*.connected.test.ts', 'test/**/*.e2e.test.ts'],
          globalSetup: ['test/fixtures/dynamodb.setup.ts'],
          testTimeout: 240_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
