import { describe, expect, test } from 'vitest';
import { compile } from '#domain/compile/compile.ts';
import type { Program, ReviewDefinition, StatusSystemDefinition } from '#domain/program/program.ts';
import { rulesOn } from '#domain/program/rule-set.ts';
import { discountsByLevel, monthlyAmount, monthlyPurchases } from '../fixtures/programs.ts';
import { sentencesOf } from './finding-sentences.ts';

const table = (...rows: ReviewDefinition['table']) => monthlyAmount({ table: rows });
const rule = (change: Partial<Program['rules'][number]>): Program =>
  monthlyAmount({}, { rules: [{ name: 'r', on: ['sale'], then: { discount: '5%' }, ...change }] });

const level = monthlyAmount().statusSystems.level as StatusSystemDefinition;
const withoutStatuses = monthlyAmount({}, { statusSystems: { level: { ...level, statuses: {} } } });

const rest = [
  { over: '10000 RUB', upTo: '20000 RUB', status: 'silver' },
  { over: '20000 RUB', status: 'gold' },
];

describe('what compile finds: code, place, what to write instead', () => {
  test.each<[code: string, program: Program, place: string, advice: string]>([
    ['unknown-currency', monthlyAmount({}, { currency: 'RUR' }), 'currency', 'ISO 4217'],
    [
      'unknown-window',
      monthlyAmount({ window: 'this-moth' }),
      'statusSystems.level.review.window',
      'this-month',
    ],
    [
      'unknown-counter',
      monthlyAmount({ counter: 'turnovr' }),
      'statusSystems.level.review.counter',
      'one of: turnover',
    ],
    [
      'threshold-without-operator',
      table({ status: 'bronze' }, ...rest),
      'statusSystems.level.review.table.0',
      '`over: 10000 RUB`',
    ],
    [
      'from-and-over',
      table({ from: '1 RUB', over: '1 RUB', status: 'bronze' }, ...rest),
      'statusSystems.level.review.table.0',
      'Keep one',
    ],
    [
      'up-to-and-below',
      table({ upTo: '1 RUB', below: '1 RUB', status: 'bronze' }, ...rest),
      'statusSystems.level.review.table.0',
      'Keep one',
    ],
    [
      'empty-range',
      table({ over: '5 RUB', upTo: '5 RUB', status: 'bronze' }, ...rest),
      'statusSystems.level.review.table.0',
      'above its lower end',
    ],
    [
      'threshold-not-money',
      table({ upTo: 10_000, status: 'bronze' }, ...rest),
      'statusSystems.level.review.table.0.upTo',
      '`upTo: 10000 RUB`',
    ],
    [
      'threshold-not-money',
      table({ upTo: '10000 USD', status: 'bronze' }, ...rest),
      'statusSystems.level.review.table.0.upTo',
      'with its currency',
    ],
    [
      'threshold-too-large',
      table({ upTo: '30000000000 RUB', status: 'bronze' }, { over: '30000000000 RUB', status: 'gold' }),
      'statusSystems.level.review.table.0.upTo',
      'The largest is `1000000000.00 RUB`',
    ],
    [
      'threshold-not-a-count',
      monthlyAmount(
        { counter: 'visits', table: [{ from: '5 RUB', status: 'bronze' }] },
        { counters: { visits: { measure: 'purchases' } } },
      ),
      'statusSystems.level.review.table.0.from',
      'a whole number',
    ],
    [
      'table-overlap',
      table({ upTo: '10000.01 RUB', status: 'bronze' }, ...rest),
      'statusSystems.level.review.table.1',
      '`upTo: X` and `over: X`',
    ],
    [
      'table-gap',
      table({ below: '10000 RUB', status: 'bronze' }, ...rest),
      'statusSystems.level.review.table.1',
      '`upTo: X` and `over: X`',
    ],
    [
      'table-gap',
      table(
        { upTo: '10000 RUB', status: 'bronze' },
        { over: '10000 RUB', upTo: '20000 RUB', status: 'silver' },
        { over: '20000 RUB', upTo: '30000 RUB', status: 'gold' },
      ),
      'statusSystems.level.review.table.2',
      'open',
    ],
    [
      'table-not-rising',
      table(
        { upTo: '10000 RUB', status: 'gold' },
        { over: '10000 RUB', upTo: '20000 RUB', status: 'silver' },
        { over: '20000 RUB', status: 'bronze' },
      ),
      'statusSystems.level.review.table',
      'lowest first',
    ],
    [
      'status-unreachable',
      table({ upTo: '10000 RUB', status: 'bronze' }, { over: '10000 RUB', status: 'silver' }),
      'statusSystems.level.statuses.gold',
      'status: gold',
    ],
    [
      'unknown-status',
      table({ upTo: '10000 RUB', status: 'bronce' }, ...rest),
      'statusSystems.level.review.table.0.status',
      'one of: bronze, silver, gold',
    ],
    [
      'counter-unused',
      monthlyAmount(
        {},
        { counters: { turnover: { measure: 'sold-amount' }, visits: { measure: 'purchases' } } },
      ),
      'counters.visits',
      'take it out',
    ],
    ['discount-not-a-percentage', rule({ then: { discount: '5' } }), 'rules.0.then.discount', '`5%`'],
    [
      'unknown-system',
      rule({ when: { status: { levels: ['gold'] } } }),
      'rules.0.when.status.levels',
      'one of: level',
    ],
    [
      'unknown-status',
      rule({ when: { status: { level: ['gold', 'platin'] } } }),
      'rules.0.when.status.level.1',
      'one of: bronze',
    ],
    [
      'rule-never-runs',
      rule({ when: { status: { level: [] } } }),
      'rules.0.when.status.level',
      'one of: bronze',
    ],
    [
      'rule-name-twice',
      monthlyAmount({}, { rules: [...discountsByLevel, ...discountsByLevel.slice(0, 1)] }),
      'rules.3.name',
      'of its own',
    ],
    ['status-count', withoutStatuses, 'statusSystems.level.statuses', 'lowest first'],
    [
      'too-many',
      monthlyAmount(
        {},
        {
          counters: Object.fromEntries(
            Array.from({ length: 201 }, (_, n) => [`c${n}`, { measure: 'purchases' as const }]),
          ),
        },
      ),
      'counters',
      'Join',
    ],
  ])('%s', (code, program, place, advice) => {
    const { findings } = compile(program);
    const found = findings.find((finding) => finding.code === code && finding.path.join('.') === place);
    expect(findings.map((finding) => `${finding.code} ${finding.path.join('.')}`)).toContain(
      `${code} ${place}`,
    );
    expect(found?.advice).toContain(advice);
    expect(sentencesOf(findings)).toMatchSnapshot();
  });

  test('errors leave no program, warnings do', () => {
    expect(compile(monthlyAmount({ counter: 'none' })).ok).toBe(false);
    expect(
      compile(table({ upTo: '10000 RUB', status: 'bronze' }, { over: '10000 RUB', status: 'silver' })).ok,
    ).toBe(true);
  });

  test.each([
    ['monthlyAmount', monthlyAmount({}, { rules: discountsByLevel })],
    ['monthlyPurchases', monthlyPurchases],
  ])('nothing is found in %s', (_name, program) => {
    expect(compile(program).findings).toEqual([]);
  });
});

