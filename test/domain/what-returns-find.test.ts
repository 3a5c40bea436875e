import { describe, expect, test } from 'vitest';
import type { Clawback, ReviewDefinition } from '#domain/program/program.ts';
import { followed } from '../fixtures/followed.ts';
import { ladderOf, lifeOf, told } from '../fixtures/ladder-story.ts';
import { timelineOf } from '../fixtures/programs.ts';
import { Life } from '../fixtures/scenario.ts';

/** What has become meanwhile of that which goods that come back had raised (D16, D81, D82, D88, D94). */

const noon = (day: string): string => `2024-${day}T12:00:00Z`;

type Case = readonly [
  name: string,
  clawback: Clawback,
  review: Partial<ReviewDefinition>,
  steps: string,
  shown: string,
];

const never = { raise: 'at-once', lower: 'never' } as const;

/** A week's purchases count in the next; what is missed lasts three days more. */
const lapsing = { raise: 'at-once', grace: 'P3D', window: 'last-week' } as const;
/** Of March nothing keeps it; on 2 April the last week raises it again, and nothing is left of that day. */
const LAPSED = '03-14 A 40 · 03-18 B 5 · 03-25 C 40 · 04-02 D 5 · 04-12 -D';

const cases: readonly Case[] = [
  [
    'what is raised by the days before leaves no turn to judge from below',
    'until-rollover',
    { ...never, every: 'quarter', window: 'last-week' },
    '04-08 A 40 · 04-15 B 5 · 04-16 -A · 04-22 C 70 · 04-29 D 5',
    '04-16 middle · 04-29 high · 07-01 high',
  ],
  [
    'a grace that goods had made good is made good at its end by what is left',
    'always',
    lapsing,
    LAPSED,
    '04-03 middle · 04-12 middle · 05-01 middle · 05-04 low',
  ],
  [
    'and the next turn judges from there',
    'until-rollover',
    lapsing,
    LAPSED,
    '04-12 middle · 05-01 middle · 05-04 low',
  ],
  [
    'or goes with its end',
    'always',
    lapsing,
    '03-14 A 40 · 03-18 B 5 · 03-25 C 40 · 04-02 D 5 · 04-12 -C',
    '04-03 middle · 04-12 low',
  ],
];

describe('D16, D94: what goods that come back find', () => {
  test.each(cases)('%s: %s', (_name, clawback, review, steps, shown) => {
    expect(told({ clawback, review }, steps, shown)).toBe(shown);
  });
});

test('D81, D94: what follows a status that a version has taken out is no more than was held', () => {
  const words = { clawback: 'always', review: {} } as const;
  const table: ReviewDefinition['table'] = [
    { below: '60 RUB', status: 'middle' },
    { from: '60 RUB', status: 'high' },
  ];
  const next = ladderOf({ ...words, review: { table } });
  const { level } = next.statusSystems ?? {};
  if (level === undefined) throw new Error('no level');
  const dropped = [{ status: 'low', to: 'high' }];
  const statusSystems = { level: { ...level, statuses: { middle: {}, high: {} }, dropped } };
  const { timeline, told: findings } = followed(ladderOf(words), [
    '2024-05-15T00:00:00Z',
    { ...next, statusSystems, rules: [], dropped: { rules: ['gift'] } },
  ]);
  expect(findings[0]?.findings).toEqual([]);
  const life = lifeOf(timeline, '04-10 A 40 · 05-20 -A');
  expect(life.status('2024-05-20T12:00:00Z')).toBe('middle');
});

test('D16, D94: goods that come back take what an earlier version raised of whoever came after the last turn', () => {
  const review = { raise: 'at-once' } as const;
  const { timeline } = followed(ladderOf({ clawback: 'none', review }), [
    '2024-04-20T00:00:00Z',
    ladderOf({ clawback: 'always', review }),
  ]);
  const life = lifeOf(new Life(timeline, noon('04-15')), '04-16 A 70');
  expect(life.status(noon('04-24'))).toBe('high');
  life.giveBack('A', { kind: 'all' }, noon('04-25'));
  expect(life.status(noon('04-25'))).toBe('low');
});

test('D87, D88, D94: days on which others alone have counted are known again without periods', () => {
  const program = ladderOf({ clawback: 'always', review: { every: 'never', window: 'last-week' } });
  const counters = {
    spent: { measure: 'sold-amount', stores: ['S1'] },
    all: { measure: 'sold-amount' },
  } as const;
  const busy = {
    name: 'busy',
    on: ['sale'],
    measure: { counter: 'all', window: 'P5D' },
    table: [{ from: '900 RUB', status: { level: 'high' } }],
  } as const;
  const life = new Life(timelineOf({ ...program, counters, rules: [busy] }), '2024-01-10T12:00:00Z');
  const buy = (day: string, storeId: string, amountMinor: number) =>
    life.sale(noon(day), amountMinor, noon(day), { storeId, receiptId: day });
  buy('04-10', 'S1', 4_000);
  // What the week before came to is seen in another shop, and that day is forgotten by June.
  buy('04-15', 'S2', 500);
  expect(life.status(noon('04-15'))).toBe('middle');
  buy('06-20', 'S1', 4_000);
  life.giveBack('06-20', { kind: 'all' }, noon('06-25'));
  expect(life.status(noon('06-25'))).toBe('middle');
});

test('D78, D88: a deposit that comes back from a day that is summed up leaves nothing there', () => {
  // The month that is over is not judged again: what was bought in it raises in the next.
  const review = { raise: 'at-once', lower: 'never', window: 'P1Y', late: 'record-only' } as const;
  const program = ladderOf({ clawback: 'until-rollover', review });
  const counters = {
    ...program.counters,
    bottles: { measure: 'goods-amount', goods: { skus: ['bottle'] } },
  } as const;
  const cheap = {
    name: 'cheap',
    on: ['sale'],
    measure: { counter: 'bottles', window: 'today' },
    table: [{ from: '900 RUB', message: 'So many.' }],
  } as const;
  const life = new Life(
    timelineOf({ ...program, closingDelayHours: 0, counters, rules: [cheap] }),
    '2024-03-01T08:00:00Z',
  );
  life.sale('2024-02-29T18:00:00Z', 4_000, '2024-03-01T08:30:00Z', { receiptId: 'A' });
  life.sale(noon('03-02'), 100, noon('03-02'), {
    receiptId: 'B',
    lines: [
      { sku: 'bottle', quantityThousandths: 1_000, amountMinor: -100 },
      { sku: 'beer', quantityThousandths: 1_000, amountMinor: 200 },
    ],
  });
  life.sale(noon('03-03'), 10, noon('03-03'), { receiptId: 'C' });
  life.sale(noon('03-19'), 10, noon('03-19'), { receiptId: 'D' });
  life.giveBack('B', { kind: 'all' }, noon('03-20'));
  // Looked at again are the days that are left, not the one of which all has come back.
  expect(life.see(noon('03-20')).why).toMatchObject({ seenFrom: Date.parse('2024-03-03') / 86_400_000 });
});
