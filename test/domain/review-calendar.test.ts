import { describe, expect, test } from 'vitest';
import type { Program, ReviewDefinition } from '#domain/program/program.ts';
import { reviewCalendar, runningPeriod } from '#domain/program/review-calendar.ts';
import { dayOfIso, isoInstant, isoOf } from '#domain/time/time.ts';
import { monthlyAmount, timelineOf } from '../fixtures/programs.ts';
import { at } from '../fixtures/scenario.ts';

/** D27, D83: a system's periods, their ends, and who judges them, across versions. */

const every = (length: ReviewDefinition['every'], change: Partial<Program> = {}): Program =>
  monthlyAmount({ every: length }, change);

const without: Program = { ...monthlyAmount(), statusSystems: { other: { statuses: { one: {} } } } };

const day = (iso: string) => {
  const found = dayOfIso(iso);
  if (found === null) throw new Error(iso);
  return found;
};

/** `from – to`, the turn, and the version that judges: `2024-05-01 2024-06-01 2024-05-31T21:00:00.000Z v1`. */
function periodOn(programs: ReturnType<typeof timelineOf>, iso: string): string {
  const found = reviewCalendar(programs, 'level')?.holding(day(iso));
  if (found === undefined) throw new Error('no calendar');
  const { from, to, endsAt, judge } = found;
  return `${isoOf(from)} ${isoOf(to)} ${isoInstant(endsAt)} ${judge === null ? '–' : `v${judge.version.version}`}`;
}

describe('D83: the running period ends as it began', () => {
  const longer = timelineOf(every('week'), ['2024-03-13T12:00:00+03:00', every('month')]);
  const shorter = timelineOf(every('year'), ['2024-07-15T00:00:00+03:00', every('month')]);
  const onTheTurn = timelineOf(every('week'), ['2024-04-01T00:00:00+03:00', every('month')]);
  const twice = timelineOf(
    every('year'),
    ['2024-03-10T00:00:00+03:00', every('week')],
    ['2024-11-10T00:00:00+03:00', every('quarter')],
  );
  const dropped = timelineOf(
    every('month'),
    ['2024-03-10T00:00:00+03:00', without],
    ['2024-06-10T00:00:00+03:00', every('week')],
  );
  const droppedForLonger = timelineOf(
    every('month'),
    ['2024-03-10T00:00:00+03:00', without],
    ['2024-06-10T00:00:00+03:00', every('week')],
    ['2024-12-10T00:00:00+03:00', every('quarter')],
  );
  const late = timelineOf(without, ['2024-06-12T12:00:00+03:00', every('month')]);
  const sundays = timelineOf(every('week'), [
    '2024-03-13T00:00:00+03:00',
    every('week', { weekStartsOn: 'sunday' }),
  ]);
  test.each<[what: string, programs: ReturnType<typeof timelineOf>, on: string, period: string]>([
    [
      'a week that the change falls into',
      longer,
      '2024-03-12',
      '2024-03-11 2024-03-18 2024-03-17T21:00:00.000Z v2',
    ],
    ['the week before it', longer, '2024-03-10', '2024-03-04 2024-03-11 2024-03-10T21:00:00.000Z v1'],
    [
      'then what is left of the month',
      longer,
      '2024-03-18',
      '2024-03-18 2024-04-01 2024-03-31T21:00:00.000Z v2',
    ],
    ['then months', longer, '2024-04-30', '2024-04-01 2024-05-01 2024-04-30T21:00:00.000Z v2'],
    [
      'a year that is cut to months goes on',
      shorter,
      '2024-09-01',
      '2024-01-01 2025-01-01 2024-12-31T21:00:00.000Z v2',
    ],
    ['and months follow it', shorter, '2025-01-31', '2025-01-01 2025-02-01 2025-01-31T21:00:00.000Z v2'],
    [
      'a version from the very turn does not judge',
      onTheTurn,
      '2024-03-31',
      '2024-03-25 2024-04-01 2024-03-31T21:00:00.000Z v1',
    ],
    [
      'and says how long the next one is',
      onTheTurn,
      '2024-04-02',
      '2024-04-01 2024-05-01 2024-04-30T21:00:00.000Z v2',
    ],
    [
      'a length that no turn met never comes',
      twice,
      '2024-11-20',
      '2024-01-01 2025-01-01 2024-12-31T21:00:00.000Z v3',
    ],
    ['and the last one does', twice, '2025-02-02', '2025-01-01 2025-04-01 2025-03-31T21:00:00.000Z v3'],
    [
      'a period whose end nobody judges',
      dropped,
      '2024-03-20',
      '2024-03-01 2024-04-01 2024-03-31T21:00:00.000Z –',
    ],
    [
      'where no version has the system the next says how long',
      dropped,
      '2024-04-03',
      '2024-04-01 2024-04-08 2024-04-07T21:00:00.000Z –',
    ],
    [
      'the next one, not the last',
      droppedForLonger,
      '2024-04-03',
      '2024-04-01 2024-04-08 2024-04-07T21:00:00.000Z –',
    ],
    ['until one judges again', dropped, '2024-06-12', '2024-06-10 2024-06-17 2024-06-16T21:00:00.000Z v3'],
    [
      'a system that comes later: its first period',
      late,
      '2024-06-20',
      '2024-06-01 2024-07-01 2024-06-30T21:00:00.000Z v2',
    ],
    ['and those before it', late, '2024-05-20', '2024-05-01 2024-06-01 2024-05-31T21:00:00.000Z –'],
    [
      'weeks that begin on another day',
      sundays,
      '2024-03-19',
      '2024-03-18 2024-03-24 2024-03-23T21:00:00.000Z v2',
    ],
    ['and go on so', sundays, '2024-03-24', '2024-03-24 2024-03-31 2024-03-30T21:00:00.000Z v2'],
  ])('%s', (_what, programs, on, period) => {
    expect(periodOn(programs, on)).toBe(period);
  });

  test('every day lies in one period, and each ends where the next begins', () => {
    for (const programs of [longer, shorter, onTheTurn, twice, dropped, late, sundays]) {
      const calendar = reviewCalendar(programs, 'level');
      let period = calendar?.holding(day('2023-11-05'));
      for (let each = day('2023-11-05'); each < day('2025-12-31'); each = (each + 1) as typeof each) {
        const found = calendar?.holding(each);
        if (period !== undefined && each >= period.to) {
          expect(found?.from).toBe(period.to);
          expect(found?.endsAt).toBeGreaterThan(period.endsAt);
        } else {
          expect(found).toEqual(period);
        }
        period = found;
      }
    }
  });

  test('of a system that nobody reviews there is none', () => {
    expect(reviewCalendar(longer, 'elsewhere')).toBeNull();
    expect(reviewCalendar(timelineOf(without), 'other')).toBeNull();
  });
});

