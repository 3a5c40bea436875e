import { describe, expect, test } from 'vitest';
import { netFacts } from '#domain/entries/net-facts.ts';
import type { Returned } from '#domain/member/commands.ts';
import type { Fact } from '#domain/member/facts.ts';
import type { Clawback, Program, ReviewDefinition, RuleDefinition } from '#domain/program/program.ts';
import { timelineOf as timelineOfVersions } from '#domain/program/timeline.ts';
import { askAbout, explain } from '#domain/showing/explain.ts';
import { beginningAt, monthlyAmount, timelineOf } from '../fixtures/programs.ts';
import { at, calendar, Life } from '../fixtures/scenario.ts';

/** What a return and a payment do beyond their sums: ladders, late policies, versions, old days, words (D15, D16, D43, D80, D81, D87, D88, D96). */

const noon = (day: string, year = 2024): string => `${year}-${day}T12:00:00+03:00`;
const ALL: Returned = { kind: 'all' };
const money = (amountMinor: number): Returned => ({ kind: 'amount', amountMinor });

const { level: given } = monthlyAmount().statusSystems;
if (given?.review === undefined) throw new Error('no level');
const { statuses, review: monthly } = given;
const ladder = (
  clawback: Clawback,
  review: Partial<ReviewDefinition> = {},
  change: Partial<Program> = {},
): Program =>
  monthlyAmount(
    {},
    { statusSystems: { level: { statuses, clawback, review: { ...monthly, ...review } } }, ...change },
  );

const agrees = (life: Life, now: string): void => expect(life.disagreements(now)).toEqual([]);

describe('D16: raised at once in a period that still runs', () => {
  const { lower: _, ...rest } = monthly;

  test.each<[clawback: Clawback, now: string, june: string]>([
    ['none', 'gold', 'silver'],
    ['until-rollover', 'gold', 'silver'],
    ['always', 'silver', 'silver'],
  ])('%s: it is kept to the review, or goes', (clawback, now, june) => {
    const life = new Life(ladder(clawback, { raise: 'at-once' }));
    life.sale(noon('05-10'), 1_500_000, noon('05-10'), { receiptId: 'A' });
    life.sale(noon('05-11'), 600_000, noon('05-11'), { receiptId: 'B' });
    expect(life.status(noon('05-11'))).toBe('gold');
    life.giveBack('B', ALL, noon('05-12'));
    expect(life.status(noon('05-12'))).toBe(now);
    expect(life.status(noon('06-03'))).toBe(june);
    agrees(life, noon('06-10'));
  });

  test.each<[clawback: Clawback, june: string]>([
    ['none', 'gold'],
    ['until-rollover', 'bronze'],
  ])('%s, and a lower threshold or a minimum stay that would keep it', (clawback, june) => {
    for (const kept of [
      {
        table: monthly.table.map((row) =>
          row.status === 'gold' ? { ...row, keep: { over: '5000 RUB' } } : row,
        ),
      },
      { minimumStay: 'P3M' },
      { lower: 'never' as const },
    ]) {
      const life = new Life(ladder(clawback, { ...rest, raise: 'at-once', lower: 'to-earned', ...kept }));
      life.sale(noon('05-10'), 600_000, noon('05-10'), { receiptId: 'A' });
      life.sale(noon('05-11'), 1_500_000, noon('05-11'), { receiptId: 'B' });
      life.giveBack('B', ALL, noon('05-12'));
      expect(life.status(noon('05-31'))).toBe('gold');
      expect(life.status(noon('06-03'))).toBe(june);
      agrees(life, noon('06-10'));
    }
  });

  test('a return of another period takes nothing of it', () => {
    const life = new Life(ladder('always', { raise: 'at-once' }));
    life.sale(noon('02-10'), 100_000, noon('02-10'), { receiptId: 'A' });
    life.sale(noon('05-11'), 2_100_000, noon('05-11'), { receiptId: 'B' });
    life.giveBack('A', ALL, noon('05-12'));
    expect(life.see(noon('05-12'))).toMatchObject({ status: 'gold', since: at(noon('05-11')) });
    agrees(life, noon('06-10'));
  });
});

