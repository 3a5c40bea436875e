import * as z from 'zod';
import { asEpochMs, civilOf, type Day, dayOfCivil, type EpochMs, isoOf } from '#domain/time/time.ts';

const WITHOUT_OFFSET = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?$/;
const INSTANT =
  /^(\d{4})-(\d\d)-(\d\d)[Tt]([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.(\d{1,9}))?(?:[Zz]|([+-])([01]\d|2[0-3]):([0-5]\d))$/;

const MS_PER_MINUTE = 60_000;
const MS_PER_DAY = 86_400_000;

/** Milliseconds of an RFC 3339 time with offset (finer digits are cut off); `null`: none, or not a real day. */
function parseInstant(value: string): EpochMs | null {
  const match = INSTANT.exec(value);
  if (match === null) return null;
  const [, year, month, dayOfMonth, hour, minute, second, fraction = '', sign, offsetHours, offsetMinutes] =
    match;
  const civil = { year: Number(year), month: Number(month), dayOfMonth: Number(dayOfMonth) };
  if (civil.month < 1 || civil.month > 12) return null;
  const day = dayOfCivil(civil);
  // A day that does not exist (30 February) comes back as another one.
  if (civilOf(day).dayOfMonth !== civil.dayOfMonth) return null;
  const timeOfDay =
    (Number(hour) * 60 + Number(minute)) * MS_PER_MINUTE +
    Number(second) * 1000 +
    Number(fraction.padEnd(3, '0').slice(0, 3));
  const offset = sign === undefined ? 0 : Number(offsetHours) * 60 + Number(offsetMinutes);
  return asEpochMs(day * MS_PER_DAY + timeOfDay - (sign === '-' ? -offset : offset) * MS_PER_MINUTE);
}

/** RFC 3339 with offset; lower-case `t` and `z` are allowed, 24:00:00 and leap seconds are not. */
export const instant = z
  .string()
  .max(40)
  .refine((value) => !WITHOUT_OFFSET.test(value), { params: { code: 'date-time-offset' }, abort: true })
  .refine((value) => parseInstant(value) !== null, { params: { code: 'date-time' } })
  .meta({
    description: 'RFC 3339 time with offset, at most nine digits of a second.',
    format: 'date-time',
    examples: ['2026-03-14T18:20:05+03:00'],
  });

/** The instant of a time that {@link instant} has let in. */
export function epochMsOf(value: string): EpochMs {
  const at = parseInstant(value);
  if (at === null) throw new TypeError('not a time that the schema lets in');
  return at;
}

/** UTC with milliseconds: `2026-03-14T15:20:05.000Z`. */
export const instantOf = (at: EpochMs): string => new Date(at).toISOString();

export const instantOrNull = (at: EpochMs | null): string | null => (at === null ? null : instantOf(at));

/** A time that we answer. */
export const answeredInstant = z.iso
  .datetime()
  .meta({ description: 'RFC 3339 time in UTC.', examples: ['2026-03-14T15:20:05.000Z'] });

/** A civil day that we answer, in the program's zone. */
export const answeredDay = z.iso
  .date()
  .meta({ description: "Civil day in the program's zone.", examples: ['2026-03-14'] });

/** A range of days with its end excluded, as the wire says it. */
export const dayRange = z
  .object({
    from: answeredDay.meta({ description: 'The first day.', examples: ['2026-03-01'] }),
    to: answeredDay.meta({ description: 'The first day after it.', examples: ['2026-04-01'] }),
  })
  .meta({ id: 'DayRange', description: 'Days, the last one excluded.' });

export const dayRangeOf = (range: { readonly from: Day; readonly to: Day }): z.infer<typeof dayRange> => ({
  from: isoOf(range.from),
  to: isoOf(range.to),
});
