import { describe, expect, test } from 'vitest';
import type { Program, RuleDefinition, StatusSystemDefinition } from '#domain/program/program.ts';
import { Life } from '../fixtures/scenario.ts';

/** Y9, D99: a rule takes a status off. A receipt at a store does what that store's rules say. */

const at = (day: string) => `2024-${day}T12:00:00+03:00`;
const midnight = (day: string) => `2024-${day}T00:00:00+03:00`;

type Does = Pick<RuleDefinition, 'then' | 'transition' | 'priority' | 'combine'>;

const off: Does = { then: { status: { class: null } } };
const offUntil = (until: string): Does => ({ then: { status: { class: null }, until } });
const gives = (status: string, until?: string): Does => ({
  then: { status: { class: status }, ...(until === undefined ? {} : { until }) },
});

const classes: StatusSystemDefinition = { statuses: { plain: {}, silver: {}, gold: {} } };
const reviewed: StatusSystemDefinition = {
  ...classes,
  review: {
    every: 'month',
    counter: 'spent',
    window: 'this-month',
    raise: 'at-once',
    lower: 'never',
    table: [
      { from: '1000 RUB', below: '5000 RUB', status: 'silver' },
      { from: '5000 RUB', status: 'gold' },
    ],
  },
};
const STORES: Readonly<Record<string, Does>> = {
  gold: gives('gold'),
  silver: gives('silver'),
  off,
  'off-down': { ...off, transition: 'down' },
  'off-to-june': offUntil('2024-05-31'),
  'off-to-july': offUntil('2024-06-30'),
  'gold-to-july': gives('gold', '2024-06-30'),
  'silver-to-june': gives('silver', '2024-05-31'),
};

const programOf = (
  system: StatusSystemDefinition,
  stores: Readonly<Record<string, Does>> = STORES,
): Program => ({
  name: 'taken-off',
  zone: 'Europe/Moscow',
  currency: 'RUB',
  closingDelayHours: 48,
  maxReceiptAgeDays: 400,
  counters: { spent: { measure: 'sold-amount' } },
  categories: { lost: {} },
  statusSystems: { class: system },
  rules: Object.entries(stores).map(([name, does]) => ({
    name,
    on: ['sale'],
    when: { stores: [name.replace(/ .*/, '')] },
    ...does,
  })),
});

type Visit = readonly [day: string, store: string, amountMinor?: number];

function lived(program: Program, ...visits: readonly Visit[]): Life {
  const life = new Life(program);
  for (const visit of visits) visited(life, visit);
  return life;
}

const visited = (life: Life, [day, storeId, amountMinor = 100]: Visit) =>
  life.sale(at(day), amountMinor, at(day), { storeId, receiptId: `${day} ${storeId}` });

const shown = (life: Life, ...moments: readonly string[]) =>
  moments.map((moment) => life.status(moment, 'class'));