describe('D87: a ladder without periods', () => {
  const without = (clawback: Clawback, review: Partial<ReviewDefinition> = {}): Program => {
    const { raise: _, lower: __, ...rest } = monthly;
    return monthlyAmount(
      {},
      {
        statusSystems: {
          level: { statuses, clawback, review: { ...rest, every: 'never', window: 'all-time', ...review } },
        },
      },
    );
  };

  test.each<[clawback: Clawback, lower: 'never' | 'at-once', status: string]>([
    ['none', 'never', 'gold'],
    ['always', 'never', 'silver'],
    ['none', 'at-once', 'silver'],
    ['always', 'at-once', 'silver'],
  ])('%s, lower: %s', (clawback, lower, status) => {
    const life = new Life(without(clawback, { lower }));
    life.sale(noon('02-10'), 1_500_000, noon('02-10'), { receiptId: 'A' });
    life.sale(noon('05-11'), 600_000, noon('05-11'), { receiptId: 'B' });
    expect(life.status(noon('05-11'))).toBe('gold');
    life.giveBack('B', money(99_999), noon('05-12'));
    expect(life.status(noon('05-12'))).toBe('gold');
    life.giveBack('B', money(1), noon('05-13'));
    expect(life.status(noon('05-13'))).toBe(status);
    agrees(life, noon('06-10'));
  });

  test('what time has taken out of the window is no fault of a return', () => {
    const life = new Life(without('always', { window: 'P30D' }));
    life.sale(noon('02-10'), 2_100_000, noon('02-10'), { receiptId: 'A' });
    life.sale(noon('05-11'), 100, noon('05-11'), { receiptId: 'B' });
    life.giveBack('B', ALL, noon('05-12'));
    expect(life.status(noon('05-12'))).toBe('gold');
    agrees(life, noon('06-10'));
  });
});

describe('D43: a payment', () => {
  const rule: RuleDefinition = {
    name: 'paid-up',
    on: ['sale', 'payment'],
    measure: { of: 'paid-amount', window: 'this-receipt' },
    table: [{ from: '5000 RUB', status: { level: 'gold' }, message: '{paid} of {sold}, {value}' }],
  };
  const program = monthlyAmount(
    {},
    {
      counters: { turnover: { measure: 'sold-amount' }, paid: { measure: 'paid-amount' } },
      statusSystems: { level: { statuses, initial: 'bronze', clawback: 'always' } },
      rules: [
        rule,
        {
          name: 'this-month',
          on: ['payment'],
          measure: { counter: 'paid', window: 'today' },
          table: [{ from: '1 RUB', message: 'today {value}' }],
        },
      ],
    },
  );
  const paidOn = (life: Life, day: string): number | undefined => {
    const moment = life.programs.at(at(noon('05-20')));
    const column = life.member.counters.sums.get(moment?.program.counterColumns.get('paid')?.id ?? '');
    const index = life.member.counters.days.findIndex(
      (each) => each === Date.parse(`2024-${day}`) / 86_400_000,
    );
    return column?.values[index];
  };

  test('counts on the day of its bill, and wakes rules that see the bill, and look from its own day', () => {
    const life = new Life(program);
    life.sale(noon('05-10'), 600_000, noon('05-10'), { receiptId: 'A', paidMinor: 0 });
    expect(life.pay('A', 300_000, noon('05-11')).messages).toEqual([]);
    expect(paidOn(life, '05-10')).toBe(300_000);
    const second = life.pay('A', 200_000, noon('05-12'));
    expect(second).toMatchObject({
      paidMinor: 500_000,
      soldMinor: 600_000,
      messages: ['5000.00 RUB of 6000.00 RUB, 5000.00 RUB'],
      statuses: [{ system: 'level', before: 'bronze', after: 'gold' }],
    });
    // The bill's own day has what was paid for it.
    expect(life.pay('A', 100, noon('05-10', 2024).replace('12:', '13:')).messages).toContain(
      'today 5001.00 RUB',
    );
    life.giveBack('A', money(300_000), noon('05-13'));
    expect(life.see(noon('05-13'))).toMatchObject({ status: 'bronze' });
    agrees(life, noon('06-10'));
  });

  test('rules see the store where it is paid', () => {
    const rules: readonly RuleDefinition[] = [
      { name: 'here', on: ['payment'], when: { stores: ['bank'] }, then: { message: 'thanks' } },
    ];
    const life = new Life(monthlyAmount({}, { rules }));
    life.sale(noon('05-10'), 1_000, noon('05-10'), { receiptId: 'A', paidMinor: 0 });
    expect(life.pay('A', 1, noon('05-11')).messages).toEqual([]);
    expect(life.pay('A', 1, noon('05-11'), { storeId: 'bank' }).messages).toEqual(['thanks']);
  });

  test('more than any receipt can be is refused', () => {
    const life = new Life(program);
    life.sale(noon('05-10'), 600_000, noon('05-10'), { receiptId: 'A', paidMinor: 1 });
    expect(() => life.pay('A', 100_000_000_000, noon('05-11'))).toThrow('amount-too-large');
    expect(life.pay('A', 99_999_999_999, noon('05-11')).paidMinor).toBe(100_000_000_000);
  });
});

