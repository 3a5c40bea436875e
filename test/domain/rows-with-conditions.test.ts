import { describe, expect, test } from 'vitest';
import { compile } from '#domain/compile/compile.ts';
import type { Program, ReviewDefinition } from '#domain/program/program.ts';
import { askAbout, explain } from '#domain/showing/explain.ts';
import { followed } from '../fixtures/followed.ts';
import { monthlyAmount } from '../fixtures/programs.ts';
import { at, Life } from '../fixtures/scenario.ts';

/** A review's row may ask for further counters: 300 rubles and five visits. */

const noon = (day: string) => `2024-${day}T12:00:00+03:00`;
const visits = { counter: 'visits', window: 'this-month' } as const;

function ladder(change: Partial<ReviewDefinition> = {}, five: number = 5): Program {
  return monthlyAmount(
    {
      table: [
        { below: '100 RUB', status: 'bronze' },
        { from: '100 RUB', below: '300 RUB', status: 'silver' },
        { from: '300 RUB', status: 'gold', when: { measured: [{ ...visits, from: five }] } },
      ],
      ...change,
    },
    { counters: { turnover: { measure: 'sold-amount' }, visits: { measure: 'purchase-days' } } },
  );
}

const buying = (life: Life, amounts: readonly number[]): Life => {
  for (const [index, amount] of amounts.entries()) life.sale(noon(`05-0${index + 1}`), amount);
  return life;
};

describe('a row that asks for further counters', () => {
  test.each([
    ['both are there', [29_996, 1, 1, 1, 1], 'gold'],
    ['a visit is missing: the next lower row counts', [39_999, 1, 1, 1], 'silver'],
    ['a kopeck is missing', [29_995, 1, 1, 1, 1], 'silver'],
    ['neither', [1], 'bronze'],
  ])('%s', (_what, amounts, status) => {
    expect(buying(new Life(ladder()), amounts).status('2024-06-01T00:00:00+03:00')).toBe(status);
  });

  test('what is missing of each is shown, and the words say both', () => {
    const life = buying(new Life(ladder()), [35_000, 1, 1]);
    const { next, ladder: steps, forNextPeriod } = life.see(noon('05-04'));
    expect(next).toMatchObject({
      status: 'gold',
      missing: 0,
      also: [{ counter: 'visits', unit: 'count', currency: null, missing: 2 }],
    });
    expect(forNextPeriod).toBe('silver');
    expect(steps.at(-1)?.words).toBe('from 300 RUB, and visits from 5');
    buying(life, [1, 1, 1, 1, 1]);
    expect(life.see(noon('05-06')).forNextPeriod).toBe('gold');
  });

  test('raises at once when the last of them agrees', () => {
    const life = buying(new Life(ladder({ raise: 'at-once' })), [35_000, 1, 1, 1]);
    expect(life.status(noon('05-04'))).toBe('silver');
    life.sale(noon('05-05'), 0);
    expect(life.status(noon('05-05'))).toBe('gold');
  });

  test('to keep it both are asked for, or its own threshold alone', () => {
    const keep = { from: '300 RUB', status: 'gold', when: { measured: [{ ...visits, from: 5 }] } } as const;
    const [strict, kept] = [ladder(), ladder()].map((program, index) => {
      const { review } = program.statusSystems.level ?? {};
      const table = [...(review?.table ?? [])].slice(0, 2);
      const row = index === 0 ? keep : { ...keep, keep: { from: '200 RUB' } };
      return buying(new Life(ladder({ table: [...table, row] })), [40_000, 1, 1, 1, 1]);
    });
    for (const life of [strict, kept]) life?.sale(noon('06-02'), 25_000);
    expect(strict?.see(noon('06-03')).keep).toEqual({
      missing: 5_000,
      also: [{ counter: 'visits', unit: 'count', currency: null, missing: 4 }],
    });
    expect(kept?.see(noon('06-03')).keep).toEqual({ missing: 0 });
    expect([strict, kept].map((life) => life?.status('2024-07-01T00:00:00+03:00'))).toEqual([
      'silver',
      'gold',
    ]);
  });

  test('a late receipt of a closed period counts for them too', () => {
    const life = buying(new Life(ladder()), [40_000, 1, 1, 1]);
    life.pass('2024-06-01T00:00:00+03:00');
    life.sale(noon('05-20'), 1, noon('06-02'));
    expect(life.status(noon('06-02'))).toBe('gold');
    // Also by a version that asks for none of it any more.
    const plain = monthlyAmount({}, { dropped: { counters: ['visits'] } });
    const other = buying(new Life(followed(ladder(), [noon('06-02'), plain]).timeline), [40_000, 1, 1, 1]);
    other.pass('2024-06-01T00:00:00+03:00');
    other.sale(noon('05-20'), 1, '2024-06-02T13:00:00+03:00');
    expect(other.status('2024-06-02T13:00:00+03:00')).toBe('gold');
  });

  test('why names the row that gave it', () => {
    const life = buying(new Life(ladder()), [39_999, 1, 1, 1]);
    const moment = life.programs.at(at('2024-06-02T00:00:00+03:00'));
    const question = askAbout(moment, life.member, 'level');
    expect(question === null ? [] : explain(question, []).sentences[1]).toBe(
      'Silver asks for from 100 RUB, below 300 RUB.',
    );
  });

  test('a new member has the row of nothing, or the one below it', () => {
    const table = [
      { below: '100 RUB', status: 'bronze', when: { measured: [{ ...visits, from: 1 }] } },
      { from: '100 RUB', status: 'silver' },
    ] as const;
    expect(new Life(ladder({ table })).status(noon('05-01'))).toBeNull();
    const none = [{ ...table[0], when: { measured: [{ ...visits, below: 1 }] } }, table[1]];
    expect(new Life(ladder({ table: none })).status(noon('05-01'))).toBe('bronze');
  });

  test('check finds what makes no sense', () => {
    const found = (measured: NonNullable<ReviewDefinition['table'][number]['when']>['measured']) =>
      compile(ladder({ table: [{ from: '0.01 RUB', status: 'gold', when: { measured } }] })).findings.map(
        ({ code, path }) => `${path.slice(4).join('.')} ${code}`,
      );
    expect(found([{ counter: 'nobody', window: 'this-month', from: 1 }])).toContain(
      '0.when.measured.0.counter unknown-counter',
    );
    expect(found([{ counter: 'visits', window: 'this-receipt', from: 2 }])).toContain(
      '0.when.measured.0.window window-not-here',
    );
    expect(found([])).toContain('0.when.measured rule-never-runs');
    expect(found([{ counter: 'visits', window: 'this-month', from: 2, below: 2 }])).toContain(
      '0.when.measured.0 empty-range',
    );
  });
});
