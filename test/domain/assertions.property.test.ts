import fc from 'fast-check';
import { test } from 'vitest';
import type { Program, ReviewDefinition } from '#domain/program/program.ts';
import { monthlyAmount, timelineOf } from '../fixtures/programs.ts';
import { Life } from '../fixtures/scenario.ts';

/**
 * Whatever versions follow each other, with statuses ordered anew, dropped and brought back under graces and given
 * statuses, no decision stops at an assertion: a member who meets one would get a 500 for ever.
 */

const DAY_MS = 86_400_000;
const BEGINNING = Date.parse('2024-01-10T12:00:00+03:00');
const dayOf = (number: number): string => new Date(BEGINNING + number * DAY_MS).toISOString();

const anyLadder = fc.shuffledSubarray(['bronze', 'silver', 'gold', 'platinum'], { minLength: 2 });

const anyReview = fc.record({
  every: fc.constantFrom<ReviewDefinition['every']>('day', 'week', 'month', 'quarter'),
  window: fc.constantFrom('this-month', 'last-month', 'this-quarter', 'P30D'),
  raise: fc.constantFrom('at-once' as const, 'at-turn' as const),
  lower: fc.constantFrom('to-earned' as const, 'one-step' as const, 'never' as const),
  grace: fc.option(fc.constantFrom('P3D', 'P14D', 'P1M'), { nil: undefined }),
  minimumStay: fc.option(fc.constantFrom('P10D', 'P1M'), { nil: undefined }),
});

const anyEnd = fc.option(
  fc.constantFrom('2024-05-31', '2024-12-31', 'end-of-week', 'end-of-month', 'end-of-period', 'P10D', 'P30D'),
  { nil: undefined },
);

/** A version in which the store of each place on the ladder gives its status, mostly for a time. */
const anyProgram: fc.Arbitrary<Program> = fc
  .record({ ladder: anyLadder, review: anyReview, ends: fc.array(anyEnd, { minLength: 4, maxLength: 4 }) })
  .map(({ ladder, review, ends }) => {
    const { grace, minimumStay, ...rest } = review;
    const table = ladder.map((status, rank) => ({
      ...(rank === 0 ? {} : { over: `${rank * 100} RUB` }),
      ...(rank === ladder.length - 1 ? {} : { upTo: `${(rank + 1) * 100} RUB` }),
      status,
    }));
    const stay = {
      ...(grace === undefined ? {} : { grace }),
      ...(minimumStay === undefined ? {} : { minimumStay }),
    };
    return {
      ...monthlyAmount(),
      statusSystems: {
        level: {
          statuses: Object.fromEntries(ladder.map((status) => [status, {}])),
          review: { counter: 'turnover', ...rest, ...stay, table },
        },
      },
      rules: ladder.map((status, rank) => ({
        name: `store-${rank}`,
        on: ['sale'],
        when: { stores: [`store-${rank}`] },
        then: { status: { level: status }, ...(ends[rank] === undefined ? {} : { until: ends[rank] }) },
      })),
    };
  });

const anyStep = fc.record({
  passed: fc.oneof(fc.nat(5), fc.nat(60)),
  lateBy: fc.oneof(fc.constant(0), fc.nat(50)),
  store: fc.nat(4),
  amountMinor: fc.nat(40_000),
  isSweep: fc.boolean(),
});

test('no version and no receipt leads to a state that cannot be', () => {
  fc.assert(
    fc.property(
      fc.array(anyProgram, { minLength: 4, maxLength: 4 }),
      fc.array(anyStep, { minLength: 30, maxLength: 60 }),
      (programs, steps) => {
        const [first, ...later] = programs as [Program, ...Program[]];
        const life = new Life(
          timelineOf(first, ...later.map((program, index) => [dayOf(60 + index * 80), program] as const)),
        );
        let today = 0;
        for (const [index, { passed, lateBy, store, amountMinor, isSweep }] of steps.entries()) {
          today += passed;
          const now = dayOf(today);
          const when = dayOf(Math.max(0, today - lateBy));
          if (isSweep) life.pass(now);
          else life.sale(when, amountMinor, now, { storeId: `store-${store}`, receiptId: `r${index}` });
          life.see(now);
        }
      },
    ),
    { numRuns: 150 },
  );
});
