import { asEpochMs, type Calendar, dayOfCivil, type EpochMs, MS_PER_HOUR } from '#domain/time/time.ts';

const form =
  /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?(Z|[+-]\d{2}:\d{2})?)?$/;

/**
 * Reads a moment of a case: a day (its first instant), or a day and a time in the zone unless an offset follows. A time
 * that the zone has twice is the earlier one; `null`: no moment, or one that the zone's clocks skip.
 */
export function parseMoment(text: string, zone: string, calendar: Calendar): EpochMs | null {
  const match = form.exec(text);
  if (match === null) return null;
  const [year, month, dayOfMonth] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const midnight = Date.UTC(year, month - 1, dayOfMonth);
  if (new Date(midnight).getUTCDate() !== dayOfMonth || month > 12) return null;
  if (match[4] === undefined) return calendar.startOf(dayOfCivil({ year, month, dayOfMonth }), zone);
  const [hours, minutes, seconds] = [Number(match[4]), Number(match[5]), Number(match[6] ?? 0)];
  if (hours > 23 || minutes > 59 || seconds > 59) return null;
  const wall =
    midnight + ((hours * 60 + minutes) * 60 + seconds) * 1000 + Number((match[7] ?? '').padEnd(3, '0'));
  return match[8] === undefined ? instantOfWall(wall, zone) : asEpochMs(wall - offsetMs(match[8]));
}

function offsetMs(offset: string): number {
  if (offset === 'Z') return 0;
  const [hours, minutes] = offset.slice(1).split(':').map(Number);
  return (offset.startsWith('-') ? -1 : 1) * ((hours ?? 0) * 60 + (minutes ?? 0)) * 60_000;
}

/** Tries the offsets that the zone has around that time; the later offset gives the earlier instant. */
function instantOfWall(wall: number, zone: string): EpochMs | null {
  const candidates = [wall - 15 * MS_PER_HOUR, wall, wall + 15 * MS_PER_HOUR]
    .map((near) => wall - (wallOf(near, zone) - near))
    .filter((instant) => wallOf(instant, zone) === wall);
  return candidates.length === 0 ? null : asEpochMs(Math.min(...candidates));
}

/** The zone's wall clock at an instant, as if it were UTC. */
function wallOf(instant: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    calendar: 'iso8601',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(instant);
  const part = (type: string): number => Number(parts.find((each) => each.type === type)?.value);
  const milliseconds = ((instant % 1000) + 1000) % 1000;
  return Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
    milliseconds,
  );
}
