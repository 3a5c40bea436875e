import { describe, expect, test } from 'vitest';
import type { ReviewDefinition } from '#domain/program/program.ts';
import { monthlyAmount, timelineOf } from '../fixtures/programs.ts';
import { at, Life } from '../fixtures/scenario.ts';

/** D18: what a review takes, it says beforehand; what it will not take, nobody is told to earn. */

/** Gold over 20,000, and kept from 15,000; April made it, so it is held from May on. */
function goldSinceMay(review: Partial<ReviewDefinition>): Life {
  const life = new Life(
    monthlyAmount({
      table: [
        { upTo: '10000 RUB', status: 'bronze' },
        { over: '10000 RUB', upTo: '20000 RUB', status: 'silver' },
        { over: '20000 RUB', status: 'gold', keep: { from: '15000 RUB' } },
      ],
      ...review,
    }),
  );
  life.sale('2024-04-20T12:00:00+03:00', 2_500_000);
  return life;
}

const kept = (from: string): ReviewDefinition['table'] => [
  { upTo: '10000 RUB', status: 'bronze' },
  { over: '10000 RUB', upTo: '20000 RUB', status: 'silver' },
  { over: '20000 RUB', status: 'gold', keep: { from } },
];

const midnight = (day: string) => `2024-${day}T00:00:00+03:00`;

describe('D18: a minimum stay', () => {
  test.each<[what: string, review: Partial<ReviewDefinition>, now: string, keep: unknown, next: string]>([
    ['unserved: it cannot be lost', { minimumStay: 'P3M' }, '05-20', null, 'gold'],
    ['unserved at the coming turn', { minimumStay: 'P3M' }, '06-20', null, 'gold'],
    [
      'served at the coming turn: what keeps it',
      { minimumStay: 'P3M' },
      '07-20',
      { missing: 1_500_000 },
      'bronze',
    ],
    ['without one', {}, '05-20', { missing: 1_500_000 }, 'bronze'],
    ['never lowered', { lower: 'never' }, '05-20', null, 'gold'],
    ['one step', { lower: 'one-step' }, '05-20', { missing: 1_500_000 }, 'silver'],
  ])('%s', (_what, review, now, keep, next) => {
    const life = goldSinceMay(review);
    expect(life.see(`2024-${now}T12:00:00+03:00`)).toMatchObject({ keep, forNextPeriod: next });
    // And so it comes.
    const month = now.slice(0, 2);
    expect(life.status(midnight(`0${Number(month) + 1}-01`))).toBe(next);
  });
});

test('D18: a minimum stay is asked of what was held at the turn, whatever a first review of it has made', () => {
  const life = new Life(
    monthlyAmount({
      raise: 'at-once',
      minimumStay: 'P3M',
      grace: 'P14D',
      table: [
        { upTo: '10000 RUB', status: 'bronze' },
        { over: '10000 RUB', upTo: '20000 RUB', status: 'silver' },
        { over: '20000 RUB', upTo: '30000 RUB', status: 'gold' },
        { over: '30000 RUB', status: 'bronze' },
      ],
    }),
  );
  life.sale('2024-05-30T12:00:00+03:00', 1_500_000);
  expect(life.status('2024-06-01T12:00:00+03:00')).toBe('silver');
  // Two receipts of May come while June's first days may still correct it: the first raises, the second earns the lowest.
  life.pass('2024-06-02T12:00:00+03:00');
  life.sale('2024-05-29T12:00:00+03:00', 1_000_000, '2024-06-02T12:00:00+03:00');
  expect(life.see('2024-06-02T12:00:00+03:00').status).toBe('gold');
  life.sale('2024-05-28T12:00:00+03:00', 1_000_000, '2024-06-02T13:00:00+03:00');
  const held = life.see('2024-06-02T14:00:00+03:00');
  expect(held).toMatchObject({ status: 'silver', until: null });
});

