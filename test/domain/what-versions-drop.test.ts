import { describe, expect, test } from 'vitest';
import { compile } from '#domain/compile/compile.ts';
import { stateBytes, stateBytesBeside } from '#domain/compile/state-size.ts';
import { thereSince } from '#domain/program/absence.ts';
import type { Program } from '#domain/program/program.ts';
import { timelineFrom } from '#domain/program/timeline.ts';
import { asEpochMs, MS_PER_DAY } from '#domain/time/time.ts';
import { followed } from '../fixtures/followed.ts';
import { monthlyAmount, timelineOf } from '../fixtures/programs.ts';
import { at, calendar, Life } from '../fixtures/scenario.ts';

/** D80: what a version drops is carried for thirty days; what comes back later begins anew. */

const plain = monthlyAmount();
const { level } = plain.statusSystems ?? {};
if (level === undefined) throw new Error('no level');

/** With a club beside the level, raised at once, and a category that every receipt gives. */
const withClub: Program = {
  ...plain,
  statusSystems: {
    level,
    club: {
      statuses: { guest: {}, friend: {} },
      review: {
        every: 'year',
        counter: 'turnover',
        window: 'this-year',
        raise: 'at-once',
        lower: 'never',
        table: [
          { upTo: '10 RUB', status: 'guest' },
          { over: '10 RUB', status: 'friend' },
        ],
      },
    },
  },
  categories: { regular: {} },
  rules: [{ name: 'regular', on: ['sale'], then: { addCategories: ['regular'] } }],
};

const DROPPED = '2024-04-01T00:00:00+03:00';
const onDay = (days: number, ms = 0): string => new Date(at(DROPPED) + days * MS_PER_DAY + ms).toISOString();

const held = ({ member }: Life) => ({
  club: member.statuses.get('club')?.computed ?? null,
  categories: member.categories.map(({ name }) => name),
});
const FRIEND = { club: 'friend', categories: ['regular'] };
const NOBODY = { club: null, categories: [] };

/** A friend of the club, whose next version drops club and category; and what comes then. */
function friend(...later: readonly (readonly [string, Program])[]): Life {
  const life = new Life(timelineOf(withClub, [DROPPED, plain], ...later));
  life.sale('2024-03-20T12:00:00+03:00', 100_000, undefined, { receiptId: 'before' });
  expect(held(life)).toEqual(FRIEND);
  return life;
}

const buy = (life: Life, now: string): void => {
  life.sale(now, 100, now, { receiptId: now });
};

describe('a status and a category that a version drops', () => {
  test.each([
    ['stay on that day', 0, 0, FRIEND],
    ['stay for thirty days', 30, 0, FRIEND],
    ['go after that', 30, 1, NOBODY],
    ['are gone after a year', 366, 0, NOBODY],
  ])('%s', (_what, days, ms, left) => {
    const life = friend();
    buy(life, onDay(days, ms));
    expect(held(life)).toEqual(left);
  });

  test.each([
    ['was never gone', 30, 0, 'friend', '2024-03-20T09:00:00.000Z'],
    ['begins anew', 30, 1, 'guest', onDay(30, 1)],
  ])('after a while a system %s, whoever has looked meanwhile', (_what, days, ms, status, since) => {
    for (const looks of [[], [1], [29, 30], [days]]) {
      const life = friend([onDay(days, ms), withClub]);
      for (const day of looks) buy(life, onDay(day));
      const { status: shown, since: shownSince } = life.see(onDay(days, ms + 60_000), 'club');
      expect([shown, new Date(shownSince).toISOString()]).toEqual([status, since]);
    }
  });

  test('a category that begins anew is had again from the next receipt on', () => {
    const life = friend([onDay(31), withClub]);
    life.pass(onDay(60));
    expect(held(life).categories).toEqual([]);
    buy(life, onDay(61));
    expect(held(life).categories).toEqual(['regular']);
    buy(life, onDay(400));
    expect(held(life).categories).toEqual(['regular']);
  });

  test('breaks of thirty days each are no break, however many they are', () => {
    const life = friend([onDay(30), withClub], [onDay(31), plain], [onDay(61), withClub]);
    expect(life.status(onDay(100), 'club')).toBe('friend');
  });

  test('a timer of a system that is away is kept until it runs out', () => {
    const given: Program = {
      ...withClub,
      rules: [{ name: 'friend', on: ['sale'], then: { status: { club: 'friend' }, until: 'P20D' } }],
    };
    const life = new Life(timelineOf(given, [DROPPED, plain]));
    life.sale('2024-03-25T12:00:00+03:00', 100, undefined, { receiptId: 'before' });
    const { dueAt } = life.member;
    expect(dueAt).not.toBeNull();
    buy(life, onDay(5));
    expect(life.member.dueAt).toBe(dueAt);
    life.pass(onDay(25));
    expect(life.member.dueAt).toBeNull();
  });

  test('who was a member before a system that was away for a while has met it when it came', () => {
    const life = new Life(
      timelineOf(plain, ['2024-02-01T00:00:00+03:00', withClub], [DROPPED, plain], [onDay(20), withClub]),
    );
    expect(new Date(life.see(onDay(25), 'club').since).toISOString()).toBe('2024-01-31T21:00:00.000Z');
  });

  test('who came while it was away meets it when it is back', () => {
    const life = new Life(
      timelineOf(withClub, ['2024-01-01T00:00:00+03:00', plain], ['2024-01-20T00:00:00+03:00', withClub]),
    );
    expect(new Date(life.see(onDay(0), 'club').since).toISOString()).toBe('2024-01-19T21:00:00.000Z');
  });
});

