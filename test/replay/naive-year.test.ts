import { describe, expect, it } from 'vitest';
import { type NaiveReceipt, readNaiveData } from './naive-data.ts';
import { readNaiveProgram } from './naive-program.ts';
import { localDayOf, monthAfter, monthsOf, recompute, turnInto } from './naive-year.ts';

/** The pencil checked against sums done by head. */

const yaml = `zone: America/New_York
counters:
  sold:
    title: Spent
    measure: sold-amount
  visits:
    measure: purchases

statusSystems:
  level:
    statuses:
      low: { title: Low }
      high: { title: High }
    review:
      every: month
      counter: sold
      window: this-month
      table:
        - { upTo: 100 USD, status: low }
        - { over: 100 USD, status: high }
      raise: at-turn
      lower: to-earned

  tenure:
    statuses:
      new: { title: New }
      old: { title: Old }
    review:
      every: month
      counter: visits
      window: all-time
      table:
        - { below: 2, status: new }
        - { from: 2, status: old }
      raise: at-once
      lower: never

rules:
  - name: high-discount
    explanation: x
    when: { status: { level: [high] } }
    then: { discount: 10% }
  - name: old-discount
    when: { status: { tenure: [old] } }
    then: { discount: 2.5% }
`;

const receipt = (at: string, cents: number): NaiveReceipt => ({
  at,
  store: '1',
  household: 'h',
  receipt: at,
  cents,
  goods: [{ product: 'any', quantity: 1, cents }],
});
const program = readNaiveProgram(yaml);

describe('the naive recomputation', () => {
  it('reads thresholds and percentages by itself', () => {
    expect(program.systems.map(({ name, steps }) => [name, steps.map(({ least }) => least)])).toEqual([
      ['level', [Number.NEGATIVE_INFINITY, 10_001]],
      ['tenure', [Number.NEGATIVE_INFINITY, 2]],
    ]);
    expect(program.rules.map(({ name, percent, statuses }) => [name, percent, statuses])).toEqual([
      ['high-discount', 10, ['high']],
      ['old-discount', 2.5, ['old']],
    ]);
  });

  it('knows where a local month begins', () => {
    expect(new Date(turnInto('2017-02', 'America/New_York')).toISOString()).toBe('2017-02-01T05:00:00.000Z');
    expect(new Date(turnInto('2017-07', 'America/New_York')).toISOString()).toBe('2017-07-01T04:00:00.000Z');
    expect(monthAfter('2017-12')).toBe('2018-01');
  });

  it('lets a discount lower what the next month is judged by', () => {
    const receipts = [
      receipt('2017-01-10T12:00:00Z', 10_001), // low: no discount, earns high by one cent
      receipt('2017-02-01T04:59:59Z', 1_000), //  still January; the second purchase: old from here on
      receipt('2017-02-10T12:00:00Z', 11_111), // high: 10 % is 1111.1, sold 10,000: not over 100
      receipt('2017-03-10T12:00:00Z', 20), //     old: 2.5 % is half a cent, rounded up
    ];
    const months = monthsOf(receipts, program.zone);
    const { outcomes, afterMonth } = recompute(program, receipts, months);
    expect(months).toEqual(['2017-01', '2017-02', '2017-03']);
    expect(outcomes.map(({ businessDay, discount, sold }) => [businessDay, discount, sold])).toEqual([
      ['2017-01-10', 0, 10_001],
      ['2017-01-31', 0, 1_000],
      ['2017-02-10', 1_111, 10_000],
      ['2017-03-10', 1, 19],
    ]);
    expect(outcomes.map(({ before }) => [before.level, before.tenure])).toEqual([
      ['low', 'new'],
      ['low', 'new'],
      ['high', 'old'],
      ['low', 'old'],
    ]);
    expect(afterMonth).toEqual({ h: { level: ['high', 'low', 'low'], tenure: ['old', 'old', 'old'] } });
  });

  it('finds the 87 receipts of the year that fall into another month in UTC', () => {
    const dayOf = localDayOf(program.zone);
    const elsewhere = readNaiveData(null).filter(({ at }) => at.slice(0, 7) !== dayOf(at).slice(0, 7));
    expect(elsewhere.length).toBe(87);
  });
});
