import { beforeAll, expect, test } from 'vitest';
import { enrolMember } from '#operations/enrol-member.ts';
import { explainStatus } from '#operations/explain-status.ts';
import { scoreReceipt } from '#operations/score-receipt.ts';
import { requestOf } from '../fixtures/house.ts';
import { memoryHouse } from '../fixtures/memory-house.ts';
import { monthlyAmount } from '../fixtures/programs.ts';
import { at } from '../fixtures/scenario.ts';

/** The receipts behind a status come page by page, however many they are. */
const MAY = '2024-05-20T12:00:00+03:00';
const JUNE = '2024-06-10T12:00:00+03:00';
const RECEIPTS = 57;
const house = memoryHouse(monthlyAmount(), MAY);
let memberId: string;

beforeAll(async () => {
  const outcome = await enrolMember(house, {
    cardNumber: 'card-anna',
    name: null,
    phone: null,
    attributes: new Map(),
  });
  if (outcome.kind !== 'enrolled') throw new Error(outcome.code);
  memberId = outcome.memberId;
  for (let number = 0; number < RECEIPTS; number += 1)
    await scoreReceipt(house, requestOf({ memberId, receiptId: `r-${number}`, amountMinor: 100_000 }));
  house.clock.instant = at(JUNE);
});

const why = async (cursor: string | null, limit: number) => {
  const outcome = await explainStatus(house, { memberId, system: 'level', cursor, limit });
  if (outcome.kind !== 'explained') throw new Error(outcome.code);
  const { explanation, next } = outcome;
  return { explanation, evidence: explanation.evidence, next };
};

test.each([1, 10, 56, 57, 58])('pages of %i hold each receipt once', async (limit) => {
  const found: string[] = [];
  let cursor: string | null = null;
  do {
    const { evidence, next }: Awaited<ReturnType<typeof why>> = await why(cursor, limit);
    const page = evidence?.contributions ?? [];
    expect(page.length).toBeLessThanOrEqual(limit);
    found.push(...page.map(({ receiptId }) => receiptId));
    cursor = next;
  } while (cursor !== null);
  expect(found.toSorted()).toEqual(Array.from({ length: RECEIPTS }, (_, number) => `r-${number}`).toSorted());
});

test('what all receipts come to is said where they are all there', async () => {
  const whole = await why(null, RECEIPTS);
  expect(whole.evidence).toMatchObject({ value: 5_700_000, total: 5_700_000 });
  expect(whole.explanation.sentences[0]).toMatch(/came to 57000\.00 RUB, in 57 receipts\.$/);
  const first = await why(null, 20);
  expect(first.evidence).toMatchObject({ value: 5_700_000, total: null });
  expect(first.explanation.sentences[0]).toMatch(/came to 57000\.00 RUB\.$/);
  const second = await why(first.next, RECEIPTS);
  expect(second.next).toBeNull();
  expect(second.evidence?.total).toBeNull();
});

test('a cursor goes with the status that it was made for', async () => {
  const { next } = await why(null, 10);
  await expect(why(`${next}x`, 10)).rejects.toMatchObject({ code: 'invalid-cursor' });
  house.clock.instant = at('2024-07-10T12:00:00+03:00');
  await expect(why(next, 10)).rejects.toMatchObject({ code: 'invalid-cursor' });
  house.clock.instant = at(JUNE);
  expect((await why(next, 10)).evidence?.contributions).toHaveLength(10);
});
