import { describe, expect, test } from 'vitest';
import type { SaleLine } from '#domain/member/commands.ts';
import type { CounterDefinition, Program } from '#domain/program/program.ts';
import { at, Life } from '../fixtures/scenario.ts';

/** Counting, by goods and by receipts: a row a case, the requirement's id first. */

const line = (sku: string, amountMinor: number, pieces = 1, categories?: readonly string[]): SaleLine => ({
  sku,
  quantityThousandths: Math.round(pieces * 1000),
  amountMinor,
  ...(categories === undefined ? {} : { categories }),
});

const programOf = (counter: CounterDefinition, change: Partial<Program> = {}): Program => ({
  name: 'measures',
  zone: 'Europe/Moscow',
  currency: 'RUB',
  closingDelayHours: 48,
  maxReceiptAgeDays: 400,
  counters: { it: counter },
  catalogue: {
    parents: { Fruit: 'Food', Berries: 'Fruit' },
    goods: { apple: ['Fruit'], cherry: ['Berries', 'Sweets'], bread: ['Food'], cup: ['Dishes'] },
  },
  statusSystems: {},
  rules: [],
  ...change,
});

/** The counter's value after receipts, looked at by a rule that prints it. */
function counted(
  counter: CounterDefinition,
  receipts: readonly (readonly SaleLine[])[],
  change: { readonly storeId?: string; readonly currency?: string; readonly window?: string } = {},
): string | undefined {
  const { window = 'all-time', ...sale } = change;
  const table = [
    { over: counter.measure.endsWith('amount') ? `0 ${counter.currency ?? 'RUB'}` : 0, message: '{value}' },
  ];
  const rules = [{ name: 'tell', on: ['sale'] as const, measure: { counter: 'it', window }, table }];
  const life = new Life(programOf(counter, { rules }));
  let printed: string | undefined;
  for (const [index, lines] of receipts.entries()) {
    const occurredAt = `2024-05-20T12:00:0${index}+03:00`;
    printed = life.sale(occurredAt, 0, occurredAt, { lines, ...sale }).messages[0];
  }
  return printed;
}

const basket = [
  line('apple', 100),
  line('cherry', 200, 2),
  line('bread', 50, 0.5),
  line('cup', 1000, 3),
  line('unlisted', 7),
];

describe('goods', () => {
  test.each<[string, CounterDefinition['goods'], string, string]>([
    ['I27 no goods named: all goods', {}, '13.57 RUB', '7.5'],
    ['I26 an article', { skus: ['apple'] }, '1.00 RUB', '1'],
    ['I26 several', { skus: ['apple', 'unlisted'] }, '1.07 RUB', '2'],
    ['I24 a category', { categories: ['Fruit'] }, '1.00 RUB', '1'],
    ['I24 names must match exactly', { categories: ['fruit', 'Sweets'] }, '2.00 RUB', '2'],
    ['I25 subcategories are not included', { categories: ['Food'] }, '0.50 RUB', '0.5'],
    ['D12 unless descendants says so', { categories: ['Food'], descendants: true }, '3.50 RUB', '3.5'],
    ['D12 one level only from the middle', { categories: ['Fruit'], descendants: true }, '3.00 RUB', '3'],
    [
      'I24 I26 a line counts once, however often it is named',
      { skus: ['cherry'], categories: ['Berries', 'Sweets'] },
      '2.00 RUB',
      '2',
    ],
    ['I29 not these articles', { exceptSkus: ['cup', 'unlisted'] }, '3.50 RUB', '3.5'],
    ['I28 not these categories', { exceptCategories: ['Dishes'] }, '3.57 RUB', '4.5'],
    ['I28 an exception is as exact as a name', { exceptCategories: ['Food'] }, '13.07 RUB', '7'],
    ['D12 or takes in what is below', { exceptCategories: ['Food'], descendants: true }, '10.07 RUB', '4'],
    ['I28 an exception beats a name', { categories: ['Sweets'], exceptCategories: ['Berries'] }, '–', '–'],
    ['I29 also an article’s own', { skus: ['apple', 'bread'], exceptSkus: ['apple'] }, '0.50 RUB', '0.5'],
  ])('%s', (_id, goods, amount, quantity) => {
    const filter = goods === undefined ? {} : { goods };
    expect([
      counted({ measure: 'goods-amount', ...filter }, [basket]) ?? '–',
      counted({ measure: 'goods-quantity', ...filter }, [basket]) ?? '–',
    ]).toEqual([amount, quantity]);
  });

  test('I24 a line brings its own categories, and need not be in the catalogue', () => {
    const fruit: CounterDefinition = { measure: 'goods-amount', goods: { categories: ['Fruit'] } };
    expect(
      counted(fruit, [[line('plum', 30, 1, ['Fruit']), line('apple', 100, 1, ['Gifts']), line('pear', 9)]]),
    ).toBe('0.30 RUB');
    expect(counted(fruit, [[line('apple', 100, 1, [])]])).toBe(undefined);
  });

  test('D22 amounts are those after the discount, spread over the lines', () => {
    const life = new Life(
      programOf(
        { measure: 'goods-amount', goods: { skus: ['apple'] } },
        {
          rules: [
            { name: 'ten', on: ['sale'], then: { discount: '10%' } },
            {
              name: 'tell',
              on: ['sale'],
              measure: { counter: 'it', window: 'today' },
              table: [{ over: '0 RUB', message: '{value}' }],
            },
          ],
        },
      ),
    );
    const answer = life.sale('2024-05-20T12:00:00+03:00', 0, undefined, {
      lines: [line('apple', 105), line('bread', 200)],
    });
    // 30.5 is 31 half up: 10.67 and 20.33 of it, the larger remainder gets the odd unit.
    expect([answer.lineDiscountsMinor, answer.messages]).toEqual([[11, 20], ['0.94 RUB']]);
  });
});

