import { describe, expect, test } from 'vitest';
import type { Clawback, RuleDefinition } from '#domain/program/program.ts';
import { followed } from '../fixtures/followed.ts';
import { monthlyAmount, timelineOf } from '../fixtures/programs.ts';
import { at, Life } from '../fixtures/scenario.ts';

/** When what shows under an override ends, and what one moment makes of it (D59, D81, D93). */

const noon = (day: string): string => `2024-${day}T12:00:00+03:00`;
const midnight = (day: string): string => `2024-${day}T00:00:00+03:00`;
const over = (mode: 'set' | 'floor' | 'ceiling' | 'freeze', status: string | null, until?: string) => ({
  mode,
  status,
  until: until === undefined ? null : at(until),
});
/** A rule that gives a status in the store of its own name. */
const gift = (status: string, until: string): RuleDefinition => ({
  name: `${status}-${until}`,
  on: ['sale'],
  when: { stores: [`${status}-${until}`] },
  then: { status: { level: status }, until },
});
const give = (life: Life, day: string, status: string, until: string): void => {
  life.sale(noon(day), 100, noon(day), { storeId: `${status}-${until}` });
};
const rules = [
  ['gold', 'end-of-month'],
  ['silver', 'end-of-month'],
  ['gold', 'P9D'],
  ['silver', 'P25D'],
  ['silver', 'P50D'],
  ['gold', 'P50D'],
].map(([status = '', until = '']) => gift(status, until));
const monthly = monthlyAmount({}, { rules });
const { level } = monthly.statusSystems;
if (level?.review === undefined) throw new Error('no level');
const { review } = level;

/** Bronze, silver and gold by rules alone. */
const byRules = (): Life =>
  new Life(
    timelineOf(
      monthlyAmount({}, { rules, statusSystems: { level: { statuses: level.statuses, initial: 'bronze' } } }),
    ),
  );
/** A life that has bought enough in January to be silver in February. */
function silverInFebruary(programs: ConstructorParameters<typeof Life>[0] = monthly): Life {
  const life = new Life(programs);
  life.sale(noon('01-15'), 1_500_000);
  return life;
}

describe('D93: one moment makes one change', () => {
  test.each<Clawback>(['none', 'always'])(
    'what shows on through the turn of a set is not new: %s',
    (clawback) => {
      const life = new Life({ ...monthly, statusSystems: { level: { ...level, clawback } } });
      const { since } = life.see(noon('02-04'));
      life.override(noon('02-05'), over('set', 'bronze'));
      give(life, '02-20', 'gold', 'end-of-month');
      expect(life.see(noon('02-28'))).toMatchObject({ status: 'bronze', computed: 'gold', since });
      expect(life.see(noon('03-02'))).toMatchObject({ status: 'bronze', override: null, since });
      expect(life.pass(noon('03-02'))).toEqual([]);
      expect(life.disagreements(noon('03-03'))).toEqual([]);
    },
  );

  /** From then on there is no silver: whoever has it becomes something else. */
  const silverIsOut = (from: string, to: string) => {
    const { statuses: all, ...others } = level;
    const { silver: _, ...statuses } = all;
    const table = [
      { upTo: '20000 RUB', status: 'bronze' },
      { over: '20000 RUB', status: 'gold' },
    ];
    const after = {
      ...monthly,
      dropped: { rules: rules.filter(({ name }) => name.startsWith('silver')).map(({ name }) => name) },
      rules: rules.filter(({ name }) => !name.startsWith('silver')),
      statusSystems: {
        level: {
          ...others,
          statuses,
          dropped: [{ status: 'silver', to }],
          review: { ...review, table },
        },
      },
    };
    return followed(monthly, [from, after]).timeline;
  };

  test('an end and a version that takes out what shows by it are one', () => {
    const life = silverInFebruary(silverIsOut(midnight('02-20'), 'bronze'));
    life.override(noon('02-05'), over('ceiling', null, midnight('02-20')));
    expect(life.pass(noon('02-21'))).toMatchObject([
      { from: null, to: 'bronze', direction: 'raised', at: at(midnight('02-20')), programVersion: 2 },
    ]);
    expect(life.see(noon('02-21'))).toMatchObject({ status: 'bronze', since: at(midnight('02-20')) });
    expect(life.disagreements(noon('02-22'))).toEqual([]);
  });

  test('and none where it comes out as it was', () => {
    const life = silverInFebruary(silverIsOut(midnight('02-20'), 'bronze'));
    life.override(noon('02-05'), over('ceiling', 'bronze', midnight('02-20')));
    const { since } = life.see(noon('02-06'));
    expect(life.pass(noon('02-21'))).toEqual([]);
    expect(life.see(noon('02-21'))).toMatchObject({ status: 'bronze', since, override: null });
    expect(life.disagreements(noon('02-22'))).toEqual([]);
  });

  test('so also without an override, and what shows on is not new', () => {
    const life = silverInFebruary(silverIsOut(midnight('02-19'), 'gold'));
    give(life, '02-10', 'gold', 'P9D');
    const { since, until } = life.see(noon('02-11'));
    expect(until).toBe(at(midnight('02-19')));
    expect(life.pass(noon('02-21'))).toEqual([]);
    expect(life.see(noon('02-21'))).toMatchObject({ status: 'gold', since });
    expect(life.disagreements(noon('02-22'))).toEqual([]);
  });

  test('it is told when all of it is settled', () => {
    const life = new Life(silverIsOut(midnight('03-01'), 'bronze'));
    life.sale(noon('02-15'), 1_500_000);
    life.override(noon('02-16'), over('floor', 'gold', midnight('03-01')));
    expect(life.pass(midnight('03-01'))).toMatchObject([
      { from: 'gold', to: 'bronze', direction: 'lowered', notifyFrom: at(midnight('03-03')) },
    ]);
  });
});

