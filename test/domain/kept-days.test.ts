import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Program } from '#domain/program/program.ts';
import { monthlyAmount } from '../fixtures/programs.ts';
import { at, Life } from '../fixtures/scenario.ts';

/** What a rule asks of the past is there, to its first day, however often days were forgotten since. */
const DAY_MS = 86_400_000;
const START = at('2024-01-01T12:00:00+03:00');

const program = (window: string, closingDelayHours: number): Program => ({
  ...monthlyAmount({}, { closingDelayHours }),
  rules: [
    {
      name: 'counted',
      on: ['sale'],
      measure: { of: 'purchases', window },
      table: Array.from({ length: 40 }, (_, count) => ({
        from: count + 1,
        upTo: count + 1,
        message: `${count + 1}`,
      })),
    } as Program['rules'][number],
  ],
});

test.each([
  ['P1D', 1],
  ['P5D', 5],
  ['P2W', 14],
  ['P30D', 30],
])('%s counts the day and those before it, at each receipt of a day', (window, days) => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 25 }),
      fc.constantFrom(0, 24, 48),
      (gaps, closingDelayHours) => {
        const life = new Life(program(window, closingDelayHours));
        let day = 0;
        const bought: number[] = [];
        for (const [index, gap] of gaps.entries()) {
          day += gap;
          bought.push(day);
          const moment = new Date(START + day * DAY_MS + index * 1000).toISOString();
          const { messages } = life.sale(moment, 100, moment, { receiptId: `receipt-${index}` });
          const counted = bought.filter((each) => each > day - days).length;
          expect(messages).toEqual([String(counted)]);
        }
      },
    ),
    { numRuns: 40 },
  );
});