describe('D18: a grace', () => {
  const june = '2024-06-05T12:00:00+03:00';
  const end = at('2024-06-15T00:00:00+03:00');

  test.each<[bought: number, keep: number, until: number | null, after: string]>([
    [0, 1_500_000, end, 'bronze'],
    [1_499_999, 1, end, 'bronze'],
    [1_500_000, 0, null, 'gold'],
    [2_000_001, 0, null, 'gold'],
  ])('of two weeks in which %i is bought', (bought, missing, until, after) => {
    const life = goldSinceMay({ grace: 'P14D' });
    life.sale('2024-06-04T12:00:00+03:00', bought);
    expect(life.see(june)).toMatchObject({ status: 'gold', keep: { missing }, until });
    life.pass('2024-06-15T12:00:00+03:00');
    expect(life.status('2024-06-15T12:00:00+03:00')).toBe(after);
    expect(life.see('2024-06-15T12:00:00+03:00').since).toBe(after === 'gold' ? at(midnight('05-01')) : end);
  });

  test.each<[bought: number, until: string | null, july: string]>([
    [0, midnight('07-01'), 'bronze'],
    [1_500_000, null, 'gold'],
    [2_000_001, null, 'gold'],
  ])('that ends with the turn, in which %i is bought', (bought, until, july) => {
    const life = goldSinceMay({ grace: 'P1M' });
    life.sale('2024-06-20T12:00:00+03:00', bought);
    const seen = life.see('2024-06-21T12:00:00+03:00');
    expect([seen.status, seen.until]).toEqual(['gold', until === null ? null : at(until)]);
    expect(life.status(midnight('07-01'))).toBe(july);
  });

  test.each<[bought: number, until: string | null, inJuly: string, july: readonly [string, string | null]]>([
    [0, midnight('08-01'), 'gold', ['gold', midnight('08-01')]],
    [1_500_000, null, 'gold', ['gold', null]],
  ])('that runs through a turn, before which %i is bought', (bought, until, inJuly, [status, then]) => {
    const life = goldSinceMay({ grace: 'P2M' });
    life.sale('2024-06-20T12:00:00+03:00', bought);
    const seen = life.see('2024-06-21T12:00:00+03:00');
    expect([seen.status, seen.until]).toEqual(['gold', until === null ? null : at(until)]);
    expect(life.status('2024-07-20T12:00:00+03:00')).toBe(inJuly);
    const later = life.see('2024-07-20T12:00:00+03:00');
    expect([later.status, later.until]).toEqual([status, then === null ? null : at(then)]);
  });

  test('raised at once, what earns it again ends it at once', () => {
    const life = goldSinceMay({ grace: 'P14D', raise: 'at-once' });
    life.pass(midnight('06-01'));
    life.sale('2024-06-04T12:00:00+03:00', 2_000_001);
    expect(life.see(june)).toMatchObject({ status: 'gold', until: null, earned: null });
    expect(life.member.dueAt).toBeNull();
    expect(life.pass('2024-06-20T12:00:00+03:00')).toEqual([]);
    expect(life.see('2024-06-20T12:00:00+03:00').since).toBe(at('2024-04-20T12:00:00+03:00'));
  });

  test('missed once more after it was earned again, a new one begins', () => {
    const life = goldSinceMay({ grace: 'P2M' });
    life.sale('2024-06-20T12:00:00+03:00', 2_000_001);
    // Earned again in July; missed on 1 August, when the first grace ends.
    expect(life.see('2024-08-10T12:00:00+03:00')).toMatchObject({
      status: 'gold',
      until: at(midnight('10-01')),
    });
  });

  test('D21: a late receipt that keeps it after all, within the delay and after it', () => {
    for (const received of ['2024-06-02T12:00:00+03:00', '2024-06-05T12:00:00+03:00']) {
      const life = goldSinceMay({ grace: 'P14D' });
      life.pass(midnight('06-01'));
      life.sale('2024-05-20T12:00:00+03:00', 1_500_000, received);
      expect(life.see('2024-06-06T12:00:00+03:00')).toMatchObject({ status: 'gold', until: null });
      expect(life.status('2024-06-20T12:00:00+03:00')).toBe('gold');
    }
  });

  test('D21: a grace that a late receipt gives when it is over is over', () => {
    const life = new Life(
      monthlyAmount(
        {
          grace: 'P1D',
          table: [
            { upTo: '100 RUB', status: 'bronze' },
            { over: '100 RUB', upTo: '200 RUB', status: 'gold' },
            { over: '200 RUB', status: 'bronze' },
          ],
        },
        { closingDelayHours: 240 },
      ),
    );
    life.sale('2024-04-20T12:00:00+03:00', 15_000);
    life.sale('2024-05-20T12:00:00+03:00', 15_000);
    const answer = life.sale('2024-05-21T12:00:00+03:00', 10_000, '2024-06-05T12:00:00+03:00');
    expect(answer.statuses).toEqual([{ system: 'level', before: 'gold', after: 'bronze' }]);
    expect(life.see('2024-06-05T12:00:00+03:00')).toMatchObject({ status: 'bronze', until: null });
  });

  test('its end is judged by who is in force then, whatever is announced afterwards', () => {
    const grace = { grace: 'P14D' };
    const lenient = monthlyAmount({ ...grace, table: kept('15000 RUB') });
    const strict = monthlyAmount({ ...grace, table: kept('19000 RUB') });
    const life = new Life(timelineOf(lenient, ['2024-06-20T00:00:00+03:00', strict]));
    life.sale('2024-04-20T12:00:00+03:00', 2_500_000);
    life.sale('2024-06-04T12:00:00+03:00', 1_600_000);
    expect(life.status('2024-06-25T12:00:00+03:00')).toBe('gold');
    // And until it is there, nobody is told of an end that will not come.
    expect(life.see(june).until).toBeNull();
  });

  test('missed once more where there is no grace any more, it is over', () => {
    const life = new Life(
      timelineOf(monthlyAmount({ grace: 'P3M', table: kept('15000 RUB') }), [
        '2024-07-10T00:00:00+03:00',
        monthlyAmount({ table: kept('15000 RUB'), every: 'day', window: 'P20D' }),
      ]),
    );
    life.sale('2024-04-20T12:00:00+03:00', 2_500_000);
    // Missed in May, earned again in June; in force from 1 August, the days miss it on 2 August.
    life.sale('2024-06-20T12:00:00+03:00', 2_500_000);
    life.sale('2024-07-20T12:00:00+03:00', 2_500_000);
    expect(life.status('2024-08-08T12:00:00+03:00')).toBe('gold');
    expect(life.status('2024-08-10T12:00:00+03:00')).toBe('bronze');
  });
});
