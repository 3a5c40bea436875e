import { beforeAll, describe, expect, test } from 'vitest';
import type { Program } from '#domain/program/program.ts';
import { timelineFrom } from '#domain/program/timeline.ts';
import { enrolMember } from '#operations/enrol-member.ts';
import { explainStatus } from '#operations/explain-status.ts';
import { scoreReceipt } from '#operations/score-receipt.ts';
import { requestOf } from '../fixtures/house.ts';
import { memoryHouse } from '../fixtures/memory-house.ts';
import { monthlyAmount, timelineOf } from '../fixtures/programs.ts';
import { at } from '../fixtures/scenario.ts';

/** The receipts behind a status come page by page, however many they are. */
const MAY = '2024-05-20T12:00:00+03:00';
const JUNE = '2024-06-10T12:00:00+03:00';
const RECEIPTS = 57;
const house = memoryHouse(monthlyAmount(), MAY);
let memberId: string;

async function memberIn(shop: typeof house, cardNumber: string): Promise<string> {
  const outcome = await enrolMember(shop, { cardNumber, name: null, phone: null, attributes: new Map() });
  if (outcome.kind !== 'enrolled') throw new Error(outcome.code);
  return outcome.memberId;
}

beforeAll(async () => {
  memberId = await memberIn(house, 'card-anna');
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

describe('a cursor of somebody or something else is refused', () => {
  const plain = monthlyAmount({ raise: 'at-once', window: 'this-month' });
  const { level } = plain.statusSystems ?? {};
  if (level === undefined) throw new Error('no level');
  const twice: Program = { ...plain, statusSystems: { level, club: level } };

  const anna = async () => {
    const shop = memoryHouse(twice, MAY);
    const who = await memberIn(shop, 'card-anna');
    const buy = async (memberId: string, count: number, amountMinor: number): Promise<void> => {
      for (let number = 0; number < count; number += 1)
        await scoreReceipt(
          shop,
          requestOf({ memberId, receiptId: `${memberId}-${amountMinor}-${number}`, amountMinor }),
        );
    };
    const ask = async (memberId: string, system: string, cursor: string | null) => {
      const outcome = await explainStatus(shop, { memberId, system, cursor, limit: 2 });
      if (outcome.kind !== 'explained') throw new Error(outcome.code);
      return outcome;
    };
    await buy(who, 5, 300_000);
    return { shop, who, buy, ask, next: (await ask(who, 'level', null)).next };
  };

  test('another member’s', async () => {
    const { shop, buy, ask, next } = await anna();
    const other = await memberIn(shop, 'card-eve');
    await buy(other, 5, 300_000);
    await expect(ask(other, 'level', next)).rejects.toMatchObject({ code: 'invalid-cursor' });
  });

  test('another system’s', async () => {
    const { who, ask, next } = await anna();
    await expect(ask(who, 'club', next)).rejects.toMatchObject({ code: 'invalid-cursor' });
  });

  test('one of before the status was raised again', async () => {
    const { shop, who, buy, ask, next } = await anna();
    expect((await ask(who, 'level', next)).explanation.status).toBe('silver');
    shop.clock.instant = at('2024-05-21T12:00:00+03:00');
    await buy(who, 1, 900_000);
    expect((await ask(who, 'level', null)).explanation.status).toBe('gold');
    await expect(ask(who, 'level', next)).rejects.toMatchObject({ code: 'invalid-cursor' });
  });
});

test('what follows a gift is said by a version that nobody has needed yet', async () => {
  const shop = memoryHouse(monthlyAmount(), MAY);
  const given: Program = {
    ...monthlyAmount(),
    rules: [{ name: 'gift', on: ['sale'], then: { status: { level: 'gold' }, until: '2024-07-31' } }],
  };
  const whole = timelineOf(given, ['2024-07-01T00:00:00+03:00', given]);
  const coldStart = () => {
    const loaded = new Set([1]);
    const cold = timelineFrom(
      whole.versions.map((version) => ({
        ...version,
        loaded: () => (loaded.has(version.version) ? version.program : null),
      })),
      whole.calendar,
    );
    const load = async (version: number) => void loaded.add(version);
    return { loaded, ports: { ...shop, programs: { current: async () => cold, load } } };
  };
  const { ports: till } = coldStart();
  const who = await memberIn(till, 'card-anna');
  await scoreReceipt(till, requestOf({ memberId: who, receiptId: 'r-1', amountMinor: 100 }));
  const { loaded, ports } = coldStart();
  const outcome = await explainStatus(ports, { memberId: who, system: 'level', cursor: null, limit: 5 });
  expect(outcome).toMatchObject({
    explanation: { sentences: [expect.any(String), 'It lasts until 2024-07-31; Bronze follows.'] },
  });
  expect([...loaded]).toEqual([1, 2]);
});

test('a cursor goes with the status that it was made for', async () => {
  const { next } = await why(null, 10);
  await expect(why(`${next}x`, 10)).rejects.toMatchObject({ code: 'invalid-cursor' });
  house.clock.instant = at('2024-07-10T12:00:00+03:00');
  await expect(why(next, 10)).rejects.toMatchObject({ code: 'invalid-cursor' });
  house.clock.instant = at(JUNE);
  expect((await why(next, 10)).evidence?.contributions).toHaveLength(10);
});
