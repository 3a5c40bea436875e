import { describe, expect, test } from 'vitest';
import type { Program, ReviewDefinition, StatusDefinition } from '#domain/program/program.ts';
import { lastClosed } from '#domain/reviews/closing.ts';
import { asEpochMs, isoOf } from '#domain/time/time.ts';
import { followed } from '../fixtures/followed.ts';
import { monthlyAmount, timelineOf } from '../fixtures/programs.ts';
import { at, Life } from '../fixtures/scenario.ts';

/** Members under a version that reviews another length, another ladder, another counter (D27, D83). */

const yearly: Partial<ReviewDefinition> = { every: 'year', window: 'this-year' };

/** The end of a period that a sweep walks towards at a moment. */
function periodEndAt(programs: ReturnType<typeof timelineOf>, now: string): string {
  const moment = programs.at(at(now));
  const end = moment === null ? null : lastClosed(moment);
  return end === null ? 'none' : isoOf(end);
}

describe('D83: days stay as long as any version that may still judge asks for them', () => {
  // The year ends on 1 January; from 2 January on nobody asks for more than a month.
  const yearThenMonth = timelineOf(monthlyAmount(yearly), ['2025-01-02T00:00:00+03:00', monthlyAmount()]);

  test('a late receipt of the last period has it reviewed on all of it', () => {
    const life = new Life(yearThenMonth);
    life.sale('2024-03-20T12:00:00+03:00', 2_500_000);
    life.sale('2025-01-02T10:00:00+03:00', 100);
    life.sale('2024-12-30T12:00:00+03:00', 100, '2025-01-02T12:00:00+03:00');
    expect(life.see('2025-01-02T12:00:00+03:00')).toMatchObject({
      status: 'gold',
      since: at('2025-01-01T00:00:00+03:00'),
    });
    expect(life.facts.filter(({ kind }) => kind === 'status-changed')).toHaveLength(1);
  });

  test('and until the next turn, when it can raise no more, they go', () => {
    const life = new Life(yearThenMonth);
    life.sale('2024-03-20T12:00:00+03:00', 2_500_000);
    life.sale('2025-12-31T12:00:00+03:00', 100);
    expect(life.member.counters.days.map(isoOf)).toEqual(['2024-03-20', '2025-12-31']);
    life.sale('2026-01-01T12:00:00+03:00', 100);
    expect(life.member.counters.days.map(isoOf)).toEqual(['2025-12-31', '2026-01-01']);
  });

  test('what an announced version asks for stays as well', () => {
    const announced = timelineOf(monthlyAmount(), ['2024-12-01T00:00:00+03:00', monthlyAmount(yearly)]);
    const life = new Life(announced);
    life.sale('2024-03-20T12:00:00+03:00', 2_500_000);
    life.sale('2024-11-20T12:00:00+03:00', 100);
    expect(life.member.counters.days.map(isoOf)).toEqual(['2024-03-20', '2024-11-20']);
    expect(life.status('2025-01-01T00:00:00+03:00')).toBe('gold');
  });
});

describe('D83: periods become longer', () => {
  const week: Partial<ReviewDefinition> = { every: 'week', window: 'this-week' };
  const weekThenMonth = timelineOf(monthlyAmount(week), ['2024-02-28T00:00:00+03:00', monthlyAmount()]);
  const monthThenQuarter = timelineOf(monthlyAmount(), [
    '2024-02-15T00:00:00+03:00',
    monthlyAmount({ every: 'quarter' }),
  ]);

  test('the running week ends as a week, and is swept', () => {
    const life = new Life(weekThenMonth);
    life.sale('2024-02-20T12:00:00+03:00', 2_500_000);
    expect(life.see('2024-03-03T23:59:00+03:00')).toMatchObject({
      status: 'gold',
      review: { reviewAt: at('2024-03-04T00:00:00+03:00') },
    });
    expect(periodEndAt(weekThenMonth, '2024-03-03T23:59:00+03:00')).toBe('2024-02-26');
    expect(periodEndAt(weekThenMonth, '2024-03-04T00:00:00+03:00')).toBe('2024-03-04');
    expect(life.see('2024-03-04T00:00:00+03:00')).toMatchObject({
      status: 'bronze',
      since: at('2024-03-04T00:00:00+03:00'),
      review: { reviewAt: at('2024-04-01T00:00:00+03:00') },
    });
    expect(periodEndAt(weekThenMonth, '2024-04-01T00:00:00+03:00')).toBe('2024-04-01');
  });

  test('the running month ends as a month, and is swept', () => {
    const life = new Life(monthThenQuarter);
    life.sale('2024-02-20T12:00:00+03:00', 2_500_000);
    expect(periodEndAt(monthThenQuarter, '2024-03-01T00:00:00+03:00')).toBe('2024-03-01');
    expect(life.see('2024-03-01T00:00:00+03:00')).toMatchObject({
      status: 'gold',
      since: at('2024-03-01T00:00:00+03:00'),
      review: { reviewAt: at('2024-04-01T00:00:00+03:00') },
    });
  });
});

