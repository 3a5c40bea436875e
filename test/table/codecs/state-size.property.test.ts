import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compile } from '#domain/compile/compile.ts';
import { keptColumns, MAX_STATE_BYTES_OF_A_PROGRAM, stateBytes } from '#domain/compile/state-size.ts';
import { addOn, type Counters, NO_COUNTERS, withinTallies } from '#domain/member/counters.ts';
import { asDay } from '#domain/time/time.ts';
import { MAX_STORES_COUNTED_A_DAY } from '#domain/values/limits.ts';
import { stateItem } from '#table/codecs/state-item.ts';
import { largestMember, measures, programAsking } from '../../fixtures/largest-member.ts';
import { itemBytes } from '../item-size.ts';

/** The bound by which a program is refused is never below what is written of a member who fills it. */
const anyAsking = fc.record({
  measure: fc.constantFrom(...measures),
  window: fc.oneof(
    fc.constantFrom('this-month', 'last-quarter', 'this-year', 'all-time', 'P10Y'),
    fc.integer({ min: 1, max: 3_660 }).map((days) => `P${days}D`),
  ),
});
test('a state takes no more than its program is counted for', { timeout: 60_000 }, () => {
  let [legal, refused] = [0, 0];
  fc.assert(
    fc.property(
      fc.array(anyAsking, { maxLength: 14 }),
      fc.integer({ min: 0, max: 50 }),
      fc.integer({ min: 0, max: 300 }),
      fc.constantFrom('none', 'always'),
      (askings, statuses, categories, clawback) => {
        const compiled = compile(programAsking(askings, statuses, categories, clawback));
        if (!compiled.ok) {
          const codes = compiled.findings
            .filter(({ severity }) => severity === 'error')
            .map(({ code }) => code);
          expect(codes).toEqual(['state-too-large']);
          refused += 1;
          return;
        }
        legal += 1;
        const bytes = itemBytes(stateItem(largestMember(compiled.program, keptColumns(compiled.program)), 1));
        expect(bytes).toBeLessThanOrEqual(stateBytes(compiled.program));
        expect(bytes).toBeLessThanOrEqual(MAX_STATE_BYTES_OF_A_PROGRAM);
      },
    ),
    { numRuns: 120 },
  );
  expect(legal).toBeGreaterThan(20);
  expect(refused).toBeGreaterThan(5);
});

test('what lies beneath gifts is counted', () => {
  const compiledOf = (clawback: 'none' | 'always') => {
    const compiled = compile(programAsking([], 1, 0, clawback));
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.findings));
    return compiled.program;
  };
  const sizeOf = (clawback: 'none' | 'always') => {
    const program = compiledOf(clawback);
    return itemBytes(stateItem(largestMember(program, keptColumns(program)), 1));
  };
  expect(sizeOf('always') - sizeOf('none')).toBeGreaterThan(8_000);
  expect(sizeOf('always')).toBeLessThanOrEqual(stateBytes(compiledOf('always')));
  expect(stateBytes(compiledOf('always')) - stateBytes(compiledOf('none'))).toBe((8 + 9) * 600);
});

describe('a count of different stores', () => {
  const counted = (store: string) => ({ sums: new Map(), tallies: new Map([['stores', store]]) });
  const visited = (day: number, stores: Iterable<string>, counters: Counters): Counters =>
    [...stores].reduce(
      (sum, store) => addOn(sum, asDay(day), withinTallies(sum, asDay(day), counted(store))),
      counters,
    );
  const range = (from: number, count: number) => Array.from({ length: count }, (_, at) => `s${from + at}`);
  const sizeOn = (counters: Counters, day: number): number =>
    counters.tallies.get('stores')?.values[counters.days.indexOf(asDay(day))]?.size ?? 0;

  test('takes ten new ones a day, and those again', () => {
    const counters = visited(1, [...range(0, 12), 's3'], NO_COUNTERS);
    expect(sizeOn(counters, 1)).toBe(MAX_STORES_COUNTED_A_DAY);
    expect(counters.tallies.get('stores')?.values[0]?.get('s3')).toBe(2);
    expect(sizeOn(visited(2, ['s11'], counters), 2)).toBe(1);
  });

  test('knows three hundred, and those again', () => {
    let counters = NO_COUNTERS;
    for (let day = 0; day < 40; day += 1) counters = visited(day, range(day * 10, 10), counters);
    expect(sizeOn(counters, 29)).toBe(10);
    expect(sizeOn(counters, 30)).toBe(0);
    expect(sizeOn(visited(41, ['s7', 's999'], counters), 41)).toBe(1);
  });
});
