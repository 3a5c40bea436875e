import { describe, expect, test } from 'vitest';
import type { Clawback, EffectsDefinition, RuleDefinition } from '#domain/program/program.ts';
import { discountView } from '#domain/showing/discount-view.ts';
import { MAX_STANDING_DISCOUNTS } from '#domain/values/limits.ts';
import { monthlyAmount, timelineOf } from '../fixtures/programs.ts';
import { at, Life } from '../fixtures/scenario.ts';

/** The discount that stays with a member (D45, Y2–Y6, Y24). */

const SOLD: RuleDefinition = {
  name: 's',
  on: ['sale'],
  measure: { of: 'sold-amount', window: 'all-time' },
  table: [
    { from: '5000 RUB', below: '10000 RUB', memberDiscount: '5%' },
    { from: '10000 RUB', memberDiscount: '10%' },
  ],
};

const day = (number: number): string =>
  new Date(Date.parse('2024-05-01T09:00:00Z') + number * 86_400_000).toISOString();

/** Rules of one store each, which a sale in it wakes. */
const inStore = (
  store: string,
  then: EffectsDefinition,
  change: Partial<RuleDefinition> = {},
): RuleDefinition => ({
  name: store,
  on: ['sale'],
  when: { stores: [store] },
  then,
  ...change,
});

const lifeOf = (...rules: RuleDefinition[]): Life => new Life(monthlyAmount({}, { rules }), day(-10));

/** What shows at a moment, as `5` or `5 then 3`; none: `null`. */
function shown(life: Life, now: string): string | null {
  const seen = discountView(life.programs.at(at(now)), life.member);
  if (seen === null) return null;
  return `${seen.basisPoints / 100}${seen.then === null ? '' : ` then ${seen.then / 100}`}`;
}

const changes = (life: Life): readonly string[] =>
  life.facts.flatMap((fact) =>
    fact.kind === 'discount-changed'
      ? [`${(fact.from ?? 0) / 100} → ${(fact.to ?? 0) / 100} ${fact.why.kind}`]
      : [],
  );

describe('the bill that reaches the sum gives it for the next one', () => {
  test.each([
    ['Y2 D45 one kopeck below', 499_999, null],
    ['Y2 D45 the sum itself', 500_000, '5'],
    ['Y2 one kopeck below the second row', 999_999, '5'],
    ['Y2 the second row', 1_000_000, '10'],
  ])('%s', (_, amountMinor, after) => {
    const life = lifeOf(SOLD);
    const first = life.sale(day(0), amountMinor);
    expect(first.discounts).toEqual([]);
    expect(shown(life, day(0))).toBe(after);
  });

  test('it competes on the next receipt, by its rule, and the answer says that it is the own one', () => {
    const life = lifeOf(SOLD);
    life.sale(day(0), 500_000);
    const next = life.sale(day(1), 100_000);
    expect(next.discounts).toEqual([{ rule: 's', basisPoints: 500, amountMinor: 5_000, isStanding: true }]);
    expect(next.soldMinor).toBe(95_000);
    expect(next.reasons[0]).toEqual({
      rule: 's',
      basisPoints: 500,
      outcome: 'won',
      isStanding: true,
      because: new Map(),
    });
  });

  test.each([
    ['a larger one of a rule wins', '7%', 'rule'],
    ['an equal one of a rule comes first', '5%', 'rule'],
    ['a smaller one is held back', '3%', 's'],
  ])('%s (Y24, D37)', (_, discount, rule) => {
    const life = lifeOf(SOLD, { name: 'rule', on: ['sale'], when: { stores: ['b'] }, then: { discount } });
    life.sale(day(0), 500_000);
    const { discounts, reasons } = life.sale(day(1), 100_000, day(1), { storeId: 'b' });
    expect(discounts.map((each) => each.rule)).toEqual([rule]);
    expect(reasons.filter(({ outcome }) => outcome === 'held-back')).toHaveLength(1);
  });

  test('what was given at the till is not decided again (D77), and a receipt of nobody has none', () => {
    const life = lifeOf(SOLD);
    life.sale(day(0), 500_000);
    expect(life.sale(day(1), 100_000, day(1), { given: [] }).soldMinor).toBe(100_000);
  });
});