describe('D96: what counted on the day it came goes from there', () => {
  test('a late sale and its return', () => {
    const life = new Life(ladder('none', { late: 'current-period' }));
    life.sale(noon('03-10'), 1_500_000, noon('05-10'), { receiptId: 'A' });
    expect(life.see(noon('05-10')).review?.value).toBe(1_500_000);
    life.giveBack('A', money(600_000), noon('05-11'));
    expect(life.see(noon('05-11')).review?.value).toBe(900_000);
    expect(life.status(noon('06-10'))).toBe('bronze');
    agrees(life, noon('06-10'));
  });

  test('one that was in time goes from its own day', () => {
    const life = new Life(ladder('none', { late: 'current-period' }));
    life.sale(noon('04-30'), 1_500_000, noon('05-01'), { receiptId: 'A' });
    expect(life.status(noon('05-10'))).toBe('silver');
    life.giveBack('A', ALL, noon('05-11'));
    expect(life.see(noon('05-11')).review?.value).toBe(0);
    agrees(life, noon('06-10'));
  });
});

describe('D88: a return of long ago', () => {
  const counting = (window: string): Program =>
    monthlyAmount(
      {},
      {
        counters: { turnover: { measure: 'sold-amount' }, days: { measure: 'purchase-days' } },
        categories: { often: {} },
        rules: [
          {
            name: 'often',
            on: ['sale'],
            measure: { counter: 'days', window },
            table: [{ from: 3, addCategories: ['often'] }],
          },
        ],
      },
    );

  test('a day goes with the last of its receipts, though it is summed up', () => {
    const life = new Life(counting('all-time'));
    for (const receiptId of ['A', 'B']) life.sale(noon('02-10'), 100, noon('02-10'), { receiptId });
    // A year later nobody asks for the day any more.
    life.sale(noon('03-01', 2025), 100);
    life.giveBack('A', ALL, noon('03-02', 2025));
    life.sale(noon('03-03', 2025), 100);
    expect(life.member.categories.map(({ name }) => name)).toEqual(['often']);
    const other = new Life(counting('all-time'));
    for (const receiptId of ['A', 'B']) other.sale(noon('02-10'), 100, noon('02-10'), { receiptId });
    other.sale(noon('03-01', 2025), 100);
    for (const receiptId of ['A', 'B']) other.giveBack(receiptId, ALL, noon('03-02', 2025));
    other.sale(noon('03-03', 2025), 100);
    expect(other.member.categories).toEqual([]);
    for (const each of [life, other]) agrees(each, noon('03-10', 2025));
  });

  test('a window that a version makes longer finds no hole where something came back', () => {
    const turnover = (window: string): Program =>
      monthlyAmount(
        {},
        {
          rules: [
            {
              name: 'seen',
              on: ['sale'],
              measure: { of: 'sold-amount', window },
              table: [{ from: '0 RUB', message: '{value}' }],
            },
          ],
          statusSystems: {},
        },
      );
    const life = new Life(timelineOf(turnover('P5D'), [noon('04-01'), turnover('P90D')]));
    life.sale(noon('03-01'), 1_000, noon('03-01'), { receiptId: 'A' });
    life.sale(noon('03-20'), 500);
    life.giveBack('A', money(400), noon('04-02'));
    // The first is forgotten by day: what is asked now begins with what is known now.
    const seen = life.sale(noon('04-03'), 100).messages;
    expect(seen).toEqual([expect.not.stringContaining('-')]);
    life.giveBack('A', money(600), noon('04-04'));
    expect(life.sale(noon('04-05'), 1).messages).toEqual(['6.01 RUB']);
  });
});

