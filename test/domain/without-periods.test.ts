import { describe, expect, test } from 'vitest';
import { compile } from '#domain/compile/compile.ts';
import type { Program, ReviewDefinition } from '#domain/program/program.ts';
import { askAbout, explain } from '#domain/showing/explain.ts';
import { monthlyAmount, timelineOf } from '../fixtures/programs.ts';
import { at, Life } from '../fixtures/scenario.ts';
import { sentencesOf } from './finding-sentences.ts';

/** D87: a ladder without periods. */

const { level: given } = monthlyAmount().statusSystems;
if (given?.review === undefined) throw new Error('no level');
const level = given;
const { raise: _, lower: __, ...withoutTurn } = given.review;

function ladder(review: Partial<ReviewDefinition>, change: Partial<Program> = {}): Program {
  const system = {
    ...level,
    review: { ...withoutTurn, every: 'never', window: 'all-time', ...review } as const,
  };
  return monthlyAmount({}, { statusSystems: { level: system }, ...change });
}

const noon = (day: string): string => `2024-${day}T12:00:00+03:00`;

describe('D87: a ladder without periods', () => {
  test('raises with the entry that reaches it, has no turn, and shows what is missing', () => {
    const life = new Life(ladder({}));
    expect(life.see(noon('01-11'))).toMatchObject({
      status: 'bronze',
      review: { period: null, reviewAt: null, value: 0 },
      next: { status: 'silver', missing: 1_000_001 },
      keep: null,
      forNextPeriod: null,
    });
    life.sale(noon('01-15'), 1_000_000);
    expect(life.status(noon('01-15'))).toBe('bronze');
    life.sale(noon('01-16'), 1);
    expect(life.see(noon('01-16'))).toMatchObject({
      status: 'silver',
      next: { status: 'gold', missing: 1_000_000 },
    });
    expect(life.facts.slice(1)).toEqual([
      expect.objectContaining({
        from: 'bronze',
        to: 'silver',
        direction: 'raised',
        notifyFrom: at(noon('01-16')),
      }),
    ]);
    expect(life.status('2029-01-01T00:00:00+03:00')).toBe('silver');
  });

  test('a receipt of long ago raises now as well (D86)', () => {
    const life = new Life(ladder({}));
    life.sale('2024-01-12T12:00:00+03:00', 1_000_001, noon('06-20'));
    expect(life.see(noon('06-20'))).toMatchObject({ status: 'silver', since: at(noon('06-20')) });
  });

  test('what comes next is above what is held, whoever gave it, and however little is left of its value', () => {
    const rules: Program['rules'] = [
      {
        name: 'vip',
        on: ['sale'],
        when: { stores: ['vip'] },
        then: { status: { level: 'silver' }, until: 'P90D' },
      },
    ];
    const life = new Life(ladder({ window: 'P30D' }, { rules }));
    life.sale(noon('02-01'), 100, noon('02-01'), { storeId: 'vip' });
    expect(life.see(noon('02-01')).next).toMatchObject({ status: 'gold', missing: 1_999_901 });
    life.sale(noon('03-10'), 2_000_001);
    expect(life.see(noon('06-20'))).toMatchObject({ status: 'gold', review: { value: 0 }, next: null });
  });

  test('is not lowered, unless it follows its value: then by the next entry, not by time', () => {
    const window = { window: 'P30D' } as const;
    const [stays, follows] = [new Life(ladder(window)), new Life(ladder({ ...window, lower: 'at-once' }))];
    for (const life of [stays, follows]) {
      life.sale(noon('02-01'), 2_000_001);
      expect(life.status(noon('02-01'))).toBe('gold');
      expect(life.status(noon('06-01'))).toBe('gold');
      life.sale(noon('06-01'), 1_000_001);
    }
    expect(stays.status(noon('06-01'))).toBe('gold');
    expect(follows.see(noon('06-01'))).toMatchObject({ status: 'silver', keep: { missing: 0 } });
    expect(follows.facts.at(-1)).toMatchObject({ from: 'gold', to: 'silver', direction: 'lowered' });
    const question = askAbout(follows.programs.at(at(noon('06-01'))), follows.member, 'level');
    expect(question === null ? [] : explain(question, []).sentences).toEqual([
      'turnover from 2024-05-03 to 2024-06-01 came to 10000.01 RUB.',
      'Silver asks for over 10000 RUB, up to 20000 RUB.',
    ]);
  });

  test('follows its value no further than what keeps a status, and never below one for life', () => {
    const table = withoutTurn.table.map((row) =>
      row.status === 'gold' ? { ...row, keep: { over: '5000 RUB' } } : row,
    );
    const life = new Life(ladder({ window: 'P30D', lower: 'at-once', table }));
    life.sale(noon('02-01'), 2_000_001);
    life.sale(noon('06-01'), 500_001);
    expect(life.status(noon('06-01'))).toBe('gold');
    life.sale(noon('08-01'), 500_000);
    expect(life.status(noon('08-01'))).toBe('bronze');

    const program = ladder({ window: 'P30D', lower: 'at-once' });
    const { statuses, review } = program.statusSystems.level as NonNullable<typeof level>;
    const forLife = new Life({
      ...program,
      statusSystems: {
        level: {
          statuses: { ...statuses, silver: { lifetime: true } },
          ...(review === undefined ? {} : { review }),
        },
      },
    });
    forLife.sale(noon('02-01'), 2_000_001);
    forLife.sale(noon('06-01'), 100);
    expect(forLife.see(noon('06-01'))).toMatchObject({ status: 'silver', keep: null });
  });

  test("what keeps it names its row's further measures, unless its own threshold keeps it", () => {
    const visits = { counter: 'turnover', window: 'P7D', from: '3000 RUB' } as const;
    const table = (keep: boolean) =>
      withoutTurn.table.map((row) =>
        row.status === 'gold'
          ? { ...row, when: { measured: [visits] }, ...(keep ? { keep: { over: '5000 RUB' } } : {}) }
          : row,
      );
    const [asks, keeps] = [false, true].map((keep) => {
      const life = new Life(ladder({ window: 'P30D', lower: 'at-once', table: table(keep) }));
      life.sale(noon('02-01'), 2_000_001);
      return life.see(noon('02-20'));
    });
    expect(asks).toMatchObject({
      status: 'gold',
      keep: { missing: 0, also: [{ counter: 'turnover', missing: 300_000 }] },
    });
    expect(keeps?.keep).toEqual({ missing: 0 });
  });

  test('what a rule gives without an end it gives for good', () => {
    const rules: Program['rules'] = [
      { name: 'gift', on: ['sale'], when: { stores: ['vip'] }, then: { status: { level: 'gold' } } },
    ];
    const life = new Life(ladder({}, { rules }));
    life.sale(noon('02-01'), 100, noon('02-01'), { storeId: 'vip' });
    expect(life.see(noon('12-01'))).toMatchObject({ status: 'gold', until: null });
    const following = new Life(ladder({ lower: 'at-once' }, { rules }));
    following.sale(noon('02-01'), 100, noon('02-01'), { storeId: 'vip' });
    expect(following.status(noon('12-01'))).toBe('gold');
    // Every entry is its review (D33).
    following.sale(noon('12-01'), 100);
    expect(following.status(noon('12-01'))).toBe('bronze');
  });

  test.each<[from: 'month' | 'never', status: string]>([
    ['month', 'silver'],
    ['never', 'bronze'],
  ])('a version takes its turns away, or brings them: from %s', (from, later) => {
    const monthly = monthlyAmount({ window: 'all-time', lower: 'never' });
    const [first, second] = from === 'month' ? [monthly, ladder({})] : [ladder({}), monthly];
    const life = new Life(timelineOf(first, ['2024-03-10T00:00:00+03:00', second]));
    life.sale(noon('03-05'), 1_000_000);
    life.sale(noon('03-12'), 1);
    // Without turns the entry raises, with them the turn of April does.
    expect(life.status(noon('03-12'))).toBe(later);
    expect(life.status(noon('04-01'))).toBe('silver');
    expect(life.see(noon('04-02')).review?.reviewAt === null).toBe(from === 'month');
  });

  test.each<[review: Partial<ReviewDefinition>, found: string]>([
    [{ raise: 'at-turn' }, 'no-turn raise'],
    [{ lower: 'to-earned' }, 'no-turn lower'],
    [{ lower: 'one-step' }, 'no-turn lower'],
    [{ grace: 'P3D' }, 'no-turn grace'],
    [{ minimumStay: 'P3D' }, 'no-turn minimumStay'],
    [{ every: 'month', lower: 'at-once' }, 'lowered-at-turn lower'],
    [{ lower: 'at-once', window: 'P30D' }, 'window-runs-out window'],
    [{ lower: 'at-once' }, ''],
    [{ window: 'P30D' }, ''],
  ])('check says of %j: %s', (review, found) => {
    const { findings } = compile(ladder(review));
    expect(findings.map(({ code, path }) => `${code} ${path.at(-1)}`).join()).toBe(found);
    expect(sentencesOf(findings)).not.toContain('undefined');
  });

  test('a status of it has no period that could end it', () => {
    const rules: Program['rules'] = [
      { name: 'gift', on: ['sale'], then: { status: { level: 'gold' }, until: 'end-of-period' } },
    ];
    expect(sentencesOf(compile(ladder({}, { rules })).findings)).toContain(
      'until-without-review rules.0.then.until: `level` is reviewed `every: never`, so it has no periods that could end.',
    );
  });
});
