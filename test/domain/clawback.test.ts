import { describe, expect, test } from 'vitest';
import type { Clawback, ReviewDefinition } from '#domain/program/program.ts';
import { ladderOf, lifeOf, told, type Words } from '../fixtures/ladder-story.ts';
import { timelineOf } from '../fixtures/programs.ts';

/** What a return leaves of what reviews gave, as if the goods had never been sold (D16, D21, D94). */

type Case = readonly [
  name: string,
  clawback: Clawback,
  review: Partial<ReviewDefinition>,
  steps: string,
  shown: string,
];

const atOnce = { raise: 'at-once' } as const;
const never = { ...atOnce, lower: 'never' } as const;

/** High is kept from 20 rubles on. */
const KEEPING: ReviewDefinition['table'] = [
  { below: '30 RUB', status: 'low' },
  { from: '30 RUB', below: '60 RUB', status: 'middle' },
  { from: '60 RUB', status: 'high', keep: { from: '20 RUB' } },
];

/** More than 60 rubles is less again. */
const FOLDED: ReviewDefinition['table'] = [
  { below: '30 RUB', status: 'low' },
  { from: '30 RUB', below: '60 RUB', status: 'high' },
  { from: '60 RUB', status: 'middle' },
];

const cases: readonly Case[] = [
  [
    'what a day raised stays, though all time has come to a row of less since',
    'always',
    { ...never, window: 'all-time', table: FOLDED },
    '05-02 A 40 · 05-03 B 30 · 05-04 C 5 · 05-05 -C',
    '05-02 high · 05-05 high',
  ],
  [
    'a return that lowers nothing at once is seen by the next one',
    'always',
    atOnce,
    '03-22 A 70 · 04-03 B 70 · 04-12 -A · 04-13 -B',
    '04-12 high · 04-13 low · 05-01 low',
  ],
  [
    'and by a late receipt that comes in between',
    'always',
    never,
    '04-10 A 70 · 05-05 B 70 · 05-10 -A · 04-20@05-12 C 5 · 05-20 -B',
    '05-10 high · 05-12 high · 05-20 low',
  ],
  [
    'and by the next turns',
    'until-rollover',
    never,
    '04-10 A 70 · 05-05 B 65 · 05-20 -A · 06-10 -B',
    '06-05 high · 06-10 high · 07-01 low',
  ],
  [
    'a status that only what came back held through the turn goes at once',
    'always',
    { ...never, window: 'P10D' },
    '04-12 A 40 · 05-05 -A',
    '05-01 middle · 05-05 low · 06-01 low',
  ],
  [
    'or with the next turn',
    'until-rollover',
    { ...never, window: 'P10D' },
    '04-12 A 40 · 05-05 -A',
    '05-05 middle · 06-01 low',
  ],
  [
    'within the closing delay at once, whatever is said',
    'until-rollover',
    never,
    '04-10 A 70 · 05-02 -A',
    '05-01 high · 05-02 low · 06-01 low',
  ],
  [
    'of what came too late within the delay of the period in which it came',
    'until-rollover',
    { late: 'current-period' },
    '03-10@04-20 A 70 · 05-02 -A',
    '05-01 high · 05-02 low',
  ],
  [
    'a grace for what came back is none',
    'always',
    { ...atOnce, grace: 'P30D', window: 'P10D' },
    '05-05 A 40 · 06-05 -A',
    '06-04 middle · 06-05 low',
  ],
  [
    'no grace follows what a return takes after the turn',
    'always',
    { ...atOnce, grace: 'P30D' },
    '04-10 A 40 · 05-04 -A',
    '05-03 middle · 05-04 low · 06-05 low',
  ],
  [
    'nor within the delay, where the turn would have judged',
    'until-rollover',
    { ...atOnce, grace: 'P30D' },
    '04-10 A 40 · 05-02 -A',
    '05-01 middle · 05-02 low · 06-05 low',
  ],
  [
    'what is raised after one return goes with another',
    'always',
    { ...never, every: 'week', window: 'this-week' },
    '04-02 A 70 · 04-11 -A · 04-12 B 35 · 04-18 -B',
    '04-10 high · 04-11 low · 04-12 middle · 04-15 middle · 04-18 low · 04-29 low',
  ],
  [
    'or with the turns',
    'until-rollover',
    { ...never, every: 'week', window: 'this-week' },
    '04-02 A 70 · 04-11 -A · 04-12 B 35 · 04-18 -B',
    '04-12 high · 04-15 middle · 04-18 middle · 04-22 low',
  ],
  [
    'a lower threshold keeps nothing that only what came back had raised',
    'always',
    { ...atOnce, table: KEEPING },
    '04-10 A 70 · 05-05 B 65 · 05-06 C 25 · 05-20 -A · 06-10 -B',
    '05-20 high · 06-05 high · 06-10 low',
  ],
  [
    'a grace that is over is not given anew',
    'always',
    { grace: 'P5D' },
    '03-10 A 70 · 04-10 B 40 · 05-03@05-08 C 70 · 05-10 -B',
    '05-05 high · 05-09 middle · 05-10 low · 06-01 high',
  ],
  [
    'what was recorded only raises nothing when goods come back',
    'always',
    { ...atOnce, late: 'record-only' },
    '04-05 A 5 · 04-20@05-10 B 70 · 05-11 C 70 · 05-12 -A · 05-13 -C',
    '05-10 low · 05-11 high · 05-12 high · 05-13 low',
  ],
  [
    'what is left is held since it would have been',
    'always',
    { ...atOnce, minimumStay: 'P40D' },
    '05-01 A 70 · 05-02 B 40 · 05-28 -A',
    '05-28 middle · 06-30 middle · 07-01 low',
  ],
  [
    'and no earlier',
    'always',
    { ...atOnce, minimumStay: 'P40D' },
    '05-01 A 5 · 05-03 B 70 · 05-28 C 40 · 05-29 -B',
    '05-29 middle · 07-01 middle · 08-01 low',
  ],
  [
    'what was held before a raising has been held since then',
    'always',
    { ...atOnce, minimumStay: 'P80D' },
    '03-01 A 40 · 04-10 B 70 · 05-10 -B',
    '05-09 high · 05-10 middle · 06-01 low',
  ],
  [
    'what is bought again makes half of it good',
    'until-rollover',
    { ...never, window: 'P10D' },
    '05-10 A 70 · 05-12 -A · 05-14 B 40',
    '05-14 high · 06-01 middle · 07-01 middle',
  ],
  [
    'or all of it',
    'until-rollover',
    { ...never, window: 'P10D' },
    '05-10 A 70 · 05-12 -A · 05-14 B 70',
    '05-14 high · 06-01 high · 07-01 high',
  ],
  [
    'what comes late within the delay is no return',
    'always',
    { ...never, window: 'P10D' },
    '04-05 A 40 · 04-06@05-02 B 70',
    '05-02 middle · 06-01 middle',
  ],
  [
    'what a period does not raise at once no return raises either',
    'until-rollover',
    { lower: 'never', window: 'P10D' },
    '03-25 A 70 · 04-05 -A · 04-06 C 5 · 04-10 B 70 · 05-02 -C',
    '04-06 high · 05-01 low · 05-02 low · 06-01 low',
  ],
  [
    'without periods what was held before the last raising returns',
    'always',
    { every: 'never', window: 'P20D' },
    '03-01 A 40 · 04-05 B 70 · 04-10 -B',
    '04-05 high · 04-10 middle',
  ],
  [
    'without periods beneath what a rule gave for good as well',
    'always',
    { every: 'never', window: 'all-time' },
    '04-10 A 40 · 04-12 B high · 04-14 -A · 04-16 -B',
    '04-14 high · 04-16 low',
  ],
];

