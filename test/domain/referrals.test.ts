import { describe, expect, test } from 'vitest';
import { compile } from '#domain/compile/compile.ts';
import { enrol } from '#domain/entries/enrol.ts';
import type { Program } from '#domain/program/program.ts';
import type { Timeline } from '#domain/program/timeline.ts';
import { monthlyAmount, timelineOf } from '../fixtures/programs.ts';
import { at, Life } from '../fixtures/scenario.ts';

/** Friends who were invited (L23, D46): what a newcomer's life tells of who invited them. */

const day = (number: number): string =>
  new Date(Date.parse('2024-05-01T09:00:00Z') + number * 86_400_000).toISOString();

const inviting = (referral: object, more: Partial<Program> = {}): Program =>
  ({ ...monthlyAmount(), activities: { referral }, ...more }) as Program;

/** A newcomer whom `anna` has invited. */
function newcomer(programs: Program | Timeline): Life {
  const life = new Life(programs, day(0));
  const moment = life.programs.at(at(day(0)));
  if (moment === null) throw new Error('no program');
  const { member, facts } = enrol('m-1', moment, 'anna');
  life.member = member;
  life.facts.splice(0, life.facts.length, ...facts);
  return life;
}

const told = (life: Life): readonly string[] =>
  life.facts.flatMap((fact) =>
    fact.kind === 'friend-came' || fact.kind === 'friend-left' ? [`${fact.kind} ${fact.inviter}`] : [],
  );

const bought = (life: Life, number: number, change: object = {}): void => {
  life.sale(day(number), 10_000, day(number), { receiptId: `r-${number}`, ...change });
};
const cameBack = (life: Life, number: number, on: number): void => {
  life.giveBack(`r-${number}`, { kind: 'all' }, day(on));
};

describe('a friend counts', () => {
  test('when they enrol, once, whatever they buy', () => {
    const life = newcomer(inviting({}));
    expect(told(life)).toEqual(['friend-came anna']);
    bought(life, 1);
    cameBack(life, 1, 2);
    expect(told(life)).toEqual(['friend-came anna']);
    expect(life.facts.map(({ seq }) => seq).slice(0, 2)).toEqual([1, 2]);
  });

  test('or with the first purchase that counts', () => {
    const life = newcomer(inviting({ counts: 'first-purchase' }));
    expect(told(life)).toEqual([]);
    bought(life, 1);
    bought(life, 2);
    expect(told(life)).toEqual(['friend-came anna']);
  });

  test('once, where the next version counts them at another time', () => {
    const first = inviting({ counts: 'first-purchase' });
    const life = newcomer(timelineOf(inviting({}), [day(2), first]));
    bought(life, 3);
    cameBack(life, 3, 4);
    expect(told(life)).toEqual(['friend-came anna']);
  });

  test('not where the program knows no referrals', () => {
    const life = newcomer(monthlyAmount());
    bought(life, 1);
    expect(told(life)).toEqual([]);
  });
});

describe('and is taken back', () => {
  const first = { counts: 'first-purchase' } as const;
  test.each<[string, object, number, readonly string[]]>([
    ['on the fourteenth day', first, 15, ['friend-came anna', 'friend-left anna']],
    ['on the fifteenth no more', first, 16, ['friend-came anna']],
    ['within its own time', { ...first, returnWithin: 'P3D' }, 4, ['friend-came anna', 'friend-left anna']],
    ['after its own time no more', { ...first, returnWithin: 'P3D' }, 5, ['friend-came anna']],
  ])('%s', (_, referral, on, expected) => {
    const life = newcomer(inviting(referral));
    bought(life, 1);
    cameBack(life, 1, on);
    expect(told(life)).toEqual(expected);
  });

  test('only when nothing is left of all that was bought since', () => {
    const life = newcomer(inviting(first));
    bought(life, 1);
    bought(life, 2);
    cameBack(life, 1, 3);
    expect(told(life)).toEqual(['friend-came anna']);
    cameBack(life, 2, 4);
    expect(told(life)).toEqual(['friend-came anna', 'friend-left anna']);
    // It is settled: once, and no more.
    bought(life, 5);
    expect(told(life)).toHaveLength(2);
    expect(life.member.invitation).toBeUndefined();
  });

  test('not for a purchase of before the first that counted', () => {
    const life = newcomer(timelineOf(monthlyAmount(), [day(2), inviting(first)]));
    bought(life, 1);
    bought(life, 3);
    cameBack(life, 1, 4);
    expect(told(life)).toEqual(['friend-came anna']);
    cameBack(life, 3, 5);
    expect(told(life)).toEqual(['friend-came anna', 'friend-left anna']);
  });
});

describe('what makes no sense is found', () => {
  const codesOf = (activities: object): readonly string[] =>
    compile({ ...monthlyAmount(), activities } as Program).findings.map(({ code }) => code);
  test.each([
    ['not-a-referral', { review: { counts: 'enrolment' } }],
    ['not-a-referral', { review: { returnWithin: 'P3D' } }],
    ['nothing-to-return', { referral: { returnWithin: 'P3D' } }],
    ['unknown-duration', { referral: { counts: 'first-purchase', returnWithin: 'soon' } }],
  ])('%s', (code, activities) => {
    expect(codesOf(activities)).toEqual([code]);
  });
});
