import { describe, expect, test } from 'vitest';
import type {
  EffectsDefinition,
  Program,
  RuleDefinition,
  StatusSystemDefinition,
} from '#domain/program/program.ts';
import { Life } from '../fixtures/scenario.ts';

/** Rules that give statuses, categories and messages: a row a case, the requirement's id first. */

const classes: StatusSystemDefinition = {
  title: 'Class',
  initial: 'plain',
  statuses: {
    plain: { title: 'Plain', weight: 0 },
    silver: { title: 'Silver', weight: 10 },
    trade: { title: 'Trade', weight: 10 },
    gold: { title: 'Gold', weight: 20 },
  },
};

type Drawn = Omit<RuleDefinition, 'name' | 'on'>;

/** Rules in the order of the file, named a, b, c …; money is in rubles, days are Moscow's. */
const programOf = (rules: readonly Drawn[], change: Partial<Program> = {}): Program => ({
  name: 'rules',
  zone: 'Europe/Moscow',
  currency: 'RUB',
  closingDelayHours: 48,
  maxReceiptAgeDays: 400,
  counters: { spent: { measure: 'sold-amount' } },
  categories: { parents: {}, lovers: {}, early: {} },
  statusSystems: { class: classes },
  rules: rules.map((rule, index) => ({ name: String.fromCharCode(97 + index), on: ['sale'], ...rule })),
  ...change,
});

const give = (status: string, more: Partial<Drawn> = {}): Drawn => ({
  then: { status: { class: status } },
  ...more,
});
const label = (name: string, more: Partial<Drawn> = {}): Drawn => ({
  then: { addCategories: [name] },
  ...more,
});
const noon = (day: string): string => `${day}T12:00:00+03:00`;
const MAY = noon('2024-05-20');

describe('which rules run, and in which order: after one receipt', () => {
  test.each<[string, readonly Drawn[], string | null, readonly string[]]>([
    ['I19 no dependency: on any sale', [give('gold')], 'gold', []],
    ['I34 D23 equal priority: in the order of the file', [give('gold'), give('silver')], 'silver', []],
    [
      'I34 the lower number first',
      [give('gold', { priority: 2 }), give('silver', { priority: 1 })],
      'gold',
      [],
    ],
    ['I34 0 is first', [give('gold', { priority: 1 }), give('silver', { priority: 0 })], 'gold', []],
    ['I34 left out is 100', [give('gold', { priority: 101 }), give('silver')], 'gold', []],
    [
      'I34 left out is 100, from the other side',
      [give('gold'), give('silver', { priority: 99 })],
      'gold',
      [],
    ],
    ['I33 combining rules all run', [give('silver'), label('parents')], 'silver', ['parents']],
    [
      'I33 a rule that does not combine ends the receipt',
      [give('silver', { combine: false }), label('parents')],
      'silver',
      [],
    ],
    [
      'I33 only if it runs',
      [give('silver', { combine: false, when: { stores: ['other'] } }), label('parents')],
      'plain',
      ['parents'],
    ],
    ['D24 it runs though it changes nothing', [give('plain', { combine: false }), give('gold')], 'plain', []],
    [
      'D11 I33 I19 no dependency, no combining, priority 0: nothing after it',
      [give('gold'), label('parents'), label('early', { priority: 0, combine: false })],
      'plain',
      ['early'],
    ],
    [
      'I32 every rule is executed',
      [label('parents'), label('lovers'), label('early')],
      'plain',
      ['parents', 'lovers', 'early'],
    ],
    [
      'D23 each on what the earlier left',
      [give('silver'), give('gold', { when: { status: { class: ['silver'] } } })],
      'gold',
      [],
    ],
    [
      'D23 not on what was before',
      [give('silver'), give('gold', { when: { status: { class: ['plain'] } } })],
      'silver',
      [],
    ],
    [
      'D23 labels too',
      [label('parents'), label('lovers', { when: { categories: ['parents'] } })],
      'plain',
      ['parents', 'lovers'],
    ],
    [
      'I20 for a category that is missing',
      [label('lovers', { when: { categories: ['parents', 'early'] } })],
      'plain',
      [],
    ],
    [
      'I20 for who has none of them',
      [label('lovers', { when: { notCategories: ['parents', 'early'] } })],
      'plain',
      ['lovers'],
    ],
    [
      'I20 not for who has one of them',
      [label('early'), label('lovers', { when: { notCategories: ['parents', 'early'] } })],
      'plain',
      ['early'],
    ],
    [
      'I20 a status that is not held',
      [give('gold', { when: { status: { class: ['silver', 'trade'] } } })],
      'plain',
      [],
    ],
    ['I20 one of several', [give('gold', { when: { status: { class: ['silver', 'plain'] } } })], 'gold', []],
    [
      'L20 changed by this receipt',
      [give('gold'), label('lovers', { when: { changed: ['class'] } })],
      'gold',
      ['lovers'],
    ],
    [
      'L20 nothing has changed yet',
      [label('lovers', { when: { changed: ['class'] } }), give('gold')],
      'gold',
      [],
    ],
    ['D14 removals come last', [{ then: { removeCategories: ['parents'] } }, label('parents')], 'plain', []],
    [
      'Y26 all are assigned',
      [{ then: { addCategories: ['parents', 'lovers'] } }, label('early')],
      'plain',
      ['parents', 'lovers', 'early'],
    ],
    ['I9 I7 a rule that is switched off', [give('gold', { active: false })], 'plain', []],
  ])('%s', (_id, rules, status, categories) => {
    const life = new Life(programOf(rules));
    const answer = life.sale(MAY, 10_000);
    expect([answer.statuses[0]?.after, life.member.categories.map(({ name }) => name)]).toEqual([
      status,
      categories,
    ]);
  });
});

