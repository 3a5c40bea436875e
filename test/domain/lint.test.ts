import { describe, expect, test } from 'vitest';
import { compile } from '#domain/compile/compile.ts';
import type { Program, RuleDefinition } from '#domain/program/program.ts';
import { sentencesOf } from './finding-sentences.ts';

/** The findings of `check` beyond single words, and the cases without one: a row a case. */

const sound: Program = {
  name: 'lint',
  zone: 'Europe/Moscow',
  currency: 'RUB',
  closingDelayHours: 48,
  maxReceiptAgeDays: 400,
  counters: { spent: { measure: 'sold-amount' } },
  categories: { economy: {}, standard: {} },
  statusSystems: { class: { initial: 'low', statuses: { low: {}, high: {} } } },
  rules: [
    {
      name: 'high',
      on: ['sale'],
      measure: { counter: 'spent', window: 'all-time' },
      table: [{ from: '10 RUB', status: { class: 'high' } }],
    },
  ],
};

const [high] = sound.rules;
const rule = (change: Partial<RuleDefinition>): RuleDefinition => ({ name: 'x', on: ['sale'], ...change });
const spent = { counter: 'spent', window: 'all-time' };
const withRules = (...rules: readonly RuleDefinition[]): Partial<Program> => ({
  rules: [...(high === undefined ? [] : [high]), ...rules],
});
const found = (change: Partial<Program>): readonly string[] =>
  compile({ ...sound, ...change }).findings.map(
    ({ severity, code, path }) => `${severity} ${code} ${path.join('.')}`,
  );

describe('more than a member can keep', () => {
  const shops = (count: number): Partial<Program> =>
    withRules(
      ...Array.from({ length: count }, (_, index) =>
        rule({
          name: `shop-${index}`,
          measure: { of: 'purchases', stores: [`s${index}`], window: 'this-month' },
          table: [{ from: 1, addCategories: ['economy'] }],
        }),
      ),
    );
  // `spent` is the first of the two hundred.
  test('two hundred measures are kept', () => expect(found(shops(199))).toEqual([]));
  test('one more is refused', () =>
    expect(sentencesOf(compile({ ...sound, ...shops(200) }).findings)).toBe(
      'error too-many-measures rules.200.measure: Each member would keep 201 different measures, and 200 are allowed. → Let rules share counters; a measure of `this-receipt` is not kept.',
    ));
});

