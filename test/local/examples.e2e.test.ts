import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeExamples } from '../../local/examples.ts';
import { assemblyOfRun } from '../fixtures/assembly.ts';
import { monthlyAmount } from '../fixtures/programs.ts';
import { openShop, type RunningShop } from '../fixtures/running-shop.ts';

const FINE = [200, 200, 200, 200, 200];

/** What `npm start` prints to paste: made at each start, of a member who was enrolled long ago. */
let shop: RunningShop;
beforeAll(async () => {
  shop = await openShop(monthlyAmount(), '2024-05-20T12:00:00.000Z', await assemblyOfRun());
});
afterAll(() => shop.close());

const answersOf = async (): Promise<readonly number[]> => {
  const { variables, calls } = await makeExamples(shop.running);
  const statuses: number[] = [];
  for (const { curl } of calls.filter((example) => !example.curl.includes('-d '))) {
    const url = /https?:[^ ']+/.exec(curl)?.[0] ?? '';
    const token = /\$(\w+)/.exec(curl)?.[1] ?? '';
    const response = await fetch(url, { headers: { authorization: `Bearer ${variables[token]}` } });
    statuses.push(response.status);
  }
  return statuses;
};

test('they work at the first start, at the next, and when months have passed', async () => {
  expect(await answersOf()).toEqual(FINE);
  expect(await answersOf()).toEqual(FINE);
  await shop.ask({ method: 'PUT', path: '/_local/clock', body: { now: '2024-09-20T12:00:00.000Z' } });
  expect(await answersOf()).toEqual(FINE);
});
