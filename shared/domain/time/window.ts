import { parseDuration } from './duration.ts';
import { type CalendarUnit, longestDays, monthsBefore, type PeriodCalendar, periodOf } from './period.ts';
import { asDay, type Day, type DayRange } from './time.ts';

/** The days over which a counter is summed, seen from one day; only `compileWindow` makes one. */
export type CompiledWindow =
  | { readonly kind: 'calendar'; readonly period: PeriodCalendar; readonly last: boolean }
  | { readonly kind: 'rolling'; readonly months: number; readonly days: number }
  | { readonly kind: 'all-time' }
  /** Nothing but the receipt itself (I22, 2). */
  | { readonly kind: 'receipt' };

/** Far before any receipt; a window without a beginning starts there. */
export const BEGINNING_OF_TIME = asDay(-1_000_000);

/** The longest rolling window: a counter keeps no more than ten years by day. */
const LONGEST_ROLLING_DAYS = 3_660;

const UNITS: readonly CalendarUnit[] = ['week', 'month', 'quarter', 'half-year', 'year'];

/** The windows that have names; any ISO 8601 period of days, weeks, months or years is one too. */
export const windowNames: readonly string[] = [
  'this-receipt',
  'today',
  ...UNITS.flatMap((unit) => [`this-${unit}`, `last-${unit}`]),
  'all-time',
];

/** The advice where a window is unknown. */
export const windowAdvice = `Write one of: ${windowNames.join(', ')}, or a rolling period of at most ten years such as P45D or P6M.`;

/**
 * Reads a window (I22, D4): `this-receipt`, `today`, `this-month`, `last-quarter` …, `all-time`, or a rolling `P45D`, `P2W`, `P6M`, `P1Y`.
 * `null`: no such window.
 */
export function compileWindow(
  name: string,
  weekStartsOn: PeriodCalendar['weekStartsOn'],
): CompiledWindow | null {
  if (name === 'all-time') return { kind: 'all-time' };
  if (name === 'this-receipt') return { kind: 'receipt' };
  if (name === 'today') return { kind: 'calendar', period: { unit: 'day', weekStartsOn }, last: false };
  const unit = UNITS.find((candidate) => name === `this-${candidate}` || name === `last-${candidate}`);
  if (unit !== undefined) {
    return { kind: 'calendar', period: { unit, weekStartsOn }, last: name.startsWith('last-') };
  }
  const duration = parseDuration(name);
  if (duration === null) return null;
  const rolling: CompiledWindow = { kind: 'rolling', ...duration };
  return reachDays(rolling) <= LONGEST_ROLLING_DAYS ? rolling : null;
}

/**
 * The days that a window covers, seen from a day (D5). A rolling window ends with that day: `P45D` is the day and the 44
 * before it, `P1M` the days after the same day last month. `this-…` is the day's period up to the day, `last-…` the whole
 * period before it.
 */
export function windowAt(window: CompiledWindow, day: Day): DayRange {
  const to = asDay(day + 1);
  switch (window.kind) {
    case 'all-time':
      return { from: BEGINNING_OF_TIME, to };
    case 'receipt':
      return { from: day, to };
    case 'rolling':
      return window.months === 0
        ? { from: asDay(day - window.days + 1), to }
        : { from: asDay(monthsBefore(day, window.months) + 1), to };
    case 'calendar': {
      const { from } = periodOf(window.period, day);
      return window.last ? periodOf(window.period, asDay(from - 1)) : { from, to };
    }
    default:
      return window satisfies never;
  }
}

/** The most days that a window can reach back, the day from which it is seen included; 0 where no single day is asked for. */
export function reachDays(window: CompiledWindow): number {
  switch (window.kind) {
    case 'all-time':
    case 'receipt':
      return 0;
    case 'rolling':
      // A month has at most 31 days and twelve months 366.
      return window.days + Math.min(window.months * 31, Math.ceil(window.months / 12) * 366);
    case 'calendar':
      return longestDays(window.period.unit) * (window.last ? 2 : 1);
    default:
      return window satisfies never;
  }
}
