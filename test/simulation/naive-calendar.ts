/** The pencil's own calendar: days are numbers from 1970-01-01 on, and what the clock of a zone shows is asked of Intl. */

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

const formats = new Map<string, Intl.DateTimeFormat>();

/** The local day at an instant, as the platform prints it. */
function printedDay(at: number, zone: string): number {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' });
    formats.set(zone, format);
  }
  return Date.parse(`${format.format(at)}T00:00:00Z`) / DAY_MS;
}

const starts = new Map<string, Map<number, number>>();

/** The first instant of a local day, found by looking at the clock, minute by minute. */
export function startOf(day: number, zone: string): number {
  let known = starts.get(zone);
  if (known === undefined) {
    known = new Map();
    starts.set(zone, known);
  }
  const found = known.get(day);
  if (found !== undefined) return found;
  // Clocks differ by 14 hours at most from UTC; halving is looking, only faster.
  let [before, after] = [day * 1_440 - 15 * 60, day * 1_440 + 15 * 60];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (printedDay(middle * MINUTE_MS, zone) < day) before = middle;
    else after = middle;
  }
  known.set(day, after * MINUTE_MS);
  return after * MINUTE_MS;
}

/** The local day of an instant. */
export function localDay(at: number, zone: string): number {
  let day = Math.floor(at / DAY_MS) + 1;
  while (startOf(day, zone) > at) day -= 1;
  return startOf(day + 1, zone) <= at ? day + 1 : day;
}

const dateOf = (day: number): Date => new Date(day * DAY_MS);
const firstOf = (year: number, month: number): number => Date.UTC(year, month, 1) / DAY_MS;

/** Days, the last one excluded. */
export interface Days {
  readonly from: number;
  readonly to: number;
}

const MONTHS: Readonly<Record<string, number>> = { month: 1, quarter: 3, 'half-year': 6, year: 12 };

/** The calendar's period that holds a day. */
export function periodHolding(unit: string, weekStartsOn: 'monday' | 'sunday', day: number): Days {
  if (unit === 'day') return { from: day, to: day + 1 };
  if (unit === 'week') {
    const from = day - ((dateOf(day).getUTCDay() + (weekStartsOn === 'monday' ? 6 : 0)) % 7);
    return { from, to: from + 7 };
  }
  const months = MONTHS[unit] ?? 1;
  const [year, month] = [dateOf(day).getUTCFullYear(), dateOf(day).getUTCMonth()];
  const first = Math.floor(month / months) * months;
  return { from: firstOf(year, first), to: firstOf(year, first + months) };
}

/** The day so much later, `P14D` or `P1M`; the last of the month where it has no such day. */
export function dayLater(day: number, length: string, times = 1): number {
  const [, count, letter] = /^P(\d+)([DWMY])$/.exec(length) ?? [];
  const number = Number(count) * times;
  if (letter === 'D' || letter === 'W') return day + number * (letter === 'W' ? 7 : 1);
  const date = dateOf(day);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + number * (letter === 'Y' ? 12 : 1)];
  return Math.min(firstOf(year, month) + date.getUTCDate() - 1, firstOf(year, month + 1) - 1);
}

/** The days of a window, seen from a day; `null`: all of them, and later ones too. */
export function daysOfWindow(window: string, weekStartsOn: 'monday' | 'sunday', day: number): Days | null {
  if (window === 'all-time') return null;
  if (window === 'today') return { from: day, to: day + 1 };
  const [, which, unit = ''] = /^(this|last)-(.*)$/.exec(window) ?? [];
  if (which === undefined) return { from: dayLater(day, window, -1) + 1, to: day + 1 };
  const { from } = periodHolding(unit, weekStartsOn, day);
  return which === 'this' ? { from, to: day + 1 } : periodHolding(unit, weekStartsOn, from - 1);
}

const LONGEST: Readonly<Record<string, number>> = {
  day: 1,
  week: 7,
  month: 31,
  quarter: 92,
  'half-year': 184,
  year: 366,
};

/** The most days that a period can have. */
export const longestOf = (unit: string): number => LONGEST[unit] ?? 0;

/** The most days that a window can reach back, the day from which it is seen included; all-time asks for no single day. */
export function reachOf(window: string): number {
  if (window === 'all-time') return 0;
  if (window === 'today') return 1;
  const [, which, unit = ''] = /^(this|last)-(.*)$/.exec(window) ?? [];
  if (which !== undefined) return longestOf(unit) * (which === 'last' ? 2 : 1);
  const [, count, letter] = /^P(\d+)([DWMY])$/.exec(window) ?? [];
  const number = Number(count);
  if (letter === 'D' || letter === 'W') return number * (letter === 'W' ? 7 : 1);
  const months = letter === 'Y' ? number * 12 : number;
  return Math.min(months * 31, Math.ceil(months / 12) * 366);
}