describe('I30: how many of the goods in one check', () => {
  const boxes = (min: number | undefined, max: number | undefined): CounterDefinition => ({
    measure: 'goods-quantity',
    goods: { skus: ['cup'] },
    perReceipt: { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) },
  });
  test.each<[string, CounterDefinition, readonly number[], string | undefined]>([
    ['no less than 5: 4.999', boxes(5, undefined), [4.999], undefined],
    ['no less than 5: 5', boxes(5, undefined), [5], '5'],
    ['not added up over checks', boxes(5, undefined), [3, 3], undefined],
    ['no more than 5: 5', boxes(undefined, 5), [5], '5'],
    ['no more than 5: 5.001', boxes(undefined, 5), [5.001], undefined],
    ['between', boxes(2, 3), [1, 2, 3], '5'],
  ])('%s', (_what, counter, pieces, expected) => {
    expect(
      counted(
        counter,
        pieces.map((each) => [line('cup', 100, each)]),
      ),
    ).toBe(expected);
  });

  test('over several lines of one check', () => {
    expect(counted(boxes(5, undefined), [[line('cup', 1, 2), line('cup', 1, 3), line('apple', 1, 9)]])).toBe(
      '5',
    );
  });

  test('a purchase with so many of the goods', () => {
    const counter: CounterDefinition = {
      measure: 'purchases',
      goods: { skus: ['cup'] },
      perReceipt: { min: 2 },
    };
    expect(
      counted(counter, [[line('cup', 1, 2)], [line('cup', 1)], [line('apple', 1, 5)], [line('cup', 1, 2)]]),
    ).toBe('2');
  });
});

describe('L12 D35: purchases, days, stores', () => {
  const visit = (life: Life, day: string, storeId: string) =>
    life.sale(`${day}T12:00:00+03:00`, 100, undefined, { storeId }).messages;
  const telling = (counter: CounterDefinition, window: string): Life =>
    new Life(
      programOf(counter, {
        rules: [
          {
            name: 'tell',
            on: ['sale'],
            measure: { counter: 'it', window },
            table: [{ from: 1, message: '{value}' }],
          },
        ],
      }),
    );
  const visits = [
    ['2024-05-20', 'a'],
    ['2024-05-20', 'b'],
    ['2024-05-21', 'a'],
    ['2024-06-02', 'c'],
    ['2024-06-02', 'c'],
  ] as const;
  test.each<[string, CounterDefinition, string, readonly string[]]>([
    ['purchases', { measure: 'purchases' }, 'all-time', ['1', '2', '3', '4', '5']],
    ['different days', { measure: 'purchase-days' }, 'all-time', ['1', '1', '2', '3', '3']],
    ['different days of the month', { measure: 'purchase-days' }, 'this-month', ['1', '1', '2', '1', '1']],
    ['different stores', { measure: 'stores' }, 'all-time', ['1', '2', '2', '3', '3']],
    ['different stores of the month', { measure: 'stores' }, 'this-month', ['1', '2', '2', '1', '1']],
    ['D25 of some stores', { measure: 'stores', stores: ['a', 'c'] }, 'all-time', ['1', '1', '1', '2', '2']],
    [
      'D25 purchases in some stores',
      { measure: 'purchases', stores: ['c'] },
      'all-time',
      ['', '', '', '1', '2'],
    ],
  ])('%s', (_what, counter, window, expected) => {
    const life = telling(counter, window);
    expect(visits.map(([day, store]) => visit(life, day, store)[0] ?? '')).toEqual(expected);
  });

  test.each<[string, CounterDefinition]>([
    ['days', { measure: 'purchase-days' }],
    ['stores', { measure: 'stores' }],
  ])('%s of a lifetime outlive the days that are kept', (_what, counter) => {
    const life = telling(counter, 'all-time');
    visit(life, '2024-02-01', 'a');
    visit(life, '2024-02-01', 'b');
    expect(visit(life, '2024-02-02', 'a')).toEqual(['2']);
    // Far beyond the age of receipts: only totals are left of the first two days.
    expect(visit(life, '2026-01-10', 'c')).toEqual(['3']);
    expect(visit(life, '2026-01-11', 'a')).toEqual([counter.measure === 'stores' ? '3' : '4']);
    expect(life.member.counters.days.length).toBe(2);
  });
});

