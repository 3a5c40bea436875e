import { expect, test } from 'vitest';
import { Throttle } from '../../local/http/throttle.ts';

test('a bucket holds the burst, fills at its rate, and never beyond', () => {
  let ms = 0;
  const throttle = new Throttle({ stage: { ratePerSecond: 10, burst: 3 }, routes: {} }, () => ms);
  const taken = (count: number): number =>
    Array.from({ length: count }, () => throttle.take('GET /a')).filter(Boolean).length;
  expect(taken(5)).toBe(3);
  ms += 100;
  expect(taken(5)).toBe(1);
  ms += 99;
  expect(taken(1)).toBe(0);
  ms += 60_000;
  expect(taken(5)).toBe(3);
  throttle.set({ ratePerSecond: 1, burst: 4 });
  expect(taken(5)).toBe(4);
});

test('without limits everything passes', () => {
  const throttle = new Throttle({ stage: null, routes: {} });
  expect(Array.from({ length: 5000 }, () => throttle.take('GET /a'))).not.toContain(false);
});

test('a route with limits of its own takes from its own bucket', () => {
  const limits = {
    stage: { ratePerSecond: 1, burst: 1 },
    routes: { 'GET /b': { ratePerSecond: 1, burst: 2 } },
  };
  const throttle = new Throttle(limits, () => 0);
  const asked = ['GET /b', 'GET /b', 'GET /b', 'GET /a', 'GET /c'];
  expect(asked.map((route) => throttle.take(route))).toEqual([true, true, false, true, false]);
  throttle.set({ ratePerSecond: 1, burst: 4 });
  expect(asked.map((route) => throttle.take(route))).toEqual([true, true, true, true, false]);
});