describe('Y9 D99: without a review it is for good', () => {
  test.each<[what: string, system: StatusSystemDefinition, visits: readonly Visit[]]>([
    ['what a rule gave for good', classes, [['05-02', 'gold']]],
    ['what a rule gave for a time', classes, [['05-02', 'gold-to-july']]],
    [
      'all that rules gave',
      classes,
      [
        ['05-02', 'silver'],
        ['05-03', 'gold-to-july'],
      ],
    ],
    ['what every new member has', { ...classes, initial: 'plain' }, []],
    ['by a rule that moves downwards only', classes, [['05-02', 'gold']]],
  ])('%s', (what, system, visits) => {
    const life = lived(programOf(system), ...visits);
    const before = life.status(at('05-20'), 'class');
    const store = what.startsWith('by') ? 'off-down' : 'off';
    const answer = visited(life, ['05-20', store]);
    expect(answer.statuses).toEqual([{ system: 'class', before, after: null }]);
    expect(answer.reasons).toMatchObject([{ rule: store, outcome: 'gave' }]);
    expect(life.facts.at(-1)).toMatchObject({
      kind: 'status-changed',
      system: 'class',
      from: before,
      to: null,
      direction: 'lowered',
      why: { kind: 'rule', rule: store, was: before },
    });
    expect([...shown(life, midnight('06-01'), midnight('12-31')), life.member.dueAt]).toEqual([
      null,
      null,
      null,
    ]);
  });

  test('who has none loses nothing, and nothing is written', () => {
    const life = lived(programOf(classes));
    const facts = life.facts.length;
    for (const store of ['off', 'off-down', 'off-to-june'])
      expect(visited(life, ['05-20', store])).toMatchObject({
        statuses: [{ before: null, after: null }],
        reasons: [],
      });
    expect([life.facts.length, life.member.dueAt, life.see(at('05-20'), 'class').why]).toEqual([
      facts,
      null,
      { kind: 'initial' },
    ]);
  });

  test('what was off and is taken off for a time hides what is earned until then', () => {
    const table = [{ from: '1000 RUB', status: 'silver' }];
    const review = { every: 'never', counter: 'spent', window: 'all-time', table } as const;
    const life = lived(
      programOf({ ...classes, review }),
      ['05-02', 'gold'],
      ['05-03', 'off'],
      ['05-04', 'off-to-july'],
      ['05-05', 'shop', 150_000],
    );
    expect(shown(life, at('05-06'), at('07-02'))).toEqual([null, 'silver']);
  });

  test('it may be given again', () => {
    const life = lived(programOf(classes), ['05-02', 'gold'], ['05-03', 'off'], ['05-04', 'silver']);
    expect(life.facts.at(-1)).toMatchObject({ from: null, to: 'silver', direction: 'raised' });
    expect(shown(life, at('12-31'))).toEqual(['silver']);
  });
});

describe('D99 D23: in its place in the chain', () => {
  const chain = (...does: readonly (readonly [string, Does & Partial<RuleDefinition>])[]): Life =>
    lived(programOf(classes, { gold: gives('gold'), ...Object.fromEntries(does) }), ['05-02', 'gold']);
  test.each<[string, readonly (readonly [string, Does & Partial<RuleDefinition>])[], string | null]>([
    [
      'a later rule gives again',
      [
        ['x one', off],
        ['x two', gives('silver')],
      ],
      'silver',
    ],
    [
      'an earlier one has given',
      [
        ['x one', gives('silver')],
        ['x two', off],
      ],
      null,
    ],
    [
      'by priority',
      [
        ['x one', off],
        ['x two', { ...gives('silver'), priority: 1 }],
      ],
      null,
    ],
    [
      'a later rule asks for none',
      [
        ['x one', off],
        ['x two', { ...gives('silver'), when: { stores: ['x'], status: { class: [null] } } }],
      ],
      'silver',
    ],
    [
      'it lets no later rule run',
      [
        ['x one', { ...off, combine: false }],
        ['x two', gives('silver')],
      ],
      null,
    ],
  ])('%s', (_what, does, status) => {
    const life = chain(...does);
    visited(life, ['05-20', 'x']);
    expect(shown(life, at('05-20'))).toEqual([status]);
  });

  test('I11 a row says its own direction, where the rule says upwards', () => {
    const rows: RuleDefinition = {
      name: 'rows',
      on: ['sale'],
      transition: 'up',
      measure: { of: 'sold-amount', window: 'this-receipt' },
      table: [
        { below: '10 RUB', transition: 'down', status: { class: null } },
        { from: '10 RUB', status: { class: 'gold' } },
      ],
    };
    const life = new Life({ ...programOf(classes), rules: [rows] });
    visited(life, ['05-20', 'any', 1_000]);
    visited(life, ['05-21', 'any', 999]);
    expect(shown(life, at('05-21'))).toEqual([null]);
  });
});