describe('L28: until when it shows, and what follows', () => {
  test.each([['gold-first', ['gold', 'silver']] as const, ['silver-first', ['silver', 'gold']] as const])(
    'the first end that changes what shows, not the first of all: %s',
    (_, order) => {
      const life = byRules();
      for (const [day, status] of order.entries()) {
        give(life, `02-0${day + 1}`, status, status === 'gold' ? 'P9D' : 'P25D');
      }
      life.override(noon('02-03'), over('ceiling', 'silver'));
      const silverDay = order.indexOf('silver') + 1;
      const until = at(midnight(`02-${silverDay + 25}`));
      expect(life.see(noon('02-03'))).toMatchObject({ status: 'silver', until, earned: 'bronze' });
      expect(life.see(noon('02-20'))).toMatchObject({ status: 'silver', until, earned: 'bronze' });
      expect(life.see(noon('02-28'))).toMatchObject({ status: 'bronze', until: null });
    },
  );

  test.each([
    ['what is earned and given', ['silver', 'end-of-month']],
    ['what is given beyond the review', ['gold', 'P50D']],
  ] as const)('an override that decides nothing changes neither: %s', (_, [status, end]) => {
    const seen = [false, true].map((isOver) => {
      const life = silverInFebruary();
      give(life, '02-10', status, end);
      if (isOver) life.override(noon('02-11'), over('ceiling', 'gold'));
      const { until, earned, forNextPeriod } = life.see(noon('02-12'));
      return { until, earned, forNextPeriod };
    });
    expect(seen[1]).toEqual({ ...seen[0], forNextPeriod: expect.anything() });
    expect(seen[0]).toMatchObject(
      status === 'silver'
        ? { until: null, earned: null }
        : { until: at(midnight('03-31')), earned: 'silver' },
    );
  });

  test('what a review takes beneath it has no end of its own', () => {
    const life = silverInFebruary();
    life.override(noon('02-11'), over('floor', 'bronze', midnight('03-25')));
    expect(life.see(noon('02-12'))).toMatchObject({ status: 'silver', until: null });
    life.override(noon('02-13'), over('set', 'silver'));
    expect(life.see(noon('02-14'))).toMatchObject({ status: 'silver', until: null });
  });

  test('nor has what it takes as the gift above it ends', () => {
    const life = silverInFebruary();
    give(life, '02-10', 'gold', 'end-of-month');
    life.override(noon('02-11'), over('ceiling', 'silver', midnight('06-07')));
    expect(life.see(noon('02-12'))).toMatchObject({ status: 'silver', computed: 'gold', until: null });
    expect(life.status(noon('03-02'))).toBe('bronze');
  });

  test('nor what comes back after a review has raised it for a while', () => {
    const life = new Life(monthly);
    life.override(noon('02-05'), over('floor', 'silver', midnight('04-25')));
    life.sale(noon('02-10'), 2_500_000);
    expect(life.see(noon('02-12'))).toMatchObject({ status: 'silver', computed: 'bronze', until: null });
    expect(['03-02', '04-02', '04-26'].map((day) => life.status(noon(day)))).toEqual([
      'gold',
      'silver',
      'bronze',
    ]);
  });

  test('a floor that will hold it after a review ends it', () => {
    const life = silverInFebruary();
    life.override(noon('02-11'), over('floor', 'silver', midnight('03-25')));
    const until = at(midnight('03-25'));
    expect(life.see(noon('02-12'))).toMatchObject({ status: 'silver', until, earned: 'bronze' });
  });

  test('a set ends with the turn what was given before it', () => {
    const life = silverInFebruary();
    life.override(noon('02-02'), over('ceiling', 'bronze', midnight('02-03')));
    give(life, '02-10', 'silver', 'P50D');
    life.override(noon('02-11'), over('set', 'silver'));
    const until = at(midnight('03-01'));
    expect(life.see(noon('02-12'))).toMatchObject({ status: 'silver', until, earned: 'bronze' });
    expect(life.status(noon('03-02'))).toBe('bronze');
  });

  test('a set that holds beyond the end of what is given beneath has none of that', () => {
    const life = new Life(monthly);
    give(life, '02-10', 'silver', 'end-of-month');
    life.sale(noon('02-10'), 1_500_000);
    life.override(noon('02-11'), over('set', 'silver', midnight('03-20')));
    expect(life.see(noon('02-12'))).toMatchObject({ status: 'silver', computed: 'silver', until: null });
  });

  test('what a version takes out lasts on as what it becomes', () => {
    const life = new Life(
      followed(monthly, [
        midnight('02-15'),
        {
          ...monthly,
          dropped: { rules: rules.filter(({ name }) => name.startsWith('gold')).map(({ name }) => name) },
          rules: rules.filter(({ name }) => !name.startsWith('gold')),
          statusSystems: {
            level: {
              ...level,
              statuses: { bronze: {}, silver: {} },
              dropped: [{ status: 'gold', to: 'silver' }],
              review: {
                ...review,
                table: [
                  { upTo: '10000 RUB', status: 'bronze' },
                  { over: '10000 RUB', status: 'silver' },
                ],
              },
            },
          },
        },
      ]).timeline,
    );
    life.override(noon('02-05'), over('floor', 'gold', midnight('02-20')));
    expect(life.see(noon('02-06'))).toMatchObject({ status: 'gold', until: at(midnight('02-20')) });
  });
});
