import { beforeAll, describe, expect, inject, test } from 'vitest';
import { MAX_RECEIPT_BYTES, receiptBytes } from '#domain/entries/receipt-size.ts';
import type { SaleLine } from '#domain/member/commands.ts';
import type { Program } from '#domain/program/program.ts';
import { MAX_CATEGORIES } from '#domain/values/limits.ts';
import { readReceipt } from '#operations/read-receipt.ts';
import { scoreReceipt } from '#operations/score-receipt.ts';
import { type House, houseOn, requestOf } from '../fixtures/house.ts';
import { monthlyAmount } from '../fixtures/programs.ts';
import { createTable, localClient } from '../fixtures/table.ts';

/** What is accepted fits: the largest receipts that are legal, stored on the database and read back. */
const NOON = '2024-05-20T12:00:00+03:00';
let house: House;

/** As many measures as a member can keep, each over goods of its own, and a rule that wins. */
const program: Program = {
  ...monthlyAmount(),
  rules: Array.from({ length: 190 }, (_, index) => ({
    name: `rule ${index}`.padEnd(40, 'x'),
    on: ['sale'],
    measure: {
      of: 'goods-amount',
      goods: { categories: [`c0-${index % 20}`], exceptSkus: [`none-${index}`] },
      window: 'this-month',
    },
    table: [{ from: '0 RUB', discount: '1%' }],
  })) as Program['rules'],
};

beforeAll(async () => {
  house = houseOn(await createTable(localClient(inject('dynamodbEndpoint'), 'largest'), 'laurel'), NOON);
  await house.activate(program);
});

const line = (sku: string, categories: readonly string[]): SaleLine => ({
  sku,
  quantityThousandths: 999_999,
  amountMinor: 100_000_000,
  categories,
});

/** 500 lines of as many different labels as one receipt can have, each of a length. */
function largest(length: number): readonly SaleLine[] {
  const lines = (perLine: number) =>
    Array.from({ length: 500 }, (_, index) =>
      line(
        `${index}`.padEnd(64, 'ж'),
        Array.from({ length: perLine }, (__, label) => `c${index}-${label}`.padEnd(length, 'x')),
      ),
    );
  for (let perLine = 20; perLine > 0; perLine -= 1) {
    if (receiptBytes(lines(perLine)) <= MAX_RECEIPT_BYTES) return lines(perLine);
  }
  throw new Error('no line fits');
}

describe('the largest receipt', () => {
  test.each([
    ['of many short labels', 7],
    ['of long labels', 100],
  ])('%s is stored for nobody and for a member, and read back', async (what, length) => {
    const lines = largest(length);
    expect(receiptBytes(lines)).toBeGreaterThan(0.6 * MAX_RECEIPT_BYTES);
    const memberId = await house.enrol(`card-${length}`);
    for (const owner of [{ memberId: null }, { memberId }]) {
      const receiptId = `r-${what.replaceAll(' ', '-')}-${owner.memberId === null ? 'nobody' : 'member'}`;
      const scored = await scoreReceipt(house, requestOf({ ...owner, receiptId, lines }));
      expect(scored).toMatchObject({ kind: 'scored' });
      const read = await readReceipt(house, { storeId: 'store-1', receiptId });
      if (read.kind !== 'found' || scored.kind !== 'scored') throw new Error('it is not there');
      // The labels of a line come back in the order of the table of labels.
      const sorted = (told: readonly SaleLine[]) =>
        told.map(({ categories = [], ...rest }) => ({ ...rest, categories: [...categories].sort() }));
      expect(sorted(read.entry.body.sale.lines)).toEqual(sorted(lines));
      expect(read.entry.body.answer).toEqual(scored.entry.body.answer);
    }
  });
});

describe('the most that rules can say of one receipt', () => {
  /** 500 rules that each add a category and print a long message, and 9,500 discounts of which one wins. */
  const category = (index: number): string => `c-${index}-`.padEnd(40, 'c');
  const talkative: Program = {
    ...monthlyAmount(),
    categories: Object.fromEntries(
      Array.from({ length: MAX_CATEGORIES }, (_, index) => [category(index), {}]),
    ),
    rules: [
      ...Array.from({ length: MAX_CATEGORIES }, (_, index) => ({
        name: `adds-${index}-`.padEnd(40, 'a'),
        on: ['sale'],
        then: { addCategories: [category(index)], message: `${index} `.padEnd(200, 'm') },
        combine: true,
      })),
      ...Array.from({ length: 9_500 }, (_, index) => ({
        name: `discount-${index}-`.padEnd(40, 'd'),
        on: ['sale'],
        when: { status: { level: ['bronze', 'silver', 'gold'] } },
        then: { discount: `${(index % 99) + 1}%` },
      })),
    ] as Program['rules'],
  };

  test('is stored with the largest receipt, what did something first', async () => {
    const client = localClient(inject('dynamodbEndpoint'), 'talkative');
    const shop = houseOn(await createTable(client, 'laurel'), NOON);
    await shop.activate(talkative);
    const memberId = await shop.enrol('card-1');
    const [storeId, receiptId] = ['s'.padEnd(64, 's'), 'r'.padEnd(64, 'r')];
    const request = requestOf({ memberId, storeId, receiptId, lines: largest(7) });
    const scored = await scoreReceipt(shop, request);
    if (scored.kind !== 'scored') throw new Error(scored.code);
    const { categories, reasons, messages, discounts } = scored.entry.body.answer;
    expect(categories.added).toHaveLength(MAX_CATEGORIES);
    expect(discounts).toMatchObject([{ basisPoints: 9_900 }]);
    const told = (outcome: string) => reasons.filter((reason) => reason.outcome === outcome).length;
    expect([told('won'), told('held-back') + told('gave')]).toEqual([1, reasons.length - 1]);
    expect(told('gave')).toBeGreaterThan(400);
    expect(messages.length).toBeGreaterThan(90);
    expect(messages.length).toBeLessThan(MAX_CATEGORIES);
    const read = await readReceipt(shop, { storeId, receiptId });
    expect(read).toMatchObject({ kind: 'found', entry: { body: { answer: scored.entry.body.answer } } });
    const facts = await shop.facts.factsOf(memberId, null, 1_000);
    expect(facts).toHaveLength(MAX_CATEGORIES + 1);
  });
});