describe('programs that are legal, and hardly meant', () => {
  test('a sound program has none', () => expect(found({})).toEqual([]));

  test.each<[string, Partial<Program>, readonly string[]]>([
    [
      'D11 no dependency, not combining: nothing after it',
      withRules(
        rule({ combine: false, then: { addCategories: ['economy'] } }),
        rule({ name: 'y', then: { addCategories: ['standard'] } }),
      ),
      ['warning rule-never-runs-after rules.2'],
    ],
    [
      'D11 by priority, not by the file',
      withRules(rule({ combine: false, priority: 0, then: { addCategories: ['economy'] } })),
      ['warning rule-never-runs-after rules.0'],
    ],
    [
      'D11 a discount does not stop statuses',
      withRules(rule({ combine: false, priority: 0, then: { discount: '5%' } })),
      [],
    ],
    [
      'D11 nor does a rule with a condition',
      withRules(
        rule({ combine: false, priority: 0, when: { stores: ['a'] }, then: { addCategories: ['economy'] } }),
      ),
      [],
    ],
    [
      'D11 nor one that is off',
      withRules(rule({ combine: false, priority: 0, active: false, then: { addCategories: ['economy'] } })),
      [],
    ],
    [
      'a status that nothing gives',
      { rules: [], counters: {} },
      ['warning status-unreachable statusSystems.class.statuses.high'],
    ],
    [
      'Y27 D14 always removed where it is added',
      withRules(
        rule({ measure: spent, table: [{ from: '10 RUB', addCategories: ['economy'] }] }),
        rule({ name: 'y', measure: spent, table: [{ from: '5 RUB', removeCategories: ['economy'] }] }),
      ),
      ['warning category-never-held rules.1.table.0'],
    ],
    [
      'Y27 removed from the same value on',
      withRules(
        rule({ measure: spent, table: [{ from: '10 RUB', addCategories: ['economy'] }] }),
        rule({ name: 'y', measure: spent, table: [{ from: '10 RUB', removeCategories: ['economy'] }] }),
      ),
      ['warning category-never-held rules.1.table.0'],
    ],
    [
      'Y14 removed later than added',
      withRules(
        rule({ measure: spent, table: [{ from: '10 RUB', addCategories: ['economy'] }] }),
        rule({ name: 'y', measure: spent, table: [{ over: '10 RUB', removeCategories: ['economy'] }] }),
      ),
      [],
    ],
    [
      'Y27 by another measure it may be had',
      withRules(
        rule({ measure: spent, table: [{ from: '10 RUB', addCategories: ['economy'] }] }),
        rule({
          name: 'y',
          measure: { of: 'purchases', window: 'all-time' },
          table: [{ from: 1, removeCategories: ['economy'] }],
        }),
      ),
      [],
    ],
    [
      'Y27 removed without any condition',
      withRules(
        rule({ then: { addCategories: ['economy'] } }),
        rule({ name: 'y', then: { removeCategories: ['economy'] } }),
      ),
      ['warning category-never-held rules.1'],
    ],
    [
      'Y27 in one rule it is an error',
      withRules(rule({ then: { addCategories: ['economy'], removeCategories: ['economy'] } })),
      ['error added-and-removed rules.1.then.removeCategories'],
    ],
    [
      'D99 nobody has a status that could be taken off',
      {
        statusSystems: { class: { statuses: { low: {}, high: {} } } },
        counters: {},
        rules: [rule({ then: { status: { class: null } } })],
      },
      [
        'warning status-unreachable statusSystems.class.statuses.low',
        'warning status-unreachable statusSystems.class.statuses.high',
        'warning nothing-to-take-off rules.0.then.status.class',
      ],
    ],
    [
      'D99 every new member has one',
      withRules(rule({ then: { status: { class: null }, until: 'P9D' } })),
      [],
    ],
    [
      'Y9 D99 given, and taken off by whatever comes next',
      withRules(rule({ then: { status: { class: null } } })),
      ['warning status-never-held rules.0.table.0.status.class'],
    ],
    [
      'D99 taken off from the same value on',
      withRules(rule({ measure: spent, table: [{ from: '10 RUB', status: { class: null } }] })),
      ['warning status-never-held rules.0.table.0.status.class'],
    ],
    ...(
      [
        ['from a higher value on', { measure: spent, table: [{ over: '10 RUB', status: { class: null } }] }],
        ['up to some value', { measure: spent, table: [{ upTo: '20 RUB', status: { class: null } }] }],
        [
          'by another measure',
          {
            measure: { of: 'purchases', window: 'all-time' },
            table: [{ from: 1, status: { class: null } }],
          },
        ],
        [
          'through another window',
          { measure: { ...spent, window: 'today' }, table: [{ from: '1 RUB', status: { class: null } }] },
        ],
        ['first', { priority: 1, then: { status: { class: null } } }],
        ['elsewhere', { when: { stores: ['a'] }, then: { status: { class: null } } }],
        ['on a payment', { on: ['payment'], then: { status: { class: null } } }],
        ['for a time', { then: { status: { class: null }, until: 'P9D' } }],
      ] as const
    ).map(([what, change]): [string, Partial<Program>, readonly string[]] => [
      `D99 it is held where it is taken off ${what}`,
      withRules(rule(change)),
      [],
    ]),
    [
      'D99 it is held where a rule in between does not combine, or it is given for a time',
      {
        counters: {},
        rules: [
          rule({ name: 'a', then: { status: { class: 'high' } } }),
          rule({ name: 'b', when: { stores: ['a'] }, combine: false, then: { message: 'b' } }),
          rule({ name: 'c', then: { status: { class: 'high' }, until: 'P9D' } }),
          rule({ name: 'd', then: { status: { class: null } } }),
        ],
      },
      [],
    ],
    [
      'D99 another system is another matter',
      {
        statusSystems: {
          class: { initial: 'low', statuses: { low: {}, high: {} } },
          other: { initial: 'low', statuses: { low: {} } },
        },
        ...withRules(rule({ then: { status: { other: null } } })),
      },
      [],
    ],
    [
      'unknown goods',
      {
        catalogue: { goods: { a: ['A'] }, parents: { A: 'B' } },
        counters: {
          spent: { measure: 'sold-amount' },
          b: { measure: 'goods-amount', goods: { skus: ['a', 'b'], categories: ['A', 'B', 'C'] } },
        },
        ...withRules(
          rule({
            measure: { counter: 'b', window: 'today' },
            table: [{ from: '1 RUB', addCategories: ['economy'] }],
          }),
        ),
      },
      [
        'warning unknown-goods counters.b.goods.skus.1',
        'warning unknown-goods-category counters.b.goods.categories.2',
      ],
    ],
    [
      'unknown goods in a rule’s own measure',
      {
        catalogue: { goods: { a: ['A'] } },
        ...withRules(
          rule({
            measure: { of: 'goods-quantity', goods: { exceptSkus: ['b'] }, window: 'today' },
            table: [{ from: 1, addCategories: ['economy'] }],
          }),
        ),
      },
      ['warning unknown-goods rules.1.measure.goods.exceptSkus.0'],
    ],
    [
      'without a catalogue the tills decide',
      withRules(
        rule({
          measure: { of: 'goods-quantity', goods: { skus: ['b'] }, window: 'today' },
          table: [{ from: 1, addCategories: ['economy'] }],
        }),
      ),
      [],
    ],
    [
      'a category that one must have and must not have',
      withRules(
        rule({
          when: { categories: ['economy'], notCategories: ['economy', 'standard'] },
          then: { discount: '5%' },
        }),
      ),
      ['warning rule-never-runs rules.1.when.notCategories'],
    ],
    [
      'D15 D43 a payment of a bill of the month before',
      {
        counters: { spent: { measure: 'sold-amount' }, paid: { measure: 'paid-amount' } },
        ...withRules(
          rule({
            on: ['sale', 'payment'],
            measure: { of: 'paid-amount', window: 'this-month' },
            when: { measured: [{ counter: 'paid', window: 'today', from: '1 RUB' }] },
            table: [{ from: '1 RUB', addCategories: ['economy'] }],
          }),
        ),
      },
      [
        'warning payment-outside-window rules.1.measure.window',
        'warning payment-outside-window rules.1.when.measured.0.window',
      ],
    ],
    [
      'D43 windows in which a payment is looked for, and what no payment changes',
      withRules(
        ...[
          { on: ['payment' as const], measure: { of: 'paid-amount' as const, window: 'this-receipt' } },
          { on: ['payment' as const], measure: { of: 'paid-amount' as const, window: 'all-time' } },
          { on: ['payment' as const], measure: { of: 'paid-amount' as const, window: 'P90D' } },
          { on: ['payment' as const], measure: { of: 'sold-amount' as const, window: 'this-month' } },
          { on: ['sale' as const], measure: { of: 'paid-amount' as const, window: 'this-month' } },
        ].map((change, index) =>
          rule({
            ...change,
            name: `x-${index}`,
            table: [{ from: '1 RUB', addCategories: ['economy'] }],
          }),
        ),
      ),
      [],
    ],
    [
      'a circle of categories',
      { catalogue: { parents: { A: 'B', B: 'A' } } },
      ['error catalogue-circle catalogue.parents.A', 'error catalogue-circle catalogue.parents.B'],
    ],
    [
      'a status that falls in weight',
      { statusSystems: { class: { initial: 'low', statuses: { low: { weight: 2 }, high: { weight: 1 } } } } },
      ['error weight-falls statusSystems.class.statuses.high.weight'],
    ],
    [
      'an initial status that is none',
      { statusSystems: { class: { initial: 'lower', statuses: { low: {}, high: {} } } } },
      ['error unknown-status statusSystems.class.initial'],
    ],
  ])('%s', (_what, change, expected) => {
    expect(found(change)).toEqual(expected);
    expect(sentencesOf(compile({ ...sound, ...change }).findings)).toMatchSnapshot();
  });
});

