import { describe, expect, test } from 'vitest';
import type { StatusLayers } from '#domain/member/member.ts';
import type { Program } from '#domain/program/program.ts';
import { earnedIn, givenIn } from '#domain/statuses/layers.ts';
import { MAX_GIFTS_BENEATH } from '#domain/values/limits.ts';
import { followed } from '../fixtures/followed.ts';
import { ladderOf, lifeOf, told, type Words } from '../fixtures/ladder-story.ts';
import { at } from '../fixtures/scenario.ts';

/** Statuses that rules gave, one over the other, and the goods of some come back (D82, D94). */

const always: Words = { clawback: 'always', review: null };
const never = (lower: 'never' | 'at-once' = 'never'): Words => ({
  clawback: 'always',
  review: { every: 'never', window: 'all-time', lower },
});

/** So many receipts of one day, each of which gives the same. */
const many = (count: number, day: string, gift: string): string =>
  Array.from({ length: count }, (_, index) => `${day} ${gift.replaceAll(' ', '')}${index} ${gift}`).join(
    ' · ',
  );

type Case = readonly [name: string, words: Words, steps: string, shown: string];

const cases: readonly Case[] = [
  [
    'one for a time beneath one for good goes on',
    always,
    '05-01 A middle P30D · 05-02 B high · 05-03 -B',
    '05-02 high · 05-03 middle · 07-15 low',
  ],
  [
    'and goes with its own goods',
    always,
    '05-01 A high P30D · 05-02 B high · 05-03 -B · 05-04 -A',
    '05-02 high · 05-03 high · 05-04 low · 07-15 low',
  ],
  [
    'of two for good each goes with its own',
    always,
    '05-01 A middle · 05-02 B high · 05-03 -A · 05-04 -B',
    '05-02 high · 05-03 high · 05-04 low',
  ],
  [
    'in any order',
    always,
    '05-01 A middle · 05-02 B high · 05-03 -B · 05-04 -A',
    '05-02 high · 05-03 middle · 05-04 low',
  ],
  [
    'of two of the same status each holds it by itself',
    always,
    '05-01 A high · 05-02 B high · 05-03 -A · 05-04 -B',
    '05-02 high · 05-03 high · 05-04 low',
  ],
  [
    'one for longer holds it as long as its goods are there',
    always,
    '05-01 A high P30D · 05-06 B high P60D · 06-04 -B',
    '06-03 high · 06-04 low',
  ],
  [
    'one for less long as well',
    always,
    '05-01 A high P60D · 05-06 B high P30D · 05-10 -A',
    '05-10 high · 06-04 high · 06-06 low',
  ],
  [
    'downwards and up again',
    always,
    '05-01 A high · 05-02 B low · 05-03 -B · 05-04 -A',
    '05-02 low · 05-03 high · 05-04 low',
  ],
  [
    'the last one downwards shows',
    always,
    '05-01 A high · 05-02 B low P60D · 05-03 C middle P10D',
    '05-02 low · 05-03 middle · 05-14 high',
  ],
  [
    'one that hid what is gone hides no more',
    always,
    '05-01 A middle P30D · 05-02 B high · 05-03 C low P10D · 05-04 -B',
    '05-03 low · 05-04 middle · 06-15 low',
  ],
  [
    'one that hid what a review had given hides until it ends, whatever comes back',
    { clawback: 'always', review: {} },
    '03-10 A 70 · 04-03 B middle P60D · 04-05 -A · 04-06 C 70',
    '04-02 high · 04-04 middle · 04-05 middle · 05-01 middle · 06-03 low',
  ],
  [
    'one over what was earned lies over it',
    never(),
    '03-18 A 65 · 04-03 B high · 04-05 -A · 04-06 -B',
    '04-03 high · 04-05 high · 04-06 low',
  ],
  [
    'from one that was exceeded nothing is left',
    never(),
    '04-01 A middle · 04-05 B 70 · 04-06 -A · 04-07 -B',
    '04-05 high · 04-06 high · 04-07 low',
  ],
  [
    'what is remembered never hides what shows',
    always,
    `05-01 A high P10D · ${many(MAX_GIFTS_BENEATH, '05-02', 'middle P30D')}`,
    '05-09 high · 05-12 middle · 06-02 low',
  ],
  [
    'of those that cannot show the first to end are forgotten',
    always,
    `05-01 A middle P60D · ${many(MAX_GIFTS_BENEATH - 1, '05-01', 'middle P10D')} · 05-02 B high P60D · 06-01 -B`,
    '05-02 high · 06-01 middle',
  ],
];

describe('D82, D94: each goes with its own goods', () => {
  test.each(cases)('%s', (_name, words, steps, shown) => {
    expect(told(words, steps, shown)).toBe(shown);
  });
});

