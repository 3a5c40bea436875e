import { describe, expect, test } from 'vitest';
import { compile } from '#domain/compile/compile.ts';
import { decideForNobody } from '#domain/decide.ts';
import type { Program, RuleDefinition } from '#domain/program/program.ts';
import { monthlyAmount, timelineOf } from '../fixtures/programs.ts';
import { at, Life, saleOf } from '../fixtures/scenario.ts';
import { sentencesOf } from './finding-sentences.ts';

const counters: Program['counters'] = {
  turnover: { measure: 'sold-amount' },
  paid: { measure: 'paid-amount' },
  visits: { measure: 'purchases' },
};
const measuring = (
  counter: string,
  table: RuleDefinition['table'],
  window = 'all-time',
  more: Partial<RuleDefinition> = {},
): RuleDefinition => ({
  name: `by-${counter}`,
  on: ['sale'],
  measure: { counter, window },
  table: table ?? [],
  ...more,
});
const withRules = (...rules: RuleDefinition[]) => monthlyAmount({}, { counters, rules });

/** The discount of 100 rubles after earlier receipts of one line each, a day apart. */
function discountAfter(
  program: Program,
  earlier: readonly (readonly [sold: number, paid?: number])[],
): number {
  const life = new Life(program);
  for (const [index, [sold, paid]] of earlier.entries()) {
    life.sale(`2024-05-0${index + 1}T12:00:00+03:00`, sold, undefined, { paidMinor: paid ?? null });
  }
  const answer = life.sale('2024-05-20T12:00:00+03:00', 10_000);
  return 10_000 - answer.soldMinor;
}

describe('discounts by what was counted before the receipt', () => {
  const bySold = withRules(
    measuring('turnover', [
      { from: '5000 RUB', below: '10000 RUB', discount: '5%' },
      { from: '10000 RUB', discount: '10%' },
    ]),
  );
  const byPaid = withRules(measuring('paid', [{ from: '5000 RUB', discount: '5%' }]));
  const byVisits = withRules(measuring('visits', [{ from: 2, discount: '1%' }]));
  test.each<[string, Program, (readonly [number, number?])[], number]>([
    ['Y2 sold: one kopeck below', bySold, [[499_999]], 0],
    ['Y2 sold: reached', bySold, [[500_000]], 500],
    ['Y2 sold: one kopeck below the next', bySold, [[500_000], [525_262]], 500],
    ['Y2 sold: the next', bySold, [[500_000], [526_316]], 1_000],
    ['Y3 Y4 paid: sold is not paid', byPaid, [[900_000, 499_999]], 0],
    ['Y3 Y4 paid: reached, whatever was sold', byPaid, [[900_000, 500_000]], 500],
    ['Y5 D3 visits: one', byVisits, [[1]], 0],
    ['Y5 D3 visits: from the second on', byVisits, [[1], [1]], 100],
    ['Y5 visits: three', byVisits, [[1], [1], [1]], 100],
  ])('%s', (_id, program, earlier, discount) => {
    expect(discountAfter(program, earlier)).toBe(discount);
  });

  test('Y24: the largest of several; each says what it measured', () => {
    const rules = [
      measuring('visits', [{ from: 1, discount: '1%' }]),
      measuring('turnover', [{ over: '1 RUB', discount: '3%' }]),
    ];
    const life = new Life(withRules(...rules));
    life.sale('2024-05-01T12:00:00+03:00', 5_000);
    expect(life.sale('2024-05-20T12:00:00+03:00', 10_000).reasons).toEqual([
      {
        rule: 'by-visits',
        outcome: 'held-back',
        basisPoints: 100,
        because: new Map(),
        measured: { counter: 'visits', value: 1, words: 'from 1' },
      },
      {
        rule: 'by-turnover',
        outcome: 'won',
        basisPoints: 300,
        because: new Map(),
        measured: { counter: 'turnover', value: 5_000, words: 'over 1 RUB' },
      },
    ]);
  });

  test('D5: a rolling window ends with the receipt’s own day', () => {
    const program = withRules(measuring('turnover', [{ from: '50 RUB', discount: '5%' }], 'P7D'));
    const discountsOn = (iso: string) => {
      const life = new Life(program);
      life.sale('2024-05-10T23:59:59.999+03:00', 5_000);
      return life.sale(iso, 10_000).discounts.length;
    };
    expect([
      discountsOn('2024-05-16T23:59:59.999+03:00'),
      discountsOn('2024-05-17T00:00:00.000+03:00'),
    ]).toEqual([1, 0]);
  });

  test('a year is kept by day for a rule that asks for a year', () => {
    const life = new Life(withRules(measuring('turnover', [{ from: '50 RUB', discount: '5%' }], 'P1Y')));
    life.sale('2024-05-10T12:00:00+03:00', 5_000);
    life.sale('2025-02-10T12:00:00+03:00', 1);
    expect(life.sale('2025-05-10T12:00:00+03:00', 10_000).discounts).toHaveLength(0);
    const other = new Life(withRules(measuring('turnover', [{ from: '50 RUB', discount: '5%' }], 'P1Y')));
    other.sale('2024-05-11T12:00:00+03:00', 5_000);
    other.sale('2025-02-10T12:00:00+03:00', 1);
    expect(other.sale('2025-05-10T12:00:00+03:00', 10_000).discounts).toHaveLength(1);
  });

  test.each([
    // The whole of May is asked for until 30 June; a receipt in between makes the state forget what it may.
    ['last-month', ['2024-05-01T12:00:00+03:00', '2024-06-29T12:00:00+03:00'], '2024-06-30T12:00:00+03:00'],
    ['all-time', ['2024-01-20T12:00:00+03:00', '2024-08-20T12:00:00+03:00'], '2024-12-20T12:00:00+03:00'],
  ])('%s: what it asks for is kept', (window, earlier, at) => {
    const least = window === 'all-time' ? 2 : 1;
    const life = new Life(withRules(measuring('visits', [{ from: least, discount: '1%' }], window)));
    for (const iso of earlier) life.sale(iso, 5_000);
    expect(life.sale(at, 10_000).discounts).toHaveLength(1);
  });

  test('nobody’s receipt has no counters', () => {
    const programs = timelineOf(withRules(measuring('visits', [{ from: 0, discount: '9%' }])));
    const sale = saleOf('2024-05-20T12:00:00+03:00', 10_000);
    expect(decideForNobody(programs.at(at('2024-05-20T12:00:00+03:00')), sale)).toMatchObject({
      answer: { discounts: [], reasons: [] },
    });
  });
});