describe('I11 D7: in which direction', () => {
  const from = (status: string, transition: 'any' | 'up' | 'down' | undefined, to: string) => {
    const life = new Life(
      programOf([
        give(status, { when: { stores: ['first'] } }),
        {
          ...give(to, { when: { stores: ['second'] } }),
          ...(transition === undefined ? {} : { transition }),
        },
      ]),
    );
    life.sale(MAY, 100, MAY, { storeId: 'first' });
    const answer = life.sale(noon('2024-05-21'), 100, noon('2024-05-21'), { storeId: 'second' });
    return [answer.statuses[0]?.after, answer.reasons.map(({ outcome }) => outcome)];
  };
  test.each<[string, string, 'any' | 'up' | 'down' | undefined, string, string, readonly string[]]>([
    ['up to a higher', 'silver', 'up', 'gold', 'gold', ['gave']],
    ['not up to a lower', 'gold', 'up', 'silver', 'gold', ['not-allowed']],
    ['down to a lower', 'gold', 'down', 'silver', 'silver', ['gave']],
    ['not down to a higher', 'silver', 'down', 'gold', 'silver', ['not-allowed']],
    ['equal weight is not higher', 'silver', 'up', 'trade', 'silver', ['not-allowed']],
    ['nor lower', 'trade', 'down', 'silver', 'trade', ['not-allowed']],
    ['equal weight with any', 'silver', 'any', 'trade', 'trade', ['gave']],
    ['left out is any: down', 'gold', undefined, 'plain', 'plain', ['gave']],
    ['D7 the held status again: nothing, whatever the direction', 'gold', 'up', 'gold', 'gold', []],
  ])('%s', (_what, held, transition, target, after, outcomes) => {
    expect(from(held, transition, target)).toEqual([after, outcomes]);
  });

  test('I11 from no status at all, every one is higher', () => {
    const { initial: _, ...none } = classes;
    const life = new Life(
      programOf([give('plain', { transition: 'up' })], { statusSystems: { class: none } }),
    );
    expect(life.sale(MAY, 100).statuses).toEqual([{ system: 'class', before: null, after: 'plain' }]);
    const low = new Life(
      programOf([give('plain', { transition: 'down' })], { statusSystems: { class: none } }),
    );
    expect(low.sale(MAY, 100).statuses).toEqual([{ system: 'class', before: null, after: null }]);
  });

  test('D7 nothing happens: no fact is written for the held status again', () => {
    const life = new Life(programOf([give('gold')]));
    life.sale(MAY, 100);
    life.sale(noon('2024-05-21'), 100);
    expect(life.facts.filter(({ kind }) => kind === 'status-changed').length).toBe(1);
  });
});

