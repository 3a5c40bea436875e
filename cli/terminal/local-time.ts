import { type Day, type EpochMs, isoOf } from '#domain/time/time.ts';
import { zoneCalendar } from '#operations/zone-calendar.ts';

const calendar = zoneCalendar();

/** `2017-02-01 00:00`, as the clocks of the zone show it. */
export function localTime(at: EpochMs, zone: string): string {
  const minute = calendar.minuteOf(at, zone);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${localDay(at, zone)} ${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** `2017-02-01` of the zone. */
export const localDay = (at: EpochMs, zone: string): string => isoOf(calendar.dayOf(at, zone));

/** `2017-01-01 to 2017-01-31`: the end of the range is excluded, the day that is told is not. */
export const localDays = ({ from, to }: { readonly from: Day; readonly to: Day }): string =>
  `${isoOf(from)} to ${isoOf((to - 1) as Day)}`;
