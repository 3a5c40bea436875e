import { describe, expect, test } from 'vitest';
import { NO_COUNTERS } from '#domain/member/counters.ts';
import type { Program } from '#domain/program/program.ts';
import { timelineOf as timelineOfVersions } from '#domain/program/timeline.ts';
import { asDay, MS_PER_DAY } from '#domain/time/time.ts';
import { encodeCounters } from '#table/codecs/counters-codec.ts';
import { stateItem } from '#table/codecs/state-item.ts';
import { monthlyAmount, timelineOf } from '../fixtures/programs.ts';
import { at, calendar, Life } from '../fixtures/scenario.ts';
import { itemBytes } from '../table/item-size.ts';

/** D80: columns that no version may judge with any more are carried for thirty days, and go. */

/** With a counter of purchases in a store of its own; no two of them share a column. */
const campaign = (store: string): Program => {
  const monthly = monthlyAmount();
  const counter = { measure: 'purchases' as const, stores: [store] };
  return { ...monthly, counters: { ...monthly.counters, campaign: counter } };
};

const iso = (ms: number): string => new Date(ms).toISOString();

/** A life whose campaign ended on 1 April, with a purchase before and one after so many days, and what is left of it. */
function campaignEnded(days: number, ms = 0) {
  const ends = '2024-04-01T00:00:00+03:00';
  const life = new Life(timelineOf(campaign('s1'), [ends, monthlyAmount()]));
  life.sale('2024-03-20T12:00:00+03:00', 100, undefined, { storeId: 's1' });
  const now = iso(at(ends) + days * MS_PER_DAY + ms);
  life.sale(now, 100, now, { storeId: 's1', receiptId: 'after' });
  return life.member.counters.sums.size;
}

describe('a column of a version that is over', () => {
  test.each([
    ['is carried on the day it ends', 0, 0, 2],
    ['is carried for thirty days', 30, 0, 2],
    ['goes after that', 30, 1, 1],
    ['is not there after a year', 366, 0, 1],
  ])('%s', (_what, days, ms, columns) => {
    expect(campaignEnded(days, ms)).toBe(columns);
  });

  test('goes on where a version brings it back within thirty days, and begins anew after that', () => {
    const of = (days: number) => {
      const back = iso(at('2024-04-01T00:00:00+03:00') + days * MS_PER_DAY);
      const life = new Life(
        timelineOf(campaign('s1'), ['2024-04-01T00:00:00+03:00', monthlyAmount()], [back, campaign('s1')]),
      );
      life.sale('2024-03-20T12:00:00+03:00', 100, undefined, { storeId: 's1' });
      for (const day of [0, 31, days + 1]) {
        const now = iso(at('2024-04-01T00:00:00+03:00') + day * MS_PER_DAY);
        const versions = life.programs.versions.map((version) => ({ ...version, announcedAt: version.from }));
        const known = timelineOfVersions(versions, calendar);
        const told = new Life(known);
        told.member = life.member;
        told.sale(now, 100, now, { storeId: 's1', receiptId: `on-${day}` });
        life.member = told.member;
      }
      return [...life.member.counters.sums.values()].map(({ before, values }) =>
        values.reduce((all, value) => all + value, before),
      );
    };
    // All four amounts; of purchases those under a version with the campaign, and the first where it was carried on.
    expect(of(29)).toEqual([400, 3]);
    expect(of(40)).toEqual([400, 1]);
  });

  test.each(['this-year', 'all-time'] as const)(
    'stays for whoever judged the last closed period by %s, however long ago that was',
    (window) => {
      const yearly: Program = {
        ...monthlyAmount({ every: 'year', window, counter: 'visits' }),
        counters: { turnover: { measure: 'sold-amount' }, visits: { measure: 'purchases' } },
      };
      const table = [
        { status: 'bronze', upTo: 5 },
        { status: 'silver', over: 5 },
      ] as const;
      const system = yearly.statusSystems?.level;
      const review = system?.review;
      if (system === undefined || review === undefined) throw new Error('no review');
      const visits: Program = {
        ...yearly,
        statusSystems: { level: { ...system, review: { ...review, table } } },
      };
      const byAmount = monthlyAmount({ every: 'year', window: 'this-year' });
      const life = new Life(timelineOf(visits, ['2025-01-05T00:00:00+03:00', byAmount]));
      life.sale('2024-06-01T12:00:00+03:00', 100);
      const columns = () => life.member.counters.sums.size;
      life.sale('2025-06-01T12:00:00+03:00', 100);
      expect(columns()).toBe(2);
      life.sale('2026-06-01T12:00:00+03:00', 100);
      expect(columns()).toBe(1);
    },
  );
});

describe('a column that no version has', () => {
  test.each([
    ['and that counted lately may be a newer release’s: it stays', 29, true],
    ['and that counted nothing for thirty days is one of long ago: it goes', 30, false],
  ])('%s', (_what, days, isKept) => {
    const life = new Life(monthlyAmount());
    const today = asDay(Math.floor(at('2024-03-20T12:00:00+03:00') / MS_PER_DAY));
    life.member = {
      ...life.member,
      counters: {
        ...NO_COUNTERS,
        days: [asDay(today - days)],
        sums: new Map([['of-nobody', { before: 7, values: [1] }]]),
        tallies: new Map([['of-nobody-either', { before: new Map(), values: [new Map([['s', 1]])] }]]),
      },
    };
    life.sale('2024-03-20T12:00:00+03:00', 100);
    expect(life.member.counters.sums.has('of-nobody')).toBe(isKept);
    expect(life.member.counters.tallies.has('of-nobody-either')).toBe(isKept);
  });
});

test('ten campaigns a month and five visits a week: the state stops growing', () => {
  const from = Date.parse('2024-01-01T00:00:00Z');
  const months = Array.from({ length: 36 }, (_, month) => {
    const monthly = monthlyAmount();
    const counters = Array.from({ length: 10 }, (_, index) => [
      `c${index}`,
      { measure: 'purchases' as const, stores: [`campaign-${month}-${index}`, 'store-1'] },
    ]);
    const program: Program = {
      ...monthly,
      counters: { ...monthly.counters, ...Object.fromEntries(counters) },
    };
    return [iso(Date.UTC(2024, month, 1)), program] as const;
  });
  const [[, first] = [iso(0), monthlyAmount()], ...later] = months;
  const life = new Life(timelineOf(first, ...later), iso(from + MS_PER_DAY));
  const sizes: number[] = [];
  for (let day = 2; day < 36 * 30; day += 1) {
    if (day % 7 >= 5) continue;
    const now = iso(from + day * MS_PER_DAY);
    life.sale(now, 5_000, now, { receiptId: `r-${day}` });
    if (day % 90 === 0) sizes.push(itemBytes(stateItem(life.member, 1)));
  }
  // It was 12 KB after a year and 61 after three. What is left: three months' campaigns, two of them carried on.
  expect(Math.max(...sizes)).toBeLessThan(1_500);
  expect(encodeCounters(life.member.counters).length).toBeLessThan(1_000);
});
