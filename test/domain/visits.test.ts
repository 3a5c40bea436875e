import { describe, expect, test } from 'vitest';
import { compile } from '#domain/compile/compile.ts';
import type { Visit, VisitStatus } from '#domain/member/commands.ts';
import type { Program, RuleDefinition } from '#domain/program/program.ts';
import { monthlyAmount } from '../fixtures/programs.ts';
import { at, Life, RefusedError } from '../fixtures/scenario.ts';

/** Visits of a calendar (D13, D44). */

const april = (day: number, time = '10:00'): string =>
  `2024-04-${String(day).padStart(2, '0')}T${time}:00+03:00`;

const COUNTERS = {
  visits: { measure: 'visits' },
  'no-shows': { measure: 'no-shows' },
  paid: { measure: 'paid-amount' },
  purchases: { measure: 'purchases' },
  days: { measure: 'purchase-days' },
  stores: { measure: 'stores' },
  haircuts: { measure: 'visits', goods: { skus: ['HAIRCUT'] } },
  colours: { measure: 'goods-quantity', goods: { skus: ['COLOUR'] } },
} as const;

const salon = (rules: readonly RuleDefinition[] = [], change: Partial<Program> = {}): Program => {
  const base = monthlyAmount();
  return { ...base, ...change, counters: { ...base.counters, ...COUNTERS }, rules };
};

/** What a counter has come to on a day, and in all. */
function counted(life: Life, counter: string, day?: string): number {
  const moment = life.programs.at(at(april(1)));
  const id = moment?.program.counterColumns.get(counter)?.id ?? '';
  const column = life.member.counters.sums.get(id);
  if (day === undefined)
    return (column?.values ?? []).reduce((sum, value) => sum + value, column?.before ?? 0);
  // By the books: a state knows only those days one by one that somebody asks for.
  const on = life.programs.calendar.dayOf(at(day), 'Europe/Moscow');
  return life.entries
    .filter((entry) => entry.day === on)
    .reduce((sum, entry) => sum + (entry.counted.sums.get(id) ?? 0), 0);
}

const refusalOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof RefusedError) return `${error.refusal.code} ${error.refusal.pointer}`;
    throw error;
  }
  return 'taken';
};