describe('D80, D81: versions between a sale and its return', () => {
  test.each([
    [false, true, [1, 1]],
    [false, false, [2, 1]],
    [true, true, [2, 1]],
  ])(
    'a column that was gone for long, announced before: %s, bought meanwhile: %s',
    (isAnnounced, buys, visited) => {
      const withStores = monthlyAmount(
        {},
        { counters: { turnover: { measure: 'sold-amount' }, visits: { measure: 'purchases' } } },
      );
      const without = monthlyAmount();
      const known = timelineOf(withStores, [noon('03-01'), without], [noon('05-01'), withStores]);
      // Announced when it comes into force.
      const versions = known.versions.map(({ version, from, program }) => ({
        version,
        from,
        announcedAt: from,
        program,
      }));
      const life = new Life(isAnnounced ? known : timelineOfVersions(versions, calendar));
      const visits = (): number => {
        const id = life.programs.at(at(noon('05-20')))?.program.counterColumns.get('visits')?.id ?? '';
        const column = life.member.counters.sums.get(id);
        return (column?.values ?? []).reduce((sum, value) => sum + value, column?.before ?? 0);
      };
      life.sale(noon('02-10'), 100, noon('02-10'), { receiptId: 'A' });
      if (buys) life.sale(noon('04-15'), 100);
      life.sale(noon('05-10'), 100);
      const before = visits();
      life.giveBack('A', ALL, noon('05-11'));
      expect([before, visits()]).toEqual(visited);
      agrees(life, noon('05-12'));
    },
  );

  test('the status that the next turn judges from is called what a version makes of it', () => {
    const first = ladder('until-rollover', { raise: 'at-once' });
    const { gold, silver } = statuses;
    const second = monthlyAmount(
      {},
      {
        statusSystems: {
          level: {
            statuses: { iron: {}, silver: silver ?? {}, gold: gold ?? {} },
            clawback: 'until-rollover',
            drops: [{ status: 'bronze', called: 'bronze', to: 'iron' }],
            review: {
              ...monthly,
              raise: 'at-once',
              lower: 'never',
              table: monthly.table.map((row) => (row.status === 'bronze' ? { ...row, status: 'iron' } : row)),
            },
          },
        },
      },
    );
    const life = new Life(timelineOf(first, [noon('05-15'), second]));
    life.sale(noon('05-10'), 2_100_000, noon('05-10'), { receiptId: 'A' });
    life.giveBack('A', ALL, noon('05-12'));
    expect(life.member.statuses.get('level')?.backTo).toMatchObject({ status: 'bronze' });
    life.pass(noon('05-16'));
    expect(life.member.statuses.get('level')?.backTo).toMatchObject({ status: 'iron' });
    expect(life.status(noon('06-10'))).toBe('iron');
    agrees(life, noon('06-10'));
  });
});

test('D16: the mark for the next turn outlives what is bought and returned after it', () => {
  const life = new Life(ladder('until-rollover', { raise: 'at-once', lower: 'never' }));
  life.sale(noon('04-10'), 1_050_000, noon('04-10'), { receiptId: 'A' });
  expect(life.status(noon('05-19'))).toBe('silver');
  life.giveBack('A', money(60_000), noon('05-20'));
  life.sale(noon('05-21'), 400_000, noon('05-21'), { receiptId: 'B' });
  life.giveBack('B', money(100), noon('05-22'));
  expect(life.member.statuses.get('level')?.backTo).toMatchObject({ status: 'bronze' });
  expect(life.status(noon('05-31'))).toBe('silver');
  expect(life.status(noon('06-01'))).toBe('bronze');
  agrees(life, noon('06-10'));
});

