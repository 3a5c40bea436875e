import { describe, expect, test } from 'vitest';
import type { Program, StatusSystemDefinition } from '#domain/program/program.ts';
import { askAbout, explain } from '#domain/showing/explain.ts';
import { followed } from '../fixtures/followed.ts';
import { monthlyAmount } from '../fixtures/programs.ts';
import { at, Life } from '../fixtures/scenario.ts';

/** D80, D81: a name that something had before is free for something else, and gives it nothing. */

const noon = (day: string) => `2024-${day}T12:00:00+03:00`;

function ladder(statuses: StatusSystemDefinition['statuses'], dropped: readonly string[] = []): Program {
  const names = Object.keys(statuses);
  const table = names.map((status, index) => ({
    ...(index === 0 ? {} : { from: `${index * 100} RUB` }),
    ...(index === names.length - 1 ? {} : { below: `${(index + 1) * 100} RUB` }),
    status,
  }));
  const review = {
    every: 'month',
    counter: 'turnover',
    window: 'this-month',
    raise: 'at-once',
    table,
  } as const;
  return monthlyAmount({}, { statusSystems: { level: { statuses, dropped, review } } });
}

const labelled = (categories: NonNullable<Program['categories']>, dropped: readonly string[] = []): Program =>
  monthlyAmount({}, { categories, dropped: { categories: dropped } });

const counted = (counters: Program['counters']): Program =>
  monthlyAmount({}, { counters: { turnover: { measure: 'sold-amount' }, ...counters } });
const pieces = (sku: string) => ({ measure: 'goods-quantity', goods: { skus: [sku] } }) as const;

describe('a name that is used again', () => {
  test('a new status of the first name of one that is dropped', () => {
    const { timeline, told } = followed(
      ladder({ bronze: {}, silver: {} }),
      [noon('05-10'), ladder({ bronze: {}, iron: { was: ['silver'] } })],
      [noon('05-20'), ladder({ bronze: {}, gold: {}, silver: {} }, ['iron'])],
    );
    const life = new Life(timeline);
    life.sale(noon('05-05'), 10_000);
    expect([noon('05-15'), noon('05-21')].map((moment) => life.status(moment))).toEqual(['iron', 'bronze']);
    expect(told[1]?.changes[0]?.words).toBe(
      'The status `iron` of `level` is gone; who holds it becomes `bronze`.',
    );
  });

  test.each([
    ['first', { regular: {}, neighbour: {} }],
    ['last', { neighbour: {}, regular: {} }],
  ])('a new label of the old name of one that was renamed, listed %s', (_place, both) => {
    const { told } = followed(
      labelled({ regular: {} }),
      [noon('05-10'), labelled({ neighbour: { was: ['regular'] } })],
      [noon('05-20'), labelled(both)],
    );
    expect(told[1]?.findings).toEqual([]);
    expect(told[1]?.changes.map(({ words }) => words)).toEqual(['The label `regular` is new.']);
  });

  test('a new label of the first name of one that is dropped', () => {
    const { told } = followed(
      labelled({ vip: {} }),
      [noon('05-10'), labelled({ friend: { was: ['vip'] } })],
      [noon('05-20'), labelled({ vip: {} }, ['friend'])],
    );
    expect(told[1]?.changes.map(({ words }) => words)).toEqual([
      'The label `friend` is gone, and from members after thirty days.',
      'The label `vip` is new.',
    ]);
  });

  test('a new counter of the old name of one that was renamed begins at 0', () => {
    const { told } = followed(
      counted({ a: pieces('X') }),
      [noon('05-10'), counted({ b: { ...pieces('X'), was: ['a'] } })],
      [noon('05-20'), counted({ b: { ...pieces('X'), was: ['a'] }, a: pieces('Y') })],
    );
    expect(told[1]?.findings).toEqual([]);
    expect(told[1]?.changes.map(({ words }) => words)).toEqual(['`a` is new, and begins at 0.']);
  });

  test.each([
    ['that is still there', counted({ a: pieces('X'), b: { ...pieces('Y'), was: ['a'] } })],
    [
      'that another has been as well',
      counted({ b: { ...pieces('X'), was: ['a'] }, c: { ...pieces('Y'), was: ['a'] } }),
    ],
  ])('nothing was a counter %s', (_what, next) => {
    const { told } = followed(counted({ a: pieces('X') }), [noon('05-10'), next]);
    expect(told[0]?.findings.map(({ code }) => code)).toContain('was-still-there');
  });
});

test('an end within a day is told with that day', () => {
  const gift = { level: 'gold' };
  const program = monthlyAmount(
    {},
    {
      rules: [
        {
          name: 'gift',
          on: ['sale'],
          then: { status: gift, until: '2024-05-10T18:00:00+03:00', message: '{until.level}' },
        },
      ],
    },
  );
  const life = new Life(program);
  expect(life.sale(noon('05-02'), 100).messages).toEqual(['2024-05-10']);
  const question = askAbout(life.programs.at(at(noon('05-03'))), life.member, 'level');
  expect(question === null ? [] : explain(question, []).sentences.at(-1)).toBe(
    'It lasts until 2024-05-10; Bronze follows.',
  );
});
