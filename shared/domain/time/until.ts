import { type Duration, dayAfter, parseDuration } from './duration.ts';
import { type CalendarUnit, type PeriodCalendar, periodOf } from './period.ts';
import { asDay, type Day, dayOfIso } from './time.ts';

/** How long a given status holds (D9); `null` stands for: until the system's next review. */
export type CompiledUntil =
  | { readonly kind: 'end-of'; readonly period: PeriodCalendar }
  | { readonly kind: 'review' }
  | { readonly kind: 'last-day'; readonly day: Day }
  | { readonly kind: 'duration'; readonly duration: Duration };

const UNITS: readonly CalendarUnit[] = ['day', 'week', 'month', 'quarter', 'half-year', 'year'];

export const untilAdvice = `Write ${UNITS.map((unit) => `\`end-of-${unit}\``).join(', ')}, \`end-of-period\`, the last day such as \`2026-12-31\`, or a time such as \`P30D\`.`;

/** Reads `end-of-month`, `end-of-period`, `2026-12-31` (the last day on which it holds) or `P30D`. */
export function compileUntil(
  text: string,
  weekStartsOn: PeriodCalendar['weekStartsOn'],
): CompiledUntil | null {
  if (text === 'end-of-period') return { kind: 'review' };
  const unit = UNITS.find((candidate) => text === `end-of-${candidate}`);
  if (unit !== undefined) return { kind: 'end-of', period: { unit, weekStartsOn } };
  const day = dayOfIso(text);
  if (day !== null) return { kind: 'last-day', day };
  const duration = parseDuration(text);
  return duration === null ? null : { kind: 'duration', duration };
}

/** The first day on which it holds no more, seen from the day on which it was given. `null`: the next review decides. */
export function firstDayWithout(until: CompiledUntil, givenOn: Day): Day | null {
  switch (until.kind) {
    case 'review':
      return null;
    case 'end-of':
      return periodOf(until.period, givenOn).to;
    case 'last-day':
      return asDay(until.day + 1);
    case 'duration':
      return dayAfter(givenOn, until.duration);
    default:
      return until satisfies never;
  }
}
