import { describe, expect, test } from 'vitest';
import type { Program, RuleDefinition } from '#domain/program/program.ts';
import { monthlyAmount, timelineOf } from '../fixtures/programs.ts';
import { at, Life } from '../fixtures/scenario.ts';

/** From where a payment of a visit looks, which no-shows count, and by which goods a gift is asked again (D43, D44, D94). */

const april = (day: number, time = '10:00'): string =>
  `2024-04-${String(day).padStart(2, '0')}T${time}:00+03:00`;

const salon = (rules: readonly RuleDefinition[], change: Partial<Program> = {}): Program =>
  monthlyAmount({}, { rules, ...change });

describe('a payment of a visit is of its own moment, not of the visit’s', () => {
  /** Came on Thursday the 4th at 10:00, paid on Tuesday the 9th at 18:00. */
  const paid = (rule: Pick<RuleDefinition, 'when' | 'then'>): Life => {
    const life = new Life(salon([{ name: 'paid', on: ['payment'], ...rule }]));
    life.visit('v', april(4), { amountMinor: 80_000, paidMinor: 0 });
    life.payVisit('v', 80_000, april(9, '18:00'));
    return life;
  };

  test.each<[what: string, schedule: NonNullable<RuleDefinition['when']>['schedule'], given: number]>([
    ['the weekday of the payment', { weekdays: ['tuesday'] }, 1],
    ['the weekday of the visit', { weekdays: ['thursday'] }, 0],
    ['the hour of the payment', { hours: { from: '17:00', to: '19:00' } }, 1],
    ['the hour of the visit', { hours: { from: '09:00', to: '11:00' } }, 0],
  ])('%s', (_, schedule, given) => {
    const life = paid({ when: { schedule }, then: { memberDiscount: '5%' } });
    expect(life.member.discounts).toHaveLength(given);
    expect(life.disagreements(april(10))).toEqual([]);
  });

  test('so many days run from the payment', () => {
    const [discount] = paid({ then: { memberDiscount: '5%', until: 'P30D' } }).member.discounts;
    expect(discount?.until).toBe(at('2024-05-09T00:00:00+03:00'));
  });
});

describe('a no-show counts where its counter looks', () => {
  const counters = {
    all: { measure: 'no-shows' },
    here: { measure: 'no-shows', stores: ['store-1'] },
    haircuts: { measure: 'no-shows', goods: { skus: ['HAIRCUT'] } },
  } as const;

  test.each<[what: string, store: string, sku: string, counted: readonly string[]]>([
    ['its store and its goods', 'store-1', 'HAIRCUT', ['all', 'here', 'haircuts']],
    ['other goods', 'store-1', 'COLOUR', ['all', 'here']],
    ['another store', 'store-2', 'HAIRCUT', ['all', 'haircuts']],
  ])('%s', (_, store, sku, counted) => {
    const life = new Life(monthlyAmount({}, { statusSystems: {}, counters }));
    const lines = [{ sku, quantityThousandths: 1000, amountMinor: 100 }];
    life.visit('v', april(4), { status: 'no-show', lines, amountMinor: 100 }, store);
    const { counterColumns } = life.programs.at(at(april(4)))?.program ?? { counterColumns: new Map() };
    const sums = life.entries[0]?.counted.sums;
    expect(
      Object.keys(counters).filter((name) => sums?.get(counterColumns.get(name)?.id ?? '') === 1),
    ).toEqual(counted);
  });
});

test('what a rule gave for a visit is asked again by the goods of its own version', () => {
  const colours = (sku: string): Program =>
    salon(
      [
        {
          name: 'coloured',
          on: ['visit-came'],
          clawback: 'always',
          measure: { of: 'goods-amount', goods: { skus: [sku] }, window: 'this-receipt' },
          table: [{ from: '1 RUB', addCategories: ['coloured'] }],
        },
      ],
      { categories: { coloured: {} } },
    );
  const life = new Life(timelineOf(colours('COLOUR'), [april(10), colours('OTHER')]));
  const told = (amountMinor: number) => ({
    lines: [{ sku: 'COLOUR', quantityThousandths: 1000, amountMinor }],
    amountMinor,
  });
  life.visit('v', april(4), told(50_000));
  expect(life.visit('v', april(12), told(40_000)).categories).toEqual({ added: [], removed: [] });
  expect(life.visit('v', april(13), told(50)).categories).toEqual({ added: [], removed: ['coloured'] });
});
