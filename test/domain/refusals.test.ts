import { describe, expect, test } from 'vitest';
import { decide, decideForNobody } from '#domain/decide.ts';
import type { Sale } from '#domain/member/commands.ts';
import {
  beginningAt,
  discountsByLevel,
  monthlyAmount,
  monthlyPurchases,
  timelineOf,
} from '../fixtures/programs.ts';
import { at, Life, saleOf } from '../fixtures/scenario.ts';

const now = '2024-05-20T12:00:00+03:00';
const line = (amountMinor: number) => ({ sku: 'goods', quantityThousandths: 1000, amountMinor });

describe('what no till can mean is refused, by name and place', () => {
  const given = (...gifts: readonly (readonly [line: number, amountMinor: number])[]): Partial<Sale> => ({
    given: gifts.map(([of, amountMinor]) => ({ line: of, amountMinor, why: 'coupon' })),
  });
  test.each<[row: string, change: Partial<Sale>, code: string, pointer: string]>([
    ['28 lines below zero together', { lines: [line(5), line(-6)] }, 'negative-sale', '/lines'],
    ['28 more given than a line costs', given([0, 6]), 'given-impossible', '/given/0'],
    ['28 more given in two words', given([0, 3], [0, 3]), 'given-impossible', '/given/1'],
    ['28 given on a line that is not there', given([1, 0]), 'given-impossible', '/given/0'],
    [
      '28 a deposit that is given something',
      { ...given([0, 5], [1, 1]), lines: [line(5), line(-5)] },
      'given-impossible',
      '/given/1',
    ],
    [
      '28 more given than the receipt comes to',
      { ...given([0, 5]), lines: [line(5), line(-1)] },
      'given-impossible',
      '/given',
    ],
    [
      '31 goods above the limit, whatever came back',
      { lines: [line(100_000_000_000), line(1), line(-1)] },
      'amount-too-large',
      '/lines',
    ],
    ['28 change of nothing', { changeMinor: 1 }, 'change-exceeds-payments', '/changeMinor'],
    [
      '28 more change than payments',
      { paidMinor: 7, changeMinor: 8 },
      'change-exceeds-payments',
      '/changeMinor',
    ],
    ['28 payments below zero', { paidMinor: -1 }, 'negative-sale', '/payments'],
    ['31 a sum above the limit', { lines: [line(100_000_000_000), line(1)] }, 'amount-too-large', '/lines'],
    ['34 501 lines', { lines: Array.from({ length: 501 }, () => line(1)) }, 'too-many-lines', '/lines'],
    [
      '41 24 hours and a bit ahead',
      { occurredAt: at('2024-05-21T12:00:00.001+03:00') },
      'occurred-in-future',
      '/occurredAt',
    ],
    [
      '43 the last instant of 1999',
      { occurredAt: at('1999-12-31T23:59:59.999Z') },
      'occurred-implausible',
      '/occurredAt',
    ],
  ])('row %s', (_row, change, code, pointer) => {
    const { programs, member } = new Life(monthlyAmount());
    expect(decide(programs.at(at(now)), member, saleOf(now, 5, change))).toMatchObject({
      kind: 'refused',
      code,
      pointer,
    });
  });

  test('without a program in force nothing can be scored yet', () => {
    const { member } = new Life(monthlyAmount());
    const later = beginningAt(timelineOf(monthlyAmount()), '2025-01-01T00:00:00Z');
    expect(decide(later.at(at(now)), member, saleOf(now, 5))).toMatchObject({ code: 'no-program' });
  });
});

describe('D28: how late, how early', () => {
  test.each([
    [
      '24 hours ahead is taken, on the day it was received',
      '2024-05-21T12:00:00+03:00',
      'scored',
      true,
      19_863,
    ],
    ['one millisecond ahead as well', '2024-05-20T12:00:00.001+03:00', 'scored', true, 19_863],
    ['400 days old still counts', '2023-04-16T12:00:00+03:00', 'scored', false, 19_463],
    ['401 days old is stored and not counted', '2023-04-15T12:00:00+03:00', 'too-old', false, 19_462],
  ])('%s', (_what, occurredAt, disposition, clockAhead, day) => {
    const life = new Life(monthlyAmount({}, { rules: discountsByLevel }));
    const answer = life.sale(occurredAt, 10_000, now);
    expect(answer).toMatchObject({ disposition, clockAhead, day });
    expect(life.member.counters.sums.size).toBe(disposition === 'scored' ? 1 : 0);
    expect(answer.soldMinor).toBe(disposition === 'scored' ? 9_800 : 10_000);
    expect(life.member.entries.count).toBe(1);
  });
});

describe('D20: a money measure counts its own currency only', () => {
  test('a receipt in another currency is taken and not counted', () => {
    const life = new Life(monthlyAmount());
    life.sale('2024-05-20T12:00:00+03:00', 5_000_000, undefined, { currency: 'EUR' });
    expect(life.status('2024-06-01T00:00:00+03:00')).toBe('bronze');
  });
});

describe('a sale for nobody', () => {
  test('is anonymous, has no benefits by status, counts for nobody', () => {
    const programs = timelineOf(monthlyAmount({}, { rules: discountsByLevel }));
    expect(decideForNobody(programs.at(at(now)), saleOf(now, 10_000))).toMatchObject({
      kind: 'decided',
      answer: { disposition: 'anonymous', soldMinor: 10_000, statuses: [] },
    });
  });
});

describe('Y24: the largest discount wins, and says what it held back', () => {
  test('of two equal ones the first in the file', () => {
    const everybody = (name: string, discount: string) => ({
      name,
      on: ['sale' as const],
      then: { discount },
    });
    const rules = [everybody('small', '3%'), everybody('big', '7%'), everybody('as-big', '7%')];
    const answer = new Life(monthlyAmount({}, { rules })).sale(now, 10_000);
    expect(answer.discounts).toEqual([{ rule: 'big', basisPoints: 700, amountMinor: 700 }]);
    expect(answer.reasons.map(({ rule, outcome }) => [rule, outcome])).toEqual([
      ['small', 'held-back'],
      ['big', 'won'],
      ['as-big', 'held-back'],
    ]);
  });
});

describe('the till is told the statuses of the program in force', () => {
  test('in the program’s order, and none that only an earlier version had', () => {
    const both = { ...monthlyAmount().statusSystems, ...monthlyPurchases.statusSystems };
    const counters = {
      turnover: { measure: 'sold-amount' as const },
      purchases: { measure: 'purchases' as const },
    };
    const { level, club } = both;
    const first = monthlyAmount({}, { counters, statusSystems: both });
    const second = monthlyAmount({}, { counters, statusSystems: { club, level } as typeof both });
    const third = monthlyAmount({}, { counters, statusSystems: { level } as typeof both });
    const life = new Life(
      timelineOf(first, ['2024-05-02T00:00:00+03:00', second], ['2024-05-03T00:00:00+03:00', third]),
    );
    const systemsOn = (day: number) =>
      life.sale(`2024-05-0${day}T12:00:00+03:00`, 100).statuses.map(({ system }) => system);
    expect([systemsOn(1), systemsOn(2), systemsOn(3)]).toEqual([
      ['level', 'club'],
      ['club', 'level'],
      ['level'],
    ]);
  });
});
