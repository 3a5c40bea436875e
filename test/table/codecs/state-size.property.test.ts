import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compile } from '#domain/compile/compile.ts';
import { MAX_STATE_BYTES_OF_A_PROGRAM, stateBytes } from '#domain/compile/state-size.ts';
import { addOn, type Counters, NO_COUNTERS, withinTallies } from '#domain/member/counters.ts';
import type { Member, StatusReason, StatusRecord } from '#domain/member/member.ts';
import type { CompiledProgram } from '#domain/program/compiled.ts';
import type { Measure, Program } from '#domain/program/program.ts';
import { asDay, asEpochMs } from '#domain/time/time.ts';
import { MAX_STORES_COUNTED, MAX_STORES_COUNTED_A_DAY } from '#domain/values/limits.ts';
import { stateItem } from '#table/codecs/state-item.ts';
import { monthlyAmount } from '../../fixtures/programs.ts';
import { itemBytes } from '../item-size.ts';
import { sampleMember } from '../samples.ts';

/** The bound by which a program is refused is never below what is written of a member who fills it. */
const TODAY = asDay(20_000);
const measures: readonly Measure[] = [
  'sold-amount',
  'purchases',
  'purchase-days',
  'stores',
  'goods-quantity',
];

const anyAsking = fc.record({
  measure: fc.constantFrom(...measures),
  window: fc.oneof(
    fc.constantFrom('this-month', 'last-quarter', 'this-year', 'all-time', 'P10Y'),
    fc.integer({ min: 1, max: 3_660 }).map((days) => `P${days}D`),
  ),
});
type Asking = { readonly measure: Measure; readonly window: string };

const programOf = (askings: readonly Asking[], statuses: number, categories: number): Program => {
  const base = monthlyAmount();
  const names = Array.from({ length: statuses }, (_, index) => `status-${index}`);
  return {
    ...base,
    categories: Object.fromEntries(
      Array.from({ length: categories }, (_, index) => [`category-${index}`, {}]),
    ),
    statusSystems: {
      ...base.statusSystems,
      ...(statuses > 0 && { given: { statuses: Object.fromEntries(names.map((name) => [name, {}])) } }),
    },
    rules: [
      ...askings.map(({ measure, window }, index) => ({
        name: `rule-${index}`,
        on: ['sale'],
        measure: { of: measure, stores: [`store-${index}`, 'any'], window },
        table: [{ from: measure === 'sold-amount' ? '1 RUB' : 1, discount: '1%' }],
      })),
      ...names.map((name) => ({
        name: `gives-${name}`,
        on: ['sale'],
        when: { store: ['any'] },
        then: { status: { given: name }, until: 'P1Y' },
      })),
    ] as Program['rules'],
  };
};

/** Everything on every day, and as much as is counted of stores. */
function filled({ columns }: CompiledProgram): Counters {
  const kept = columns.filter(({ isKept }) => isKept);
  const first = Math.max(...kept.map(({ retentionDays }) => retentionDays));
  const days = Array.from({ length: first + 1 }, (_, index) => asDay(TODAY - first + index));
  const ofDay = (retentionDays: number, value: number) =>
    days.map((day) => (TODAY - day <= retentionDays ? value : 0));
  const tallies = kept.filter(({ aggregate }) => aggregate === 'distinct');
  let counters: Counters = {
    days,
    sums: new Map(
      kept
        .filter(({ aggregate }) => aggregate !== 'distinct')
        .map(({ id, unit, retentionDays }) => [
          id,
          { before: 2 ** 52, values: ofDay(retentionDays, unit === 'count' ? 1_000_000 : 2_000_000_000_000) },
        ]),
    ),
    tallies: new Map(),
  };
  const text = (number: number): string => `${'s'.repeat(58)}${String(number).padStart(6, '0')}`;
  const before = new Map(Array.from({ length: MAX_STORES_COUNTED }, (_, number) => [text(number), 100]));
  const values = (retentionDays: number) =>
    days.map((day) =>
      TODAY - day > retentionDays
        ? new Map<string, number>()
        : new Map(
            Array.from({ length: MAX_STORES_COUNTED_A_DAY }, (_, number) => [
              text((day + number * 29) % MAX_STORES_COUNTED),
              60,
            ]),
          ),
    );
  counters = {
    ...counters,
    tallies: new Map(tallies.map(({ id, retentionDays }) => [id, { before, values: values(retentionDays) }])),
  };
  return counters;
}

const LONG = 'x'.repeat(64);
const why: StatusReason = {
  kind: 'rule',
  programVersion: 1_000,
  rule: 'r'.repeat(100),
  measured: { counter: LONG, value: 2 ** 50, words: LONG },
  storeId: LONG,
  receiptId: LONG,
  day: TODAY,
} as StatusReason;

function recordOf(names: readonly string[], since = asEpochMs(1_700_000_000_000)): StatusRecord {
  const held = { status: names.at(-1) ?? null, since, why };
  return {
    computed: held.status,
    since,
    until: since,
    why,
    earned: held,
    grace: { ...held, until: since },
    given: names.map((status) => ({ status, since, why, until: since, hides: true })),
    before: { status: held.status, since },
    closedTo: TODAY,
    override: null,
    baselines: new Map(),
  };
}

function memberOf(program: CompiledProgram): Member {
  const since = asEpochMs(1_700_000_000_000);
  return {
    ...sampleMember('mLargest'),
    statuses: new Map(
      program.systems.map(({ name, statuses, review }) => [
        name,
        recordOf(review === null ? statuses.map((status) => status.name) : [statuses[0]?.name ?? 'none']),
      ]),
    ),
    categories: [...program.categories.keys()].map((name) => ({ name, since, until: since })),
    counters: filled(program),
  };
}

test('a state takes no more than its program is counted for', { timeout: 60_000 }, () => {
  let [legal, refused] = [0, 0];
  fc.assert(
    fc.property(
      fc.array(anyAsking, { maxLength: 14 }),
      fc.integer({ min: 0, max: 50 }),
      fc.integer({ min: 0, max: 300 }),
      (askings, statuses, categories) => {
        const compiled = compile(programOf(askings, statuses, categories));
        if (!compiled.ok) {
          const codes = compiled.findings
            .filter(({ severity }) => severity === 'error')
            .map(({ code }) => code);
          expect(codes).toEqual(['state-too-large']);
          refused += 1;
          return;
        }
        legal += 1;
        const bytes = itemBytes(stateItem(memberOf(compiled.program), 1));
        expect(bytes).toBeLessThanOrEqual(stateBytes(compiled.program));
        expect(bytes).toBeLessThanOrEqual(MAX_STATE_BYTES_OF_A_PROGRAM);
      },
    ),
    { numRuns: 120 },
  );
  expect(legal).toBeGreaterThan(20);
  expect(refused).toBeGreaterThan(5);
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