describe('D94: how many are remembered', () => {
  const layersOf = (words: Words, steps: string): StatusLayers => {
    const record = lifeOf(words, steps).member.statuses.get('level');
    if (record === undefined) throw new Error('no level');
    return record;
  };

  test('eight for a time', () => {
    expect(layersOf(always, many(12, '05-01', 'high P10D')).given).toHaveLength(8);
  });

  test('eight beneath one for good, for a time or for good', () => {
    for (const steps of [
      many(12, '05-01', 'high'),
      `${many(12, '05-01', 'middle P10D')} · 05-02 A high`,
      `05-01 A middle · ${many(12, '05-01', 'high P10D')} · 05-02 B low`,
      `${many(5, '05-01', 'middle P10D')} · 05-02 A high · ${many(5, '05-03', 'low P10D')} · 05-04 B middle`,
      Array.from({ length: 12 }, (_, index) => `05-01 A${index} ${index % 2 === 0 ? 'middle' : 'high'}`).join(
        ' · ',
      ),
    ]) {
      const { over } = layersOf(always, steps).earned;
      const all = over === undefined ? [] : [...earnedIn(over), ...givenIn(over)];
      // The lowest of them, with what it lies over.
      expect(all.length).toBeGreaterThanOrEqual(8);
      expect(all.length).toBeLessThanOrEqual(9);
    }
  });
});

describe('D94: what is told of it', () => {
  test('what ended beneath does not come back for a moment', () => {
    const { facts } = lifeOf(always, '05-01 A middle P10D · 05-02 B high · 05-20 -B');
    expect(facts.at(-1)).toMatchObject({ from: 'high', to: 'low' });
  });

  test('only what shows says that goods came back', () => {
    const life = lifeOf(always, '05-01 A middle P30D · 05-02 B high · 05-03 -B');
    life.pass('2024-07-01T12:00:00Z');
    expect(life.member.statuses.get('level')?.why).toEqual({ kind: 'initial' });
  });

  test('what a ladder follows is looked at without the gift', () => {
    const life = lifeOf(never('at-once'), '03-15 A high · 04-10 -A');
    expect(life.member.statuses.get('level')?.why).toMatchObject({ kind: 'taken-back', was: 'high' });
  });

  test('the end that shows is the last one', () => {
    const life = lifeOf(always, '05-01 A high P60D · 05-02 B high P10D');
    expect(new Date(life.see('2024-05-03T12:00:00Z').until ?? 0).toISOString()).toMatch(/^2024-06-30/);
  });
});

test('D93: what one receipt lowers and gives again was never interrupted', () => {
  const words: Words = { clawback: 'always', review: { every: 'never', window: 'P20D', lower: 'at-once' } };
  const life = lifeOf(words, '03-01 A 40 · 04-05 B middle');
  expect(new Date(life.see('2024-04-06T12:00:00Z').since).toISOString()).toBe('2024-03-01T12:00:00.000Z');
});

describe('D81, D94: a version takes a status out', () => {
  const without = (status: 'middle' | 'high', to: 'low' | 'middle'): Program => {
    const program = ladderOf(always);
    const { level } = program.statusSystems ?? {};
    if (level === undefined) throw new Error('no level');
    const { [status]: _, ...statuses } = level.statuses;
    return {
      ...program,
      statusSystems: { level: { ...level, statuses, dropped: [{ status, to }] } },
      dropped: { rules: ['gift'] },
      rules: [],
    };
  };
  const shown = (next: Program, before: string, after: string): readonly unknown[] => {
    const { timeline, told: findings } = followed(ladderOf(always), ['2024-05-15T00:00:00Z', next]);
    expect(findings[0]?.findings).toEqual([]);
    const life = lifeOf(timeline, before);
    const held = [life.status('2024-05-15T12:00:00Z')];
    lifeOf(life, after);
    const told = life.facts.filter(({ at: when }) => when === at('2024-05-16T12:00:00Z'));
    const changed = told.map((fact) => fact.kind === 'status-changed' && fact.to);
    return [...held, ...changed, life.status('2024-05-20T12:00:00Z')];
  };

  test('beneath one for good', () => {
    expect(shown(without('middle', 'low'), '05-01 A middle · 05-02 B high', '05-16 -B')).toEqual([
      'high',
      'low',
      'low',
    ]);
  });

  test('beneath it for a time', () => {
    expect(shown(without('middle', 'low'), '05-01 A middle P60D · 05-02 B high', '05-16 -B')).toEqual([
      'high',
      'low',
      'low',
    ]);
  });

  test('two that become one status hold it each by itself', () => {
    const steps = '05-01 A middle P60D · 05-02 B high P30D';
    expect(shown(without('high', 'middle'), steps, '05-16 -A')).toEqual(['middle', 'middle']);
  });
});
