import { describe, expect, test } from 'vitest';
import { compile } from '#domain/compile/compile.ts';
import { programChanges } from '#domain/compile/program-changes.ts';
import { succession } from '#domain/compile/succession.ts';
import type { Program } from '#domain/program/program.ts';
import { monthlyAmount } from '../fixtures/programs.ts';

const compiled = (program: Program) => {
  const made = compile(program);
  if (!made.ok) throw new Error(JSON.stringify(made.findings));
  return made.program;
};
const running = monthlyAmount(
  {},
  {
    counters: { turnover: { measure: 'sold-amount' }, visits: { measure: 'purchases' } },
    categories: { parents: {} },
    rules: [
      {
        name: 'often',
        on: ['sale'],
        measure: { counter: 'visits', window: 'all-time' },
        table: [{ from: 5, addCategories: ['parents'] }],
      },
    ],
  },
);
const level = running.statusSystems.level;
const review = level?.review;
if (level === undefined || review === undefined) throw new Error('no level');
const { gold, ...withoutGold } = level.statuses;
const { review: _, ...reviewless } = level;
const follows = (next: Program) =>
  succession(compiled(next), {
    version: 2,
    earlier: [{ daysGone: 0, program: compiled(running) }],
    outlines: [],
    hasMembers: true,
  });
const told = (next: Program) =>
  programChanges(compiled(running), follows(next)).map(({ isDangerous, path, words }) =>
    [isDangerous ? 'danger' : 'change', path.join('.'), words].join(' | '),
  );

describe('what members would notice of the next version', () => {
  test('of the same, and of another name, rule or threshold: nothing', () => {
    expect(told(running)).toEqual([]);
    expect(told({ ...running, name: 'renamed', rules: [] })).toEqual([]);
  });

  test.each<[what: string, next: Program]>([
    ['another zone', { ...running, zone: 'Asia/Tokyo' }],
    [
      'another currency',
      {
        ...running,
        currency: 'EUR',
        counters: { visits: { measure: 'purchases' }, spent: { measure: 'sold-amount' } },
        dropped: { counters: ['turnover'] },
        statusSystems: { level: { ...reviewless, initial: 'bronze' } },
      },
    ],
    ['another week', { ...running, weekStartsOn: 'sunday' }],
    ['another delay and age', { ...running, closingDelayHours: 12, maxReceiptAgeDays: 100 }],
    [
      'a counter that begins anew',
      {
        ...running,
        counters: {
          ...running.counters,
          visits: { measure: 'purchases', stores: ['1'], whenChanged: 'reset' },
        },
      },
    ],
    [
      'a status under another name',
      {
        ...running,
        statusSystems: {
          level: {
            ...level,
            statuses: { ...withoutGold, golden: { ...gold, was: ['gold'] } },
            review: {
              ...review,
              table: review.table.map((row) => (row.status === 'gold' ? { ...row, status: 'golden' } : row)),
            },
          },
        },
      },
    ],
    [
      'a counter that counts less',
      { ...running, counters: { ...running.counters, visits: { measure: 'purchases', stores: ['1'] } } },
    ],
    [
      'a counter under another name',
      {
        ...running,
        counters: { turnover: { measure: 'sold-amount' }, purchases: { measure: 'purchases' } },
        rules: running.rules.map((rule) => ({
          ...rule,
          measure: { counter: 'purchases', window: 'all-time' },
        })),
      },
    ],
    [
      'a counter that says what it was',
      {
        ...running,
        counters: {
          turnover: { measure: 'sold-amount' },
          purchases: { measure: 'purchases', stores: ['1'], was: ['visits'] },
        },
        rules: [],
      },
    ],
    [
      'a counter that goes on as itself, and says that it was another',
      { ...running, counters: { turnover: { measure: 'sold-amount', was: ['visits'] } }, rules: [] },
    ],
    ['a new counter', { ...running, counters: { ...running.counters, paid: { measure: 'paid-amount' } } }],
    [
      'a status that is gone, and a new one',
      {
        ...running,
        statusSystems: {
          level: {
            ...level,
            statuses: { ...withoutGold, golden: { ...gold } },
            review: {
              ...review,
              table: review.table.map((row) => (row.status === 'gold' ? { ...row, status: 'golden' } : row)),
            },
          },
        },
      },
    ],
    [
      'another period',
      {
        ...running,
        statusSystems: {
          level: { ...level, review: { ...review, every: 'quarter', window: 'this-quarter' } },
        },
      },
    ],
    ['no review any more', { ...running, statusSystems: { level: { ...reviewless, initial: 'bronze' } } }],
    [
      'another system and another label',
      {
        ...running,
        statusSystems: { club: { statuses: { guest: {} }, initial: 'guest' } },
        categories: { children: {} },
        rules: [],
      },
    ],
  ])('%s', (_what, next) => {
    expect(told(next).join('\n')).toMatchSnapshot();
  });
});
