import { describe, expect, test } from 'vitest';
import { monthlyAmount } from '../fixtures/programs.ts';
import { Life } from '../fixtures/scenario.ts';

/** Facts are numbered one after the other, statuses before labels, and the member knows the last number. */
describe('the numbers of facts', () => {
  const life = new Life(
    monthlyAmount(
      {},
      {
        categories: { a: {}, b: {}, c: {} },
        rules: [
          { name: 'two', on: ['sale'], when: { notCategories: ['a'] }, then: { addCategories: ['a', 'b'] } },
          {
            name: 'swap',
            on: ['sale'],
            when: { categories: ['a'] },
            measure: { of: 'sold-amount', window: 'this-receipt' },
            table: [{ over: '100 RUB', addCategories: ['c'], removeCategories: ['b'] }],
          },
        ],
      },
    ),
  );

  test('run on over receipts and turns', () => {
    life.sale('2024-01-20T12:00:00+03:00', 100);
    life.sale('2024-01-21T12:00:00+03:00', 1_500_000);
    life.sale('2024-02-02T12:00:00+03:00', 1);
    life.pass('2024-03-02T12:00:00+03:00');
    const told = life.facts.map((fact) => {
      const what = fact.kind === 'category-changed' ? `${fact.change} ${fact.category} by ${fact.rule}` : '';
      return `${fact.seq} ${fact.kind} ${what}`.trim();
    });
    expect(told).toEqual([
      '1 enrolled',
      '2 category-changed added a by two',
      '3 category-changed added b by two',
      '4 category-changed added c by swap',
      '5 category-changed removed b by swap',
      '6 status-changed',
      '7 status-changed',
    ]);
    expect(life.member.seq).toBe(7);
  });

  test('each says whose it is, when, and by which version', () => {
    expect(life.facts[1]).toMatchObject({
      memberId: 'm-1',
      at: Date.parse('2024-01-20T12:00:00+03:00'),
      recordedAt: Date.parse('2024-01-20T12:00:00+03:00'),
      programVersion: 1,
      storeId: 'store-1',
      receiptId: 'r-2024-01-20T12:00:00+03:00-100',
    });
    expect(life.facts[5]).toMatchObject({
      at: Date.parse('2024-02-01T00:00:00+03:00'),
      recordedAt: Date.parse('2024-02-02T12:00:00+03:00'),
      system: 'level',
      from: 'bronze',
      to: 'silver',
      direction: 'raised',
    });
  });
});
