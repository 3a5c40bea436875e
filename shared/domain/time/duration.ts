import { monthsBefore } from './period.ts';
import { asDay, type Day } from './time.ts';

/** A length of time in local days: so many months, then so many days. */
export interface Duration {
  readonly months: number;
  readonly days: number;
}

/** Reads an ISO 8601 period of days, weeks, months or years: `P45D`, `P2W`, `P6M`, `P1Y`. `null`: none of these. */
export function parseDuration(text: string): Duration | null {
  const [, count, letter] = /^P([1-9]\d{0,3})([DWMY])$/.exec(text) ?? [];
  if (count === undefined || letter === undefined) return null;
  const number = Number(count);
  if (letter === 'D' || letter === 'W') return { months: 0, days: letter === 'W' ? number * 7 : number };
  return { months: letter === 'Y' ? number * 12 : number, days: 0 };
}

/** The day so much later: 31 January and a month is the last day of February. */
export const dayAfter = (day: Day, { months, days }: Duration): Day =>
  asDay((months === 0 ? day : monthsBefore(day, -months)) + days);

/** The advice where a duration is wrong. */
export const durationAdvice =
  'Write a number of days, weeks, months or years: `P30D`, `P2W`, `P3M` or `P1Y`.';
