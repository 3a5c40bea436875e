import { describe, expect, test } from 'vitest';
import type { EffectsDefinition, RuleDefinition } from '#domain/program/program.ts';
import { discountView } from '#domain/showing/discount-view.ts';
import { monthlyAmount } from '../fixtures/programs.ts';
import { at, Life } from '../fixtures/scenario.ts';

/** Standing discounts that outlast others, that several receipts gave, and that are equal (D45, D94). */

const noon = (day: string): string => `2024-${day}T12:00:00+03:00`;

const shop = (
  name: string,
  then: EffectsDefinition,
  change: Partial<RuleDefinition> = {},
): RuleDefinition => ({
  name,
  on: ['sale'],
  when: { stores: [name] },
  then,
  ...change,
});

const lifeOf = (...rules: RuleDefinition[]): Life => new Life(monthlyAmount({}, { rules }));

/** What shows on a day, as `5` or `5 then 3`; none: `null`. */
function shown(life: Life, day: string): string | null {
  const seen = discountView(life.programs.at(at(noon(day))), life.member);
  if (seen === null) return null;
  return `${seen.basisPoints / 100}${seen.then === null ? '' : ` then ${seen.then / 100}`}`;
}

describe('of two with an end, by rules of which neither speaks where the other does', () => {
  const rules = (until: string) => [
    shop('paid', { memberDiscount: '10%', until: '2024-06-30' }, { on: ['payment'] }),
    shop('bought', { memberDiscount: '5%', until }),
  ];

  test.each([
    ['the smaller one that ends later shows afterwards', '2024-07-31', '10 then 5', '5'],
    ['one that ends with it is covered', '2024-06-30', '10', null],
    ['and so is one that ends before', '2024-06-15', '10', null],
  ])('%s', (_, until, inMay, inJuly) => {
    const life = lifeOf(...rules(until));
    life.sale(noon('05-01'), 100, noon('05-01'), { receiptId: 'bill', storeId: 'x', paidMinor: 0 });
    life.pay('bill', 50, noon('05-01'), { storeId: 'paid' });
    life.sale(noon('05-02'), 100, noon('05-02'), { storeId: 'bought' });
    expect(shown(life, '05-02')).toBe(inMay);
    life.pass(noon('07-15'));
    expect(shown(life, '07-15')).toBe(inJuly);
  });
});

test('what it replaced returns with the last of the goods that gave it (D94)', () => {
  const life = lifeOf(
    shop('five', { memberDiscount: '5%' }),
    shop('nine', { memberDiscount: '9%' }, { clawback: 'always' }),
  );
  life.sale(noon('05-01'), 100, noon('05-01'), { storeId: 'five' });
  life.sale(noon('05-02'), 100, noon('05-02'), { storeId: 'nine', receiptId: 'one' });
  life.sale(noon('05-03'), 100, noon('05-03'), { storeId: 'nine', receiptId: 'two' });
  life.giveBack('one', { kind: 'all' }, noon('05-04'));
  expect(shown(life, '05-04')).toBe('9');
  life.giveBack('two', { kind: 'all' }, noon('05-05'));
  expect(shown(life, '05-05')).toBe('5');
});

describe('two rules on one receipt', () => {
  const told = (...thens: readonly EffectsDefinition[]) => {
    const life = lifeOf(
      ...thens.map((then, index): RuleDefinition => ({ name: `r${index}`, on: ['sale'], then })),
    );
    const { reasons } = life.sale(noon('05-01'), 100);
    return {
      given: life.member.discounts.map(({ rule }) => rule),
      reasons: reasons.map(({ rule, outcome }) => `${rule} ${outcome}`),
    };
  };

  test('of equal ones the first gives it', () => {
    const { given, reasons } = told({ memberDiscount: '5%' }, { memberDiscount: '5%' });
    expect(given).toEqual(['r0']);
    expect(reasons).toContain('r0 gave');
    expect(reasons).not.toContain('r1 gave');
  });

  test('of two with an end the smaller one is held back', () => {
    const until = '2024-06-30';
    const { given, reasons } = told({ memberDiscount: '5%', until }, { memberDiscount: '9%', until });
    expect(given).toEqual(['r1']);
    expect(reasons).toEqual(['r0 held-back', 'r1 gave']);
  });
});