describe('D83: periods become shorter in a club that was launched inside one', () => {
  const atOnce: Partial<ReviewDefinition> = { raise: 'at-once' };
  const launched = (): Life => {
    const programs = timelineOf(
      { ...monthlyAmount(), statusSystems: { other: { statuses: { one: {} } } } },
      ['2024-03-15T12:00:00+03:00', monthlyAmount({ ...yearly, ...atOnce })],
      ['2024-07-15T00:00:00+03:00', monthlyAmount({ ...atOnce, window: 'P1Y' })],
    );
    const life = new Life(programs);
    life.sale('2024-04-10T12:00:00+03:00', 2_500_000);
    return life;
  };

  test('who was Gold in April still is in July', () => {
    const life = launched();
    life.sale('2024-07-16T12:00:00+03:00', 100);
    expect(life.see('2024-07-16T12:00:00+03:00')).toMatchObject({
      status: 'gold',
      since: at('2024-04-10T12:00:00+03:00'),
      review: { reviewAt: at('2025-01-01T00:00:00+03:00') },
    });
  });

  test('and loses it when the year before a turn holds too little', () => {
    const life = launched();
    expect([life.status('2025-04-30T23:59:00+03:00'), life.status('2025-05-01T00:00:00+03:00')]).toEqual([
      'gold',
      'bronze',
    ]);
  });
});