describe('a visit counts while it is `came`, on the business day on which it starts (Y5, Y19, D44)', () => {
  test.each<[VisitStatus, number, number, number]>([
    ['booked', 0, 0, 0],
    ['came', 1, 0, 80_000],
    ['no-show', 0, 1, 0],
    ['cancelled', 0, 0, 0],
  ])('%s', (status, visits, noShows, sold) => {
    const life = new Life(salon());
    const answer = life.visit('v', april(4), { status, amountMinor: 80_000 });
    expect(answer).toMatchObject({ disposition: 'scored', soldMinor: 80_000, paidMinor: 80_000 });
    expect(counted(life, 'visits')).toBe(visits);
    expect(counted(life, 'no-shows')).toBe(noShows);
    expect(counted(life, 'turnover')).toBe(sold);
    expect(counted(life, 'paid')).toBe(sold);
    for (const never of ['purchases', 'days', 'stores']) expect(counted(life, never)).toBe(0);
    expect(life.disagreements(april(5))).toEqual([]);
  });

  test.each<[VisitStatus, VisitStatus]>(
    (['booked', 'came', 'no-show', 'cancelled'] as const).flatMap((from) =>
      (['booked', 'came', 'no-show', 'cancelled'] as const).map((to): [VisitStatus, VisitStatus] => [
        from,
        to,
      ]),
    ),
  )('from %s to %s leaves what only the last leaves (D13)', (from, to) => {
    const [life, only] = [new Life(salon()), new Life(salon())];
    life.visit('v', april(4), { status: from, amountMinor: 80_000 });
    life.visit('v', april(4, '11:00'), { status: to });
    only.visit('v', april(4), { status: to, amountMinor: 80_000 });
    for (const counter of Object.keys(COUNTERS)) expect(counted(life, counter)).toBe(counted(only, counter));
    expect(life.disagreements(april(5))).toEqual([]);
  });

  test('example 18: moved to May, and cancelled', () => {
    const life = new Life(salon());
    life.visit('v', april(4), { amountMinor: 80_000 });
    life.visit('v', april(4, '11:00'), { startsAt: at('2024-05-02T10:00:00+03:00'), status: 'booked' });
    expect(counted(life, 'visits')).toBe(0);
    life.visit('v', '2024-05-02T12:00:00+03:00', { status: 'came' });
    expect(counted(life, 'visits', april(4))).toBe(0);
    expect(counted(life, 'turnover', april(4))).toBe(0);
    expect(counted(life, 'visits', '2024-05-02T10:00:00+03:00')).toBe(1);
    expect(counted(life, 'turnover', '2024-05-02T10:00:00+03:00')).toBe(80_000);
    life.visit('v', '2024-05-02T13:00:00+03:00', { status: 'cancelled' });
    expect(counted(life, 'visits')).toBe(0);
    expect(counted(life, 'turnover')).toBe(0);
    expect(life.disagreements('2024-05-03T10:00:00+03:00')).toEqual([]);
  });

  test('one that is to come lies on its own day, and no clock is ahead', () => {
    const life = new Life(salon());
    const answer = life.visit('v', april(1), { status: 'booked', startsAt: at(april(20)) });
    expect(answer.day).toBe(life.programs.calendar.dayOf(at(april(20)), 'Europe/Moscow'));
    expect(answer.clockAhead).toBe(false);
  });

  test('moved while it is `came`: each day has a line of its own', () => {
    const life = new Life(salon());
    life.visit('v', april(20), { startsAt: at(april(4)), amountMinor: 80_000 });
    life.visit('v', april(20, '11:00'), { startsAt: at(april(6)) });
    expect(counted(life, 'visits', april(4))).toBe(0);
    expect(counted(life, 'visits', april(6))).toBe(1);
    expect(life.entries.map(({ body }) => body.kind)).toEqual(['visit', 'visit', 'taken-back']);
    expect(life.entries.map(({ owner }) => (owner.kind === 'member' ? owner.number : null))).toEqual([
      1, 2, 3,
    ]);
    expect(life.disagreements(april(21))).toEqual([]);
  });

  test('lines count their goods, and visits of some goods are those that hold them', () => {
    const life = new Life(salon());
    const lines = [
      { sku: 'HAIRCUT', quantityThousandths: 1000, amountMinor: 150_000 },
      { sku: 'COLOUR', quantityThousandths: 2000, amountMinor: 50_000 },
    ];
    life.visit('v', april(4), { lines, amountMinor: 200_000 });
    life.visit('w', april(5), { amountMinor: 100 });
    expect(counted(life, 'haircuts')).toBe(1);
    expect(counted(life, 'colours')).toBe(2000);
    expect(counted(life, 'visits')).toBe(2);
    expect(counted(life, 'turnover')).toBe(200_100);
  });
});

describe('paid beside sold (Y3, Y4, D43)', () => {
  test('a prepayment counts while the visit came, and what is paid later joins it', () => {
    const life = new Life(salon());
    life.visit('v', april(1), {
      status: 'booked',
      startsAt: at(april(4)),
      amountMinor: 80_000,
      paidMinor: 0,
    });
    life.payVisit('v', 30_000, april(2));
    expect(counted(life, 'paid')).toBe(0);
    life.visit('v', april(4, '12:00'), { status: 'came' });
    expect(counted(life, 'paid')).toBe(30_000);
    const { paidMinor } = life.payVisit('v', 50_000, april(9));
    expect(paidMinor).toBe(80_000);
    expect(counted(life, 'paid', april(4))).toBe(80_000);
    expect(counted(life, 'turnover')).toBe(80_000);
    life.visit('v', april(10), { status: 'no-show' });
    expect(counted(life, 'paid')).toBe(0);
    expect(life.disagreements(april(11))).toEqual([]);
  });

  test('a payment wakes rules `on: [payment]` of a visit that came, and no others', () => {
    const life = new Life(
      salon([{ name: 'paid', on: ['payment'], then: { addCategories: ['payer'] } }], {
        categories: { payer: {} },
      }),
    );
    life.visit('v', april(1), {
      status: 'booked',
      startsAt: at(april(4)),
      amountMinor: 80_000,
      paidMinor: 0,
    });
    expect(life.payVisit('v', 30_000, april(2)).categories.added).toEqual([]);
    life.visit('v', april(4, '12:00'), { status: 'came' });
    expect(life.payVisit('v', 50_000, april(5)).categories.added).toEqual(['payer']);
    const missed = new Life(life.programs);
    missed.visit('v', april(4), { status: 'no-show', amountMinor: 80_000 });
    expect(missed.payVisit('v', 50_000, april(5)).categories.added).toEqual([]);
  });
});

