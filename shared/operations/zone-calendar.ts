import { Temporal } from 'temporal-polyfill';
import { asDay, asEpochMs, type Calendar, type Day, type EpochMs, MS_PER_DAY } from '#domain/time/time.ts';

/** Days kept in mind for each calendar: a receipt asks for the same few again and again. */
const MOST_STARTS_KEPT = 4_096;

/**
 * The calendar of the IANA zones, the one place that knows zone rules (D19). A day starts where the zone says it
 * does, which is not 00:00 where midnight is skipped.
 * @throws RangeError for a zone that does not exist
 */
export function zoneCalendar(): Calendar {
  const starts = new Map<string, EpochMs>();
  return {
    dayOf(at: EpochMs, zone: string): Day {
      const { year, month, day } = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
      return asDay(Date.UTC(year, month - 1, day) / MS_PER_DAY);
    },
    minuteOf(at: EpochMs, zone: string): number {
      const { hour, minute } = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
      return hour * 60 + minute;
    },
    startOf(day: Day, zone: string): EpochMs {
      const key = `${day} ${zone}`;
      const known = starts.get(key);
      if (known !== undefined) return known;
      const { year, month, day: dayOfMonth } = plainDateOf(day);
      const start = Temporal.PlainDate.from({ year, month, day: dayOfMonth }).toZonedDateTime(zone);
      const at = asEpochMs(start.epochMilliseconds);
      if (starts.size >= MOST_STARTS_KEPT) starts.clear();
      starts.set(key, at);
      return at;
    },
  };
}

function plainDateOf(day: Day): { readonly year: number; readonly month: number; readonly day: number } {
  return Temporal.Instant.fromEpochMilliseconds(day * MS_PER_DAY).toZonedDateTimeISO('UTC');
}
