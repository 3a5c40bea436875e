import { expect, test } from 'vitest';
import { asEpochMs } from '#domain/time/time.ts';
import { changeVisit, type VisitRequest } from '#operations/change-visit.ts';
import { enrolMember } from '#operations/enrol-member.ts';
import { memoryHouse } from '../fixtures/memory-house.ts';
import { at } from '../fixtures/scenario.ts';
import { NOON, salon } from './changes.ts';

/** What a change of a visit is refused for beside its own words, and what a clock ahead of ours does to its order. */

async function shop() {
  const house = {
    ...memoryHouse(salon, NOON),
    retries: () => ({ beforeRetry: async (tries: number) => tries < 3 }),
  };
  const person = { cardNumber: 'card-anna', name: null, phone: null, attributes: new Map() };
  await enrolMember(house, person);
  const request: VisitRequest = {
    storeId: 'store-1',
    visitId: 'v-1',
    memberId: null,
    cardNumber: 'card-anna',
    status: 'came',
    startsAt: at(NOON),
    changedAt: null,
    currency: 'RUB',
    amountMinor: 100,
    lines: [],
    paidMinor: null,
  };
  return { house, request };
}

test('whoever meets others again and again is asked to send it again', async () => {
  const { house, request } = await shop();
  const ledger = { ...house.ledger, commit: async () => ({ kind: 'contended' }) as const };
  expect(await changeVisit({ ...house, ledger }, request)).toMatchObject({
    kind: 'refused',
    code: 'try-again',
  });
});

test('after a change of a clock that is ahead of ours one without a moment is still the newest', async () => {
  const { house, request } = await shop();
  await changeVisit(house, { ...request, changedAt: asEpochMs(at(NOON) + 3_600_000) });
  const outcome = await changeVisit(house, { ...request, status: 'cancelled' });
  expect(outcome).toMatchObject({ kind: 'changed', replayed: false });
});

test('a visit whose labels take more room than an entry has is refused', async () => {
  const { house, request } = await shop();
  const categories = Array.from({ length: 20 }, (_, index) => `${index}`.padEnd(100, 'x'));
  const lines = Array.from({ length: 400 }, (_, index) => ({
    sku: `service-${index}`,
    quantityThousandths: 1000,
    amountMinor: 1,
    categories: categories.map((name) => `${index}${name}`.slice(0, 100)),
  }));
  expect(await changeVisit(house, { ...request, lines })).toMatchObject({ code: 'receipt-too-large' });
});
