import { describe, expect, test } from 'vitest';
import type { Program, RuleDefinition } from '#domain/program/program.ts';
import { asEpochMs } from '#domain/time/time.ts';
import { followed } from '../fixtures/followed.ts';
import { monthlyAmount } from '../fixtures/programs.ts';
import { at, saleOf } from '../fixtures/scenario.ts';
import { ReturnLife } from '../properties/return-life.ts';

/** Columns part ways with a version (D80), and the first that it decides reaches days that are summed up (D88). */

const V2 = '2024-07-15T00:00:00Z';
const noon = (day: string): string => `2024-${day}T12:00:00Z`;

const seen: RuleDefinition = {
  name: 'seen',
  on: ['sale', 'payment'],
  measure: { counter: 'one', window: 'this-month' },
  table: [{ from: 1, message: '{value}' }],
};

const counting = (stores: readonly string[] | undefined, rules: readonly RuleDefinition[]): Program =>
  monthlyAmount(
    {},
    {
      zone: 'UTC',
      counters: {
        one: { measure: 'purchases', ...(stores === undefined ? {} : { stores }) },
        two: { measure: 'purchases' },
      },
      statusSystems: {},
      categories: { regular: {} },
      rules,
    },
  );

function life(...rules: readonly RuleDefinition[]): ReturnLife {
  const { timeline, told } = followed(counting(undefined, rules), [V2, counting(['1', '2'], rules)]);
  expect(told[0]?.findings).toEqual([]);
  return new ReturnLife(timeline);
}

const buy = (of: ReturnLife, day: string, storeId: string, receivedAt = day) =>
  of.sell(saleOf(noon(day), 100, { receiptId: day, storeId }), at(noon(receivedAt)));

describe('D80, D88: days that are summed up, of columns that part', () => {
  test('a late receipt sees what was counted for both', () => {
    const member = life(seen);
    buy(member, '04-10', '3');
    buy(member, '04-12', '1');
    buy(member, '07-10', '1');
    expect(buy(member, '04-15', '1', '07-20').messages).toEqual(['3']);
    expect(buy(member, '04-16', '3', '07-21').messages).toEqual(['3']);
    expect(buy(member, '04-17', '2', '07-21').messages).toEqual(['4']);
  });

  test('a payment that is told late does', () => {
    const member = life(seen);
    buy(member, '04-10', '3');
    buy(member, '04-12', '1');
    buy(member, '07-10', '1');
    const paid = member.pay(
      '04-12',
      { kind: 'payment', id: 'p', storeId: '1', occurredAt: asEpochMs(at(noon('04-14'))), amountMinor: 1 },
      at(noon('07-20')),
    );
    expect('messages' in paid && paid.messages).toEqual(['2']);
  });

  test('so does a return that asks again', () => {
    const regular: RuleDefinition = {
      name: 'regular',
      on: ['sale'],
      clawback: 'always',
      measure: { counter: 'one', window: 'this-month' },
      table: [{ from: 2, addCategories: ['regular'] }],
    };
    const member = life(regular);
    for (const day of ['04-10', '04-11', '04-12']) buy(member, day, '1');
    buy(member, '07-10', '1');
    const back = (receiptId: string, day: string) => {
      const told = { id: receiptId, storeId: '1', occurredAt: at(noon(day)), refundedMinor: null } as const;
      member.giveBack(receiptId, { kind: 'return', returned: { kind: 'all' }, ...told }, at(noon(day)));
      return member.member.categories.map(({ name }) => name);
    };
    expect(back('04-12', '07-20')).toEqual(['regular']);
    expect(back('04-11', '07-21')).toEqual([]);
  });
});
