import type { Sale } from '#domain/member/commands.ts';
import type { Moment } from '#domain/program/timeline.ts';
import type { Day } from '#domain/time/time.ts';

/** On which day a receipt counts. */
export interface CountingDay {
  readonly day: Day;
  /** Minutes of the local clock at that moment. */
  readonly minute: number;
  readonly clockAhead: boolean;
  readonly tooOld: boolean;
}

/** The business day of the moment it happened (D5, D17); ahead of our clock, the day it was received (D28). */
export function countingDay(
  sale: Pick<Sale, 'occurredAt' | 'day'>,
  { now, today, program, timeline }: Moment,
): CountingDay {
  const { calendar } = timeline;
  const clockAhead = sale.occurredAt > now;
  const moment = clockAhead ? now : sale.occurredAt;
  const day = sale.day ?? calendar.dayOf(moment, program.zone);
  const tooOld = today - day > program.maxReceiptAgeDays;
  return { day, minute: calendar.minuteOf(moment, program.zone), clockAhead, tooOld };
}
