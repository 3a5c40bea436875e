import { describe, expect, test } from 'vitest';
import { compile, makeReady } from '#domain/compile/compile.ts';
import type { Program } from '#domain/program/program.ts';
import {
  MAX_AMOUNT_MINOR,
  MAX_CATEGORIES,
  MAX_CATEGORY_DEPTH,
  MAX_KEPT_COLUMNS,
} from '#domain/values/limits.ts';
import { formatMoney } from '#domain/values/money.ts';
import { monthlyAmount } from '../fixtures/programs.ts';

/**
 * What a program is refused for when it is taken on, and decided with all the same where it is stored: limits and lists
 * change from release to release, and a version that was valid once answers for ever.
 */
const sound = monthlyAmount();
const rule = (name: string): Program['rules'][number] => ({ name, on: ['sale'], then: { discount: '1%' } });
const many = <Value>(count: number, make: (index: number) => Value): Record<string, Value> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`n${index}`, make(index)]));
const level = (change: object): Program => {
  const system = sound.statusSystems.level;
  if (system === undefined) throw new Error('the fixture has no level');
  return { ...sound, statusSystems: { level: { ...system, ...change } } };
};
const review = (change: object): Program =>
  level({ review: { ...sound.statusSystems.level?.review, ...change } });
const beyond = `${(MAX_AMOUNT_MINOR / 100) * 10} RUB`;

const cases: readonly (readonly [code: string, what: string, program: Program])[] = [
  [
    'unknown-currency',
    'a currency that has left the list',
    JSON.parse(JSON.stringify(sound).replaceAll('RUB', 'BGN')),
  ],
  [
    'unknown-currency',
    'a counter in such a currency',
    { ...sound, counters: { ...sound.counters, old: { measure: 'sold-amount', currency: 'HRK' } } },
  ],
  [
    'unknown-currency',
    'a condition on such a currency',
    { ...sound, rules: [{ ...rule('old'), when: { currency: 'ANG' } }] },
  ],
  ['rule-name-twice', 'two rules of one name', { ...sound, rules: [rule('a'), rule('a')] }],
  [
    'too-many',
    'more rules than are allowed',
    { ...sound, rules: Array.from({ length: 10_001 }, (_, n) => rule(`r${n}`)) },
  ],
  [
    'too-many',
    'more counters',
    { ...sound, counters: { ...sound.counters, ...many(201, () => ({ measure: 'purchases' as const })) } },
  ],
  [
    'too-many',
    'more status systems',
    { ...sound, statusSystems: { ...sound.statusSystems, ...many(21, () => ({ statuses: { one: {} } })) } },
  ],
  [
    'too-many-measures',
    'more measures that a member keeps',
    {
      ...sound,
      rules: Array.from({ length: MAX_KEPT_COLUMNS }, (_, index) => ({
        name: `shop-${index}`,
        on: ['sale'],
        measure: { of: 'purchases', stores: [`s${index}`], window: 'this-month' },
        table: [{ from: 1, discount: '1%' }],
      })),
    } as Program,
  ],
  [
    'state-too-large',
    'a state that may not fit',
    {
      ...sound,
      rules: Array.from({ length: 10 }, (_, index) => ({
        name: `long-${index}`,
        on: ['sale'],
        measure: { of: 'sold-amount', stores: [`s${index}`], window: 'P10Y' },
        table: [{ from: '1 RUB', discount: '1%' }],
      })),
    } as Program,
  ],
  ['too-many', 'more categories of members', { ...sound, categories: many(MAX_CATEGORIES + 1, () => ({})) }],
  [
    'status-count',
    'more statuses in one ladder',
    { ...sound, statusSystems: { ...sound.statusSystems, tall: { statuses: many(51, () => ({})) } } },
  ],
  [
    'catalogue-circle',
    'a deeper catalogue',
    {
      ...sound,
      catalogue: {
        parents: Object.fromEntries(
          Array.from({ length: MAX_CATEGORY_DEPTH + 1 }, (_, n) => [`c${n}`, `c${n + 1}`]),
        ),
      },
    } as Program,
  ],
  [
    'threshold-too-large',
    'a larger threshold',
    review({
      table: [
        { upTo: beyond, status: 'bronze' },
        { over: beyond, status: 'gold' },
      ],
    }),
  ],
];

describe('a program that today is refused, and was taken on once', () => {
  test.each(cases)('%s: %s', (code, _what, program) => {
    const taken = compile(program);
    expect(taken.ok).toBe(false);
    const errors = taken.findings.filter(({ severity }) => severity === 'error');
    expect(new Set(errors.map((finding) => finding.code))).toEqual(new Set([code]));
    expect(makeReady(program).ok).toBe(true);
  });

  test('what has no meaning is not made ready either', () => {
    const nothing = { ...sound, currency: 'nothing' };
    expect(makeReady(nothing)).toMatchObject({
      ok: false,
      findings: [
        { code: 'unknown-currency' },
        expect.anything(),
        expect.anything(),
        expect.anything(),
        expect.anything(),
      ],
    });
    expect(makeReady({ ...sound, catalogue: { parents: { a: 'b', b: 'a' } } } as Program).ok).toBe(false);
    expect(makeReady(level({ statuses: {} })).ok).toBe(false);
  });

  test('amounts of a former currency keep their digits', () => {
    expect(formatMoney(12_345, 'BGN')).toBe('123.45 BGN');
  });
});