describe('D16, D94: as if the goods had never been sold', () => {
  test.each(cases)('%s: %s', (_name, clawback, review, steps, shown) => {
    expect(told({ clawback, review }, steps, shown)).toBe(shown);
  });
});

test('D94: what stays says by what it is held now', () => {
  const life = lifeOf({ clawback: 'always', review: atOnce }, '05-01 A 85 · 05-02 B 20 · 05-03 -A 10');
  expect(life.member.statuses.get('level')).toMatchObject({
    computed: 'high',
    why: { kind: 'raised-at-once', value: 7_500 },
  });
});

test('D85, D94: what is left of all time has been held since its last receipt', () => {
  const words: Words = { clawback: 'always', review: { ...atOnce, window: 'all-time' } };
  const life = lifeOf(words, '05-01 A 5 · 05-03 B 70 · 05-28 C 40 · 05-29 -B');
  const { status, since } = life.member.statuses.get('level')?.earned ?? { status: null, since: 0 };
  expect([status, new Date(since).toISOString()]).toEqual(['middle', '2024-05-28T00:00:00.000Z']);
});

const DEARER: ReviewDefinition['table'] = [
  { below: '50 RUB', status: 'low' },
  { from: '50 RUB', below: '60 RUB', status: 'middle' },
  { from: '60 RUB', status: 'high' },
];

