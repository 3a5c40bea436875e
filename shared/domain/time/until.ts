import { type Duration, dayAfter, parseDuration } from './duration.ts';
import { type CalendarUnit, type PeriodCalendar, periodOf } from './period.ts';
import { asDay, type Calendar, type Day, dayOfIso, type EpochMs, instantOfIso } from './time.ts';

/** How long a given status holds (D9). */
export type CompiledUntil =
  /** The end of the period, or of the one after it. */
  | { readonly kind: 'end-of'; readonly period: PeriodCalendar; readonly next: boolean }
  /** Until the system's next review. */
  | { readonly kind: 'review' }
  | { readonly kind: 'last-day'; readonly day: Day }
  | { readonly kind: 'moment'; readonly at: EpochMs }
  | { readonly kind: 'duration'; readonly duration: Duration };

const UNITS: readonly CalendarUnit[] = ['day', 'week', 'month', 'quarter', 'half-year', 'year'];

export const untilAdvice = `Write ${UNITS.map((unit) => `\`end-of-${unit}\``).join(', ')}, \`end-of-next-month\` and the like, \`end-of-period\`, the last day such as \`2026-12-31\`, a moment such as \`2026-12-31T18:00:00+03:00\`, or a time such as \`P30D\`.`;

/**
 * Reads `end-of-month`, `end-of-next-month`, `end-of-period`, `2026-12-31` (the last day on which it holds),
 * `2026-12-31T18:00:00+03:00` (the moment at which it is over) or `P30D`.
 */
export function compileUntil(
  text: string,
  weekStartsOn: PeriodCalendar['weekStartsOn'],
): CompiledUntil | null {
  if (text === 'end-of-period') return { kind: 'review' };
  for (const unit of UNITS)
    for (const next of [false, true])
      if (text === `end-of-${next ? 'next-' : ''}${unit}`)
        return { kind: 'end-of', period: { unit, weekStartsOn }, next };
  const day = dayOfIso(text);
  if (day !== null) return { kind: 'last-day', day };
  const at = instantOfIso(text);
  if (at !== null) return { kind: 'moment', at };
  const duration = parseDuration(text);
  return duration === null ? null : { kind: 'duration', duration };
}

/** The moment at which it holds no more, seen from the day on which it was given. `null`: the next review decides. */
export function endOfUntil(
  until: CompiledUntil,
  givenOn: Day,
  { calendar, zone }: { readonly calendar: Calendar; readonly zone: string },
): EpochMs | null {
  if (until.kind === 'moment') return until.at;
  const first = firstDayWithout(until, givenOn);
  return first === null ? null : calendar.startOf(first, zone);
}

function firstDayWithout(until: Exclude<CompiledUntil, { kind: 'moment' }>, givenOn: Day): Day | null {
  switch (until.kind) {
    case 'review':
      return null;
    case 'end-of': {
      const { to } = periodOf(until.period, givenOn);
      return until.next ? periodOf(until.period, to).to : to;
    }
    case 'last-day':
      return asDay(until.day + 1);
    case 'duration':
      return dayAfter(givenOn, until.duration);
    default:
      return until satisfies never;
  }
}