describe('L22 D9: a status for a time', () => {
  const until = (end: string): Drawn => ({
    when: { stores: ['gift'] },
    then: { status: { class: 'gold' }, until: end },
  });
  const given = (end: string, at = MAY): Life => {
    const life = new Life(programOf([until(end)]));
    life.sale(at, 100, at, { storeId: 'gift' });
    return life;
  };
  test.each([
    ['end-of-day', '2024-05-20T23:59:59.999+03:00', '2024-05-21T00:00:00+03:00'],
    ['end-of-week', '2024-05-26T23:59:59.999+03:00', '2024-05-27T00:00:00+03:00'],
    ['end-of-month', '2024-05-31T23:59:59.999+03:00', '2024-06-01T00:00:00+03:00'],
    ['end-of-quarter', '2024-06-30T23:59:59.999+03:00', '2024-07-01T00:00:00+03:00'],
    ['end-of-half-year', '2024-06-30T23:59:59.999+03:00', '2024-07-01T00:00:00+03:00'],
    ['end-of-year', '2024-12-31T23:59:59.999+03:00', '2025-01-01T00:00:00+03:00'],
    ['2024-05-22', '2024-05-22T23:59:59.999+03:00', '2024-05-23T00:00:00+03:00'],
    ['P1D', '2024-05-20T23:59:59.999+03:00', '2024-05-21T00:00:00+03:00'],
    ['P30D', '2024-06-18T23:59:59.999+03:00', '2024-06-19T00:00:00+03:00'],
    ['P2W', '2024-06-02T23:59:59.999+03:00', '2024-06-03T00:00:00+03:00'],
    ['P1M', '2024-06-19T23:59:59.999+03:00', '2024-06-20T00:00:00+03:00'],
    ['P1Y', '2025-05-19T23:59:59.999+03:00', '2025-05-20T00:00:00+03:00'],
  ])('%s holds to its last instant, and the earned status returns', (end, last, first) => {
    const life = given(end);
    expect([life.status(MAY, 'class'), life.status(last, 'class'), life.status(first, 'class')]).toEqual([
      'gold',
      'gold',
      'plain',
    ]);
    expect(life.member.dueAt).toBe(Date.parse(first));
  });

  test('it is over before it was given: nothing', () => {
    const life = given('2024-05-19');
    expect([life.status(MAY, 'class'), life.member.dueAt, life.facts.length]).toEqual(['plain', null, 1]);
  });

  test('its end is a fact, at its moment, and no timer is left', () => {
    const life = given('end-of-month');
    life.pass('2024-06-03T12:00:00+03:00');
    expect(life.facts.at(-1)).toMatchObject({
      kind: 'status-changed',
      from: 'gold',
      to: 'plain',
      direction: 'lowered',
      at: Date.parse('2024-06-01T00:00:00+03:00'),
      notifyFrom: Date.parse('2024-06-03T12:00:00+03:00'),
    });
    expect(life.member.dueAt).toBe(null);
  });

  test('given again it lasts longer, never shorter', () => {
    const life = new Life(
      programOf([
        until('P10D'),
        { when: { stores: ['short'] }, then: { status: { class: 'gold' }, until: 'P2D' } },
      ]),
    );
    const sale = (day: string, storeId: string) => life.sale(noon(day), 100, noon(day), { storeId });
    sale('2024-05-20', 'gift');
    sale('2024-05-21', 'short');
    expect(life.see(noon('2024-05-21'), 'class').until).toBe(Date.parse('2024-05-30T00:00:00+03:00'));
    sale('2024-05-25', 'gift');
    expect(life.see(noon('2024-05-25'), 'class').until).toBe(Date.parse('2024-06-04T00:00:00+03:00'));
    expect(life.facts.length).toBe(2);
  });

  test('given for good while it is given for a time, it stays', () => {
    const life = new Life(programOf([until('P10D'), give('gold', { when: { stores: ['good'] } })]));
    life.sale(MAY, 100, MAY, { storeId: 'gift' });
    life.sale(noon('2024-05-21'), 100, noon('2024-05-21'), { storeId: 'good' });
    expect([
      life.see(noon('2024-05-21'), 'class').until,
      life.status(noon('2024-07-01'), 'class'),
      life.member.dueAt,
    ]).toEqual([null, 'gold', null]);
  });

  test('a lower status for a time hides the earned one, and it returns', () => {
    const life = new Life(
      programOf([
        give('gold', { when: { stores: ['good'] } }),
        { when: { stores: ['bad'] }, then: { status: { class: 'plain' }, until: 'P5D' } },
      ]),
    );
    life.sale(MAY, 100, MAY, { storeId: 'good' });
    life.sale(noon('2024-05-21'), 100, noon('2024-05-21'), { storeId: 'bad' });
    expect([
      life.status(noon('2024-05-25'), 'class'),
      life.status('2024-05-26T00:00:00+03:00', 'class'),
    ]).toEqual(['plain', 'gold']);
  });

  test('why it is held, until when, and what follows', () => {
    const life = given('end-of-month');
    expect(life.see(MAY, 'class')).toMatchObject({
      status: 'gold',
      earned: 'plain',
      review: null,
      next: null,
      keep: null,
    });
    expect(life.see(MAY, 'class').why).toMatchObject({
      kind: 'rule',
      rule: 'a',
      measured: null,
      receiptId: expect.any(String),
    });
  });
});