describe('what compile finds in measures', () => {
  test.each<[code: string, rule: RuleDefinition, place: string]>([
    ['then-or-table', { name: 'r', on: ['sale'] }, 'rules.0'],
    [
      'then-or-table',
      measuring('visits', [{ from: 1, discount: '1%' }], 'today', { then: { discount: '1%' } }),
      'rules.0',
    ],
    ['unknown-counter', measuring('visit', [{ from: 1, discount: '1%' }]), 'rules.0.measure.counter'],
    ['unknown-window', measuring('visits', [{ from: 1, discount: '1%' }], 'ever'), 'rules.0.measure.window'],
    [
      'discount-not-a-percentage',
      measuring('visits', [{ from: 1, discount: '1' }]),
      'rules.0.table.0.discount',
    ],
    [
      'threshold-not-a-count',
      measuring('visits', [{ from: '1 RUB', discount: '1%' }]),
      'rules.0.table.0.from',
    ],
    ['threshold-not-money', measuring('turnover', [{ from: 1, discount: '1%' }]), 'rules.0.table.0.from'],
    [
      'table-overlap',
      measuring('visits', [
        { from: 1, discount: '1%' },
        { from: 5, discount: '2%' },
      ]),
      'rules.0.table.1',
    ],
  ])('%s', (code, rule, place) => {
    const { ok, findings } = compile(withRules(rule));
    expect([
      ok,
      findings
        .filter(({ severity }) => severity === 'error')
        .map((finding) => `${finding.code} ${finding.path.join('.')}`),
    ]).toEqual([false, [`${code} ${place}`]]);
    expect(sentencesOf(findings)).toMatchSnapshot();
  });
});

describe('D91: a gap between the rows of a rule is a warning; below the lowest and above the highest nothing was meant', () => {
  const row = (range: object) => ({ ...range, discount: '1%' });
  const places = (...rows: object[]) =>
    compile(withRules(measuring('visits', rows.map(row))))
      .findings.filter(({ code }) => code !== 'counter-unused')
      .map(({ severity, code, path }) => [severity, code, path.join('.')].join(' '));
  test.each<[what: string, rows: object[], found: readonly string[]]>([
    [
      'rows that meet',
      [
        { from: 2, upTo: 4 },
        { over: 4, upTo: 9 },
      ],
      [],
    ],
    ['one row with two ends', [{ from: 2, upTo: 4 }], []],
    ['a value between them', [{ from: 2, below: 4 }, { over: 4 }], ['warning table-gap rules.0.table.1']],
    [
      'several, in any order',
      [{ from: 20 }, { from: 2, upTo: 4 }, { from: 10, upTo: 12 }],
      ['warning table-gap rules.0.table.2', 'warning table-gap rules.0.table.0'],
    ],
  ])('%s', (_what, rows, found) => {
    expect(places(...rows)).toEqual(found);
  });
});
