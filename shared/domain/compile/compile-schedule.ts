import type { ScheduleDefinition } from '#domain/program/program.ts';
import { asDay, type Day, dayOfIso, isoOf } from '#domain/time/time.ts';
import { WEEKDAYS, weekdayOf } from '#domain/time/weekday.ts';
import type { Findings } from './findings.ts';

/** Whether a local day and minute lie in a schedule (I31). */
type CompiledSchedule = (day: Day, minute: number) => boolean;

/** Reads a schedule; what is left out does not restrict. Times are the local clock of the program's zone (D9, I31). */
export function compileSchedule(schedule: ScheduleDefinition, findings: Findings): CompiledSchedule {
  const first = readDay(schedule.from, findings.at('from'));
  const last = readDay(schedule.to, findings.at('to'));
  if (first !== null && last !== null && last < first) {
    findings
      .at('to')
      .error(
        'schedule-empty',
        'The schedule ends before it begins.',
        'Let `to` be the last day, not before `from`.',
      );
  }
  const weekdays = schedule.weekdays === undefined ? null : new Set(schedule.weekdays);
  if (weekdays?.size === 0) {
    findings
      .at('weekdays')
      .error(
        'schedule-empty',
        'No weekday is listed.',
        `Write some of: ${WEEKDAYS.join(', ')}; or leave it out for every day.`,
      );
  }
  const hours = readHours(schedule.hours, findings.at('hours'));
  return (day, minute) =>
    (first === null || day >= first) &&
    (last === null || day <= last) &&
    (weekdays === null || weekdays.has(weekdayOf(day))) &&
    (hours === null || hours(minute));
}

function readDay(text: string | undefined, findings: Findings): Day | null {
  if (text === undefined) return null;
  const day = dayOfIso(text);
  if (day !== null) return day;
  findings.error(
    'no-such-day',
    `\`${text}\` is no day.`,
    `Write year, month and day: \`${isoOf(asDay(20_520))}\`.`,
  );
  return null;
}

function readHours(
  hours: ScheduleDefinition['hours'],
  findings: Findings,
): ((minute: number) => boolean) | null {
  if (hours === undefined) return null;
  const from = readMinute(hours.from, findings.at('from'));
  const to = readMinute(hours.to, findings.at('to'));
  if (from === null || to === null) return null;
  if (from === to) {
    findings.error(
      'schedule-empty',
      'The hours end where they begin.',
      'Leave `hours` out for the whole day.',
    );
  }
  // An end before the beginning lies on the next day: 22:00–02:00 is the night, on each of its two days.
  return from < to ? (minute) => minute >= from && minute < to : (minute) => minute >= from || minute < to;
}

function readMinute(text: string, findings: Findings): number | null {
  const [, hour, minute] = /^([01]\d|2[0-4]):([0-5]\d)$/.exec(text) ?? [];
  const minutes = Number(hour) * 60 + Number(minute);
  if (hour !== undefined && minutes <= 1_440) return minutes;
  findings.error(
    'no-such-time',
    `\`${text}\` is no time of the day.`,
    'Write hours and minutes: `09:00`; the end of the day is `24:00`.',
  );
  return null;
}
