import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { SaleRequest } from '#operations/sale-request.ts';
import { program } from '../faults/load-under-faults.ts';
import { NOW } from '../faults/receipts.ts';
import { assemblyOfRun } from '../fixtures/assembly.ts';
import { openShop, type RunningShop } from '../fixtures/running-shop.ts';
import { hotMember } from './hot-member.ts';
import { atTheDoor, capacityOf, receiptsFor } from './overload.ts';
import { makeReady, type Target } from './target.ts';

/** The small form of `npm run test:overload`: two thirds of a second of the same overload, and the same books after it. */
let shop: RunningShop;
let target: Target;
const sent: SaleRequest[] = [];
const seed = inject('seed') % 100_000;

beforeAll(async () => {
  shop = await openShop(program, NOW, await assemblyOfRun());
  target = await makeReady(shop.running.url, shop.running.database, 20);
});

afterAll(() => shop.close());

describe('three times what the system can take', () => {
  test('is answered with 429 or 503, and nothing is lost, double or half', async () => {
    // The first receipts start the functions; their time says nothing of what the system takes.
    await capacityOf(target, sent, { count: 60, seed: seed + 1 });
    const capacity = await capacityOf(target, sent, { count: 120, seed: seed + 2 });
    // The door lets a quarter through at once, and the rest in a second and more: the excess is there at once.
    const report = await atTheDoor(target, sent, capacity, receiptsFor(target, 2 * capacity, seed + 3));
    console.log(`capacity ${capacity}, overload: ${JSON.stringify(report)}`);
    expect(report).toMatchObject({ lost: 0, double: 0, wrongTotals: 0, busyWithoutRetryAfter: 0 });
    expect(report.answers['429']).toBeGreaterThan(0);
  });

  test('on one member: 64 senders', async () => {
    // On the shop's server, in a database of its own.
    const { endpoint } = shop.running.database;
    const report = await hotMember(endpoint, 'hot', { count: 64, seed });
    console.log(`hot member: ${JSON.stringify(report)}`);
    expect(report).toMatchObject({ lost: 0, double: 0, wrongTotals: 0 });
  });
});