describe('rules on visits (Y13, Y16)', () => {
  const rules: readonly RuleDefinition[] = [
    { name: 'came', on: ['visit-came'], clawback: 'always', then: { addCategories: ['guest'] } },
    { name: 'missed', on: ['visit-no-show'], clawback: 'always', then: { addCategories: ['missing'] } },
    { name: 'back', on: ['visit-came'], then: { removeCategories: ['lost'] } },
    { name: 'gone', on: ['visit-no-show'], then: { addCategories: ['lost'] } },
  ];
  const labels = (life: Life): readonly string[] => life.member.categories.map(({ name }) => name).sort();
  const lifeOf = () => new Life(salon(rules, { categories: { guest: {}, missing: {}, lost: {} } }));

  test('came gives one category, no-show another; a removal on the other one', () => {
    const life = lifeOf();
    life.visit('v', april(4), { status: 'no-show' });
    expect(labels(life)).toEqual(['lost', 'missing']);
    life.visit('w', april(5), { status: 'came' });
    expect(labels(life)).toEqual(['guest', 'missing']);
  });

  test('what a rule gave for a visit goes when the visit is no longer what it was given for', () => {
    const life = lifeOf();
    life.visit('v', april(4), { status: 'no-show' });
    life.visit('v', april(4, '11:00'), { status: 'came' });
    expect(labels(life)).toEqual(['guest']);
    const { categories } = life.visit('v', april(4, '12:00'), { status: 'cancelled' });
    expect(categories).toEqual({ added: [], removed: ['guest'] });
    expect(life.facts.flatMap((fact) => (fact.kind === 'category-changed' ? [fact.entry] : []))).toEqual(
      life.facts.flatMap((fact) => (fact.kind === 'category-changed' ? ['visit'] : [])),
    );
    expect(life.disagreements(april(5))).toEqual([]);
  });

  test('a receipt of the same id is another entry', () => {
    const life = lifeOf();
    life.visit('same', april(4));
    life.sale(april(4), 100, april(4), { receiptId: 'same' });
    life.giveBack('same', { kind: 'all' }, april(5));
    expect(labels(life)).toEqual(['guest']);
    expect(life.disagreements(april(6))).toEqual([]);
  });

  test('what one rule gave and another gives by the same change was never interrupted', () => {
    const ofSum = (name: string, range: object): RuleDefinition => ({
      name,
      on: ['visit-came'],
      clawback: 'always',
      measure: { of: 'sold-amount', window: 'this-receipt' },
      table: [{ ...range, addCategories: ['guest'], memberDiscount: '5%' }],
    });
    const byTwo = [ofSum('much', { from: '2 RUB' }), ofSum('little', { below: '2 RUB' })];
    const life = new Life(salon(byTwo, { categories: { guest: {} } }));
    life.visit('v', april(4), { amountMinor: 300 });
    const { member } = life;
    expect(life.visit('v', april(6), { amountMinor: 100 }).categories).toEqual({ added: [], removed: [] });
    expect(life.member.categories[0]?.since).toBe(member.categories[0]?.since);
    expect(life.member.discounts[0]?.since).toBe(member.discounts[0]?.since);
    expect(life.member.discounts[0]?.rule).toBe('little');
    expect(life.facts.filter(({ at: when }) => when === at(april(6)))).toEqual([]);
  });

  test('what is given again by the same change was never interrupted', () => {
    const life = lifeOf();
    life.visit('v', april(4), { amountMinor: 100 });
    const since = life.member.categories[0]?.since;
    const { categories } = life.visit('v', april(6), { amountMinor: 200 });
    expect(categories).toEqual({ added: [], removed: [] });
    expect(life.member.categories[0]?.since).toBe(since);
  });
});

