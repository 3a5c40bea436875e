import { describe, expect, it } from 'vitest';
import { compile } from '#domain/compile/compile.ts';
import { dayOfCivil } from '#domain/time/time.ts';
import { zoneCalendar } from '#operations/zone-calendar.ts';
import { drawFigures } from '../../cli/replay/draw-figures.ts';
import { drawYear } from '../../cli/replay/draw-year.ts';
import type { Standing, StandingChange } from '../../cli/replay/standings.ts';
import { yearOf } from '../../cli/replay/year.ts';
import { plain } from '../../cli/terminal/colour.ts';

const enrolled: StandingChange = {
  at: Date.parse('2017-01-01T05:00:00Z'),
  status: 'bronze',
  direction: null,
};
const change = (at: string, status: string, direction: 'raised' | 'lowered'): StandingChange => ({
  at: Date.parse(at),
  status,
  direction,
});

const standing = (memberId: string, ...changes: StandingChange[]): Standing => ({
  memberId,
  systems: new Map([['level', [enrolled, ...changes]]]),
});

const standings = [
  standing('a'),
  standing('b', change('2017-02-01T05:00:00Z', 'silver', 'raised')),
  standing(
    'c',
    change('2017-02-01T05:00:00Z', 'silver', 'raised'),
    change('2017-03-01T05:00:00Z', 'bronze', 'lowered'),
  ),
];

const compiled = compile({
  name: 'picture',
  zone: 'America/New_York',
  currency: 'USD',
  closingDelayHours: 48,
  maxReceiptAgeDays: 400,
  counters: { visits: { measure: 'purchases' } },
  statusSystems: {
    level: {
      title: 'Level',
      statuses: { bronze: { title: 'Bronze' }, silver: { title: 'Silver' } },
      review: {
        every: 'month',
        counter: 'visits',
        window: 'this-month',
        table: [
          { upTo: 5, status: 'bronze' },
          { over: 5, status: 'silver' },
        ],
        raise: 'at-turn',
        lower: 'to-earned',
      },
    },
  },
  rules: [],
});

describe('the picture', () => {
  const system = compiled.ok ? compiled.program.systems[0] : undefined;
  if (system === undefined) throw new Error('the program of the picture does not compile');
  const span = {
    from: dayOfCivil({ year: 2017, month: 1, dayOfMonth: 1 }),
    to: dayOfCivil({ year: 2017, month: 3, dayOfMonth: 1 }),
    zone: 'America/New_York',
  };
  const year = yearOf(system, standings, span, zoneCalendar());

  it('counts members at the end of each month, and the moves of its beginning', () => {
    expect(year.months).toEqual([
      { month: '2017-01', members: [3, 0], raised: 0, lowered: 0 },
      { month: '2017-02', members: [1, 2], raised: 2, lowered: 0 },
      { month: '2017-03', members: [2, 1], raised: 0, lowered: 1 },
    ]);
  });

  it('draws a stacked bar a month', () => {
    expect(drawYear(year, plain).split('\n')).toEqual([
      'Level',
      '  ░░ Bronze   ▒▒ Silver',
      '  month                                                  Bronze Silver    up  down',
      '  2017-01 ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░      3      0      ·     ·',
      '  2017-02 ░░░░░░░░░░░░░░░▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒      1      2  ▲   2     ·',
      '  2017-03 ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒      2      1      · ▼   1',
    ]);
  });

  it('is never wider than 100 columns', () => {
    const statuses = [
      'Newcomer for now',
      'Favorite customer',
      'Shopaholic',
      'Professional',
      'Legend of the shop',
    ];
    const wide = drawYear(
      {
        title: 'Club',
        statuses,
        months: [{ month: '2017-01', members: [9, 8, 7, 6, 5], raised: 1234, lowered: 1234 }],
      },
      plain,
    );
    expect(
      Math.max(
        ...wide
          .split('\n')
          .slice(2)
          .map((row) => row.length),
      ),
    ).toBeLessThanOrEqual(100);
  });

  it('ends with speed and cost', () => {
    const journal = { receipts: 1000, sendingMs: 4000, members: { a: 'm-a', b: 'm-b' } };
    const usage = {
      own: {
        invocations: 1000,
        calls: { TransactWriteItems: 1000, Query: 1000 },
        units: { tableWrites: 4000, indexWrites: 1000, reads: 1000 },
        cost: { lines: [{ what: 'table writes', dollarsPerMillion: 2.5 }], dollarsPerMillion: 4.18 },
      },
      leftOut: ['storage'],
    };
    expect(drawFigures(journal, usage, plain).split('\n')).toEqual([
      'Speed and cost',
      '  receipts   1,000 of 2 members, 250 a second (16 tills at once, on this machine)',
      '  a receipt  4.00 write units + 1.00 of indexes, 1.00 read units, 2.00 calls',
      '  a million  $4.18',
      '               $2.50 table writes',
      '             left out: storage',
    ]);
  });
});