describe('D81: a sweep walks anew to each version that takes statuses out', () => {
  const { level } = monthlyAmount().statusSystems;
  if (level?.review === undefined) throw new Error('no level');
  const { review } = level;
  const names = ['a', 'b', 'c', 'd'];
  /** The first so many of the statuses; the one above them is dropped. */
  const ladder = (count: number, zone: string, every: ReviewDefinition['every']): Program => ({
    ...monthlyAmount(),
    zone,
    statusSystems: {
      level: {
        statuses: Object.fromEntries(names.slice(0, count).map((name) => [name, {}])),
        ...(count < names.length ? { dropped: names.slice(count, count + 1) } : {}),
        review: { ...review, every, lower: 'never', table: [{ from: '0 RUB', status: 'a' }] },
      },
    },
  });

  test.each<
    [what: string, every: ReviewDefinition['every'], zones: string[], froms: string[], turns: string[]]
  >([
    [
      'in a zone further west, by whose clock it is earlier',
      'year',
      ['Pacific/Kiritimati', 'Pacific/Kiritimati', 'America/Santiago'],
      ['2023-11-05T07:08:39Z', '2023-11-05T14:28:06Z'],
      [],
    ],
    [
      'and once more there, on the day that came twice, between the turns of days',
      'day',
      ['Pacific/Kiritimati', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Pacific/Pago_Pago'],
      ['2023-11-05T11:00:00Z', '2023-11-05T20:00:00Z', '2023-11-06T22:00:00Z'],
      ['2023-11-05T10:00:00Z', '2023-11-07T11:00:00Z'],
    ],
    [
      'in an hour that is repeated',
      'year',
      ['Europe/Berlin', 'Europe/Berlin', 'Europe/Berlin'],
      ['2024-10-27T00:50:00Z', '2024-10-27T01:10:00Z'],
      [],
    ],
    [
      'within a minute',
      'year',
      ['Europe/Moscow', 'Europe/Moscow', 'Europe/Moscow'],
      ['2024-05-15T10:00:10Z', '2024-05-15T10:00:11Z'],
      [],
    ],
    [
      'with the beginning of a day',
      'day',
      ['Europe/Moscow', 'Europe/Moscow', 'Europe/Moscow'],
      ['2024-05-14T21:00:00Z', '2024-05-14T21:00:01Z'],
      ['2024-05-15T21:00:00Z'],
    ],
  ])('%s', (_what, every, [zone = '', ...later], froms, turns) => {
    const programs = later.map(
      (each, index) => [froms[index] ?? '', ladder(3 - index, each, every)] as const,
    );
    const { timeline, told } = followed(ladder(4, zone, every), ...programs);
    expect(told.flatMap(({ findings }) => findings)).toEqual([]);
    const goalAt = (moment: number): number => {
      const then = timeline.at(asEpochMs(moment));
      return (then === null ? null : lastClosed(then)) ?? 0;
    };
    const events = [...froms, ...turns].toSorted();
    for (const [index, event] of events.entries()) {
      expect(goalAt(at(event)), event).toBeGreaterThan(goalAt(at(event) - 1));
      expect((goalAt(at(event)) * 2_048) % 1).toBe(0);
      // Between two of them it walks nowhere.
      const next = events[index + 1];
      if (next !== undefined) expect(goalAt(at(next) - 1), next).toBe(goalAt(at(event)));
    }
  });
});

describe('D7: directions are those of the weights, whatever the ladder of today has', () => {
  const ladder = (
    statuses: Readonly<Record<string, StatusDefinition>>,
    review: Partial<ReviewDefinition> = {},
    table: ReviewDefinition['table'] = [
      { upTo: '10000 RUB', status: 'bronze' },
      { over: '10000 RUB', status: 'silver' },
    ],
  ): Program => {
    const program = monthlyAmount({ table, ...review });
    return { ...program, statusSystems: { level: { ...program.statusSystems.level, statuses } } };
  };
  const goldInMay = (next: Program): Life => {
    const life = new Life(timelineOf(monthlyAmount(), ['2024-05-15T00:00:00+03:00', next]));
    life.sale('2024-04-20T12:00:00+03:00', 2_500_000);
    life.pass('2024-05-01T00:00:00+03:00');
    expect(life.status('2024-05-20T12:00:00+03:00')).toBe('gold');
    life.pass('2024-06-01T00:00:00+03:00');
    return life;
  };
  const change = ({ facts }: Life) => facts.at(-1);

  test('a status that this version lacks is lowered', () => {
    const life = goldInMay(ladder({ bronze: {}, silver: {} }));
    expect(change(life)).toMatchObject({ direction: 'lowered', from: 'gold', to: 'bronze' });
  });

  test('one step down from it is the one below it', () => {
    const life = goldInMay(ladder({ bronze: {}, silver: {} }, { lower: 'one-step' }));
    expect(change(life)).toMatchObject({ direction: 'lowered', from: 'gold', to: 'silver' });
  });

  test('where nothing is lowered it stays', () => {
    const life = goldInMay(ladder({ bronze: {}, silver: {} }, { lower: 'never' }));
    expect(change(life)).toMatchObject({ from: 'bronze', to: 'gold' });
    expect(life.status('2024-09-10T12:00:00+03:00')).toBe('gold');
  });

  test('and what stands above it by its weight is a raising', () => {
    const table: ReviewDefinition['table'] = [
      { upTo: '10000 RUB', status: 'bronze' },
      { over: '10000 RUB', status: 'platinum' },
    ];
    const next = ladder({ bronze: {}, platinum: { weight: 3 } }, { lower: 'never' }, table);
    const life = new Life(timelineOf(monthlyAmount(), ['2024-05-15T00:00:00+03:00', next]));
    life.sale('2024-04-20T12:00:00+03:00', 2_500_000);
    life.sale('2024-05-20T12:00:00+03:00', 1_500_000);
    life.pass('2024-06-01T00:00:00+03:00');
    expect(change(life)).toMatchObject({ direction: 'raised', from: 'gold', to: 'platinum' });
  });

  test('between equal weights neither is told', () => {
    const life = new Life(ladder({ bronze: { weight: 1 }, silver: { weight: 1 } }));
    life.sale('2024-04-20T12:00:00+03:00', 1_500_000);
    life.pass('2024-05-01T00:00:00+03:00');
    expect(change(life)).toMatchObject({ direction: 'changed', from: 'bronze', to: 'silver' });
    life.pass('2024-06-01T00:00:00+03:00');
    expect(change(life)).toMatchObject({ direction: 'changed', from: 'silver', to: 'bronze' });
  });
});

describe('D17 D27: a late receipt counts for what its period was judged by', () => {
  const byPurchases: Program = {
    ...monthlyAmount({
      counter: 'purchases',
      table: [
        { upTo: 5, status: 'bronze' },
        { over: 5, status: 'gold' },
      ],
    }),
    counters: { purchases: { measure: 'purchases' } },
  };
  const programs = timelineOf(monthlyAmount(), ['2024-06-01T00:00:00+03:00', byPurchases]);

  test('although the program counts something else by now', () => {
    const life = new Life(programs);
    life.sale('2024-05-20T12:00:00+03:00', 1_500_000);
    life.sale('2024-05-21T12:00:00+03:00', 600_000, '2024-06-02T12:00:00+03:00');
    expect(life.see('2024-06-02T12:00:00+03:00')).toMatchObject({ status: 'gold', review: { value: 0 } });
  });

  test('by its goods as that version meant them', () => {
    const coffee: Program = {
      ...monthlyAmount({
        counter: 'cups',
        table: [
          { below: 3, status: 'bronze' },
          { from: 3, status: 'gold' },
        ],
      }),
      counters: { cups: { measure: 'goods-quantity', goods: { skus: ['cup'] } } },
    };
    const life = new Life(timelineOf(coffee, ['2024-06-01T00:00:00+03:00', byPurchases]));
    const cups = { sku: 'cup', quantityThousandths: 3000, amountMinor: 30_000 };
    life.sale('2024-05-21T12:00:00+03:00', 0, '2024-06-02T12:00:00+03:00', { lines: [cups] });
    expect(life.status('2024-06-02T12:00:00+03:00')).toBe('gold');
  });
});

describe('D86: a review that raises at once looks at its running period, however old the receipt', () => {
  test.each([
    ['all time', 'all-time', '2024-01-15T12:00:00+03:00', 'gold'],
    ['a year that holds the day', 'P1Y', '2024-01-15T12:00:00+03:00', 'gold'],
    ['a month that does not', 'P1M', '2024-01-15T12:00:00+03:00', 'bronze'],
  ])('%s', (_what, window, occurredAt, status) => {
    const life = new Life(monthlyAmount({ window, raise: 'at-once' }));
    life.sale('2024-05-10T12:00:00+03:00', 100);
    life.sale(occurredAt, 2_500_000, '2024-05-20T12:00:00+03:00');
    expect(life.status('2024-05-20T12:00:00+03:00')).toBe(status);
  });
});

describe('D26: a rule is looked at on the commands that its `on` names', () => {
  const giving = (on: readonly string[], then: Program['rules'][number]['then']) =>
    monthlyAmount(
      {},
      {
        rules: [
          { name: 'r', on, then: then ?? {} },
          { name: 'thanks', on: ['sale'], then: { message: 'Thank you' } },
        ],
      },
    );
  test('a status, and a discount that stays, are not given on a sale to who waits for a visit', () => {
    const then = { status: { level: 'gold' }, until: 'P10D', memberDiscount: '10%' };
    const given = (on: readonly string[]) => {
      const life = new Life(giving(on, then));
      const answer = life.sale('2024-05-20T12:00:00+03:00', 10_000);
      return [answer.statuses[0]?.after, life.sale('2024-05-20T13:00:00+03:00', 10_000).soldMinor];
    };
    expect(given(['visit-came'])).toEqual(['bronze', 10_000]);
    expect(given(['sale', 'visit-came'])).toEqual(given(['sale']));
    expect(given(['sale'])).toEqual(['gold', 9_000]);
  });
});

describe('a system that a member meets late', () => {
  const club: Program = {
    ...monthlyAmount(),
    statusSystems: {
      ...monthlyAmount().statusSystems,
      club: { statuses: { guest: {}, friend: {} }, initial: 'guest' },
    },
  };
  test('begins with the version that brought it, not with the present one', () => {
    const life = new Life(
      timelineOf(
        monthlyAmount(),
        ['2024-03-10T00:00:00+03:00', club],
        ['2024-05-10T00:00:00+03:00', { ...club, name: 'again' }],
      ),
    );
    expect(life.see('2024-06-01T00:00:00+03:00', 'club')).toMatchObject({
      status: 'guest',
      since: at('2024-03-10T00:00:00+03:00'),
    });
  });
});

describe('D85: all time has no last day', () => {
  test('a late receipt has its period reviewed on what came after it as well', () => {
    const life = new Life(monthlyAmount({ window: 'all-time' }));
    life.sale('2024-06-01T12:00:00+03:00', 1_500_000);
    life.sale('2024-05-20T12:00:00+03:00', 600_000, '2024-06-02T12:00:00+03:00');
    expect(life.status('2024-06-02T12:00:00+03:00')).toBe('gold');
  });
});

describe('D21: what the running period has raised stays', () => {
  test('whatever a late entry makes of the last one, and although nothing raises at once any more', () => {
    const table = [
      { upTo: '100 RUB', status: 'bronze' },
      { over: '100 RUB', upTo: '200 RUB', status: 'silver' },
      { over: '200 RUB', upTo: '300 RUB', status: 'gold' },
      { over: '300 RUB', status: 'bronze' },
    ];
    const life = new Life(
      timelineOf(monthlyAmount({ table, raise: 'at-once' }), [
        '2024-06-01T18:00:00+03:00',
        monthlyAmount({ table }),
      ]),
    );
    life.sale('2024-05-20T12:00:00+03:00', 15_000);
    life.sale('2024-06-01T12:00:00+03:00', 25_000);
    life.sale('2024-05-21T12:00:00+03:00', 20_000, '2024-06-02T12:00:00+03:00');
    expect(life.status('2024-06-02T12:00:00+03:00')).toBe('gold');
  });
});
