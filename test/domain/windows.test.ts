import { describe, expect, test } from 'vitest';
import { periodOf } from '#domain/time/period.ts';
import { asDay, type Day, isoOf } from '#domain/time/time.ts';
import { compileWindow, windowAt } from '#domain/time/window.ts';
import { monthlyAmount, timelineOf } from '../fixtures/programs.ts';
import { at, calendar, Life } from '../fixtures/scenario.ts';

const dayOf = (iso: string): Day => asDay(Date.parse(`${iso}T00:00:00Z`) / 86_400_000);

function daysOf(name: string, seenFrom: string, weekStartsOn: 'monday' | 'sunday' = 'monday'): string {
  const window = compileWindow(name, weekStartsOn);
  if (window === null) return 'no window';
  const { from, to } = windowAt(window, dayOf(seenFrom));
  return window.kind === 'all-time' ? `… ${isoOf(asDay(to - 1))}` : `${isoOf(from)} ${isoOf(asDay(to - 1))}`;
}

describe('the date ranges of inCust, seen from Thursday 31 March 2016, first and last day', () => {
  test.each([
    ['I22.1 for all the time', 'all-time', '… 2016-03-31'],
    ['I22.3 for day', 'today', '2016-03-31 2016-03-31'],
    ['I22.3 for day, as a period', 'P1D', '2016-03-31 2016-03-31'],
    ['I22.4 for week', 'P1W', '2016-03-25 2016-03-31'],
    ['I22.5 for month: after 29 February', 'P1M', '2016-03-01 2016-03-31'],
    ['I22.6 for three months: after 31 December', 'P3M', '2016-01-01 2016-03-31'],
    ['I22.7 for year', 'P1Y', '2015-04-01 2016-03-31'],
    ['I22.8 for this week (since Monday)', 'this-week', '2016-03-28 2016-03-31'],
    ['I22.9 for last week (since Monday)', 'last-week', '2016-03-21 2016-03-27'],
    ['I22.10 for current month', 'this-month', '2016-03-01 2016-03-31'],
    ['I22.11 for last month', 'last-month', '2016-02-01 2016-02-29'],
    ['I22.12 for current quarter', 'this-quarter', '2016-01-01 2016-03-31'],
    ['I22.13 for last quarter', 'last-quarter', '2015-10-01 2015-12-31'],
    ['I22.14 for current year', 'this-year', '2016-01-01 2016-03-31'],
    ['I22.15 for last year', 'last-year', '2015-01-01 2015-12-31'],
    ['D4 within six months: after 30 September', 'P6M', '2015-10-01 2016-03-31'],
    ['D4 D5 the day and the 44 before it', 'P45D', '2016-02-16 2016-03-31'],
    ['D4 two weeks', 'P2W', '2016-03-18 2016-03-31'],
    ['the half-year', 'this-half-year', '2016-01-01 2016-03-31'],
    ['the half-year before', 'last-half-year', '2015-07-01 2015-12-31'],
  ])('%s: %s is %s', (_id, name, days) => {
    expect(daysOf(name, '2016-03-31')).toBe(days);
  });

  test.each([
    ['D5 31 March − 1 month in a common year is 28 February', 'P1M', '2015-03-31', '2015-03-01 2015-03-31'],
    ['D5 30 March as well', 'P1M', '2015-03-30', '2015-03-01 2015-03-30'],
    ['D5 28 March − 1 month is 28 February', 'P1M', '2015-03-28', '2015-03-01 2015-03-28'],
    ['D5 27 March − 1 month is 27 February', 'P1M', '2015-03-27', '2015-02-28 2015-03-27'],
    ['29 February − 1 year is 28 February', 'P1Y', '2016-02-29', '2015-03-01 2016-02-29'],
    ['a Monday is its week’s first day', 'this-week', '2016-03-28', '2016-03-28 2016-03-28'],
    ['a Sunday its last', 'this-week', '2016-03-27', '2016-03-21 2016-03-27'],
    ['the week of a new year may begin in the old one', 'this-week', '2027-01-01', '2026-12-28 2027-01-01'],
    ['last year’s quarter', 'last-quarter', '2016-01-01', '2015-10-01 2015-12-31'],
  ])('%s', (_what, name, seenFrom, days) => {
    expect(daysOf(name, seenFrom)).toBe(days);
  });

  test('a week may begin on Sunday', () => {
    expect(daysOf('this-week', '2016-03-31', 'sunday')).toBe('2016-03-27 2016-03-31');
    expect(daysOf('last-week', '2016-03-27', 'sunday')).toBe('2016-03-20 2016-03-26');
  });

  test.each([
    ['P0D'],
    ['P1000'],
    ['1M'],
    ['P1H'],
    ['p1m'],
    ['P11Y'],
    ['P9999D'],
    ['this-day'],
    ['last-all'],
    [''],
  ])('%j is no window', (name) => {
    expect(compileWindow(name, 'monday')).toBeNull();
  });
});