describe('D33: in a system with reviews, what a rule gives without an end holds until the next one', () => {
  const reviewed: StatusSystemDefinition = {
    statuses: { plain: {}, silver: {}, gold: {} },
    review: {
      every: 'month',
      counter: 'spent',
      window: 'this-month',
      raise: 'at-turn',
      lower: 'to-earned',
      table: [
        { below: '1000 RUB', status: 'plain' },
        { from: '1000 RUB', below: '5000 RUB', status: 'silver' },
        { from: '5000 RUB', status: 'gold' },
      ],
    },
  };
  const program = (effects: EffectsDefinition): Program =>
    programOf([{ when: { stores: ['gift'] }, then: effects }], { statusSystems: { class: reviewed } });

  test.each<[string, EffectsDefinition]>([
    ['without an end', { status: { class: 'gold' } }],
    ['end-of-period says the same', { status: { class: 'gold' }, until: 'end-of-period' }],
  ])('%s', (_what, effects) => {
    const life = new Life(program(effects));
    life.sale(MAY, 100_000, MAY, { storeId: 'gift' });
    expect(life.see(MAY, 'class')).toMatchObject({
      status: 'gold',
      earned: 'plain',
      until: Date.parse('2024-06-01T00:00:00+03:00'),
    });
    // The turn is walked anyway: it needs no timer.
    expect(life.member.dueAt).toBe(null);
    expect(life.status('2024-06-01T00:00:00+03:00', 'class')).toBe('silver');
    life.pass('2024-06-04T00:00:00+03:00');
    expect(
      life.facts.filter(({ kind }) => kind === 'status-changed').map((fact) => 'to' in fact && fact.to),
    ).toEqual(['gold', 'silver']);
  });

  test('an end beyond the review: it stays above what the reviews earn, which returns', () => {
    const life = new Life(program({ status: { class: 'gold' }, until: '2024-07-10' }));
    life.sale(MAY, 100_000, MAY, { storeId: 'gift' });
    life.sale(noon('2024-06-20'), 100_000);
    expect([
      life.status(noon('2024-06-15'), 'class'),
      life.status(noon('2024-07-10'), 'class'),
      life.status('2024-07-11T00:00:00+03:00', 'class'),
    ]).toEqual(['gold', 'gold', 'silver']);
    expect(life.status('2024-08-01T00:00:00+03:00', 'class')).toBe('plain');
  });

  test('held by a review, given beyond the next one: it is prolonged without a fact', () => {
    const life = new Life(program({ status: { class: 'gold' }, until: '2024-07-10' }));
    life.sale(MAY, 600_000);
    life.pass(noon('2024-06-05'));
    const facts = life.facts.length;
    life.sale(noon('2024-06-06'), 100, noon('2024-06-06'), { storeId: 'gift' });
    expect(life.facts.length).toBe(facts);
    expect([
      life.status(noon('2024-07-10'), 'class'),
      life.status('2024-07-11T00:00:00+03:00', 'class'),
    ]).toEqual(['gold', 'plain']);
  });
});