describe('of the rules that run on one command the largest is given, whatever their order (Y24)', () => {
  const three = ['3%', '9%', '6%'].map(
    (memberDiscount, index): RuleDefinition => ({
      name: `r${index}`,
      on: ['sale'],
      then: { memberDiscount },
    }),
  );
  test.each([
    [0, 1, 2],
    [0, 2, 1],
    [1, 0, 2],
    [1, 2, 0],
    [2, 0, 1],
    [2, 1, 0],
  ])('%i %i %i', (...order) => {
    const life = lifeOf(...order.flatMap((index) => three[index] ?? []));
    const { reasons } = life.sale(day(0), 100);
    expect(shown(life, day(0))).toBe('9');
    expect(reasons.filter(({ outcome }) => outcome === 'gave').map(({ rule }) => rule)).toEqual(['r1']);
    expect(reasons.filter(({ outcome }) => outcome === 'held-back')).toHaveLength(2);
    // Given again it says nothing.
    expect(life.sale(day(1), 100).reasons.filter(({ outcome }) => outcome === 'gave')).toEqual([]);
    expect(changes(life)).toEqual(['0 → 9 given']);
  });
});

describe('what replaces what', () => {
  test('a smaller one of a rule that speaks here replaces a larger one, of one that does not it stays', () => {
    const life = lifeOf(
      { ...inStore('a', { memberDiscount: '7%' }), on: ['payment'] },
      { name: 'five', on: ['sale'], when: { stores: ['b'] }, then: { memberDiscount: '5%' } },
      { name: 'six', on: ['sale'], when: { stores: ['c'] }, then: { memberDiscount: '6%' } },
    );
    life.sale(day(0), 100, day(0), { receiptId: 'bill', storeId: 'x', paidMinor: 0 });
    life.pay('bill', 50, day(0), { storeId: 'a' });
    expect(shown(life, day(0))).toBe('7');
    life.sale(day(1), 100, day(1), { storeId: 'b' });
    expect(shown(life, day(1))).toBe('7');
    expect(life.member.discounts).toHaveLength(1);
    // Nobody gives one here: nothing changes.
    life.sale(day(2), 100, day(2), { storeId: 'x' });
    expect(shown(life, day(2))).toBe('7');
    life.sale(day(3), 100, day(3), { storeId: 'a' });
    expect(changes(life)).toEqual(['0 → 7 given']);
  });

  test('of two rules of sales the newer is what is held, larger or smaller', () => {
    const life = lifeOf(inStore('a', { memberDiscount: '7%' }), inStore('b', { memberDiscount: '5%' }));
    life.sale(day(0), 100, day(0), { storeId: 'a' });
    life.sale(day(1), 100, day(1), { storeId: 'b' });
    expect(shown(life, day(1))).toBe('5');
    expect(changes(life)).toEqual(['0 → 7 given', '7 → 5 given']);
  });

  test('a rule that is gone speaks everywhere: what it gave makes room', () => {
    const before = monthlyAmount(
      {},
      { rules: [{ ...inStore('a', { memberDiscount: '9%' }), on: ['payment'] }] },
    );
    const after = monthlyAmount({}, { rules: [inStore('b', { memberDiscount: '5%' })] });
    const life = new Life(timelineOf(before, [day(2), after]), day(-10));
    life.sale(day(0), 100, day(0), { receiptId: 'bill', storeId: 'x', paidMinor: 0 });
    life.pay('bill', 50, day(0), { storeId: 'a' });
    expect(shown(life, day(3))).toBe('9');
    life.sale(day(3), 100, day(3), { storeId: 'b' });
    expect(shown(life, day(3))).toBe('5');
  });
});