describe('the second visit, and the sum that is reached (Y2, Y5, D45)', () => {
  const rules: readonly RuleDefinition[] = [
    {
      name: 's',
      on: ['sale', 'visit-came'],
      measure: { of: 'sold-amount', window: 'all-time' },
      table: [
        { from: '5000 RUB', below: '10000 RUB', memberDiscount: '5%' },
        { from: '10000 RUB', memberDiscount: '10%' },
      ],
    },
    {
      name: 'v',
      on: ['visit-came'],
      measure: { of: 'visits', window: 'P30D' },
      table: [{ from: 3, memberDiscount: '7%' }],
    },
  ];
  const shown = (life: Life): number =>
    Math.max(0, ...life.member.discounts.map(({ basisPoints }) => basisPoints));

  test('example 9, as far as no time passes by itself', () => {
    const life = new Life(salon(rules));
    life.visit('v1', april(1), { amountMinor: 0 });
    life.visit('v2', april(2), { amountMinor: 0 });
    life.sale(april(3), 520_000);
    expect(shown(life)).toBe(500);
    life.visit('v3', april(4), { amountMinor: 70_000 });
    expect(shown(life)).toBe(700);
    life.sale(april(5), 100, april(5), { given: [] });
    expect(shown(life)).toBe(700);
    life.visit('v4', '2024-05-14T10:00:00+03:00', { amountMinor: 0 });
    expect(shown(life)).toBe(500);
    expect(life.disagreements('2024-05-15T10:00:00+03:00')).toEqual([]);
  });

  test.each([
    [499_999, 0],
    [500_000, 500],
    [999_999, 500],
    [1_000_000, 1000],
  ])('sold %i gives %i basis points', (amountMinor, basisPoints) => {
    const life = new Life(salon(rules));
    life.visit('v', april(4), { amountMinor });
    expect(shown(life)).toBe(basisPoints);
  });
});

describe('what no calendar can mean is refused, and changes nothing', () => {
  const tomorrow = '2024-04-05T10:00:00.001+03:00';
  test.each<[string, Partial<Visit>]>([
    ['occurred-in-future /startsAt', { status: 'came', startsAt: at(tomorrow) }],
    ['occurred-in-future /startsAt', { status: 'no-show', startsAt: at(tomorrow) }],
    ['taken', { status: 'booked', startsAt: at('2026-04-04T10:00:00+03:00') }],
    ['starts-in-future /startsAt', { status: 'booked', startsAt: at('2026-04-08T10:00:00+03:00') }],
    ['occurred-implausible /startsAt', { startsAt: at('1999-12-31T00:00:00Z') }],
    ['occurred-implausible /changedAt', { changedAt: at('1999-12-31T00:00:00Z') }],
    ['occurred-in-future /changedAt', { changedAt: at(tomorrow) }],
    ['negative-visit /amountMinor', { amountMinor: -1 }],
    ['amount-too-large /amountMinor', { amountMinor: 100_000_000_001 }],
    ['amount-too-large /amountMinor', { paidMinor: 100_000_000_001 }],
  ])('%s', (code, change) => {
    const life = new Life(salon());
    const before = life.member;
    expect(refusalOf(() => life.visit('v', april(4), change))).toBe(code);
    if (code !== 'taken') expect(life.member).toBe(before);
  });

  test('too old to count is stored and counts for nothing; what stood before still changes (D28)', () => {
    const life = new Life(salon([], { maxReceiptAgeDays: 30 }));
    expect(life.visit('v', april(30), { startsAt: at('2024-03-20T10:00:00+03:00') }).disposition).toBe(
      'too-old',
    );
    expect(counted(life, 'visits')).toBe(0);
    life.visit('w', april(2), { amountMinor: 100 });
    const { disposition } = life.visit('w', '2024-05-20T10:00:00+03:00', { amountMinor: 300 });
    expect(disposition).toBe('scored');
    expect(counted(life, 'turnover')).toBe(300);
    life.visit('w', '2024-05-21T10:00:00+03:00', { status: 'cancelled' });
    expect(counted(life, 'turnover')).toBe(0);
    expect(life.disagreements('2024-05-22T10:00:00+03:00')).toEqual([]);
  });
});

test('an activity has no goods', () => {
  const goodsOfReviews = { measure: 'activity', activity: 'review', goods: {} } as const;
  const base = monthlyAmount();
  const program = { ...base, activities: { review: {} }, counters: { ...base.counters, goodsOfReviews } };
  expect(compile(program).findings.map(({ code }) => code)).toEqual(['whole-receipt-measure']);
});