describe('rules that make no sense', () => {
  test.each<[string, Partial<RuleDefinition>, string]>([
    [
      'D23 a discount beside a status',
      { then: { discount: '5%', status: { class: 'high' } } },
      'discount-and-status rules.1',
    ],
    [
      'D23 a discount on what the receipt changes',
      { when: { changed: ['class'] }, then: { discount: '5%' } },
      'discount-and-changed rules.1.when.changed',
    ],
    [
      'D43 a discount on what is paid later',
      { on: ['sale', 'payment'], then: { discount: '5%' } },
      'discount-on-payment rules.1.on',
    ],
    [
      'D94 a label that would wait for a turn',
      { clawback: 'until-rollover', then: { addCategories: ['economy'] } },
      'clawback-without-turn rules.1.clawback',
    ],
    [
      'D94 taking back of no label',
      { clawback: 'always', then: { status: { class: 'high' }, removeCategories: ['economy'] } },
      'clawback-without-category rules.1.clawback',
    ],
    [
      'D44 a discount of this receipt where there is none',
      { on: ['sale', 'visit-came'], then: { discount: '5%' } },
      'discount-without-receipt rules.1.on',
    ],
    [
      'D45 a discount of nothing that stays',
      { then: { memberDiscount: '0%' } },
      'discount-of-nothing rules.1.then.memberDiscount',
    ],
    [
      'D45 no percentage',
      { then: { memberDiscount: '101%' } },
      'discount-not-a-percentage rules.1.then.memberDiscount',
    ],
    [
      'D45 an end of what ends with no period',
      { then: { memberDiscount: '5%', until: 'end-of-period' } },
      'until-without-review rules.1.then.until',
    ],
    [
      'D45 an end of taking off',
      { then: { memberDiscount: 'none', until: 'P3D' } },
      'until-without-status rules.1.then.until',
    ],
    [
      'D45 D23 a discount of this receipt beside one that stays',
      { then: { discount: '5%', memberDiscount: '5%' } },
      'discount-and-status rules.1',
    ],
    ['nothing to do', { then: {} }, 'rule-does-nothing rules.1'],
    [
      'an end of nothing',
      { then: { addCategories: ['economy'], until: 'P3D' } },
      'until-without-status rules.1.then.until',
    ],
    [
      'no such end',
      { then: { status: { class: 'high' }, until: 'tomorrow' } },
      'unknown-until rules.1.then.until',
    ],
    [
      'an end of a period that is not there',
      { then: { status: { class: 'high' }, until: 'end-of-period' } },
      'until-without-review rules.1.then.until',
    ],
    [
      'an unknown status',
      { then: { status: { class: 'higher' } } },
      'unknown-status rules.1.then.status.class',
    ],
    [
      'D99 taken off upwards',
      { transition: 'up', then: { status: { class: null } } },
      'taken-off-upwards rules.1.then.status.class',
    ],
    [
      'D99 taken off upwards by a row',
      {
        transition: 'down',
        measure: spent,
        table: [
          { below: '5 RUB', status: { class: null } },
          { from: '5 RUB', transition: 'up', status: { class: null } },
        ],
      },
      'taken-off-upwards rules.1.table.1.status.class',
    ],
    [
      'D99 nothing of an unknown system',
      { then: { status: { klass: null } } },
      'unknown-system rules.1.then.status.klass',
    ],
    [
      'an unknown system',
      { then: { status: { klass: 'high' } } },
      'unknown-system rules.1.then.status.klass',
    ],
    [
      'an unknown category',
      { then: { addCategories: ['vip'] } },
      'unknown-category rules.1.then.addCategories.0',
    ],
    [
      'an unknown category to remove',
      { then: { removeCategories: ['economy', 'vip'] } },
      'unknown-category rules.1.then.removeCategories.1',
    ],
    [
      'an unknown category in a condition',
      { when: { notCategories: ['vip'] }, then: { discount: '5%' } },
      'unknown-category rules.1.when.notCategories.0',
    ],
    [
      'a row below everything',
      { measure: spent, table: [{ below: '0 RUB', discount: '5%' }] },
      'empty-range rules.1.table.0',
    ],
    [
      'an empty list of categories',
      { when: { categories: [] }, then: { discount: '5%' } },
      'rule-never-runs rules.1.when.categories',
    ],
    [
      'an unknown system that changes',
      { when: { changed: ['klass'] }, then: { message: 'x' } },
      'unknown-system rules.1.when.changed.0',
    ],
    [
      'no value of an attribute',
      { when: { attributes: { car: [] } }, then: { message: 'x' } },
      'rule-never-runs rules.1.when.attributes.car',
    ],
    [
      'L27 an unknown variable',
      { then: { message: 'Hello {name}' } },
      'unknown-variable rules.1.then.message',
    ],
    [
      'L27 a variable of an unknown system',
      { then: { message: '{status.klass}' } },
      'unknown-variable rules.1.then.message',
    ],
    [
      'L27 a value where nothing is measured',
      { then: { message: '{value}' } },
      'unknown-variable rules.1.then.message',
    ],
    [
      'L27 a status without its system',
      { then: { message: '{status}' } },
      'unknown-variable rules.1.then.message',
    ],
    [
      'goods of a whole receipt',
      {
        measure: { of: 'sold-amount', goods: { skus: ['a'] }, window: 'today' },
        table: [{ from: '1 RUB', discount: '1%' }],
      },
      'whole-receipt-measure rules.1.measure.goods',
    ],
    [
      'pieces have no currency',
      {
        measure: { of: 'goods-quantity', currency: 'EUR', window: 'today' },
        table: [{ from: 1, discount: '1%' }],
      },
      'currency-not-here rules.1.measure.currency',
    ],
    [
      'D46 an activity that is not declared',
      { measure: { of: 'activity', activity: 'dance', window: 'today' }, table: [{ from: 1, message: 'x' }] },
      'unknown-activity rules.1.measure.activity',
    ],
    [
      'D46 an activity that is not named',
      { measure: { of: 'activity', window: 'today' }, table: [{ from: 1, message: 'x' }] },
      'unknown-activity rules.1.measure.activity',
    ],
    [
      'D46 an activity where none is counted',
      { measure: { of: 'visits', activity: 'dance', window: 'today' }, table: [{ from: 1, message: 'x' }] },
      'activity-not-here rules.1.measure.activity',
    ],
    [
      'no such currency',
      {
        measure: { of: 'sold-amount', currency: 'XYZ', window: 'today' },
        table: [{ from: '1 XYZ', discount: '1%' }],
      },
      'unknown-currency rules.1.measure.currency',
    ],
    [
      'I30 more than there may be',
      {
        measure: { of: 'goods-quantity', perReceipt: { min: 3, max: 2 }, window: 'today' },
        table: [{ from: 1, discount: '1%' }],
      },
      'empty-range rules.1.measure.perReceipt',
    ],
    [
      'no store is counted',
      { measure: { of: 'purchases', stores: [], window: 'today' }, table: [{ from: 1, discount: '1%' }] },
      'measure-counts-nothing rules.1.measure.stores',
    ],
    [
      'a quantity finer than a thousandth',
      { measure: { of: 'goods-quantity', window: 'today' }, table: [{ from: 0.0001, discount: '1%' }] },
      'threshold-not-a-quantity rules.1.table.0.from',
    ],
    [
      'a larger quantity than any threshold',
      {
        measure: { of: 'goods-quantity', window: 'today' },
        table: [{ from: 100_000_000.001, discount: '1%' }],
      },
      'threshold-too-large rules.1.table.0.from',
    ],
    [
      'a larger count than is counted exactly',
      { measure: { of: 'purchases', window: 'today' }, table: [{ from: 1e20, discount: '1%' }] },
      'threshold-too-large rules.1.table.0.from',
    ],
    [
      'a smaller count than any threshold',
      { measure: { of: 'purchases', window: 'today' }, table: [{ from: -1e12, discount: '1%' }] },
      'threshold-too-large rules.1.table.0.from',
    ],
  ])('%s', (_what, change, expected) => {
    expect(found(withRules(rule(change))).filter((each) => each.startsWith('error'))).toEqual([
      `error ${expected}`,
    ]);
    expect(sentencesOf(compile({ ...sound, ...withRules(rule(change)) }).findings)).toMatchSnapshot();
  });
});