describe('one with an end lies beside the one without (D45, D93)', () => {
  const rules = [
    inStore('for-good', { memberDiscount: '5%' }),
    inStore('week', { memberDiscount: '12%', until: 'P7D' }),
    { ...inStore('month', { memberDiscount: '8%', until: 'P30D' }), on: ['sale'] },
  ];

  test('the largest shows, and when it ends the other does: one fact', () => {
    const life = lifeOf(...rules);
    life.sale(day(0), 100, day(0), { storeId: 'for-good' });
    life.sale(day(1), 100, day(1), { storeId: 'week' });
    expect(shown(life, day(1))).toBe('12 then 5');
    // Given beneath: no fact.
    life.sale(day(2), 100, day(2), { storeId: 'for-good' });
    expect(life.member.dueAt).toBe(at('2024-05-09T00:00:00+03:00'));
    expect(shown(life, '2024-05-08T23:59:59.999+03:00')).toBe('12 then 5');
    expect(shown(life, '2024-05-09T00:00:00+03:00')).toBe('5');
    life.pass('2024-06-30T12:00:00+03:00');
    expect(changes(life)).toEqual(['0 → 5 given', '5 → 12 given', '12 → 5 ended']);
    const ended = life.facts.findLast(({ kind }) => kind === 'discount-changed');
    expect(ended?.at).toBe(at('2024-05-09T00:00:00+03:00'));
    expect(life.member.dueAt).toBeNull();
  });

  test('a missed stretch is lived moment by moment', () => {
    const life = lifeOf(
      inStore('week', { memberDiscount: '12%', until: 'P7D' }, { on: ['payment'] }),
      inStore('month', { memberDiscount: '8%', until: 'P30D' }),
    );
    life.sale(day(0), 100, day(0), { receiptId: 'bill', storeId: 'month', paidMinor: 0 });
    life.pay('bill', 50, day(0), { storeId: 'week' });
    expect(shown(life, day(0))).toBe('12 then 8');
    life.pass(day(60));
    expect(changes(life)).toEqual(['0 → 8 given', '8 → 12 given', '12 → 8 ended', '8 → 0 ended']);
  });

  test('an end that has passed when a late receipt comes gives nothing', () => {
    const life = lifeOf(...rules);
    life.sale(day(0), 100, day(20), { storeId: 'week' });
    expect(shown(life, day(20))).toBeNull();
    expect(life.member.discounts).toEqual([]);
  });

  test('at most four lie beside one another, and the least that ends goes', () => {
    const life = lifeOf(
      inStore('paid', { memberDiscount: '20%', until: 'P5D' }, { on: ['payment'] }),
      inStore('bought', { memberDiscount: '6%', until: 'P40D' }),
    );
    const lying = (percent: number, days: number | null) => ({
      basisPoints: percent * 100,
      since: at(day(0)),
      until: days === null ? null : at(day(days)),
      rule: 'paid',
    });
    life.member = { ...life.member, discounts: [lying(1, null), lying(9, 10), lying(8, 20), lying(7, 30)] };
    life.sale(day(0), 100, day(0), { storeId: 'bought' });
    expect(life.member.discounts).toHaveLength(MAX_STANDING_DISCOUNTS);
    expect(life.member.discounts.map(({ basisPoints }) => basisPoints / 100)).toEqual([1, 9, 8, 7]);
  });

  test('`none` takes all off, after all giving (Y6)', () => {
    const life = lifeOf(
      ...rules,
      inStore('gone', { memberDiscount: 'none' }),
      inStore('gone-too', { memberDiscount: '20%' }, { when: { stores: ['gone'] }, priority: 200 }),
    );
    life.sale(day(0), 100, day(0), { storeId: 'for-good' });
    life.sale(day(1), 100, day(1), { storeId: 'week' });
    const { reasons } = life.sale(day(2), 100, day(2), { storeId: 'gone' });
    expect(shown(life, day(2))).toBeNull();
    expect(reasons.map(({ rule, outcome }) => `${rule} ${outcome}`)).toContain('gone gave');
    expect(changes(life).at(-1)).toBe('12 → 0 removed');
    // There is nothing to take off any more.
    life.sale(day(3), 100, day(3), { storeId: 'gone' });
    expect(changes(life)).toHaveLength(3);
  });
});

describe('the goods come back that it was given for (D94)', () => {
  const rules = (clawback: Clawback) => [
    inStore('a', { memberDiscount: '5%' }),
    inStore('b', { memberDiscount: '9%' }, { clawback }),
  ];
  test.each<[Clawback, string]>([
    ['none', '9'],
    ['always', '5'],
  ])('%s: %s shows', (clawback, left) => {
    const life = lifeOf(...rules(clawback));
    life.sale(day(0), 100, day(0), { storeId: 'a' });
    life.sale(day(1), 100, day(1), { storeId: 'b', receiptId: 'b' });
    life.giveBack('b', { kind: 'all' }, day(2));
    expect(shown(life, day(2))).toBe(left);
  });

  test('two receipts gave it: it goes with the last of them, and what a third one put on top stays', () => {
    const life = lifeOf(...rules('always'));
    life.sale(day(0), 100, day(0), { storeId: 'b', receiptId: 'one' });
    life.sale(day(1), 100, day(1), { storeId: 'b', receiptId: 'two' });
    life.giveBack('one', { kind: 'all' }, day(2));
    expect(shown(life, day(2))).toBe('9');
    life.sale(day(3), 100, day(3), { storeId: 'a' });
    life.giveBack('two', { kind: 'all' }, day(4));
    expect(shown(life, day(4))).toBe('5');
    expect(changes(life)).toEqual(['0 → 9 given', '9 → 5 given']);
  });

  test('what it replaced and has ended meanwhile does not return', () => {
    const life = lifeOf(
      inStore('a', { memberDiscount: '5%', until: 'P3D' }),
      inStore('b', { memberDiscount: '9%', until: 'P30D' }, { clawback: 'always' }),
    );
    life.sale(day(0), 100, day(0), { storeId: 'a' });
    life.sale(day(1), 100, day(1), { storeId: 'b', receiptId: 'b' });
    life.giveBack('b', { kind: 'all' }, day(10));
    expect(shown(life, day(10))).toBeNull();
    expect(changes(life)).toEqual(['0 → 5 given', '5 → 9 given', '9 → 0 taken-back']);
  });
});
