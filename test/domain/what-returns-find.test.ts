import { describe, expect, test } from 'vitest';
import type { Clawback, ReviewDefinition } from '#domain/program/program.ts';
import { told } from '../fixtures/ladder-story.ts';

/** What has become meanwhile of that which goods that come back had raised (D16, D81, D82, D88, D94). */

type Case = readonly [
  name: string,
  clawback: Clawback,
  review: Partial<ReviewDefinition>,
  steps: string,
  shown: string,
];

const never = { raise: 'at-once', lower: 'never' } as const;

const cases: readonly Case[] = [
  [
    'what is raised by the days before leaves no turn to judge from below',
    'until-rollover',
    { ...never, every: 'quarter', window: 'last-week' },
    '04-08 A 40 · 04-15 B 5 · 04-16 -A · 04-22 C 70 · 04-29 D 5',
    '04-16 middle · 04-29 high · 07-01 high',
  ],
];

describe('D16, D94: what goods that come back find', () => {
  test.each(cases)('%s: %s', (_name, clawback, review, steps, shown) => {
    expect(told({ clawback, review }, steps, shown)).toBe(shown);
  });
});
