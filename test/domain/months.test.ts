import { describe, expect, test } from 'vitest';
import { periodOf } from '#domain/time/period.ts';
import { asDay, asEpochMs, civilOf, dayOfCivil, isoInstant, isoOf, startOfMonth } from '#domain/time/time.ts';
import { zoneCalendar } from '../../shared/operations/zone-calendar.ts';
import { monthlyAmount, timelineOf } from '../fixtures/programs.ts';
import { at, calendar, Life } from '../fixtures/scenario.ts';

/** Around a month's end the zone decides, to the millisecond; UTC would say another month (D5, D19). */
describe('D5 D19: the months end in the program’s zone', () => {
  test.each([
    ['America/New_York', '2017-02-01T04:59:59.999Z', '2017-01-31'],
    ['America/New_York', '2017-02-01T05:00:00.000Z', '2017-02-01'],
    ['America/New_York', '2017-04-01T03:59:59.999Z', '2017-03-31'],
    ['America/New_York', '2017-04-01T04:00:00.000Z', '2017-04-01'],
    ['Europe/Moscow', '2024-05-31T20:59:59.999Z', '2024-05-31'],
    ['Europe/Moscow', '2024-05-31T21:00:00.000Z', '2024-06-01'],
    ['Pacific/Kiritimati', '2024-12-31T09:59:59.999Z', '2024-12-31'],
    ['Pacific/Kiritimati', '2024-12-31T10:00:00.000Z', '2025-01-01'],
    ['Pacific/Pago_Pago', '2024-03-01T10:59:59.999Z', '2024-02-29'],
    // The last hour of October happens twice in Cairo, and belongs to October both times.
    ['Africa/Cairo', '2024-10-31T20:59:59.999Z', '2024-10-31'],
    ['Africa/Cairo', '2024-10-31T21:59:59.999Z', '2024-10-31'],
    ['Africa/Cairo', '2024-10-31T22:00:00.000Z', '2024-11-01'],
    // Leap day, month's end and a change of zone together.
    ['Asia/Almaty', '2024-02-29T18:59:59.999Z', '2024-02-29'],
    ['Asia/Almaty', '2024-02-29T19:00:00.000Z', '2024-03-01'],
  ])('%s %s is %s', (zone, instant, day) => {
    expect(isoOf(calendar.dayOf(at(instant), zone))).toBe(day);
  });

  test('a day starts where its zone lets it: Cairo has no 00:00 on 26 April 2024', () => {
    const day = dayOfCivil({ year: 2024, month: 4, dayOfMonth: 26 });
    expect(isoInstant(zoneCalendar().startOf(day, 'Africa/Cairo'))).toBe('2024-04-25T22:00:00.000Z');
  });

  test.each([
    'America/New_York',
    'Africa/Cairo',
    'Asia/Almaty',
    'America/Santiago',
    'Australia/Lord_Howe',
    'Asia/Beirut',
  ])(
    'around each month’s end of 2024–2030 in %s the instant before is the old month, the instant is the new one',
    (zone) => {
      for (let month = startOfMonth(asDay(19_723)); month < 22_000; month = startOfMonth(month, 1)) {
        const start = calendar.startOf(month, zone);
        expect(calendar.dayOf(start, zone)).toBe(month);
        expect(
          periodOf({ unit: 'month', weekStartsOn: 'monday' }, calendar.dayOf(asEpochMs(start - 1), zone)).to,
        ).toBe(month);
      }
    },
  );
});

describe('receipts at the month’s end count in their month', () => {
  const program = monthlyAmount({}, { zone: 'America/New_York' });
  test.each([
    ['2017-02-01T04:59:59.999Z', '2017-02-15T12:00:00Z', 'gold'],
    ['2017-02-01T05:00:00.000Z', '2017-02-15T12:00:00Z', 'bronze'],
    ['2017-02-01T05:00:00.000Z', '2017-03-01T05:00:00.000Z', 'gold'],
    ['2017-02-01T05:00:00.000Z', '2017-03-01T04:59:59.999Z', 'bronze'],
  ])('bought at %s, seen at %s: %s', (bought, look, status) => {
    const life = new Life(timelineOf(program), '2017-01-02T12:00:00Z');
    life.sale(bought, 2_000_001);
    expect(life.status(look)).toBe(status);
  });
});

describe('civil arithmetic agrees with the platform’s calendar', () => {
  test('every day of 400 years, there and back', () => {
    for (let day = -40_000; day < 106_097; day += 1) {
      const date = new Date(day * 86_400_000);
      const civil = civilOf(asDay(day));
      if (
        civil.year !== date.getUTCFullYear() ||
        civil.month !== date.getUTCMonth() + 1 ||
        civil.dayOfMonth !== date.getUTCDate()
      ) {
        expect({ day, ...civil }).toBe(date.toISOString());
      }
      if (dayOfCivil(civil) !== day) expect(dayOfCivil(civil)).toBe(day);
    }
    expect(isoOf(asDay(17_256))).toBe('2017-03-31');
  });

  test('an instant is written as ISO 8601 writes it', () => {
    expect(isoInstant(at('2017-03-31T23:59:59.999Z'))).toBe('2017-03-31T23:59:59.999Z');
    expect(isoInstant(at('1999-12-31T00:00:00.001Z'))).toBe('1999-12-31T00:00:00.001Z');
  });
});
