import { describe, expect, test } from 'vitest';
import { compile } from '#domain/compile/compile.ts';
import type { RuleDefinition } from '#domain/program/program.ts';
import { monthlyAmount } from '../fixtures/programs.ts';
import { Life } from '../fixtures/scenario.ts';
import { sentencesOf } from './finding-sentences.ts';

const rule = (change: Partial<RuleDefinition>): RuleDefinition => ({
  name: 'ten-off',
  on: ['sale'],
  then: { discount: '10%' },
  ...change,
});

/** Whether the rule ran on a receipt in Moscow. */
function runs(change: Partial<RuleDefinition>, occurredAt: string, sale: object = {}): boolean {
  const life = new Life(monthlyAmount({}, { rules: [rule(change)] }), '2023-01-10T12:00:00+03:00');
  return life.sale(occurredAt, 10_000, occurredAt, sale).discounts.length === 1;
}

const noon = '2024-05-22T12:00:00+03:00';
const hours = (from: string, to: string) => ({ when: { schedule: { hours: { from, to } } } });

describe('when a rule is looked at: a row a case', () => {
  test.each<[string, Partial<RuleDefinition>, string, object, boolean]>([
    ['I9 active', { active: true }, noon, {}, true],
    ['I9 not active', { active: false }, noon, {}, false],
    ['I10 no store named: all', {}, noon, { storeId: 'any' }, true],
    ['I10 one of its stores', { when: { stores: ['a', 'b'] } }, noon, { storeId: 'b' }, true],
    ['I10 another store', { when: { stores: ['a', 'b'] } }, noon, { storeId: 'c' }, false],
    ['I8 its currency', { when: { currency: 'EUR' } }, noon, { currency: 'EUR' }, true],
    ['I8 another currency', { when: { currency: 'EUR' } }, noon, { currency: 'RUB' }, false],
    [
      'D25 all conditions must hold',
      { when: { currency: 'RUB', stores: ['a'] } },
      noon,
      { storeId: 'b' },
      false,
    ],
  ])('%s', (_id, change, occurredAt, sale, expected) => {
    expect(runs(change, occurredAt, sale)).toBe(expected);
  });
});

