import { describe, expect, test } from 'vitest';
import type { Clawback, Program, ReviewDefinition } from '#domain/program/program.ts';
import { followed } from '../fixtures/followed.ts';
import { monthlyAmount } from '../fixtures/programs.ts';
import { at, Life } from '../fixtures/scenario.ts';

/** Visits that change when their days are closed, or no longer kept (D44, D88, D96). */

const noon = (day: string): string => `2024-${day}T12:00:00+03:00`;
const dayOf = (date: string): number => at(`2024-${date}T00:00:00Z`) / 86_400_000;

const { level: given } = monthlyAmount().statusSystems;
if (given?.review === undefined) throw new Error('no level');
const { statuses, review: monthly } = given;
const ladder = (clawback: Clawback, review: Partial<ReviewDefinition>): Program =>
  monthlyAmount({}, { statusSystems: { level: { statuses, clawback, review: { ...monthly, ...review } } } });

/** What each line of the books counts on the day on which it came. */
const late = (life: Life): readonly string[] =>
  life.entries.flatMap(({ body, counted }) =>
    counted.late === undefined
      ? []
      : [`${body.kind} ${counted.late.day} ${[...counted.late.sums.values()].join()}`],
  );

test('D96: each change counts on the day on which it came, and takes back where the one before did', () => {
  const life = new Life(ladder('always', { late: 'current-period' }));
  life.visit('v', noon('06-06'), { startsAt: at(noon('05-20')), amountMinor: 50 });
  life.visit('v', noon('06-08'), { amountMinor: 80 });
  expect(late(life)).toEqual([
    `visit ${dayOf('06-06')} 50`,
    `visit ${dayOf('06-08')} 80`,
    `taken-back ${dayOf('06-06')} -50`,
  ]);
  life.visit('v', noon('06-08'), { amountMinor: 90 });
  // Of the same days it is one line.
  expect(late(life).slice(3)).toEqual([`visit ${dayOf('06-08')} 10`]);
  expect(life.see(noon('06-09')).review?.value).toBe(90);
  expect(life.disagreements(noon('06-10'))).toEqual([]);
});

describe('D88: days that are summed up are read', () => {
  test('those on which a visit counted that came too late, where they are looked at again', () => {
    const { timeline, told } = followed(ladder('always', { late: 'current-period' }), [
      '2024-10-01T00:00:00+03:00',
      ladder('always', { late: 'current-period', window: 'this-year' }),
    ]);
    expect(told[0]?.findings).toEqual([]);
    const life = new Life(timeline);
    life.visit('v', noon('06-06'), { startsAt: at(noon('05-20')), amountMinor: 500_000 });
    life.sale(noon('09-20'), 100);
    life.visit('v', noon('10-02'), { status: 'cancelled' });
    expect(life.see(noon('10-02')).review?.value).toBe(100);
    expect(life.disagreements(noon('10-03'))).toEqual([]);
  });

  test('and those to which one moves: as a no-show it may cost what was earned there', () => {
    const { raise: _, lower: __, ...rest } = monthly;
    const review: ReviewDefinition = {
      ...rest,
      every: 'never',
      window: 'P30D',
      lower: 'never',
      table: [
        { upTo: '10000 RUB', status: 'bronze' },
        {
          over: '10000 RUB',
          status: 'silver',
          when: { measured: [{ counter: 'missed', window: 'P30D', upTo: 0 }] },
        },
      ],
    };
    const level = { statuses: { bronze: {}, silver: {} }, clawback: 'always' as const, review };
    const counters = { turnover: { measure: 'sold-amount' }, missed: { measure: 'no-shows' } } as const;
    const life = new Life(monthlyAmount({}, { statusSystems: { level }, counters }));
    life.visit('v', noon('02-01'), { status: 'no-show' });
    life.sale(noon('05-20'), 1_500_000);
    life.sale(noon('09-01'), 100);
    expect(life.status(noon('09-01'))).toBe('silver');
    life.visit('v', noon('09-02'), { startsAt: at(noon('05-20')) });
    expect(life.status(noon('09-02'))).toBe('bronze');
    expect(life.disagreements(noon('09-03'))).toEqual([]);
  });
});
