import { expect, test } from 'vitest';
import { Throttle } from '../../local/http/throttle.ts';

test('a bucket holds the burst, fills at its rate, and never beyond', () => {
  let ms = 0;
  const throttle = new Throttle({ ratePerSecond: 10, burst: 3 }, () => ms);
  const taken = (count: number): number =>
    Array.from({ length: count }, () => throttle.take()).filter(Boolean).length;
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
  const throttle = new Throttle(null);
  expect(Array.from({ length: 5000 }, () => throttle.take())).not.toContain(false);
});