/** Middle is from 30 rubles on, and from 15 April on from 50. */
const dearerSince = (review: Partial<ReviewDefinition>) =>
  timelineOf(ladderOf({ clawback: 'always', review }), [
    '2024-04-15T00:00:00Z',
    ladderOf({ clawback: 'always', review: { ...review, table: DEARER } }),
  ]);

describe('D27, D94: a return takes nothing that an older version raised for what is left', () => {
  test.each([
    ['in the running period', never, '04-20'],
    ['of the last one', never, '05-10'],
    ['without periods', { every: 'never', window: 'all-time' } as const, '04-20'],
  ])('%s', (_name, review, day) => {
    const life = lifeOf(dearerSince(review), `04-10 A 40 · 04-18 B 5 · ${day} -B`);
    expect(life.status('2024-05-12T12:00:00Z')).toBe('middle');
    expect(life.disagreements('2024-05-12T12:00:00Z')).toEqual([]);
    lifeOf(life, '05-13 -A');
    expect(life.status('2024-06-02T12:00:00Z')).toBe('low');
  });
  test('and what a day comes to by words that came later is nothing that it raised', () => {
    const weekly = { ...never, window: 'this-week' } as const;
    const cheaper = timelineOf(ladderOf({ clawback: 'always', review: { ...weekly, table: DEARER } }), [
      '2024-04-15T00:00:00Z',
      ladderOf({ clawback: 'always', review: weekly }),
    ]);
    const life = lifeOf(cheaper, '04-10 A 40 · 04-18 B 70 · 04-20 -B');
    expect(life.status('2024-04-20T13:00:00Z')).toBe('low');
  });
});

test('D16, D27: what comes late within the delay is no return, whatever a version asks since', () => {
  const life = lifeOf(dearerSince(never), '04-10 A 40');
  expect(life.status('2024-05-01T12:00:00Z')).toBe('middle');
  lifeOf(life, '04-20@05-02 B 5');
  expect(life.status('2024-05-02T12:00:00Z')).toBe('middle');
});

test('D88, D94: also where the days of it are summed up', () => {
  const table: ReviewDefinition['table'] = [
    { below: 2, status: 'low' },
    { from: 2, below: 4, status: 'middle' },
    { from: 4, status: 'high' },
  ];
  const review = { ...atOnce, every: 'year', window: 'all-time', table } as const;
  const program = ladderOf({ clawback: 'always', review });
  const counters = { spent: { measure: 'purchase-days' } } as const;
  const life = lifeOf(
    timelineOf({ ...program, maxReceiptAgeDays: 20, counters }),
    '03-01 A 5 · 03-03 B 5 · 05-28 C 5 · 06-29 D 5 · 06-30 -B',
  );
  expect(life.member.counters.days).toHaveLength(1);
  const { status, since } = life.member.statuses.get('level')?.earned ?? { status: null, since: 0 };
  expect([status, new Date(since).toISOString()]).toEqual(['middle', '2024-05-28T00:00:00.000Z']);
});
