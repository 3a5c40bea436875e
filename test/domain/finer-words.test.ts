import { describe, expect, test } from 'vitest';
import { compile } from '#domain/compile/compile.ts';
import type { Program, RuleDefinition } from '#domain/program/program.ts';
import { monthlyAmount } from '../fixtures/programs.ts';
import { at, Life } from '../fixtures/scenario.ts';
import { sentencesOf } from './finding-sentences.ts';

/** Words of rules that say more finely what is meant: `including`, `measured`, `transition` on a row, ends. */

const noon = (day: string) => `2024-${day}T12:00:00+03:00`;
const counters = {
  turnover: { measure: 'sold-amount' },
  visits: { measure: 'purchase-days' },
  shops: { measure: 'stores' },
} as const;
const ruled = (...rules: RuleDefinition[]): Program => monthlyAmount({}, { counters, rules });
const codesOf = (program: Program) =>
  compile(program).findings.map(({ code, path }) => `${path.join('.')} ${code}`);

describe('D84: a benefit looks at what was before the receipt, or includes it', () => {
  const off = (
    including: boolean,
    counter = 'turnover',
    from: string | number = '100 RUB',
  ): RuleDefinition => ({
    name: 'off',
    on: ['sale'],
    measure: { counter, window: 'this-month', ...(including ? { including: 'this-receipt' } : {}) },
    table: [{ from, discount: '10%' }],
  });

  test.each([
    [false, [10_000, 9_000]],
    [true, [9_000, 9_000]],
  ])('an amount, including: %s', (including, sold) => {
    const life = new Life(ruled(off(including)));
    expect([noon('05-10'), noon('05-11')].map((day) => life.sale(day, 10_000).soldMinor)).toEqual(sold);
  });

  test('the amount before benefits, to the cent', () => {
    const life = new Life(ruled(off(true)));
    expect(life.sale(noon('05-10'), 9_999).soldMinor).toBe(9_999);
    expect(life.sale(noon('05-11'), 1).soldMinor).toBe(1);
    expect(life.sale(noon('06-11'), 10_000).soldMinor).toBe(9_000);
  });

  test('a day and a store that are there already are no second ones', () => {
    const life = new Life(ruled(off(true, 'visits', 2)));
    expect([noon('05-10'), noon('05-10'), noon('05-11')].map((day) => life.sale(day, 100).soldMinor)).toEqual(
      [100, 100, 90],
    );
    const stores = new Life(ruled(off(true, 'shops', 2)));
    const bought = ['a', 'a', 'b'].map(
      (storeId, index) => stores.sale(noon(`05-1${index}`), 100, noon(`05-1${index}`), { storeId }).soldMinor,
    );
    expect(bought).toEqual([100, 100, 90]);
  });

  test('a window that ended before the receipt does not hold it', () => {
    const rule = {
      ...off(true),
      measure: { counter: 'turnover', window: 'last-month', including: 'this-receipt' },
    };
    const life = new Life(ruled(rule as RuleDefinition));
    expect(life.sale(noon('05-10'), 10_000).soldMinor).toBe(10_000);
    expect(life.sale(noon('06-10'), 1_000).soldMinor).toBe(900);
  });

  test('is for the measure of a discount', () => {
    const gift: RuleDefinition = {
      name: 'gift',
      on: ['sale'],
      measure: { counter: 'turnover', window: 'this-month', including: 'this-receipt' },
      table: [{ from: '100 RUB', status: { level: 'gold' } }],
    };
    expect(codesOf(ruled(gift))).toContain('rules.0.measure.including including-anyway');
    const own = { of: 'sold-amount', window: 'this-receipt', including: 'this-receipt' } as const;
    const program = ruled({ ...off(true), measure: own });
    expect(codesOf(program)).toContain('rules.0.measure.including including-anyway');
    expect(sentencesOf(compile(program).findings)).toContain('`this-receipt` is the receipt already');
  });
});