describe('what was found by lives that were drawn', () => {
  const bought = (life: Life, day: string, amount: number, receiptId: string, heard = day): void => {
    life.sale(noon(day), amount, noon(heard), { receiptId });
  };

  test('a period that nobody judged leaves what it began with', () => {
    const programs = beginningAt(
      timelineOf(ladder('always', { raise: 'at-once' })),
      '2024-03-01T10:00:00+03:00',
    );
    const life = new Life(programs, noon('03-01'));
    bought(life, '03-02', 2_500_000, 'A');
    expect(life.status(noon('03-02'))).toBe('gold');
    life.giveBack('A', ALL, noon('03-03'));
    expect(life.status(noon('03-03'))).toBe('bronze');
  });

  test('what a return does not touch is not judged again from days that are summed up', () => {
    const life = new Life(ladder('always', { window: 'P5D', raise: 'at-once', lower: 'never' }));
    bought(life, '04-01', 2_500_000, 'big');
    bought(life, '05-20', 100, 'A');
    life.giveBack('A', ALL, noon('05-20'));
    expect(life.status(noon('05-20'))).toBe('gold');
    // Goods of that very period are, from the entries of its days.
    life.giveBack('big', ALL, noon('05-21'));
    expect(life.status(noon('05-21'))).toBe('bronze');
    agrees(life, noon('05-22'));
  });

  test('a return that changes nothing of what is counted takes nothing', () => {
    const table = [
      { upTo: 2, status: 'bronze' },
      { over: 2, status: 'silver' },
    ];
    const visits = (clawback: Clawback, raise: 'at-once' | 'at-turn'): Program =>
      ladder(clawback, { raise, table }, { counters: { turnover: { measure: 'purchases' } } });
    const life = new Life(
      timelineOf(visits('none', 'at-once'), [noon('05-15'), visits('always', 'at-turn')]),
    );
    bought(life, '04-10', 1_000, 'A');
    for (const id of ['B', 'C', 'D']) bought(life, '05-02', 100, id);
    expect(life.status(noon('05-16'))).toBe('silver');
    life.giveBack('A', money(400), noon('05-16'));
    expect(life.status(noon('05-16'))).toBe('silver');
    agrees(life, noon('05-20'));
  });

  test('who looks at the last period again begins where the return began', () => {
    const life = new Life(ladder('always', { raise: 'at-once', lower: 'one-step', minimumStay: 'P3M' }));
    bought(life, '03-10', 1_500_000, 'A');
    life.sale(noon('03-11'), 100, noon('03-11'), { receiptId: 'B', paidMinor: 50 });
    life.giveBack('A', ALL, noon('04-01'));
    expect(life.status(noon('04-01'))).toBe('bronze');
    life.pay('B', 50, noon('04-01').replace('12:', '13:'));
    expect(life.status(noon('04-01').replace('12:', '13:'))).toBe('bronze');
  });

  test.each(['AB', 'BA', 'B'])('a late receipt corrects what the period began with: %s', (order) => {
    const life = new Life(ladder('always', { raise: 'at-once', lower: 'never' }));
    for (const id of order) bought(life, id === 'A' ? '03-05' : '02-20', 1_500_000, id, '03-05');
    if (order !== 'B') life.giveBack('A', ALL, noon('04-10'));
    expect(life.status(noon('04-10'))).toBe('silver');
    agrees(life, noon('04-11'));
  });

  test('what returns is what was held before the receipt, not in the middle of it', () => {
    const gift = (name: string, over: string, status: string, until?: string): RuleDefinition => ({
      name,
      on: ['sale'],
      measure: { of: 'sold-amount', window: 'this-receipt' },
      table: [{ over, status: { level: status }, ...(until === undefined ? {} : { until }) }],
    });
    const rules = [gift('one', '100 RUB', 'silver', 'P3D'), gift('two', '5000 RUB', 'gold')];
    const system = { statuses, initial: 'bronze', clawback: 'always' as const };
    const life = new Life(monthlyAmount({}, { statusSystems: { level: system }, rules }));
    bought(life, '03-01', 520_000, 'A');
    life.giveBack('A', ALL, noon('03-02'));
    expect(life.status(noon('06-01'))).toBe('bronze');
  });

  test('what lies beneath a gift shows again, though it could not show while that held', () => {
    const until = (name: string, store: string, status: string, end: string): RuleDefinition => ({
      name,
      on: ['sale'],
      when: { stores: [store] },
      then: { status: { level: status }, until: end },
    });
    const rules = [until('s', 'silver', 'silver', '2024-03-31'), until('g', 'gold', 'gold', 'P60D')];
    const system = { statuses, initial: 'bronze', clawback: 'always' as const };
    const life = new Life(monthlyAmount({}, { statusSystems: { level: system }, rules }));
    life.sale(noon('03-01'), 100, noon('03-01'), { receiptId: 'A', storeId: 'silver' });
    life.sale(noon('03-10'), 100, noon('03-10'), { receiptId: 'B', storeId: 'gold' });
    expect(life.status(noon('03-10'))).toBe('gold');
    life.giveBack('B', ALL, noon('03-11'));
    expect(life.see(noon('03-11'))).toMatchObject({
      status: 'silver',
      until: at('2024-04-01T00:00:00+03:00'),
    });
    expect(life.status(noon('04-01'))).toBe('bronze');
    agrees(life, noon('04-02'));
  });

  test('D88 and D96: what counted on the day it came is read there', () => {
    const life = new Life(
      monthlyAmount({ late: 'current-period', minimumStay: 'P3M' }, { closingDelayHours: 0 }),
    );
    bought(life, '01-11', 100, 'first');
    bought(life, '04-29', 1_500_000, 'late', '05-02');
    bought(life, '05-02', 100, 'A');
    expect(life.status(noon('07-05'))).toBe('silver');
    life.giveBack('A', ALL, noon('07-05'));
    expect(life.status(noon('07-05'))).toBe('silver');
    agrees(life, noon('07-06'));
  });

  test('a label whose counter a version has dropped is asked about the days of then', () => {
    const first = monthlyAmount(
      {},
      {
        categories: { vip: {} },
        counters: { turnover: { measure: 'sold-amount' }, paid: { measure: 'paid-amount' } },
        rules: [
          {
            name: 'spender',
            on: ['sale'],
            clawback: 'always',
            measure: { counter: 'paid', window: 'P5D' },
            table: [{ from: '30 RUB', addCategories: ['vip'] }],
          },
        ],
      },
    );
    const second = monthlyAmount(
      {},
      { categories: { vip: {} }, dropped: { counters: ['paid'], rules: ['spender'] } },
    );
    const life = new Life(timelineOf(first, [noon('07-10'), second]));
    bought(life, '03-07', 10_000, 'A');
    bought(life, '06-26', 100, 'B');
    life.giveBack('A', money(1), noon('07-11'));
    expect(life.member.categories).toHaveLength(1);
    life.giveBack('A', money(9_000), noon('07-12'));
    expect(life.member.categories).toHaveLength(0);
  });

  test('a store that a full day did not take is not taken from it, nor brought by a return', () => {
    const shops = (perReceipt?: { readonly max: number }): Life =>
      new Life(
        monthlyAmount(
          {},
          {
            counters: {
              turnover: { measure: 'sold-amount' },
              shops: {
                measure: 'stores',
                ...(perReceipt === undefined ? {} : { goods: { skus: ['goods'] }, perReceipt }),
              },
            },
          },
        ),
      );
    const storesOf = (life: Life): readonly (readonly [string, number])[] =>
      [...life.member.counters.tallies.values()].flatMap(({ values }) => values.flatMap((each) => [...each]));
    for (const perReceipt of [undefined, { max: 1 }]) {
      const life = shops(perReceipt);
      for (let number = 1; number <= 10; number += 1)
        life.sale(noon('03-01'), 100, noon('03-01'), { storeId: `s${number}`, receiptId: `r${number}` });
      life.sale(noon('03-01'), 200, noon('03-01'), {
        storeId: 's11',
        receiptId: 'X',
        lines: [{ sku: 'goods', quantityThousandths: 2_000, amountMinor: 200 }],
      });
      life.giveBack('X', { kind: 'lines', lines: [{ line: 0, quantityThousandths: 1_000 }] }, noon('03-02'));
      expect(storesOf(life)).toHaveLength(10);
      life.giveBack('X', ALL, noon('03-02'));
      expect(storesOf(life).map(([, count]) => count)).toEqual(Array(10).fill(1));
      agrees(life, noon('03-03'));
    }
  });
});