test('D81: a late receipt that its period’s version would raise to what is gone since takes nothing', () => {
  const { gold: _, ...statuses } = level.statuses;
  const { review } = level;
  if (review === undefined) throw new Error('no review');
  const table = [
    { upTo: '10000 RUB', status: 'bronze' },
    { over: '10000 RUB', status: 'silver' },
  ];
  const next: Program = {
    ...plain,
    statusSystems: {
      level: { statuses, review: { ...review, table }, dropped: [{ status: 'gold', to: 'bronze' }] },
    },
  };
  const { timeline, told } = followed(plain, ['2024-05-05T00:00:00+03:00', next]);
  expect(told[0]?.findings).toEqual([]);
  const life = new Life(timeline);
  life.sale('2024-04-10T12:00:00+03:00', 1_200_000);
  expect(life.status('2024-05-09T12:00:00+03:00')).toBe('silver');
  life.sale('2024-04-20T12:00:00+03:00', 900_000, '2024-05-10T12:00:00+03:00');
  expect(life.status('2024-05-10T12:00:00+03:00')).toBe('silver');
});

describe('a version that was stored', () => {
  test('before its categories were noted may have had any', () => {
    const versions = timelineOf(plain, [DROPPED, plain]).versions.map((version) => {
      const { categories: _, ...outline } = version.outline;
      return { ...version, outline, loaded: () => version.program };
    });
    const moment = timelineFrom(versions, calendar).at(asEpochMs(at(onDay(100))));
    if (moment === null) throw new Error('no program');
    expect(thereSince(moment, 'categories', 'regular')).toBe(Number.NEGATIVE_INFINITY);
    expect(thereSince(moment, 'systems', 'club')).toBeNull();
  });
});

describe('the bound of a state beside a version of before', () => {
  const compiled = (program: Program) => {
    const made = compile(program);
    if (!made.ok) throw new Error(JSON.stringify(made.findings));
    return made.program;
  };
  const keptOf = (program: Program) => compiled(program).columns.filter(({ isKept }) => isKept);
  const present = compiled(plain);

  test('is its own where there was none', () => {
    expect(stateBytesBeside(present, { programs: [], columns: [] })).toBe(stateBytes(present));
  });

  test('counts systems, given statuses and categories of both, and what both have once', () => {
    const same = stateBytesBeside(present, { programs: [present], columns: [] });
    expect(same).toBe(stateBytes(present));
    const beside = stateBytesBeside(present, { programs: [compiled(withClub)], columns: [] });
    expect(beside - same).toBeGreaterThan(0);
    const categories = compiled({ ...withClub, statusSystems: plain.statusSystems ?? {} });
    const alone = stateBytesBeside(present, { programs: [categories], columns: [] });
    expect(alone - same).toBeGreaterThan(0);
    expect(beside).toBeGreaterThan(alone);
  });

  test('of two that share a column the one that keeps it longer decides', () => {
    const long = keptOf(monthlyAmount({ every: 'year', window: 'this-year' }));
    const short = keptOf(plain);
    const longFirst = stateBytesBeside(present, { programs: [], columns: [...long, ...short] });
    const shortFirst = stateBytesBeside(present, { programs: [], columns: [...short, ...long] });
    expect(longFirst).toBe(shortFirst);
    const own = stateBytesBeside(present, { programs: [], columns: short });
    expect(longFirst).toBeGreaterThan(own);
    // Days of before lie further back than its own.
    expect(own).toBeGreaterThan(stateBytes(present));
  });
});

test('a version knows where statuses of later ones stand: somebody may hold one already', () => {
  const table = [
    { upTo: '10000 RUB', status: 'bronze' },
    { over: '10000 RUB', status: 'silver' },
  ] as const;
  const { gold: _, ...lower } = level.statuses;
  const review = { ...level.review, table };
  const small = { ...plain, statusSystems: { level: { ...level, statuses: lower, review } } } as Program;
  const [first] = timelineOf(small, [DROPPED, plain]).versions;
  expect(first?.program.systems[0]?.former?.get('gold')).toBeGreaterThan(1);
});