describe('L20 L27: messages', () => {
  test.each<[string, string, string]>([
    ['the status after the receipt', '{status.class}!', 'Gold!'],
    ['nothing above the highest', '{next.class}|{missing.class}|{until.class}', '–|–|–'],
    ['amounts of the receipt', '{sold} {paid} {discount}', '90.00 RUB 90.00 RUB 10.00 RUB'],
    ['the store', 'in {store}', 'in store-1'],
    ['text alone', 'Thank you.', 'Thank you.'],
  ])('%s', (_what, message, printed) => {
    const rules: Drawn[] = [give('gold'), { then: { discount: '10%' } }, { then: { message } }];
    expect(new Life(programOf(rules)).sale(MAY, 10_000).messages).toEqual([printed]);
  });

  test('what was measured, and the end of a status', () => {
    const rules: Drawn[] = [
      {
        measure: { of: 'goods-quantity', window: 'this-receipt' },
        table: [{ from: 1, message: '{value} pieces' }],
      },
      { then: { status: { class: 'gold' }, until: 'end-of-month', message: 'until {until.class}' } },
    ];
    expect(new Life(programOf(rules)).sale(MAY, 100).messages).toEqual(['1 pieces', 'until 2024-05-31']);
  });

  test('of the discounts, the one that won prints its line', () => {
    const rules: Drawn[] = [
      { then: { discount: '5%', message: 'five' } },
      { then: { discount: '7%', message: 'seven' } },
    ];
    expect(new Life(programOf(rules)).sale(MAY, 10_000).messages).toEqual(['seven']);
  });
});

describe('I33 I34 for discounts', () => {
  test.each<[string, readonly Drawn[], number]>([
    ['all run, the largest wins', [{ then: { discount: '5%' } }, { then: { discount: '7%' } }], 700],
    [
      'after one that does not combine no other runs',
      [{ combine: false, then: { discount: '5%' } }, { then: { discount: '7%' } }],
      500,
    ],
    [
      'unless it runs earlier',
      [
        { combine: false, then: { discount: '5%' } },
        { priority: 1, then: { discount: '7%' } },
      ],
      700,
    ],
  ])('%s', (_what, rules, discountMinor) => {
    expect(new Life(programOf(rules)).sale(MAY, 10_000).lineDiscountsMinor).toEqual([discountMinor]);
  });

  test('D23 discounts look at what was held before the receipt, also where it gives more', () => {
    const life = new Life(
      programOf([{ when: { status: { class: ['gold'] } }, then: { discount: '10%' } }, give('gold')]),
    );
    expect([
      life.sale(MAY, 10_000).discounts.length,
      life.sale(noon('2024-05-21'), 10_000).discounts.length,
    ]).toEqual([0, 1]);
  });
});

describe('attributes of the member', () => {
  const runs = (
    wanted: NonNullable<NonNullable<Drawn['when']>['attributes']>,
    known: Record<string, string | number | boolean>,
  ): boolean => {
    const life = new Life(programOf([give('gold', { when: { attributes: wanted } })]));
    life.attributes = new Map(Object.entries(known));
    return life.sale(MAY, 100).statuses[0]?.after === 'gold';
  };
  test.each<[string, Parameters<typeof runs>[0], Parameters<typeof runs>[1], boolean]>([
    ['the value', { car: true }, { car: true }, true],
    ['another value', { car: true }, { car: false }, false],
    ['not known', { car: true }, {}, false],
    ['one of several', { district: ['Sovetsky', 'Oktyabrsky'] }, { district: 'Oktyabrsky' }, true],
    ['none of several', { district: ['Sovetsky', 'Oktyabrsky'] }, { district: 'Leninsky' }, false],
    ['a number is no text', { children: 2 }, { children: '2' }, false],
    ['all of them', { car: true, children: 2 }, { car: true, children: 3 }, false],
  ])('%s', (_what, wanted, known, expected) => {
    expect(runs(wanted, known)).toBe(expected);
  });
});
