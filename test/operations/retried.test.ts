import { describe, expect, test } from 'vitest';
import { retried } from '#operations/retried.ts';

/** An attempt that meets contention so many times, each bringing back its own number; it notes what it was given. */
function contended(times: number) {
  const given: (number | null)[] = [];
  const attempt = async (fresh: number | null) => {
    given.push(fresh);
    return given.length <= times
      ? ({ kind: 'again', fresh: given.length } as const)
      : ({ kind: 'done' } as const);
  };
  return { given, attempt };
}

/** Lets so many be repeated, and notes which. */
function retriesFor(repetitions: number) {
  const asked: number[] = [];
  const beforeRetry = async (attempt: number) => {
    asked.push(attempt);
    return attempt <= repetitions;
  };
  return { asked, beforeRetry };
}

describe('an attempt', () => {
  test('that comes to something is made once, and nobody waits', async () => {
    const { given, attempt } = contended(0);
    const retries = retriesFor(9);
    expect(await retried(retries, attempt)).toEqual({ kind: 'done' });
    expect(given).toEqual([null]);
    expect(retries.asked).toEqual([]);
  });

  test('that meets contention is made again on what the one before brought back', async () => {
    const { given, attempt } = contended(3);
    const retries = retriesFor(9);
    expect(await retried(retries, attempt, 70)).toEqual({ kind: 'done' });
    expect(given).toEqual([70, 1, 2, 3]);
    expect(retries.asked).toEqual([1, 2, 3]);
  });

  test('is given up when retries end', async () => {
    const { given, attempt } = contended(9);
    expect(await retried(retriesFor(2), attempt)).toBeNull();
    expect(given).toEqual([null, 1, 2]);
  });
});
