import { describe, expect, test } from 'vitest';
import type { Returned } from '#domain/member/commands.ts';
import type { Clawback, Program, ReviewDefinition } from '#domain/program/program.ts';
import { followed } from '../fixtures/followed.ts';
import { monthlyAmount } from '../fixtures/programs.ts';
import { at, Life } from '../fixtures/scenario.ts';

/** What a return leaves of purchases, of days that are summed up, and of those on which something counted late (D29, D88, D96). */

const noon = (day: string): string => `2024-${day}T12:00:00+03:00`;
const ALL: Returned = { kind: 'all' };
const money = (amountMinor: number): Returned => ({ kind: 'amount', amountMinor });
const oneOf = (line: number): Returned => ({ kind: 'lines', lines: [{ line, quantityThousandths: 1_000 }] });

const { level: given } = monthlyAmount().statusSystems;
if (given?.review === undefined) throw new Error('no level');
const { statuses, review: monthly } = given;
const ladder = (clawback: Clawback, review: Partial<ReviewDefinition>): Program =>
  monthlyAmount({}, { statusSystems: { level: { statuses, clawback, review: { ...monthly, ...review } } } });

const agrees = (life: Life, now: string): void => expect(life.disagreements(now)).toEqual([]);

test('D29: a line that cost nothing and stays is a purchase still', () => {
  const counters = { visits: { measure: 'purchases' }, shops: { measure: 'stores' } } as const;
  const life = new Life(monthlyAmount({}, { counters, statusSystems: {} }));
  const lines = [600, 0].map((amountMinor) => ({ sku: 'cup', quantityThousandths: 1_000, amountMinor }));
  life.sale(noon('03-01'), 600, noon('03-01'), { receiptId: 'A', lines });
  life.giveBack('A', oneOf(0), noon('03-02'));
  expect([...life.member.counters.sums.values()].map(({ values }) => values)).toEqual([[1]]);
  expect(life.member.counters.tallies.size).toBe(1);
  life.giveBack('A', oneOf(1), noon('03-02'));
  expect(life.member.counters.days).toEqual([]);
  agrees(life, noon('03-03'));
});

test('D96: what a late receipt raised at once on the day it came goes with its goods', () => {
  const life = new Life(ladder('always', { late: 'current-period', raise: 'at-once' }));
  life.sale(noon('03-10'), 1_500_000, noon('05-10'), { receiptId: 'A' });
  expect(life.status(noon('05-10'))).toBe('silver');
  life.giveBack('A', money(500_000), noon('05-11'));
  expect(life.status(noon('05-11'))).toBe('bronze');
  agrees(life, noon('06-10'));
});

test('D96: a late receipt on the day it came makes good what the next turn would take', () => {
  const life = new Life(
    ladder('until-rollover', { every: 'week', window: 'P5D', late: 'current-period', raise: 'at-once' }),
  );
  life.sale(noon('04-08'), 1_500_000, noon('05-07'), { receiptId: 'A' });
  life.giveBack('A', ALL, noon('05-08'));
  life.sale(noon('04-09'), 1_500_000, noon('05-09'), { receiptId: 'B' });
  expect(life.member.statuses.get('level')?.backTo).toBeUndefined();
  expect(life.see(noon('05-13'))).toMatchObject({ status: 'silver', since: at(noon('05-07')) });
  agrees(life, noon('06-10'));
});

test('D94: a day that came to more by what arrived late is no ground for a return', () => {
  const life = new Life(ladder('always', { window: 'today', raise: 'at-once', lower: 'never' }));
  life.sale(noon('04-10'), 1_500_000, noon('04-10'), { receiptId: 'A' });
  life.sale(noon('04-10'), 100, noon('04-10'), { receiptId: 'B' });
  life.sale(noon('04-12'), 2_500_000, noon('05-01'), { receiptId: 'C' });
  life.giveBack('B', ALL, noon('05-01'));
  expect(life.status(noon('05-01'))).toBe('silver');
  agrees(life, noon('05-10'));
});

test('D94: a day of which all has come back is none that was looked at', () => {
  const life = new Life(ladder('always', { every: 'year', window: 'last-week', raise: 'at-once' }));
  life.sale(noon('05-08'), 1_500_000, noon('05-22'), { receiptId: 'A' });
  life.sale(noon('05-15'), 1_500_000, noon('05-22'), { receiptId: 'B' });
  expect(life.status(noon('05-22'))).toBe('silver');
  life.giveBack('B', ALL, noon('05-23'));
  expect(life.status(noon('05-23'))).toBe('bronze');
  agrees(life, noon('05-24'));
});

test('D88, D94: nor where another counter has summed that day up', () => {
  const { statusSystems } = ladder('always', { every: 'year', window: 'last-week', raise: 'at-once' });
  const { counters } = monthlyAmount();
  const shops = { measure: 'stores' } as const;
  const life = new Life(monthlyAmount({}, { statusSystems, counters: { ...counters, shops } }));
  life.sale(noon('05-08'), 1_500_000, noon('05-22'), { receiptId: 'A' });
  life.sale(noon('05-15'), 1_500_000, noon('05-22'), { receiptId: 'B' });
  life.giveBack('B', ALL, noon('05-23'));
  expect(life.status(noon('05-23'))).toBe('bronze');
  agrees(life, noon('05-24'));
});