describe('D19: a day begins by the clock in force', () => {
  const kiritimati = 'Pacific/Kiritimati';
  const pagoPago = 'Pacific/Pago_Pago';
  // 25 hours apart: 1 June begins on Kiritimati at 10:00Z of 31 May, in Pago Pago at 11:00Z of 1 June.
  test.each<[what: string, from: string, to: string, change: string, period: string]>([
    [
      'westward before the turn: it comes later',
      kiritimati,
      pagoPago,
      '2024-05-31T09:00:00Z',
      '2024-05-01 2024-06-01 2024-06-01T11:00:00.000Z v2',
    ],
    [
      'westward after it: it has been',
      kiritimati,
      pagoPago,
      '2024-05-31T10:00:01Z',
      '2024-05-01 2024-06-01 2024-05-31T10:00:00.000Z v1',
    ],
    [
      'eastward before either',
      pagoPago,
      kiritimati,
      '2024-05-31T09:00:00Z',
      '2024-05-01 2024-06-01 2024-05-31T10:00:00.000Z v2',
    ],
    [
      'eastward between the two: with the change',
      pagoPago,
      kiritimati,
      '2024-05-31T20:00:00Z',
      '2024-05-01 2024-06-01 2024-05-31T20:00:00.000Z v1',
    ],
    [
      'eastward after both',
      pagoPago,
      kiritimati,
      '2024-06-01T12:00:00Z',
      '2024-05-01 2024-06-01 2024-06-01T11:00:00.000Z v1',
    ],
  ])('%s', (_what, from, to, change, period) => {
    const programs = timelineOf(every('month', { zone: from }), [change, every('month', { zone: to })]);
    expect(periodOn(programs, '2024-05-20')).toBe(period);
  });

  test('a day that is shown twice runs in the period that has begun', () => {
    const programs = timelineOf(every('month', { zone: kiritimati }), [
      '2024-05-31T12:00:00Z',
      every('month', { zone: pagoPago }),
    ]);
    const moment = programs.at(at('2024-05-31T13:00:00Z'));
    if (moment === null) throw new Error('nothing in force');
    expect(isoOf(moment.today)).toBe('2024-05-31');
    expect(isoOf(runningPeriod(moment, 'level')?.from ?? moment.today)).toBe('2024-06-01');
  });
});
