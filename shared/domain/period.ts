import type { DayRange } from './member.ts';
import type { PeriodName, WindowName } from './program.ts';
import { asDay, type Day, startOfMonth } from './time.ts';

/** The period that holds a day. A period is a set of business dates, never a pair of instants (D19). */
export function periodOf(every: PeriodName, day: Day): DayRange {
  switch (every) {
    case 'month':
      return { from: startOfMonth(day), to: startOfMonth(day, 1) };
    default:
      return every satisfies never;
  }
}

/** The period before the one that begins on the day. */
export function periodBefore(every: PeriodName, start: Day): DayRange {
  return periodOf(every, asDay(start - 1));
}

/** Far before any receipt; windows without a beginning start there. */
export const BEGINNING_OF_TIME = asDay(-1_000_000);

/** The days that a window covers when it ends on the given day, that day included (D5). */
export function windowAt(window: WindowName, day: Day): DayRange {
  switch (window) {
    case 'this-month':
      return { from: startOfMonth(day), to: asDay(day + 1) };
    case 'last-month':
      return { from: startOfMonth(day, -1), to: startOfMonth(day) };
    case 'all-time':
      return { from: BEGINNING_OF_TIME, to: asDay(day + 1) };
    default:
      return window satisfies never;
  }
}

/** The most days back from its last day that a window can reach, that day included; 0 where `before` answers it. */
export function reachDays(window: WindowName): number {
  switch (window) {
    case 'this-month':
      return 31;
    case 'last-month':
      return 62;
    case 'all-time':
      return 0;
    default:
      return window satisfies never;
  }
}

/** The most days that a period can have. */
export function longestDays(every: PeriodName): number {
  switch (every) {
    case 'month':
      return 31;
    default:
      return every satisfies never;
  }
}
