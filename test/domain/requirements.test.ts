import { describe, expect, test } from 'vitest';
import type { ReviewDefinition } from '#domain/program/program.ts';
import { discountsByLevel, monthlyAmount, monthlyPurchases, timelineOf } from '../fixtures/programs.ts';
import { Life } from '../fixtures/scenario.ts';

type Receipt = readonly [at: string, amountMinor: number];

describe('reviews by amount: a row a case', () => {
  const may = (amountMinor: number): Receipt[] => [['2024-05-20T12:00:00+03:00', amountMinor]];
  test.each<[ids: string, what: string, receipts: readonly Receipt[], look: string, status: string]>([
    ['L2 L7 D1', 'one kopeck below the threshold', may(999_999), '2024-06-01T00:00:00+03:00', 'bronze'],
    ['L2 L7 D1', 'exactly the threshold stays Bronze', may(1_000_000), '2024-06-01T00:00:00+03:00', 'bronze'],
    ['L2 L7 D1', 'one kopeck over it is Silver', may(1_000_001), '2024-06-01T00:00:00+03:00', 'silver'],
    [
      'L3 L7',
      'one kopeck below the upper bound of Silver',
      may(1_999_999),
      '2024-06-01T00:00:00+03:00',
      'silver',
    ],
    ['L3 L7', 'the upper bound itself is Silver', may(2_000_000), '2024-06-01T00:00:00+03:00', 'silver'],
    ['L3 L5 L7', 'over it Gold, straight from Bronze', may(2_000_001), '2024-06-01T00:00:00+03:00', 'gold'],
    ['L3 L7', 'the top has no bound', may(99_999_999_999), '2024-06-01T00:00:00+03:00', 'gold'],
    ['L6 L9', 'not before the month has turned', may(2_000_001), '2024-05-31T23:59:59.999+03:00', 'bronze'],
    ['L6 L13', 'from the first instant of the next', may(2_000_001), '2024-06-01T00:00:00+03:00', 'gold'],
    ['L6', 'and to the last instant of it', may(2_000_001), '2024-06-30T23:59:59.999+03:00', 'gold'],
    ['L10 L13', 'an empty month lowers', may(2_000_001), '2024-07-01T00:00:00+03:00', 'bronze'],
    ['L13', 'missed turns are closed one by one', may(2_000_001), '2025-02-01T00:00:00+03:00', 'bronze'],
    [
      'L7',
      'receipts of a month add up',
      [
        ['2024-05-01T00:00:00+03:00', 500_000],
        ['2024-05-31T23:59:59.999+03:00', 500_001],
      ],
      '2024-06-01T00:00:00+03:00',
      'silver',
    ],
    [
      'L6 D5',
      'receipts of two months do not',
      [
        ['2024-05-31T23:59:59.999+03:00', 500_000],
        ['2024-06-01T00:00:00+03:00', 500_001],
      ],
      '2024-07-01T00:00:00+03:00',
      'bronze',
    ],
  ])('%s: %s', (_ids, _what, receipts, look, status) => {
    const life = new Life(monthlyAmount());
    for (const [at, amountMinor] of receipts) life.sale(at, amountMinor);
    expect(life.status(look)).toBe(status);
  });
});

describe('reviews by number of purchases (L8)', () => {
  test.each([
    [5, 'basic'],
    [6, 'favorite'],
    [15, 'favorite'],
    [16, 'shopaholic'],
    [25, 'shopaholic'],
    [26, 'pro'],
  ])('L5 L8: %i purchases give %s', (purchases, status) => {
    const life = new Life(monthlyPurchases);
    for (let index = 0; index < purchases; index += 1) {
      life.sale('2024-05-20T12:00:00+03:00', 0, undefined, { receiptId: `receipt-${index}` });
    }
    expect(life.status('2024-06-01T00:00:00+03:00', 'club')).toBe(status);
  });
});

describe('one-time properties of a ladder', () => {
  test('L1 L4: levels have an order, names, descriptions, thresholds and preference lines', () => {
    const { ladder } = new Life(monthlyAmount()).see('2024-02-01T00:00:00+03:00');
    expect(ladder).toEqual([
      {
        status: 'bronze',
        title: 'Bronze',
        description: null,
        preferences: ['2% on the entire receipt'],
        words: 'up to 10000 RUB',
        threshold: 1_000_000,
      },
      {
        status: 'silver',
        title: 'Silver',
        description: null,
        preferences: ['5% on the entire receipt'],
        words: 'over 10000 RUB, up to 20000 RUB',
        threshold: 2_000_000,
      },
      {
        status: 'gold',
        title: 'Gold',
        description: 'More than 20,000 rubles in a month.',
        preferences: [],
        words: 'over 20000 RUB',
        threshold: null,
      },
    ]);
  });

  test('L16: a member is in several systems at once', () => {
    const both = monthlyAmount(
      {},
      {
        counters: { turnover: { measure: 'sold-amount' }, purchases: { measure: 'purchases' } },
        statusSystems: { ...monthlyAmount().statusSystems, ...monthlyPurchases.statusSystems },
      },
    );
    const life = new Life(both);
    for (let index = 0; index < 6; index += 1) {
      life.sale('2024-05-20T12:00:00+03:00', 400_000, undefined, { receiptId: `receipt-${index}` });
    }
    expect(life.status('2024-06-01T00:00:00+03:00', 'level')).toBe('gold');
    expect(life.status('2024-06-01T00:00:00+03:00', 'club')).toBe('favorite');
  });
});

