import { describe, expect, test } from 'vitest';
import type { Program, ReviewDefinition, RuleDefinition } from '#domain/program/program.ts';
import { askAbout, explain } from '#domain/showing/explain.ts';
import { isoOf } from '#domain/time/time.ts';
import { monthlyAmount, timelineOf } from '../fixtures/programs.ts';
import { at, Life } from '../fixtures/scenario.ts';

/** Cases that somebody with fresh eyes found to survive or surprise: judges, kept columns, true sentences. */

const silver = (review: Partial<ReviewDefinition> = {}, keep?: string): Program =>
  monthlyAmount({
    table: [
      { below: '100 RUB', status: 'bronze' },
      { from: '100 RUB', status: 'silver', ...(keep === undefined ? {} : { keep: { from: keep } }) },
    ],
    ...review,
  });

const why = (life: Life, now: string) => {
  const question = askAbout(life.programs.at(at(now)), life.member, 'level');
  return question === null ? null : explain(question, []);
};

describe('who judges', () => {
  test('the end of a grace: the version in force just before, not the one that begins with it', () => {
    const life = new Life(
      timelineOf(silver({ grace: 'P10D' }, '50 RUB'), ['2024-04-11T00:00:00+03:00', silver()]),
    );
    life.sale('2024-02-20T12:00:00+03:00', 15_000);
    life.sale('2024-04-05T12:00:00+03:00', 6_000);
    expect(life.status('2024-04-12T12:00:00+03:00')).toBe('silver');
  });

  test('the end of a grace that a late entry gives anew: the version of then', () => {
    // Who buys too much in March loses silver; April makes it good by the version of then, not by that of now.
    const odd = silver({
      grace: 'P10D',
      table: [
        { below: '100 RUB', status: 'bronze' },
        { from: '100 RUB', upTo: '200 RUB', status: 'silver' },
        { over: '200 RUB', status: 'bronze' },
      ],
    });
    const dear = silver({
      table: [
        { below: '1000 RUB', status: 'bronze' },
        { from: '1000 RUB', status: 'silver' },
      ],
    });
    const life = new Life(
      timelineOf({ ...odd, closingDelayHours: 480 }, ['2024-04-12T00:00:00+03:00', dear]),
    );
    for (const day of ['02-20', '03-10', '04-05']) life.sale(`2024-${day}T12:00:00+03:00`, 15_000);
    life.sale('2024-03-20T12:00:00+03:00', 10_000, '2024-04-15T12:00:00+03:00');
    expect(life.status('2024-04-15T12:00:00+03:00')).toBe('silver');
  });

  test('what is given ends on the ladder of its own moment, however late it is noticed', () => {
    const ladder = (...names: readonly string[]): Program => ({
      ...monthlyAmount(),
      statusSystems: {
        level: {
          statuses: Object.fromEntries(names.map((name) => [name, {}])),
          initial: 'silver',
        },
      },
      rules: [
        {
          name: 'gold',
          on: ['sale'],
          when: { status: { level: ['silver'] } },
          then: { status: { level: 'gold' }, until: 'P3D' },
        },
      ],
    });
    const programs = timelineOf(ladder('silver', 'gold'), [
      '2024-04-01T00:00:00+03:00',
      ladder('gold', 'silver'),
    ]);
    const directions = ['2024-03-20T12:00:00+03:00', '2024-04-10T12:00:00+03:00'].map((swept) => {
      const life = new Life(programs);
      life.sale('2024-03-10T12:00:00+03:00', 100);
      return life.pass(swept).map((fact) => (fact.kind === 'status-changed' ? fact.direction : fact.kind));
    });
    expect(directions).toEqual([['lowered'], ['lowered']]);
  });

  test('statuses of two older versions stand as the nearer one has them', () => {
    const ladder = (...names: readonly string[]): Program => ({
      ...monthlyAmount({ lower: 'one-step', table: [{ from: '0 RUB', status: names[0] ?? '' }] }),
      statusSystems: {
        level: {
          statuses: Object.fromEntries(names.map((name) => [name, {}])),
          review: {
            every: 'month',
            counter: 'turnover',
            window: 'this-month',
            raise: 'at-turn',
            lower: 'one-step',
            table: names.includes('top')
              ? [
                  { below: '100 RUB', status: names[0] ?? '' },
                  { from: '100 RUB', status: 'top' },
                ]
              : [{ from: '0 RUB', status: names[0] ?? '' }],
          },
        },
      },
    });
    const life = new Life(
      timelineOf(
        ladder('low', 'high', 'top'),
        ['2024-04-10T00:00:00+03:00', ladder('low', 'top', 'high')],
        ['2024-04-20T00:00:00+03:00', ladder('low', 'high')],
      ),
    );
    life.sale('2024-03-20T12:00:00+03:00', 15_000);
    expect(life.status('2024-04-15T12:00:00+03:00')).toBe('top');
    // The nearer one has it between the two, so one step down is the lowest.
    expect(life.status('2024-05-01T00:00:00+03:00')).toBe('low');
  });
});