describe('why', () => {
  test('a return stands among the receipts, and its sentence counts them', () => {
    const life = new Life(ladder('none'));
    life.sale(noon('05-10'), 1_500_000, noon('05-10'), { receiptId: 'A' });
    life.sale(noon('05-11'), 600_000, noon('05-11'), { receiptId: 'B' });
    life.giveBack('B', money(50_000), noon('05-12'), { id: 'b-1' });
    const moment = life.programs.at(at(noon('06-10')));
    const question = askAbout(moment, life.member, 'level');
    const told = question === null ? null : explain(question, life.entries);
    expect(told?.sentences[0]).toBe(
      'turnover from 2024-05-01 to 2024-05-31 came to 20500.00 RUB, in 2 receipts and 1 return.',
    );
    expect(
      told?.evidence?.contributions.map(({ receiptId, followUp, amount }) => [
        receiptId,
        followUp?.id,
        amount,
      ]),
    ).toEqual([
      ['A', undefined, 1_500_000],
      ['B', undefined, 600_000],
      ['B', 'b-1', -50_000],
    ]);
  });

  test('a day or a store that came back is none', () => {
    for (const measure of ['purchase-days', 'stores'] as const) {
      const program = monthlyAmount(
        {
          table: [
            { upTo: 1, status: 'bronze' },
            { over: 1, status: 'silver' },
          ],
        },
        { counters: { turnover: { measure } } },
      );
      const life = new Life(program);
      for (const [receiptId, day] of [
        ['A', '05-10'],
        ['B', '05-11'],
        ['C', '05-12'],
      ] as const)
        life.sale(noon(day), 100, noon(day), { receiptId, storeId: `store-${receiptId}` });
      life.giveBack('C', ALL, noon('05-13'));
      const question = askAbout(life.programs.at(at(noon('06-10'))), life.member, 'level');
      const told = question === null ? null : explain(question, life.entries);
      expect(told?.evidence).toMatchObject({ value: 2, total: 2 });
    }
  });
});

