import { describe, expect, test } from 'vitest';
import { MAX_RECEIPT_BYTES, receiptBytes } from '#domain/entries/receipt-size.ts';
import type { SaleLine } from '#domain/member/commands.ts';
import { quoteReceipt } from '#operations/quote-receipt.ts';
import { scoreReceipt } from '#operations/score-receipt.ts';
import { requestOf } from '../fixtures/house.ts';
import { memoryHouse } from '../fixtures/memory-house.ts';
import { monthlyAmount } from '../fixtures/programs.ts';

/** A receipt that cannot be stored is refused by itself, by quote and score alike, before anything is read. */
const linesOf = (count: number, categories: (line: number) => readonly string[]): readonly SaleLine[] =>
  Array.from({ length: count }, (_, line) => ({
    sku: `sku-${line}`,
    quantityThousandths: 1000,
    amountMinor: 100,
    categories: categories(line),
  }));
const labels = (count: number, line: number, length: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `c${line}-${index}-`.padEnd(length, 'x'));

/** The least that is too large: one label more than fits. */
function atTheBound(): { readonly fits: readonly SaleLine[]; readonly beyond: readonly SaleLine[] } {
  const spread = (total: number) =>
    linesOf(500, (line) => labels(Math.floor((total + 499 - line) / 500), line, 30));
  let [fits, beyond] = [0, 10_000];
  while (beyond - fits > 1) {
    const middle = Math.floor((fits + beyond) / 2);
    if (receiptBytes(spread(middle)) > MAX_RECEIPT_BYTES) beyond = middle;
    else fits = middle;
  }
  return { fits: spread(fits), beyond: spread(beyond) };
}

const request = (lines: readonly SaleLine[]) =>
  requestOf({ lines, totalMinor: lines.length * 100, cardNumber: 'card-nobody' });
const untouched = () => {
  const house = memoryHouse(monthlyAmount(), '2024-05-20T12:00:00+03:00');
  let calls = 0;
  const counted = {
    ...house,
    register: {
      ...house.register,
      memberOfCard: async (card: string) => {
        calls += 1;
        return await house.register.memberOfCard(card);
      },
    },
  };
  return { house: counted, calls: () => calls };
};

describe('a receipt of its largest size', () => {
  const { fits, beyond } = atTheBound();

  test('is quoted and scored', async () => {
    const { house } = untouched();
    expect(await quoteReceipt(house, { ...request(fits), receiptId: null })).toMatchObject({
      kind: 'quoted',
    });
    expect(await scoreReceipt(house, request(fits))).toMatchObject({ kind: 'scored' });
  });

  test('and a label more is refused by both, before a member is looked for', async () => {
    const { house, calls } = untouched();
    const refusal = { kind: 'refused', code: 'receipt-too-large', pointer: '/lines' };
    expect(await quoteReceipt(house, { ...request(beyond), receiptId: null })).toMatchObject(refusal);
    expect(await scoreReceipt(house, request(beyond))).toMatchObject(refusal);
    expect(calls()).toBe(0);
  });

  test('500 lines of three categories each fit, however long', () => {
    const longest = linesOf(500, (line) => labels(3, line, 100)).map((line) => ({
      ...line,
      sku: line.sku.padEnd(64, 'x'),
    }));
    expect(receiptBytes(longest)).toBeLessThanOrEqual(MAX_RECEIPT_BYTES);
  });

  test('500 lines of twenty categories each, all of them different, do not', () => {
    expect(receiptBytes(linesOf(500, (line) => labels(20, line, 6)))).toBeGreaterThan(MAX_RECEIPT_BYTES);
    // Where they repeat, as a shop's do, they take a byte for eight.
    expect(receiptBytes(linesOf(500, () => labels(20, 0, 100)))).toBeLessThan(50_000);
  });
});