describe('what is kept and counted', () => {
  const byPurchases: Program = {
    ...monthlyAmount({ counter: 'purchases', table: [{ from: 0, status: 'bronze' }] }),
    counters: { purchases: { measure: 'purchases' } },
  };

  test('the first day of the last period', () => {
    const life = new Life(
      timelineOf(silver({ every: 'year', window: 'this-year' }), ['2025-01-02T00:00:00+03:00', silver()]),
      '2023-12-10T12:00:00+03:00',
    );
    life.sale('2024-01-01T12:00:00+03:00', 15_000);
    life.sale('2025-01-02T10:00:00+03:00', 100);
    expect(life.member.counters.days.map(isoOf)).toContain('2024-01-01');
  });

  test('a receipt of the very last day, whose counter the program has dropped', () => {
    const life = new Life(timelineOf(silver(), ['2024-06-01T00:00:00+03:00', byPurchases]));
    life.sale('2024-05-31T12:00:00+03:00', 15_000, '2024-06-01T12:00:00+03:00');
    expect(life.status('2024-06-01T12:00:00+03:00')).toBe('silver');
  });
});

describe('D30: as if it had been there in time', () => {
  test('a minimum stay begins with the turn, however late within the delay the receipt comes', () => {
    for (const received of ['2024-02-28T12:00:00+03:00', '2024-03-02T12:00:00+03:00']) {
      const life = new Life(silver({ minimumStay: 'P1M' }));
      life.sale('2024-02-28T12:00:00+03:00', 15_000, received);
      expect([life.status('2024-03-31T23:59:00+03:00'), life.status('2024-04-01T00:00:00+03:00')]).toEqual([
        'silver',
        'bronze',
      ]);
    }
  });

  test('a status that a late receipt gives back was held all the time', () => {
    const life = new Life(silver({ minimumStay: 'P3M' }));
    life.sale('2024-02-28T12:00:00+03:00', 15_000);
    life.sale('2024-05-31T12:00:00+03:00', 15_000, '2024-06-02T12:00:00+03:00');
    expect(life.member.statuses.get('level')?.earned.since).toBe(at('2024-03-01T00:00:00+03:00'));
  });
});

describe('D21: a loss that may be taken back is published when it may not', () => {
  test('at the end of a grace that is shorter than the closing delay', () => {
    const life = new Life(silver({ grace: 'P1D' }));
    life.sale('2024-02-20T12:00:00+03:00', 15_000);
    const [lost] = life.pass('2024-04-02T01:00:00+03:00').slice(-1);
    expect(lost).toMatchObject({
      direction: 'lowered',
      at: at('2024-04-02T00:00:00+03:00'),
      notifyFrom: at('2024-04-03T00:00:00+03:00'),
    });
  });
});

describe('each sentence is true at its moment', () => {
  test('what was raised at once was seen from that day', () => {
    const life = new Life(silver({ window: 'P7D', raise: 'at-once' }));
    life.sale('2024-05-10T12:00:00+03:00', 10_000);
    expect(why(life, '2024-05-11T12:00:00+03:00')?.sentences[0]).toBe(
      'turnover from 2024-05-04 to 2024-05-10 came to 100.00 RUB.',
    );
  });

  test('a status is earned by the ladder that gave it', () => {
    const wood: Program = {
      ...silver(),
      statusSystems: {
        level: { ...silver().statusSystems.level, statuses: { wood: {}, bronze: {}, silver: {}, gold: {} } },
      },
    };
    const life = new Life(timelineOf(silver(), ['2024-06-10T00:00:00+03:00', wood]));
    life.sale('2024-05-10T12:00:00+03:00', 15_000);
    expect(why(life, '2024-06-15T12:00:00+03:00')?.sentences[1]).toBe('silver asks for from 100 RUB.');
  });

  test('a given status that has been earned since does not end', () => {
    const gift: RuleDefinition = {
      name: 'gift',
      on: ['sale'],
      when: { stores: ['gift'] },
      then: { status: { level: 'silver' }, until: 'P60D' },
    };
    const life = new Life({ ...silver({ lower: 'never' }), rules: [gift] });
    life.sale('2024-05-10T12:00:00+03:00', 100, undefined, { storeId: 'gift' });
    expect(life.see('2024-05-11T12:00:00+03:00').until).toBe(at('2024-07-09T00:00:00+03:00'));
    life.sale('2024-05-20T12:00:00+03:00', 15_000);
    expect(life.see('2024-06-03T12:00:00+03:00')).toMatchObject({
      status: 'silver',
      until: null,
      earned: null,
    });
  });

  test('under a status given downwards the next status is none that is earned already', () => {
    const down: RuleDefinition = {
      name: 'down',
      on: ['sale'],
      when: { stores: ['down'] },
      then: { status: { level: 'bronze' }, until: 'P10D' },
    };
    const life = new Life({ ...silver({ lower: 'never' }), rules: [down] });
    life.sale('2024-05-10T12:00:00+03:00', 15_000);
    life.sale('2024-06-10T12:00:00+03:00', 100, undefined, { storeId: 'down' });
    expect(life.see('2024-06-11T12:00:00+03:00')).toMatchObject({ status: 'bronze', next: null });
  });

  test('what earns a status back at once is the least that keeps it in its grace', () => {
    const life = new Life(silver({ every: 'week', window: 'P7D', grace: 'P20D', raise: 'at-once' }));
    life.sale('2024-05-07T12:00:00+03:00', 10_000);
    life.sale('2024-05-24T12:00:00+03:00', 6_000);
    expect(life.see('2024-05-28T12:00:00+03:00').keep).toEqual({ missing: 4_000 });
  });
});
