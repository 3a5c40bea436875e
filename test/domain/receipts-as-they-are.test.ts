import { describe, expect, test } from 'vitest';
import { decide, decideForNobody } from '#domain/decide.ts';
import type { Sale, SaleLine } from '#domain/member/commands.ts';
import { discountsByLevel, monthlyAmount } from '../fixtures/programs.ts';
import { at, Life, saleOf } from '../fixtures/scenario.ts';

/** Receipts as tills really have them: deposits below zero (D78), what a till gave by itself (D77), change (D43). */
const NOON = '2024-05-20T12:00:00+03:00';
const line = (sku: string, amountMinor: number, quantity = 1): SaleLine => ({
  sku,
  quantityThousandths: quantity * 1000,
  amountMinor,
});
const DEPOSIT = line('EMPTIES', -25_000, 10);

const program = monthlyAmount({}, {
  rules: discountsByLevel,
  catalogue: { goods: { COLA: ['drinks'], EMPTIES: ['drinks'] } },
  counters: {
    turnover: { measure: 'sold-amount' },
    paid: { measure: 'paid-amount' },
    drinks: { measure: 'goods-amount', goods: { categories: ['drinks'] } },
    pieces: { measure: 'goods-quantity', goods: { categories: ['drinks'] } },
    visits: { measure: 'purchases', goods: { categories: ['drinks'] } },
  },
} as never);

const sold = (lines: readonly SaleLine[], change: Partial<Sale> = {}) => {
  const { programs, member } = new Life(program);
  const sale = saleOf(NOON, 0, { lines, ...change });
  const outcome = decide(programs.at(at(NOON)), member, sale);
  if (outcome.kind === 'refused') throw new Error(outcome.code);
  return { outcome, answer: outcome.answer };
};

describe('lines below zero (D78)', () => {
  test('count in what was sold and in amounts of their goods, and take no part in benefits', () => {
    // Bronze: 2 %, of the goods alone.
    const { answer, outcome } = sold([line('COLA', 100_000, 10), DEPOSIT]);
    expect(answer.lineDiscountsMinor).toEqual([2_000, 0]);
    expect(answer.soldMinor).toBe(73_000);
    expect([...outcome.counted.sums.values()].sort((one, other) => one - other)).toEqual([
      1, 10_000, 73_000, 73_000, 73_000,
    ]);
  });

  test('a deposit alone is no purchase of its goods and no quantity', () => {
    const { outcome } = sold([line('BREAD', 30_000), DEPOSIT]);
    // Sold, paid and the amount of drinks; neither pieces nor a visit for drinks.
    expect([...outcome.counted.sums.values()].sort((one, other) => one - other)).toEqual([
      -25_000, 4_400, 4_400,
    ]);
  });

  test('no more is taken off than the receipt comes to', () => {
    for (const amount of [25_000, 25_100, 25_499, 25_510, 25_511, 26_000]) {
      const { answer } = sold([line('COLA', amount), DEPOSIT]);
      expect(answer.soldMinor).toBeGreaterThanOrEqual(0);
      const off = answer.lineDiscountsMinor.reduce((sum, each) => sum + each, 0);
      expect(off).toBe(Math.min(Math.floor((amount * 200 + 5_000) / 10_000), amount - 25_000));
    }
  });
});

describe('what a till gave by itself (D77)', () => {
  const lines = [line('COLA', 100_000), line('BREAD', 50_000)];
  const gift = (of: number, amountMinor: number, why = 'offline') => ({ line: of, amountMinor, why });

  test.each<[what: string, given: Sale['given'], off: readonly number[]]>([
    ['nothing', [], [0, 0]],
    ['something on a line', [gift(1, 5_000)], [0, 5_000]],
    ['in several words', [gift(0, 1), gift(0, 2, 'coupon'), gift(1, 50_000)], [3, 50_000]],
  ])('%s: Laurel decides no discount, and sold follows', (_what, given, off) => {
    const { answer, outcome } = sold(lines, { given: given ?? [] });
    expect(answer.discounts).toEqual([]);
    expect(answer.lineDiscountsMinor).toEqual(off);
    const total = off.reduce((sum, each) => sum + each, 0);
    expect(answer.soldMinor).toBe(150_000 - total);
    expect([...outcome.counted.sums.values()]).toContain(150_000 - total);
  });

  test('left out: Laurel decides', () => {
    expect(sold(lines).answer.lineDiscountsMinor).toEqual([2_000, 1_000]);
  });

  test('a receipt that is too old to count says what was given, too', () => {
    const { answer } = sold(lines, { given: [gift(0, 7)], occurredAt: 1_600_000_000_000 as never });
    expect(answer).toMatchObject({ disposition: 'too-old', lineDiscountsMinor: [7, 0], soldMinor: 149_993 });
  });
});

describe('change (D43)', () => {
  test.each([
    ['told', { paidMinor: 200_000, changeMinor: 53_000 }, 147_000],
    ['deducted already', { paidMinor: 147_000 }, 147_000],
    ['none', { paidMinor: 200_000 }, 200_000],
  ])('%s: paid is what the shop keeps', (_what, change, paid) => {
    const { answer, outcome } = sold([line('COLA', 150_000)], change);
    expect(answer.paidMinor).toBe(paid);
    expect([...outcome.counted.sums.values()]).toContain(paid);
  });
});

test('a receipt in a currency of which the program counts no amount is marked', () => {
  expect(sold([line('COLA', 100)]).answer.otherCurrency).toBeUndefined();
  expect(sold([line('COLA', 100)], { currency: 'EUR' }).answer.otherCurrency).toBe(true);
});

test('a rule that asks for a member alone is not for nobody (D101)', () => {
  const discount = (name: string, when: object) => ({ name, on: ['sale'], when, then: { discount: '10%' } });
  const priced = (...rules: object[]) => {
    const { programs, member } = new Life(monthlyAmount({}, { rules: rules as never }));
    const moment = programs.at(at(NOON));
    const sale = saleOf(NOON, 1_000);
    const answers = [decide(moment, member, sale), decideForNobody(moment, sale)];
    return answers.map((each) => (each.kind === 'refused' ? each.code : each.answer.soldMinor));
  };
  expect(priced(discount('for-members', { member: true }))).toEqual([900, 1_000]);
  expect(priced(discount('for-all', {}))).toEqual([900, 900]);
  expect(priced(discount('for-all-of-a-store', { stores: ['store-1'] }))).toEqual([900, 900]);
});