describe('D1 D2: the operators, at t−1, t and t+1', () => {
  const strict: ReviewDefinition['table'] = [
    { upTo: '1.00 RUB', status: 'bronze' },
    { over: '1.00 RUB', below: '9.00 RUB', status: 'silver' },
    { from: '9.00 RUB', status: 'gold' },
  ];
  const inclusive: ReviewDefinition['table'] = [
    { below: '1.00 RUB', status: 'bronze' },
    { from: '1.00 RUB', upTo: '9.00 RUB', status: 'silver' },
    { over: '9.00 RUB', status: 'gold' },
  ];
  test.each([
    ['over, up to', strict, 99, 'bronze'],
    ['over, up to', strict, 100, 'bronze'],
    ['over, up to', strict, 101, 'silver'],
    ['from, below', strict, 899, 'silver'],
    ['from, below', strict, 900, 'gold'],
    ['from, below', strict, 901, 'gold'],
    ['from, below', inclusive, 99, 'bronze'],
    ['from, below', inclusive, 100, 'silver'],
    ['from, below', inclusive, 101, 'silver'],
    ['over, up to', inclusive, 899, 'silver'],
    ['over, up to', inclusive, 900, 'silver'],
    ['over, up to', inclusive, 901, 'gold'],
  ] as const)('%s with %j: %i kopecks give %s', (_words, table, amountMinor, status) => {
    const life = new Life(monthlyAmount({ table }));
    life.sale('2024-05-20T12:00:00+03:00', amountMinor);
    expect(life.status('2024-06-01T00:00:00+03:00')).toBe(status);
  });
});

describe('D21 D17: when a review shows', () => {
  const gold: Receipt = ['2024-05-20T12:00:00+03:00', 2_000_001];
  test.each([
    ['within the closing delay a late receipt raises', '2024-06-02T23:59:59.999+03:00', 'gold'],
    ['after it, it still raises', '2024-06-03T00:00:00+03:00', 'gold'],
    [
      'when its month is no longer the last closed, it is only recorded',
      '2024-07-01T00:00:00+03:00',
      'bronze',
    ],
  ])('%s', (_what, receivedAt, status) => {
    const life = new Life(monthlyAmount());
    life.sale(gold[0], gold[1], receivedAt);
    expect(life.status(receivedAt)).toBe(status);
    expect(life.member.counters.sums.size).toBe(1);
  });

  test('a lowering is told when the closing delay has passed, a raising at once', () => {
    const life = new Life(monthlyAmount());
    life.sale(...gold);
    expect(life.pass('2024-06-01T06:00:00+03:00')).toMatchObject([
      {
        direction: 'raised',
        from: 'bronze',
        to: 'gold',
        notifyFrom: Date.parse('2024-06-01T06:00:00+03:00'),
      },
    ]);
    expect(life.pass('2024-07-01T06:00:00+03:00')).toMatchObject([
      {
        direction: 'lowered',
        from: 'gold',
        to: 'bronze',
        at: Date.parse('2024-07-01T00:00:00+03:00'),
        notifyFrom: Date.parse('2024-07-03T00:00:00+03:00'),
      },
    ]);
    expect(life.pass('2024-07-01T07:00:00+03:00')).toEqual([]);
  });
});

describe('D27: which version judges', () => {
  const easier = monthlyAmount({
    table: [
      { upTo: '100 RUB', status: 'bronze' },
      { over: '100 RUB', upTo: '200 RUB', status: 'silver' },
      { over: '200 RUB', status: 'gold' },
    ],
  });
  test.each([
    [
      'from the turn itself: the closed month is judged by the old one',
      '2024-06-01T00:00:00+03:00',
      'bronze',
    ],
    ['from the last instant before: by the new one', '2024-05-31T23:59:59.999+03:00', 'gold'],
  ])('a version %s', (_what, from, status) => {
    const life = new Life(timelineOf(monthlyAmount(), [from, easier]));
    life.sale('2024-05-20T12:00:00+03:00', 20_001);
    expect(life.status('2024-06-10T00:00:00+03:00')).toBe(status);
  });

  test('an entry is scored by the version in force when it is received', () => {
    const programs = timelineOf(monthlyAmount(), [
      '2024-05-25T00:00:00+03:00',
      monthlyAmount({}, { rules: discountsByLevel }),
    ]);
    const life = new Life(programs);
    expect(life.sale('2024-05-20T12:00:00+03:00', 10_000, '2024-05-24T12:00:00+03:00')).toMatchObject({
      programVersion: 1,
      soldMinor: 10_000,
    });
    expect(life.sale('2024-05-20T13:00:00+03:00', 10_000, '2024-05-25T12:00:00+03:00')).toMatchObject({
      programVersion: 2,
      soldMinor: 9_800,
    });
  });
});

