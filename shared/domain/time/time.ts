/** A civil day, counted from 1970-01-01. The domain never sees a zone: it is handed a {@link Calendar}. */
export type Day = number & { readonly brand: 'Day' };
/** An instant in milliseconds since the epoch. */
export type EpochMs = number & { readonly brand: 'EpochMs' };

/** Days, the last one excluded: `[from, to)`. */
export interface DayRange {
  readonly from: Day;
  readonly to: Day;
}

export const asDay = (value: number): Day => value as Day;
export const asEpochMs = (value: number): EpochMs => value as EpochMs;

/** The one conversion between instants and local days; it needs zone rules, so the shell hands it in (D19). */
export interface Calendar {
  /** The local day on which the instant falls in the zone. */
  dayOf(at: EpochMs, zone: string): Day;
  /** Minutes of the local clock, 0 to 1439: twice the same where an hour is repeated. */
  minuteOf(at: EpochMs, zone: string): number;
  /** The first instant of the local day; not always 00:00 (zones skip their midnight). */
  startOf(day: Day, zone: string): EpochMs;
}

export const MS_PER_HOUR = 3_600_000;
export const MS_PER_DAY = 86_400_000;

export interface CivilDate {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  /** 1 to 31. */
  readonly dayOfMonth: number;
}

const DAYS_PER_ERA = 146_097;
const DAYS_TO_MARCH_OF_YEAR_ZERO = 719_468;

/** The proleptic Gregorian date of a day. Years are counted from March, so that the leap day comes last. */
export function civilOf(day: Day): CivilDate {
  const shifted = day + DAYS_TO_MARCH_OF_YEAR_ZERO;
  const era = Math.floor(shifted / DAYS_PER_ERA);
  const dayOfEra = shifted - era * DAYS_PER_ERA;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / (DAYS_PER_ERA - 1))) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return {
    year: era * 400 + yearOfEra + (month <= 2 ? 1 : 0),
    month,
    dayOfMonth: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
  };
}

/** The day of a proleptic Gregorian date; the inverse of {@link civilOf}. */
export function dayOfCivil({ year, month, dayOfMonth }: CivilDate): Day {
  const fromMarch = month <= 2 ? year - 1 : year;
  const era = Math.floor(fromMarch / 400);
  const yearOfEra = fromMarch - era * 400;
  const monthFromMarch = month > 2 ? month - 3 : month + 9;
  const dayOfYear = Math.floor((153 * monthFromMarch + 2) / 5) + dayOfMonth - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return asDay(era * DAYS_PER_ERA + dayOfEra - DAYS_TO_MARCH_OF_YEAR_ZERO);
}

/** The first day of the month that holds the day, moved by a number of months. */
export function startOfMonth(day: Day, monthsLater = 0): Day {
  const { year, month } = civilOf(day);
  const months = year * 12 + (month - 1) + monthsLater;
  return dayOfCivil({ year: Math.floor(months / 12), month: (((months % 12) + 12) % 12) + 1, dayOfMonth: 1 });
}

/** ISO 8601 date, `2017-03-31`. */
export function isoOf(day: Day): string {
  const { year, month, dayOfMonth } = civilOf(day);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`;
}

/** The day of an ISO 8601 date; `null`: no such day. */
export function dayOfIso(text: string): Day | null {
  const [, year, month, dayOfMonth] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  if (year === undefined) return null;
  const civil = { year: Number(year), month: Number(month), dayOfMonth: Number(dayOfMonth) };
  const day = dayOfCivil(civil);
  // A day that does not exist comes back as another one.
  const exists = civil.month >= 1 && civil.month <= 12 && civilOf(day).dayOfMonth === civil.dayOfMonth;
  return exists ? day : null;
}

/** The instant of an ISO 8601 moment with its offset, `2026-12-31T18:00:00+03:00`; `null`: no such moment. */
export function instantOfIso(text: string): EpochMs | null {
  const found = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2}))?(?:Z|([+-])(\d{2}):(\d{2}))$/.exec(text);
  const day = dayOfIso(found?.[1] ?? '');
  if (found === null || day === null) return null;
  const [hour = 0, minute = 0, second = 0] = [found[2], found[3], found[4] ?? '0'].map(Number);
  const [hours = 0, minutes = 0] = [found[6] ?? '0', found[7] ?? '0'].map(Number);
  if (hour > 23 || minute > 59 || second > 59 || hours > 14 || minutes > 59) return null;
  const offset = (hours * 60 + minutes) * (found[5] === '-' ? -1 : 1);
  return asEpochMs(day * MS_PER_DAY + (hour * 60 + minute - offset) * 60_000 + second * 1000);
}

/** ISO 8601 in UTC with milliseconds, `2017-03-31T23:59:59.999Z`. */
export function isoInstant(at: EpochMs): string {
  const day = asDay(Math.floor(at / MS_PER_DAY));
  const ms = at - day * MS_PER_DAY;
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  const clock = `${two(ms / MS_PER_HOUR)}:${two((ms / 60_000) % 60)}:${two((ms / 1000) % 60)}`;
  return `${isoOf(day)}T${clock}.${String(ms % 1000).padStart(3, '0')}Z`;
}
