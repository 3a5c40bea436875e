import { describe, expect, test } from 'vitest';
import type { Program, ReviewDefinition } from '#domain/program/program.ts';
import { MS_PER_DAY } from '#domain/time/time.ts';
import { monthlyAmount, timelineOf } from '../fixtures/programs.ts';
import { at, Life } from '../fixtures/scenario.ts';

/** Periods in which nothing can change are passed in one step; the member is as if each had been closed by itself. */

const daily = (review: Partial<ReviewDefinition> = {}, change: Partial<Program> = {}): Program =>
  monthlyAmount({ every: 'day', window: 'today', ...review }, change);

const manySteps: Program = {
  ...daily(),
  statusSystems: {
    level: {
      statuses: { one: {}, two: {}, three: {}, four: {}, five: {}, six: {} },
      review: {
        every: 'day',
        counter: 'turnover',
        window: 'today',
        raise: 'at-turn',
        lower: 'one-step',
        table: [
          { upTo: '10000 RUB', status: 'one' },
          { over: '10000 RUB', status: 'six' },
        ],
      },
    },
  },
};

const twoVersions = timelineOf(daily({ window: 'P10D', grace: 'P3D' }), [
  '2024-03-20T15:00:00+03:00',
  daily({ window: 'P30D', lower: 'one-step', minimumStay: 'P20D' }, { zone: 'Asia/Kamchatka' }),
]);

describe('a member who was away', () => {
  test.each<[what: string, programs: Program | ReturnType<typeof timelineOf>]>([
    ['today', daily()],
    ['a rolling window', daily({ window: 'P10D' })],
    ['one step at a time', daily({ lower: 'one-step' })],
    ['many steps', manySteps],
    ['a minimum stay', daily({ minimumStay: 'P45D' })],
    ['a grace', daily({ grace: 'P5D' })],
    ['a month of days', daily({ window: 'this-month' })],
    ['the month before', daily({ window: 'last-month', minimumStay: 'P2M' })],
    ['never lowered', daily({ lower: 'never' })],
    ['a lifetime of purchases', daily({ window: 'all-time' })],
    ['weeks', monthlyAmount({ every: 'week', window: 'P1M', grace: 'P2W' })],
    ['two versions in two zones', twoVersions],
    [
      'a status for a time',
      daily(
        {},
        {
          rules: [
            {
              name: 'gift',
              on: ['sale'],
              then: { status: { level: 'gold' }, until: 'P40D' },
            },
          ],
        },
      ),
    ],
  ])('%s: closed in one step as in many', (_what, programs) => {
    const [once, often] = [new Life(programs), new Life(programs)];
    for (const life of [once, often]) {
      life.sale('2024-03-01T12:00:00+03:00', 1_500_000);
      life.sale('2024-03-04T12:00:00+03:00', 2_500_000);
      life.sale('2024-03-05T12:00:00+03:00', 500_000);
    }
    const [from, to] = [at('2024-03-05T13:00:00+03:00'), at('2024-08-01T12:00:00+03:00')];
    for (let now: number = from; now < to; now += MS_PER_DAY / 8) often.pass(new Date(now).toISOString());
    const now = new Date(to).toISOString();
    for (const life of [once, often]) life.pass(now);
    expect({ ...once.member, version: 0 }).toEqual({ ...often.member, version: 0 });
    const told = ({ facts }: Life) =>
      facts.map((fact) =>
        fact.kind === 'status-changed' ? { ...fact, recordedAt: 0, notifyFrom: 0 } : fact,
      );
    expect(told(once)).toEqual(told(often));
  });

  test.each([1_201, 4_000, 36_500])('for %i days of daily reviews is served', (days) => {
    const life = new Life(daily({ window: 'P10D', minimumStay: 'P2Y' }));
    life.sale('2024-03-01T12:00:00+03:00', 2_500_000);
    const now = new Date(at('2024-03-01T12:00:00+03:00') + days * MS_PER_DAY).toISOString();
    expect(life.status(now)).toBe('bronze');
    life.sale(now, 100);
    expect(life.facts.filter(({ kind }) => kind === 'status-changed')).toHaveLength(2);
  });
});