describe('D20: an amount counts in its own currency', () => {
  test.each<[string, CounterDefinition, string, string | undefined]>([
    ['the program’s', { measure: 'sold-amount' }, 'RUB', '1.00 RUB'],
    ['another receipt', { measure: 'sold-amount' }, 'EUR', undefined],
    ['I8 a counter of its own', { measure: 'sold-amount', currency: 'EUR' }, 'EUR', '1.00 EUR'],
    ['not for the other', { measure: 'sold-amount', currency: 'EUR' }, 'RUB', undefined],
    ['pieces have none', { measure: 'goods-quantity' }, 'EUR', '1'],
  ])('%s', (_what, counter, currency, expected) => {
    expect(counted(counter, [[line('apple', 100)]], { currency })).toBe(expected);
  });
});

describe('I22: for cash receipt', () => {
  test('the receipt alone, before benefits for a discount and after them for the rest', () => {
    const life = new Life(
      programOf(
        { measure: 'purchases' },
        {
          rules: [
            {
              name: 'large',
              on: ['sale'],
              measure: { of: 'sold-amount', window: 'this-receipt' },
              table: [{ from: '100 RUB', discount: '10%' }],
            },
            {
              name: 'tell',
              on: ['sale'],
              measure: { of: 'sold-amount', window: 'this-receipt' },
              table: [{ from: '90 RUB', message: '{value}' }],
            },
          ],
        },
      ),
    );
    const sale = (amountMinor: number, at: string) => {
      const { messages, soldMinor } = life.sale(at, amountMinor);
      return [soldMinor, messages];
    };
    expect(sale(9_999, '2024-05-20T12:00:00+03:00')).toEqual([9_999, ['99.99 RUB']]);
    expect(sale(10_000, '2024-05-20T12:00:01+03:00')).toEqual([9_000, ['90.00 RUB']]);
    expect(sale(8_999, '2024-05-20T12:00:02+03:00')).toEqual([8_999, []]);
    // Nothing of it is kept: the one column is that of the purchases.
    expect(life.member.counters.sums.size).toBe(1);
  });

  test('the quote of nobody’s receipt measures the receipt too', () => {
    const [, columns] = [
      at('2024-05-20T12:00:00+03:00'),
      new Life(programOf({ measure: 'stores' })).programs.versions[0]?.program.columns,
    ];
    expect(columns?.map(({ measure, isKept }) => [measure, isKept])).toEqual([['stores', true]]);
  });
});

