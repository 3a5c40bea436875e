import { asDay, type CivilDate, civilOf, type Day, type DayRange, dayOfCivil } from './time.ts';

/** The calendar's periods. A week begins on Monday unless the program says Sunday. */
export type CalendarUnit = 'day' | 'week' | 'month' | 'quarter' | 'half-year' | 'year';

/** A calendar's way to cut the line of days into periods. */
export interface PeriodCalendar {
  readonly unit: CalendarUnit;
  readonly weekStartsOn: 'monday' | 'sunday';
}

/** The period that holds a day. A period is a set of business dates, never a pair of instants (D19). */
export function periodOf({ unit, weekStartsOn }: PeriodCalendar, day: Day): DayRange {
  switch (unit) {
    case 'day':
      return { from: day, to: asDay(day + 1) };
    case 'week': {
      // 1970-01-01 was a Thursday, three days after a Monday and four after a Sunday.
      const sinceStart = modulo(day + (weekStartsOn === 'monday' ? 3 : 4), 7);
      return { from: asDay(day - sinceStart), to: asDay(day - sinceStart + 7) };
    }
    case 'month':
      return monthsOf(day, 1);
    case 'quarter':
      return monthsOf(day, 3);
    case 'half-year':
      return monthsOf(day, 6);
    case 'year':
      return monthsOf(day, 12);
    default:
      return unit satisfies never;
  }
}

/** The most days that a period of the unit can have. */
export function longestDays(unit: CalendarUnit): number {
  switch (unit) {
    case 'day':
      return 1;
    case 'week':
      return 7;
    case 'month':
      return 31;
    case 'quarter':
      return 92;
    case 'half-year':
      return 184;
    case 'year':
      return 366;
    default:
      return unit satisfies never;
  }
}

/** The period of so many months, counted from January, that holds the day. */
function monthsOf(day: Day, length: number): DayRange {
  const { year, month } = civilOf(day);
  const first = year * 12 + month - 1;
  const start = first - modulo(first, length);
  return { from: firstOfMonth(start), to: firstOfMonth(start + length) };
}

/** Months counted from January of the year 0. */
const firstOfMonth = (months: number): Day =>
  dayOfCivil({ year: Math.floor(months / 12), month: modulo(months, 12) + 1, dayOfMonth: 1 });

/**
 * The same day of the month so many months earlier; the last day of that month where it has no such day:
 * 31 March less one month is 28 or 29 February (D5).
 */
export function monthsBefore(day: Day, months: number): Day {
  const { year, month, dayOfMonth } = civilOf(day);
  const target = year * 12 + month - 1 - months;
  const date: CivilDate = { year: Math.floor(target / 12), month: modulo(target, 12) + 1, dayOfMonth };
  const last = asDay(firstOfMonth(target + 1) - 1);
  return asDay(Math.min(dayOfCivil(date), last));
}

const modulo = (value: number, divisor: number): number => ((value % divisor) + divisor) % divisor;