describe('D93: what several steps of one command came to', () => {
  test('there and back is nothing; two steps are one', () => {
    const life = new Life(ladder('always', { raise: 'at-once' }));
    const before = life.member;
    const moment = life.programs.at(at(noon('05-10')));
    if (moment === null) throw new Error('no program');
    life.sale(noon('05-10'), 2_100_000, noon('05-10'), { receiptId: 'A' });
    life.giveBack('A', money(600_000), noon('05-10'));
    const facts = life.facts.slice(1);
    expect(facts.map((fact) => fact.kind === 'status-changed' && [fact.from, fact.to])).toEqual([
      ['bronze', 'gold'],
      ['gold', 'silver'],
    ]);
    const net = netFacts(moment, before, { member: life.member, facts });
    expect(net.facts).toMatchObject([
      { from: 'bronze', to: 'silver', direction: 'raised', seq: before.seq + 1 },
    ]);
    expect(net.member.seq).toBe(before.seq + 1);
    life.giveBack('A', ALL, noon('05-10'));
    const nothing = netFacts(moment, before, { member: life.member, facts: life.facts.slice(1) });
    expect([nothing.facts, nothing.member.seq]).toEqual([[], before.seq]);
  });

  test('what does not raise is told when the last of its steps is settled', () => {
    const life = new Life(ladder('always', { raise: 'at-once' }));
    const before = life.member;
    life.sale(noon('05-10'), 2_100_000);
    const [raised] = life.facts.slice(1);
    const moment = life.programs.at(at(noon('05-10')));
    if (moment === null || raised?.kind !== 'status-changed') throw new Error('nobody was raised');
    const step = (from: string, to: string, notifyFrom: string): Fact => ({
      ...raised,
      from,
      to,
      direction: 'lowered',
      notifyFrom: at(notifyFrom),
    });
    const net = (...facts: readonly Fact[]) => netFacts(moment, before, { member: life.member, facts }).facts;
    const settled = noon('05-12');
    const steps = [step('gold', 'silver', settled), step('silver', 'bronze', noon('05-10'))];
    expect(net(...steps)).toMatchObject([
      { from: 'gold', to: 'bronze', direction: 'lowered', notifyFrom: at(settled) },
    ]);
    expect(net(step('silver', 'bronze', settled), raised)).toMatchObject([
      { from: 'silver', to: 'gold', direction: 'raised', notifyFrom: at(noon('05-10')) },
    ]);
  });
});
