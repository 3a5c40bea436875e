import { describe, expect, it } from 'vitest';
import { zoneCalendar } from '#operations/zone-calendar.ts';
import { parseMoment } from '../../cli/program-cases/moment.ts';

const calendar = zoneCalendar();

// biome-ignore format: a row a case, like a table
const moments: readonly (readonly [text: string, zone: string, instant: string | null, what: string])[] = [
  ['2024-03-31',                    'Europe/Moscow',    '2024-03-30T21:00:00.000Z', 'a day is its first instant'],
  ['2024-03-31 23:59:59',           'Europe/Moscow',    '2024-03-31T20:59:59.000Z', 'local time'],
  ['2024-03-31 23:59:59.999',       'Europe/Moscow',    '2024-03-31T20:59:59.999Z', 'to the millisecond'],
  ['2024-03-31T20:59:59Z',          'Europe/Moscow',    '2024-03-31T20:59:59.000Z', 'UTC'],
  ['2024-03-31 12:00-05:30',        'Europe/Moscow',    '2024-03-31T17:30:00.000Z', 'any offset'],
  ['2017-03-12 03:00',              'America/New_York', '2017-03-12T07:00:00.000Z', 'after the clocks went forward'],
  ['2017-03-12 02:30',              'America/New_York', null,                       'a time that was skipped'],
  ['2017-11-05 01:30',              'America/New_York', '2017-11-05T05:30:00.000Z', 'a time that came twice is the earlier'],
  ['2018-11-04',                    'America/Sao_Paulo','2018-11-04T03:00:00.000Z', 'a day whose midnight was skipped'],
  ['2024-02-30',                    'UTC',              null,                       'no such day'],
  ['2024-13-01',                    'UTC',              null,                       'no such month'],
  ['2024-01-01 24:00',              'UTC',              null,                       'no such hour'],
  ['soon',                          'UTC',              null,                       'no moment at all'],
];

describe('a moment of a case', () => {
  it.each(moments)('%s in %s is %s: %s', (text, zone, instant) => {
    const found = parseMoment(text, zone, calendar);
    expect(found === null ? null : new Date(found).toISOString()).toBe(instant);
  });
});