describe('several measures at once', () => {
  const both = (when: RuleDefinition['when'], then: RuleDefinition['then']): RuleDefinition => ({
    name: 'both',
    on: ['sale'],
    ...(when === undefined ? {} : { when }),
    ...(then === undefined ? {} : { then }),
  });
  const measured = [
    { counter: 'turnover', window: 'this-month', from: '300 RUB' },
    { counter: 'visits', window: 'this-month', from: 5 },
  ] as const;

  test('300 rubles and five visits: all of them', () => {
    const life = new Life(ruled(both({ measured }, { status: { level: 'gold' } })));
    life.sale(noon('05-01'), 30_000);
    for (const day of ['05-02', '05-03', '05-04']) life.sale(noon(day), 1);
    expect(life.status(noon('05-04'))).toBe('bronze');
    life.sale(noon('05-05'), 1);
    expect(life.status(noon('05-05'))).toBe('gold');
    const poor = new Life(ruled(both({ measured }, { status: { level: 'gold' } })));
    for (const day of ['05-01', '05-02', '05-03', '05-04', '05-05']) poor.sale(noon(day), 5_999);
    expect(poor.status(noon('05-05'))).toBe('bronze');
    poor.sale(noon('05-06'), 5);
    expect(poor.status(noon('05-06'))).toBe('gold');
  });

  test('for a discount they are what was before, unless they include the receipt; nobody has none', () => {
    const one = (including: boolean) =>
      [
        {
          counter: 'visits',
          window: 'this-month',
          from: 1,
          ...(including ? { including: 'this-receipt' as const } : {}),
        },
      ] as const;
    const [before, within] = [false, true].map(
      (including) => new Life(ruled(both({ measured: one(including) }, { discount: '10%' }))),
    );
    expect(before?.sale(noon('05-01'), 100).soldMinor).toBe(100);
    expect(within?.sale(noon('05-01'), 100).soldMinor).toBe(90);
  });

  test('beside a table: its row decides what, they decide whether', () => {
    const life = new Life(
      ruled({
        ...both({ measured: [{ counter: 'visits', window: 'this-month', over: 1, upTo: 2 }] }, undefined),
        measure: { counter: 'turnover', window: 'this-month' },
        table: [{ from: '1 RUB', message: '{value}' }],
      }),
    );
    const said = ['05-01', '05-02', '05-03'].map((day) => life.sale(noon(day), 100).messages.join());
    expect(said).toEqual(['', '2.00 RUB', '']);
  });

  test('check finds a counter that is not there, a range that is none, and an empty list', () => {
    const found = (when: RuleDefinition['when']) => codesOf(ruled(both(when, { discount: '1%' })));
    expect(found({ measured: [{ counter: 'nothing', window: 'this-month', from: 1 }] })).toContain(
      'rules.0.when.measured.0.counter unknown-counter',
    );
    expect(found({ measured: [{ counter: 'visits', window: 'this-month', from: 5, below: 5 }] })).toContain(
      'rules.0.when.measured.0 empty-range',
    );
    expect(found({ measured: [] })).toContain('rules.0.when.measured rule-never-runs');
    expect(found({ measured: [{ counter: 'shops', window: 'today', from: 1 }] })).not.toContain(
      'counters.shops counter-unused',
    );
  });
});

describe('I11: a row may say in which direction it moves', () => {
  const rule: RuleDefinition = {
    name: 'by-receipt',
    on: ['sale'],
    transition: 'up',
    measure: { of: 'sold-amount', window: 'this-receipt' },
    table: [
      { below: '10 RUB', status: { level: 'bronze' }, transition: 'down' },
      { from: '10 RUB', below: '20 RUB', status: { level: 'silver' } },
      { from: '20 RUB', status: { level: 'gold' } },
    ],
  };

  test('one row up, another down', () => {
    const given = { level: { statuses: { bronze: {}, silver: {}, gold: {} }, initial: 'bronze' } };
    const life = new Life({ ...ruled(rule), statusSystems: given });
    const held = [2_500, 1_500, 500, 500, 1_500].map((amount, index) => {
      life.sale(noon(`05-0${index + 1}`), amount);
      return life.status(noon(`05-0${index + 1}`));
    });
    expect(held).toEqual(['gold', 'gold', 'bronze', 'bronze', 'silver']);
  });

  test('where nothing moves it says nothing', () => {
    const row = { from: '10 RUB', message: 'thanks', transition: 'up' } as const;
    expect(codesOf(ruled({ ...rule, table: [row] }))).toContain(
      'rules.0.table.0.transition transition-without-status',
    );
  });
});

describe('D9: ends of a given status', () => {
  const gift = (until: string): Program => ({
    ...ruled({ name: 'gift', on: ['sale'], then: { status: { level: 'gold' }, until } }),
    statusSystems: { level: { statuses: { bronze: {}, silver: {}, gold: {} }, initial: 'bronze' } },
  });

  // Wednesday, 15 May 2024, in Moscow.
  test.each([
    ['end-of-next-day', '2024-05-17T00:00:00+03:00'],
    ['end-of-next-week', '2024-05-27T00:00:00+03:00'],
    ['end-of-next-month', '2024-07-01T00:00:00+03:00'],
    ['end-of-next-quarter', '2024-10-01T00:00:00+03:00'],
    ['end-of-next-half-year', '2025-01-01T00:00:00+03:00'],
    ['end-of-next-year', '2026-01-01T00:00:00+03:00'],
    ['2024-06-01T18:30:00+03:00', '2024-06-01T18:30:00+03:00'],
    ['2024-06-01T18:30Z', '2024-06-01T18:30:00Z'],
    ['2024-06-01T00:00:00-03:30', '2024-06-01T03:30:00Z'],
  ])('%s', (until, end) => {
    const life = new Life(gift(until));
    life.sale(noon('05-15'), 100);
    expect(life.see(noon('05-15')).until).toBe(at(end));
    expect(life.status(new Date(at(end) - 1).toISOString())).toBe('gold');
    expect(life.status(end)).toBe('bronze');
  });

  test('a week that begins on Sunday ends there', () => {
    const life = new Life({ ...gift('end-of-next-week'), weekStartsOn: 'sunday' });
    life.sale(noon('05-15'), 100);
    expect(life.see(noon('05-15')).until).toBe(at('2024-05-26T00:00:00+03:00'));
  });

  test.each([
    '2024-06-01T18:30',
    '2024-06-01T24:00:00Z',
    '2024-02-30T10:00:00Z',
    'end-of-next-period',
    'end-of-next',
  ])('%s is no end', (until) => {
    expect(codesOf(gift(until))).toContain('rules.0.then.until unknown-until');
  });

  test('a moment that is over gives nothing', () => {
    const life = new Life(gift('2024-05-15T11:59:59+03:00'));
    life.sale(noon('05-15'), 100);
    expect(life.status(noon('05-15'))).toBe('bronze');
  });
});