test('I35 a rule keeps its name and its explanation', () => {
  const compiled = compile(rule({ name: 'Five for all', explanation: 'Everybody pays less.' }));
  const without = compile(rule({ name: 'Five for all' }));
  const kept = (result: typeof compiled) =>
    result.ok ? rulesOn(result.program, 'sale').benefits.rules[0] : null;
  expect(kept(compiled)).toMatchObject({ name: 'Five for all', explanation: 'Everybody pays less.' });
  expect(kept(without)).toMatchObject({ explanation: null });
});

describe('columns are named by what they measure', () => {
  const idsOf = (program: Program) => {
    const compiled = compile(program);
    return compiled.ok ? compiled.program.columns.map(({ id }) => id) : [];
  };

  test('whatever the counter is called, two programs share a column', () => {
    const renamed = monthlyAmount({ counter: 'spent' }, { counters: { spent: { measure: 'sold-amount' } } });
    expect(idsOf(renamed)).toEqual(idsOf(monthlyAmount()));
  });

  test('another currency is another column', () => {
    const inEuros = monthlyAmount(
      {
        table: [
          { upTo: '10 EUR', status: 'bronze' },
          { over: '10 EUR', upTo: '20 EUR', status: 'silver' },
          { over: '20 EUR', status: 'gold' },
        ],
      },
      { currency: 'EUR' },
    );
    expect(idsOf(inEuros)).not.toEqual(idsOf(monthlyAmount()));
  });

  test('days are kept for the running and the last closed month, and the closing delay', () => {
    const compiled = compile(monthlyAmount());
    expect(compiled.ok && compiled.program.columns.map(({ retentionDays }) => retentionDays)).toEqual([64]);
  });
});