describe('D16: the next turn begins from what always would have left, its grace as well', () => {
  test('one that would have begun runs on', () => {
    const life = new Life(
      ladder('until-rollover', { every: 'day', window: 'last-month', minimumStay: 'P10D', grace: 'P3D' }),
    );
    for (const receiptId of ['A', 'B']) life.sale(noon('02-10'), 600_000, noon('02-10'), { receiptId });
    expect(life.status(noon('03-19'))).toBe('silver');
    life.giveBack('B', ALL, noon('03-20'));
    expect(life.status(noon('03-21'))).toBe('silver');
    expect(life.see(noon('03-22'))).toMatchObject({
      status: 'silver',
      until: at('2024-03-23T00:00:00+03:00'),
    });
    expect(life.status(noon('03-23'))).toBe('bronze');
    agrees(life, noon('03-24'));
  });

  test('one that would not be ends with the turn', () => {
    const life = new Life(ladder('until-rollover', { window: 'today', raise: 'at-once', grace: 'P2M' }));
    life.sale(noon('05-10'), 2_500_000, noon('05-10'), { receiptId: 'A' });
    expect(life.status(noon('06-05'))).toBe('gold');
    life.giveBack('A', ALL, noon('06-06'));
    expect(life.status(noon('06-30'))).toBe('gold');
    expect(life.status(noon('07-01'))).toBe('bronze');
    agrees(life, noon('07-02'));
  });
});

describe('D88: days that are summed up', () => {
  test('a store whose goods came back is none of theirs', () => {
    const life = new Life(
      monthlyAmount(
        {},
        {
          counters: { turnover: { measure: 'sold-amount' }, shops: { measure: 'stores' } },
          rules: [
            {
              name: 'seen',
              on: ['payment'],
              measure: { counter: 'shops', window: 'P5D' },
              table: [{ from: 1, message: '{value}' }],
            },
          ],
        },
      ),
    );
    for (const receiptId of ['A', 'B', 'C'])
      life.sale(noon('03-01'), 100, noon('03-01'), { receiptId, storeId: `store-${receiptId}` });
    life.giveBack('B', ALL, noon('03-02'));
    life.sale(noon('07-01'), 100);
    expect(life.pay('A', 1, noon('07-02'), { occurredAt: at(noon('03-03')) }).messages).toEqual(['2']);
    agrees(life, noon('07-03'));
  });

  test('what a label rests on is seen day by day', () => {
    const life = new Life(
      monthlyAmount(
        {},
        {
          categories: { vip: {} },
          rules: [
            {
              name: 'spender',
              on: ['sale'],
              clawback: 'always',
              measure: { counter: 'turnover', window: 'P5D' },
              table: [{ from: '9000 RUB', addCategories: ['vip'] }],
            },
          ],
        },
      ),
    );
    life.sale(noon('03-03'), 400_000, noon('03-03'), { receiptId: 'A' });
    life.sale(noon('03-05'), 600_000, noon('03-05'), { receiptId: 'B' });
    life.sale(noon('07-01'), 100);
    life.giveBack('B', money(100_000), noon('07-02'));
    expect(life.member.categories.map(({ name }) => name)).toEqual(['vip']);
    life.giveBack('B', money(1), noon('07-03'));
    expect(life.member.categories).toEqual([]);
    agrees(life, noon('07-04'));
  });

  test('also where the rule is gone, and with it whoever asked for its days', () => {
    const giving = (rules: Program['rules']): Program =>
      monthlyAmount({}, { statusSystems: {}, categories: { vip: {} }, rules });
    const spender: Program['rules'] = [
      {
        name: 'spender',
        on: ['sale'],
        clawback: 'always',
        measure: { of: 'paid-amount', window: 'P5D' },
        table: [{ from: '9000 RUB', addCategories: ['vip'] }],
      },
    ];
    const { timeline, told } = followed(giving(spender), [
      '2024-07-02T00:00:00+03:00',
      { ...giving([]), dropped: { rules: ['spender'] } },
    ]);
    expect(told[0]?.findings).toEqual([]);
    const life = new Life(timeline);
    life.sale(noon('03-03'), 400_000, noon('03-03'), { receiptId: 'A' });
    life.sale(noon('03-05'), 600_000, noon('03-05'), { receiptId: 'B' });
    life.sale(noon('07-01'), 100);
    life.giveBack('B', money(100_000), noon('07-03'));
    expect(life.member.categories.map(({ name }) => name)).toEqual(['vip']);
    life.giveBack('B', money(1), noon('07-04'));
    expect(life.member.categories).toEqual([]);
    agrees(life, noon('07-05'));
  });

  test('what a ladder without periods rests on as well', () => {
    const { raise: _, lower: __, ...rest } = monthly;
    const review: ReviewDefinition = { ...rest, every: 'never', window: 'P30D', lower: 'never' };
    const level = { statuses, clawback: 'always' as const, review };
    const life = new Life(monthlyAmount({}, { statusSystems: { level } }));
    life.sale(noon('02-10'), 1_500_000, noon('02-10'), { receiptId: 'A' });
    life.sale(noon('02-20'), 600_000, noon('02-20'), { receiptId: 'B' });
    life.sale(noon('07-01'), 100);
    life.giveBack('B', money(99_999), noon('07-02'));
    expect(life.status(noon('07-02'))).toBe('gold');
    life.giveBack('B', money(1), noon('07-03'));
    expect(life.status(noon('07-03'))).toBe('silver');
    agrees(life, noon('07-04'));
  });

  test('and what the last period raised at once', () => {
    const life = new Life(ladder('always', { window: 'P5D', raise: 'at-once', lower: 'never' }));
    life.sale(noon('04-01'), 2_500_000, noon('04-01'), { receiptId: 'A' });
    life.sale(noon('05-20'), 100);
    life.giveBack('A', money(400_000), noon('05-21'));
    expect(life.status(noon('05-21'))).toBe('gold');
    life.giveBack('A', money(100_000), noon('05-22'));
    expect(life.status(noon('05-22'))).toBe('silver');
    agrees(life, noon('05-23'));
  });
});