describe('D9 D82 D99: for a time it hides what is held, which returns', () => {
  test('what was given for good', () => {
    const life = lived(programOf(classes), ['05-02', 'gold'], ['05-20', 'off-to-june']);
    expect(shown(life, at('05-20'), '2024-05-31T23:59:59.999+03:00', midnight('06-01'))).toEqual([
      null,
      null,
      'gold',
    ]);
    expect(life.member.dueAt).toBe(Date.parse(midnight('06-01')));
    expect(life.see(at('05-20'), 'class')).toMatchObject({
      status: null,
      step: null,
      until: Date.parse(midnight('06-01')),
      earned: 'gold',
    });
    life.pass(at('06-01'));
    expect(life.facts.at(-1)).toMatchObject({ from: null, to: 'gold', direction: 'raised' });
  });

  test('what was given for longer, over nothing that is earned', () => {
    const life = lived(programOf(classes), ['05-02', 'gold-to-july'], ['05-20', 'off-to-june']);
    expect(shown(life, at('05-20'), midnight('06-01'), midnight('07-01'))).toEqual([null, 'gold', null]);
    expect(life.see(at('05-20'), 'class').until).toBe(Date.parse(midnight('06-01')));
  });

  test('what was given for no longer does not', () => {
    const life = lived(programOf(classes), ['05-02', 'silver-to-june'], ['05-20', 'off-to-june']);
    expect(shown(life, at('05-20'), midnight('06-01'))).toEqual([null, null]);
    expect(life.see(at('05-20'), 'class').until).toBe(null);
  });

  test('a later one that is given ends it for good', () => {
    const life = lived(
      programOf(classes),
      ['05-02', 'gold'],
      ['05-20', 'off-to-july'],
      ['05-21', 'silver-to-june'],
    );
    expect(shown(life, at('05-21'), midnight('06-01'))).toEqual(['silver', 'gold']);
  });

  test.each<[string, readonly Visit[], string, string | null]>([
    ['for longer', [['05-21', 'off-to-july']], '06-15', null],
    ['never for a shorter time', [['05-19', 'off-to-july']], '06-15', null],
    ['for good', [['05-21', 'off']], '12-31', null],
  ])('taken off again it stays off: %s', (_what, more, day, status) => {
    const visits: Visit[] = [['05-20', 'off-to-june'], ...more];
    const life = lived(programOf(classes), ['05-02', 'gold'], ...visits.sort());
    expect(shown(life, at(day))).toEqual([status]);
    expect(life.see(at('05-22'), 'class').why).toMatchObject({ was: 'gold' });
    expect(life.facts.filter(({ kind }) => kind === 'status-changed')).toHaveLength(2);
  });
});

describe('D33 D99: in a system with reviews it holds until the next one', () => {
  test('and what is earned in between does not show', () => {
    const life = lived(programOf(reviewed), ['05-02', 'any', 600_000], ['05-20', 'off']);
    const again = visited(life, ['05-21', 'any', 900_000]);
    expect(again.statuses).toEqual([{ system: 'class', before: null, after: null }]);
    expect(shown(life, at('05-20'), '2024-05-31T23:59:59.999+03:00', midnight('06-01'))).toEqual([
      null,
      null,
      'gold',
    ]);
  });

  test('a status that only a rule had given until then', () => {
    const life = lived(programOf(reviewed), ['05-02', 'gold'], ['05-20', 'off']);
    expect(shown(life, at('05-20'), midnight('06-01'))).toEqual([null, null]);
  });

  test('who has earned nothing keeps the way up', () => {
    const life = lived(programOf(reviewed), ['05-20', 'off']);
    expect(visited(life, ['05-21', 'any', 100_000]).statuses).toMatchObject([{ after: 'silver' }]);
  });

  test('without periods it holds until an entry finds what is earned (D87)', () => {
    const { review } = reviewed;
    if (review === undefined) throw new Error('no review');
    const { lower: _, ...words } = review;
    const ladder = { ...reviewed, review: { ...words, every: 'never' as const, window: 'all-time' } };
    const life = lived(programOf(ladder), ['05-02', 'any', 600_000], ['05-20', 'off']);
    expect(shown(life, at('05-20'), at('12-31'))).toEqual([null, null]);
    visited(life, ['06-20', 'any']);
    expect(shown(life, at('06-20'))).toEqual(['gold']);
  });
});