describe('I31: the schedule', () => {
  test.each<[string, Partial<RuleDefinition>, string, boolean]>([
    [
      'only on Wednesdays: Wednesday’s first instant',
      { when: { schedule: { weekdays: ['wednesday'] } } },
      '2024-05-22T00:00:00.000+03:00',
      true,
    ],
    ['its last', { when: { schedule: { weekdays: ['wednesday'] } } }, '2024-05-22T23:59:59.999+03:00', true],
    ['Thursday', { when: { schedule: { weekdays: ['wednesday'] } } }, '2024-05-23T00:00:00.000+03:00', false],
    ['Tuesday', { when: { schedule: { weekdays: ['wednesday'] } } }, '2024-05-21T23:59:59.999+03:00', false],
    [
      'Wednesday in UTC, Thursday in Moscow',
      { when: { schedule: { weekdays: ['wednesday'] } } },
      '2024-05-22T21:00:00Z',
      false,
    ],
    [
      '8–9 March: the day before',
      { when: { schedule: { from: '2024-03-08', to: '2024-03-09' } } },
      '2024-03-07T23:59:59.999+03:00',
      false,
    ],
    [
      '8–9 March: the first instant',
      { when: { schedule: { from: '2024-03-08', to: '2024-03-09' } } },
      '2024-03-08T00:00:00.000+03:00',
      true,
    ],
    [
      '8–9 March: the last instant',
      { when: { schedule: { from: '2024-03-08', to: '2024-03-09' } } },
      '2024-03-09T23:59:59.999+03:00',
      true,
    ],
    [
      '8–9 March: the day after',
      { when: { schedule: { from: '2024-03-08', to: '2024-03-09' } } },
      '2024-03-10T00:00:00.000+03:00',
      false,
    ],
    ['from a day on', { when: { schedule: { from: '2024-03-08' } } }, '2024-05-22T12:00:00+03:00', true],
    ['up to a day', { when: { schedule: { to: '2024-03-08' } } }, '2024-05-22T12:00:00+03:00', false],
    ['9–11: 8:59:59.999', hours('09:00', '11:00'), '2024-05-22T08:59:59.999+03:00', false],
    ['9–11: 9:00:00', hours('09:00', '11:00'), '2024-05-22T09:00:00.000+03:00', true],
    ['9–11: 10:59:59.999', hours('09:00', '11:00'), '2024-05-22T10:59:59.999+03:00', true],
    ['D9 9–11 is out at 11:00:00', hours('09:00', '11:00'), '2024-05-22T11:00:00.000+03:00', false],
    ['22–2: late at night', hours('22:00', '02:00'), '2024-05-22T22:00:00.000+03:00', true],
    ['22–2: early in the morning', hours('22:00', '02:00'), '2024-05-22T01:59:59.999+03:00', true],
    ['22–2: out at 2', hours('22:00', '02:00'), '2024-05-22T02:00:00.000+03:00', false],
    ['to the end of the day', hours('18:00', '24:00'), '2024-05-22T23:59:59.999+03:00', true],
  ])('%s', (_what, change, occurredAt, expected) => {
    expect(runs(change, occurredAt)).toBe(expected);
  });

  test('goes by the local clock, also when the hour is repeated or skipped', () => {
    const program = monthlyAmount({}, { zone: 'America/New_York', rules: [rule(hours('01:00', '02:00'))] });
    const ran = (instant: string) =>
      new Life(program, '2023-01-10T12:00:00Z').sale(instant, 10_000).discounts.length === 1;
    // 3 November 2024: 01:30 happens twice; 10 March 2024: from 01:59 straight to 03:00.
    expect([ran('2024-11-03T05:30:00Z'), ran('2024-11-03T06:30:00Z'), ran('2024-11-03T07:00:00Z')]).toEqual([
      true,
      true,
      false,
    ]);
    expect([ran('2024-03-10T06:59:59Z'), ran('2024-03-10T07:00:00Z')]).toEqual([true, false]);
  });

  test('of a till whose clock is ahead: the moment of receipt counts', () => {
    const life = new Life(monthlyAmount({}, { rules: [rule(hours('09:00', '11:00'))] }));
    const answer = life.sale('2024-05-22T11:30:00+03:00', 10_000, '2024-05-22T10:30:00+03:00');
    expect([answer.clockAhead, answer.discounts.length]).toEqual([true, 1]);
  });
});

describe('what compile finds in conditions', () => {
  test.each<[code: string, change: Partial<RuleDefinition>, place: string]>([
    ['rule-never-runs', { when: { stores: [] } }, 'rules.0.when.stores'],
    ['unknown-currency', { when: { currency: 'RUR' } }, 'rules.0.when.currency'],
    ['no-such-day', { when: { schedule: { from: '2026-02-30' } } }, 'rules.0.when.schedule.from'],
    ['no-such-day', { when: { schedule: { to: '2026-13-01' } } }, 'rules.0.when.schedule.to'],
    [
      'schedule-empty',
      { when: { schedule: { from: '2026-03-09', to: '2026-03-08' } } },
      'rules.0.when.schedule.to',
    ],
    ['schedule-empty', { when: { schedule: { weekdays: [] } } }, 'rules.0.when.schedule.weekdays'],
    ['schedule-empty', hours('09:00', '09:00'), 'rules.0.when.schedule.hours'],
    ['no-such-time', hours('9:00', '11:00'), 'rules.0.when.schedule.hours.from'],
    ['no-such-time', hours('09:00', '24:01'), 'rules.0.when.schedule.hours.to'],
  ])('%s', (code, change, place) => {
    const { ok, findings } = compile(monthlyAmount({}, { rules: [rule(change)] }));
    expect([ok, findings.map((finding) => `${finding.code} ${finding.path.join('.')}`)]).toEqual([
      false,
      [`${code} ${place}`],
    ]);
    expect(sentencesOf(findings)).toMatchSnapshot();
  });
});
