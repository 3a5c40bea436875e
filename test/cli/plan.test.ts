import { describe, expect, it } from 'vitest';
import { dayOfCivil, isoOf } from '#domain/time/time.ts';
import type { GroceryReceipt } from '../../cli/replay/grocery-receipt.ts';
import { parseDay, planReplay, turnsBetween } from '../../cli/replay/plan.ts';

const receipt = (at: string, household: string): GroceryReceipt => ({
  at,
  store: '1',
  household,
  receipt: `${household}-${at}`,
  couponCents: 0,
  lines: [],
});

const receipts = [
  receipt('2017-01-31T12:00:00Z', 'a'),
  receipt('2017-01-31T13:00:00Z', 'b'),
  receipt('2017-02-01T03:00:00Z', 'a'),
  receipt('2017-02-01T05:00:00Z', 'b'),
];

const day = (year: number, month: number, dayOfMonth: number) => dayOfCivil({ year, month, dayOfMonth });

describe('a replay’s plan', () => {
  it('puts receipts into local days, each household’s in order', () => {
    const plan = planReplay(receipts, 'America/New_York', null);
    expect(plan.days.map((each) => [isoOf(each.day), each.receipts])).toEqual([
      ['2017-01-31', 3],
      ['2017-02-01', 1],
    ]);
    expect(plan.days[0]?.byHousehold.map((own) => own.map(({ at }) => at))).toEqual([
      ['2017-01-31T12:00:00Z', '2017-02-01T03:00:00Z'],
      ['2017-01-31T13:00:00Z'],
    ]);
    expect(plan.days[0]?.lastAt).toBe(Date.parse('2017-02-01T03:00:00Z'));
    expect(isoOf(plan.to)).toBe('2017-03-01');
  });

  it('leaves out the day that it goes to, and still knows all households', () => {
    const plan = planReplay(receipts, 'America/New_York', day(2017, 2, 1));
    expect(plan.days.map((each) => isoOf(each.day))).toEqual(['2017-01-31']);
    expect(plan.households).toEqual(['a', 'b']);
    expect(isoOf(plan.to)).toBe('2017-02-01');
  });
});

describe('the turns between two days', () => {
  it.each([
    ['2017-01-31', '2017-02-01', ['2017-02-01']],
    ['2017-02-01', '2017-02-28', []],
    ['2017-01-15', '2017-04-02', ['2017-02-01', '2017-03-01', '2017-04-01']],
    ['2017-12-31', '2018-01-01', ['2018-01-01']],
  ])('%s and %s are %j', (after, upTo, turns) => {
    expect(turnsBetween(parseDay(after) ?? day(1, 1, 1), parseDay(upTo) ?? day(1, 1, 1)).map(isoOf)).toEqual(
      turns,
    );
  });
});

describe('a day', () => {
  it.each(['2017-02-29', '2017-2-1', '01.02.2017', ''])('is not %j', (text) => {
    expect(parseDay(text)).toBeNull();
  });
});