describe('D31: raised at the turn, or at once', () => {
  test.each([
    ['at-turn', 'bronze'],
    ['at-once', 'gold'],
  ] as const)('raise: %s leaves the member %s on the day', (raise, status) => {
    const life = new Life(monthlyAmount({ raise }));
    const answer = life.sale('2024-05-20T12:00:00+03:00', 2_000_001);
    expect(answer.statuses).toEqual([{ system: 'level', before: 'bronze', after: status }]);
    expect(life.status('2024-06-15T12:00:00+03:00')).toBe('gold');
    expect(life.status('2024-07-01T00:00:00+03:00')).toBe('bronze');
  });

  test.each([
    ['to-earned', 'bronze'],
    ['never', 'gold'],
  ] as const)('lower: %s makes it %s after an empty month', (lower, status) => {
    const life = new Life(monthlyAmount({ lower }));
    life.sale('2024-05-20T12:00:00+03:00', 2_000_001);
    expect(life.status('2024-07-01T00:00:00+03:00')).toBe(status);
  });
});

describe('L18 D22 D36: the discount of a receipt', () => {
  const withDiscounts = monthlyAmount({}, { rules: discountsByLevel });
  test.each([
    ['L18 Bronze 2%', 0, 10_000, 200],
    ['L18 Silver 5%', 1_050_000, 10_000, 500],
    ['L18 Gold 10%', 2_200_000, 10_000, 1_000],
    ['D36 0.49 of a kopeck rounds down', 0, 24, 0],
    ['D36 half a kopeck rounds up', 0, 25, 1],
    ['D36 0.52 of a kopeck rounds up', 0, 26, 1],
    ['D22 a receipt of 0 is a receipt', 0, 0, 0],
  ])('%s', (_what, boughtInMay, amountMinor, discountMinor) => {
    const life = new Life(withDiscounts);
    life.sale('2024-05-20T12:00:00+03:00', boughtInMay);
    const answer = life.sale('2024-06-20T12:00:00+03:00', amountMinor);
    expect(answer.lineDiscountsMinor).toEqual([discountMinor]);
    expect(answer.soldMinor).toBe(amountMinor - discountMinor);
  });

  test('D22: sold is after the benefits, whoever pays; paid is what the payments say', () => {
    const life = new Life(withDiscounts);
    const sold = (paidMinor: number | null) =>
      life.sale('2024-06-20T12:00:00+03:00', 10_000, undefined, { paidMinor, receiptId: `p-${paidMinor}` });
    expect(sold(null)).toMatchObject({ soldMinor: 9_800, paidMinor: 9_800 });
    expect(sold(5_000)).toMatchObject({ soldMinor: 9_800, paidMinor: 5_000 });
    expect(sold(0)).toMatchObject({ soldMinor: 9_800, paidMinor: 0 });
  });

  test('D23: the discount goes by the status held before the receipt', () => {
    const life = new Life(monthlyAmount({ raise: 'at-once' }, { rules: discountsByLevel }));
    const first = life.sale('2024-05-20T12:00:00+03:00', 3_000_000);
    expect(first.discounts).toEqual([{ rule: 'bronze-discount', basisPoints: 200, amountMinor: 60_000 }]);
    expect(life.sale('2024-05-20T12:01:00+03:00', 10_000).discounts).toEqual([
      { rule: 'gold-discount', basisPoints: 1_000, amountMinor: 1_000 },
    ]);
  });
});

describe('D34: the least further amount', () => {
  test.each([
    ['over, nothing bought', 0, 1_000_001],
    ['over, at the threshold', 1_000_000, 1],
    ['over, one kopeck more: Silver is earned, Gold is next', 1_000_001, 1_000_000],
  ])('%s', (_what, bought, missing) => {
    const life = new Life(monthlyAmount());
    if (bought > 0) life.sale('2024-05-20T12:00:00+03:00', bought);
    expect(life.see('2024-05-21T12:00:00+03:00').next?.missing).toBe(missing);
  });

  test('to keep Silver, and nothing beyond the top', () => {
    const life = new Life(monthlyAmount());
    life.sale('2024-05-20T12:00:00+03:00', 2_000_001);
    const gold = life.see('2024-06-10T12:00:00+03:00');
    expect([gold.status, gold.next, gold.keep]).toEqual(['gold', null, { missing: 2_000_001 }]);
    expect(gold.forNextPeriod).toBe('bronze');
    expect(new Life(monthlyAmount()).see('2024-05-21T12:00:00+03:00').keep).toBeNull();
  });
});
