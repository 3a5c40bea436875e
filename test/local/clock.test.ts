import { expect, test } from 'vitest';
import { RunnerClock } from '../../local/clock/runner-clock.ts';
import { makeRunnerDate } from '../../local/clock/runner-date.ts';

const YEAR_MS = 365 * 86_400_000;

/** The two clocks are read one after the other: a little later, never earlier. */
function expectJustAfter(epochMs: number, expected: number): void {
  expect(epochMs).toBeGreaterThanOrEqual(expected);
  expect(epochMs - expected).toBeLessThan(60_000);
}

test('a clock that is set goes on from there', () => {
  const clock = new RunnerClock();
  expectJustAfter(clock.now(), Date.now() - 1);
  clock.set(Date.UTC(2017, 0, 1, 5));
  expectJustAfter(clock.now(), 1_483_246_800_000);
});

test('what is written on one side is read on the other', () => {
  const clock = new RunnerClock();
  const RunnerDate = makeRunnerDate(clock.memory);
  clock.set(Date.now() - YEAR_MS);
  expectJustAfter(RunnerDate.now(), Date.now() - YEAR_MS - 1000);
  expect(new RunnerDate().getTime()).toBeLessThan(Date.now() - YEAR_MS + 60_000);
  expect(RunnerDate().slice(11, 15)).toBe(String(new Date(Date.now() - YEAR_MS).getFullYear()));
});

test('everything but the present is the ordinary date', () => {
  const RunnerDate = makeRunnerDate(new RunnerClock(-YEAR_MS).memory);
  expect(new RunnerDate(0).toISOString()).toBe('1970-01-01T00:00:00.000Z');
  expect(new RunnerDate('2017-01-01T05:00:00Z').getTime()).toBe(1_483_246_800_000);
  expect(new RunnerDate(2017, 0, 1).getFullYear()).toBe(2017);
  expect(RunnerDate.UTC(2017, 0, 1)).toBe(1_483_228_800_000);
  expect(RunnerDate.parse('2017-01-01')).toBe(1_483_228_800_000);
  expect(new RunnerDate(0)).toBeInstanceOf(Date);
  expect(new RunnerDate(0)).toBeInstanceOf(RunnerDate);
});