describe('periods cut the line of days without a gap', () => {
  test.each(['day', 'week', 'month', 'quarter', 'half-year', 'year'] as const)('%s', (unit) => {
    for (const weekStartsOn of ['monday', 'sunday'] as const) {
      for (let day = dayOf('2023-12-01'); day < dayOf('2033-02-01'); day = asDay(day + 1)) {
        const period = periodOf({ unit, weekStartsOn }, day);
        if (!(period.from <= day && day < period.to)) expect(period).toBe(`around ${isoOf(day)}`);
        const next = periodOf({ unit, weekStartsOn }, period.to);
        if (next.from !== period.to) expect(next.from).toBe(period.to);
      }
    }
  });

  test.each([
    ['week', '2024-05-20', '2024-05-20 2024-05-26'],
    ['quarter', '2024-05-20', '2024-04-01 2024-06-30'],
    ['half-year', '2024-07-01', '2024-07-01 2024-12-31'],
    ['year', '2024-02-29', '2024-01-01 2024-12-31'],
  ] as const)('the %s of %s is %s', (unit, day, days) => {
    const { from, to } = periodOf({ unit, weekStartsOn: 'monday' }, dayOf(day));
    expect(`${isoOf(from)} ${isoOf(asDay(to - 1))}`).toBe(days);
  });
});

describe('reviews of every period', () => {
  test.each([
    ['day', 'today', '2024-05-20T23:59:59.999+03:00', '2024-05-21T00:00:00+03:00'],
    ['week', 'this-week', '2024-05-26T23:59:59.999+03:00', '2024-05-27T00:00:00+03:00'],
    ['quarter', 'this-quarter', '2024-06-30T23:59:59.999+03:00', '2024-07-01T00:00:00+03:00'],
    ['half-year', 'this-half-year', '2024-06-30T23:59:59.999+03:00', '2024-07-01T00:00:00+03:00'],
    ['year', 'this-year', '2024-12-31T23:59:59.999+03:00', '2025-01-01T00:00:00+03:00'],
  ] as const)('L6 L13: a %s of %s shows in the next', (every, window, before, turn) => {
    const life = new Life(monthlyAmount({ every, window }));
    life.sale('2024-05-20T12:00:00+03:00', 2_000_001);
    expect([life.status(before), life.status(turn)]).toEqual(['bronze', 'gold']);
    expect(life.see(before).review?.reviewAt).toBe(at(turn));
  });

  test('D4: a rolling window under a monthly review looks back from the month’s last day', () => {
    const life = new Life(monthlyAmount({ window: 'P45D' }));
    life.sale('2024-05-17T12:00:00+03:00', 2_000_001);
    const june = new Life(monthlyAmount({ window: 'P45D' }));
    june.sale('2024-05-16T12:00:00+03:00', 2_000_001);
    // 30 June less 44 days is 17 May.
    expect([life.status('2024-07-01T00:00:00+03:00'), june.status('2024-07-01T00:00:00+03:00')]).toEqual([
      'gold',
      'bronze',
    ]);
  });

  test('D5 D31: raised at once, a rolling window is seen from the day, not from the period’s end', () => {
    const life = new Life(monthlyAmount({ window: 'P1W', raise: 'at-once' }));
    life.sale('2024-05-03T12:00:00+03:00', 1_500_000);
    expect(life.see('2024-05-09T12:00:00+03:00').review?.value).toBe(1_500_000);
    expect(life.see('2024-05-10T12:00:00+03:00').review?.value).toBe(0);
    expect(life.sale('2024-05-09T13:00:00+03:00', 500_001).statuses[0]?.after).toBe('gold');
  });

  test('D27: a program that goes from months to weeks ends the month first', () => {
    const weekly = monthlyAmount({ every: 'week', window: 'this-week' });
    const life = new Life(timelineOf(monthlyAmount(), ['2024-05-15T00:00:00+03:00', weekly]));
    life.sale('2024-05-02T12:00:00+03:00', 2_000_001);
    expect(life.see('2024-05-16T12:00:00+03:00').review?.reviewAt).toBe(at('2024-06-01T00:00:00+03:00'));
    // The week that holds 31 May is judged next: it ends on Sunday, 2 June.
    expect(life.see('2024-06-01T12:00:00+03:00').review?.reviewAt).toBe(at('2024-06-03T00:00:00+03:00'));
    expect(calendar.dayOf(at('2024-06-03T00:00:00+03:00'), 'Europe/Moscow')).toBe(19_877);
  });
});