describe('D18: earn and keep', () => {
  const gentle = (review: object): Program =>
    programOf(
      { measure: 'sold-amount' },
      {
        statusSystems: {
          level: {
            statuses: { guest: {}, friend: {}, partner: {} },
            review: {
              every: 'month',
              counter: 'it',
              window: 'this-month',
              raise: 'at-turn',
              lower: 'to-earned',
              table: [
                { below: '100 RUB', status: 'guest' },
                { from: '100 RUB', below: '500 RUB', status: 'friend', keep: { over: '50 RUB' } },
                { from: '500 RUB', status: 'partner', keep: { from: '400 RUB' } },
              ],
              ...review,
            },
          },
        },
      },
    );
  const month = (life: Life, of: string, amountMinor: number) =>
    life.sale(`2024-${of}-15T12:00:00+03:00`, amountMinor);
  const afterwards = (review: object, ...amounts: readonly number[]): string | null => {
    const life = new Life(gentle(review));
    for (const [index, amount] of amounts.entries()) month(life, `0${index + 2}`, amount);
    return life.status(`2024-0${amounts.length + 2}-01T00:00:00+03:00`);
  };
  test.each<[string, object, readonly number[], string]>([
    ['kept from its own threshold', {}, [50_000, 40_000], 'partner'],
    ['just below it: what was earned', {}, [50_000, 39_999], 'friend'],
    ['keep with over: one more than 50', {}, [10_000, 5_001], 'friend'],
    ['keep with over: exactly 50', {}, [10_000, 5_000], 'guest'],
    ['who does not hold it does not keep it', {}, [0, 40_000], 'friend'],
    ['one step down', { lower: 'one-step' }, [50_000, 0], 'friend'],
    ['never below what was earned', { lower: 'one-step' }, [50_000, 10_000], 'friend'],
    ['then the next step', { lower: 'one-step' }, [50_000, 0, 0], 'guest'],
    ['never', { lower: 'never' }, [50_000, 0, 0], 'partner'],
    ['minimum stay: one month is not two', { minimumStay: 'P2M' }, [50_000, 0], 'partner'],
    ['minimum stay: two months are', { minimumStay: 'P2M' }, [50_000, 0, 0], 'guest'],
  ])('%s', (_what, review, amounts, status) => {
    expect(afterwards(review, ...amounts)).toBe(status);
  });

  test('grace: missed, it lasts so much longer', () => {
    const life = new Life(gentle({ grace: 'P14D' }));
    month(life, '02', 50_000);
    expect(life.see('2024-04-01T00:00:00+03:00')).toMatchObject({
      status: 'partner',
      earned: 'guest',
      until: at('2024-04-15T00:00:00+03:00'),
    });
    expect([life.status('2024-04-14T23:59:59.999+03:00'), life.status('2024-04-15T00:00:00+03:00')]).toEqual([
      'partner',
      'guest',
    ]);
  });

  test('grace: earned again by its end, it stays to the next review', () => {
    const life = new Life(gentle({ grace: 'P14D' }));
    month(life, '02', 50_000);
    life.sale('2024-04-14T23:59:00+03:00', 50_000);
    life.pass('2024-04-20T12:00:00+03:00');
    expect([life.status('2024-04-20T12:00:00+03:00'), life.status('2024-05-15T12:00:00+03:00')]).toEqual([
      'partner',
      'partner',
    ]);
    expect(life.status('2024-06-15T12:00:00+03:00')).toBe('guest');
  });

  test('grace: what is bought on its last day’s morrow comes too late', () => {
    const life = new Life(gentle({ grace: 'P14D' }));
    month(life, '02', 50_000);
    life.pass('2024-04-15T00:00:00+03:00');
    life.sale('2024-04-15T00:00:00+03:00', 50_000);
    expect([life.status('2024-04-15T12:00:00+03:00'), life.status('2024-05-01T00:00:00+03:00')]).toEqual([
      'guest',
      'partner',
    ]);
  });

  test('grace beyond the next review is not prolonged by it', () => {
    const life = new Life(gentle({ grace: 'P2M' }));
    month(life, '02', 50_000);
    expect([life.status('2024-05-31T23:59:59.999+03:00'), life.status('2024-06-01T00:00:00+03:00')]).toEqual([
      'partner',
      'guest',
    ]);
  });

  test('D21: a late receipt within the closing delay takes the grace back', () => {
    const life = new Life(gentle({ grace: 'P14D' }));
    month(life, '02', 50_000);
    life.pass('2024-04-01T01:00:00+03:00');
    life.sale('2024-03-31T12:00:00+03:00', 50_000, '2024-04-01T12:00:00+03:00');
    expect(life.see('2024-04-01T12:00:00+03:00')).toMatchObject({ status: 'partner', until: null });
    expect(life.status('2024-04-20T12:00:00+03:00')).toBe('partner');
  });

  test('a lifetime status is the floor of every review', () => {
    const program = gentle({});
    const { level } = program.statusSystems;
    const statuses = { guest: {}, friend: { lifetime: true }, partner: {} };
    const life = new Life({ ...program, statusSystems: { level: { ...level, statuses } } });
    month(life, '02', 50_000);
    expect([
      life.status('2024-03-01T00:00:00+03:00'),
      life.status('2024-04-01T00:00:00+03:00'),
      life.status('2024-12-01T00:00:00+03:00'),
    ]).toEqual(['partner', 'friend', 'friend']);
  });
});