describe('D94 D99: its goods come back, and what it took goes back', () => {
  const always: StatusSystemDefinition = { ...classes, clawback: 'always' };
  const back = (life: Life, receiptId: string) =>
    life.giveBack(receiptId, { kind: 'all' }, at('05-25')).statuses;

  test.each<[string, StatusSystemDefinition, readonly Visit[], string, string | null]>([
    ['for good', always, [['05-02', 'gold']], 'off', 'gold'],
    ['what every new member has', { ...always, initial: 'plain' }, [], 'off', 'plain'],
    ['for a time', always, [['05-02', 'gold']], 'off-to-june', 'gold'],
    ['given for a time', always, [['05-02', 'gold-to-july']], 'off-to-june', 'gold'],
    ['given for a time, taken for good', always, [['05-02', 'gold-to-july']], 'off', 'gold'],
    [
      'until the next review',
      { ...reviewed, clawback: 'always' },
      [['05-02', 'any', 600_000]],
      'off',
      'gold',
    ],
    ['where nothing goes back', classes, [['05-02', 'gold']], 'off', null],
  ])('%s', (_what, system, visits, store, status) => {
    const life = lived(programOf(system), ...visits, ['05-20', store]);
    expect(back(life, `05-20 ${store}`)).toMatchObject([{ before: null, after: status }]);
  });

  test('of the goods for which the status was given: there is nothing left to hide', () => {
    const life = lived(programOf(always), ['05-02', 'gold'], ['05-20', 'off-to-july']);
    back(life, '05-02 gold');
    expect([shown(life, at('05-25'), midnight('07-01')), life.member.dueAt]).toEqual([[null, null], null]);
    visited(life, ['05-26', 'silver']);
    expect(shown(life, at('05-26'))).toEqual(['silver']);
  });

  test('of the goods for which it was given, with another beneath: that stays off', () => {
    const life = lived(
      programOf(always),
      ['05-01', 'gold-to-july'],
      ['05-02', 'silver'],
      ['05-20', 'off-to-june'],
    );
    back(life, '05-02 silver');
    expect(shown(life, at('05-25'), midnight('06-01'))).toEqual([null, 'gold']);
  });

  test('where some goods come back its rule is asked again, by what is left', () => {
    const program = programOf(always, { gold: gives('gold') });
    const large: RuleDefinition = {
      name: 'large',
      on: ['sale'],
      measure: { of: 'sold-amount', window: 'this-receipt' },
      table: [{ from: '10 RUB', status: { class: null } }],
    };
    const life = lived({ ...program, rules: [...program.rules, large] }, ['05-02', 'gold']);
    visited(life, ['05-20', 'any', 1_500]);
    const amount = (amountMinor: number) =>
      life.giveBack('05-20 any', { kind: 'amount', amountMinor }, at('05-25')).statuses;
    expect(amount(500)).toMatchObject([{ before: null, after: null }]);
    expect(amount(1)).toMatchObject([{ before: null, after: 'gold' }]);
  });

  test('taken off by two receipts, it stays off for the other', () => {
    const life = lived(programOf(always), ['05-02', 'gold'], ['05-20', 'off'], ['05-21', 'off']);
    expect(back(life, '05-20 off')).toMatchObject([{ before: null, after: null }]);
    expect(back(life, '05-21 off')).toMatchObject([{ before: null, after: 'gold' }]);
  });

  test('with until-rollover it goes back at the turn', () => {
    const system: StatusSystemDefinition = { ...reviewed, clawback: 'until-rollover' };
    const life = lived(programOf(system), ['05-02', 'any', 600_000], ['05-20', 'off-to-july']);
    expect(back(life, '05-20 off-to-july')).toMatchObject([{ before: null, after: null }]);
    expect(shown(life, '2024-05-31T23:59:59.999+03:00', midnight('06-01'))).toEqual([null, 'gold']);
  });
});