test('D94 what may be taken back, and what may be paid later', () => {
  const labelled = rule({ clawback: 'always', on: ['sale'], then: { addCategories: ['economy'] } });
  const woken = rule({ name: 'y', on: ['payment'], clawback: 'none', then: { addCategories: ['economy'] } });
  expect(found(withRules(labelled, woken))).toEqual([]);
});

describe('reviews that make no sense', () => {
  const reviewed = (review: object, system: object = {}): Partial<Program> => ({
    statusSystems: {
      class: {
        statuses: { low: {}, high: {} },
        review: {
          every: 'month',
          counter: 'spent',
          window: 'this-month',
          raise: 'at-turn',
          lower: 'to-earned',
          table: [
            { below: '10 RUB', status: 'low' },
            { from: '10 RUB', status: 'high', keep: { from: '5 RUB' } },
          ],
          ...review,
        },
        ...system,
      },
    },
    rules: [],
  });
  test.each<[string, Partial<Program>, readonly string[]]>([
    ['a sound one', reviewed({}), []],
    [
      'of a receipt',
      reviewed({ window: 'this-receipt' }),
      ['error window-not-here statusSystems.class.review.window'],
    ],
    [
      'keeping asks for more than earning',
      reviewed({
        table: [
          { below: '10 RUB', status: 'low' },
          { from: '10 RUB', status: 'high', keep: { over: '10 RUB' } },
        ],
      }),
      ['error keep-above-earn statusSystems.class.review.table.1.keep'],
    ],
    [
      'grace of no length',
      reviewed({ grace: 'P0D' }),
      ['error unknown-duration statusSystems.class.review.grace'],
    ],
    [
      'a stay of no length',
      reviewed({ minimumStay: 'long' }),
      ['error unknown-duration statusSystems.class.review.minimumStay'],
    ],
    [
      'an initial status beside a review',
      reviewed({}, { initial: 'low' }),
      ['error initial-with-review statusSystems.class.initial'],
    ],
    ['D94 taking back at the turn', reviewed({}, { clawback: 'until-rollover' }), []],
    [
      'D87 D94 taking back at a turn that never comes',
      reviewed(
        { every: 'never', window: 'all-time', raise: 'at-once', lower: 'never' },
        { clawback: 'until-rollover' },
      ),
      ['error clawback-without-turn statusSystems.class.clawback'],
    ],
    [
      'D94 taking back at the turn of nothing',
      { statusSystems: { class: { statuses: { low: {} }, clawback: 'until-rollover' } }, rules: [] },
      ['error clawback-without-turn statusSystems.class.clawback'],
    ],
  ])('%s', (_what, change, expected) => {
    expect(found(change)).toEqual(expected);
    expect(sentencesOf(compile({ ...sound, ...change }).findings)).toMatchSnapshot();
  });
});
