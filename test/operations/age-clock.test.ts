import { afterEach, expect, test, vi } from 'vitest';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  vi.resetModules();
});

/** An hour passes outside while nothing runs here: an instance that was frozen. */
async function agedBy(): Promise<number> {
  vi.resetModules();
  const { ageClock } = await import('#operations/random.ts');
  vi.useFakeTimers({ toFake: ['Date'] });
  const before = ageClock.now();
  vi.setSystemTime(Date.now() + 3_600_000);
  return ageClock.now() - before;
}

test('D27: what an instance holds grows older while it is frozen', async () => {
  expect(await agedBy()).toBe(3_600_000);
});

test('but not by a clock that the runner on one machine winds', async () => {
  vi.stubEnv('LAUREL_WOUND_CLOCK', 'yes');
  expect(await agedBy()).toBeLessThan(3_600_000);
});
