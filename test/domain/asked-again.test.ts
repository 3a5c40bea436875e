import { expect, test } from 'vitest';
import type { Returned } from '#domain/member/commands.ts';
import type { ReviewDefinition, RuleDefinition } from '#domain/program/program.ts';
import { monthlyAmount, timelineOf } from '../fixtures/programs.ts';
import { at, Life } from '../fixtures/scenario.ts';

/** What rules and reviews are asked again when goods come back, and what they are not asked (D94). */

const noon = (day: string): string => `2024-${day}T12:00:00+03:00`;
const ALL: Returned = { kind: 'all' };

const { level: given } = monthlyAmount().statusSystems;
if (given?.review === undefined) throw new Error('no level');
const { statuses, review: monthly } = given;
const gift = (store: string, then: RuleDefinition['then']): RuleDefinition => ({
  name: store,
  on: ['sale'],
  when: { stores: [store] },
  ...(then === undefined ? {} : { then }),
});

test('a label whose counter nobody has any more cannot be asked, and stays until all is back', () => {
  const categories = { vip: {} };
  const counters = { visits: { measure: 'purchases' } } as const;
  const first = monthlyAmount(
    {},
    {
      categories,
      statusSystems: {},
      rules: [
        {
          name: 'spender',
          on: ['sale'],
          clawback: 'always',
          measure: { counter: 'turnover', window: 'this-month' },
          table: [{ from: '9000 RUB', addCategories: ['vip'] }],
        },
      ],
    },
  );
  const next = monthlyAmount({}, { categories, counters, statusSystems: {} });
  const life = new Life(timelineOf(first, [noon('04-01'), next]));
  life.sale(noon('03-20'), 1_000_000, noon('03-20'), { receiptId: 'A' });
  life.sale(noon('06-01'), 100);
  life.giveBack('A', { kind: 'amount', amountMinor: 900_000 }, noon('06-02'));
  expect(life.member.categories.map(({ name }) => name)).toEqual(['vip']);
  life.giveBack('A', ALL, noon('06-03'));
  expect(life.member.categories).toEqual([]);
});

test('a gift that was downwards is so no more when what it hid is gone', () => {
  const top = gift('top', { status: { level: 'gold' } });
  const low = gift('low', { status: { level: 'silver' }, until: '2024-08-31' });
  const { raise: _, lower: __, ...rest } = monthly;
  const review: ReviewDefinition = { ...rest, every: 'never', window: 'all-time', lower: 'never' };
  const level = { statuses, clawback: 'always' as const, review };
  const life = new Life(monthlyAmount({}, { rules: [top, low], statusSystems: { level } }));
  life.sale(noon('05-02'), 100, noon('05-02'), { receiptId: 'A', storeId: 'top' });
  life.sale(noon('05-03'), 100, noon('05-03'), { receiptId: 'B', storeId: 'low' });
  expect(life.status(noon('05-03'))).toBe('silver');
  life.giveBack('A', ALL, noon('05-04'));
  expect(life.see(noon('05-04'))).toMatchObject({ status: 'silver', until: at('2024-09-01T00:00:00+03:00') });
  life.sale(noon('05-05'), 2_500_000);
  expect(life.status(noon('05-05'))).toBe('gold');
});

test('what the running period raised is asked of its own days alone', () => {
  const review: ReviewDefinition = { ...monthly, window: 'P5D', raise: 'at-once' };
  const level = { statuses, clawback: 'always' as const, review };
  const life = new Life(monthlyAmount({}, { statusSystems: { level } }));
  life.sale(noon('03-20'), 2_500_000);
  expect(life.status(noon('03-31'))).toBe('gold');
  expect(life.status(noon('04-01'))).toBe('bronze');
  life.sale(noon('04-02'), 1_500_000, noon('04-02'), { receiptId: 'A' });
  expect(life.status(noon('04-02'))).toBe('silver');
  life.giveBack('A', ALL, noon('04-03'));
  expect(life.status(noon('04-03'))).toBe('bronze');
});
