import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decide } from '#domain/decide.ts';
import { addOn, type Counters, forget, NO_COUNTERS, sumOver } from '#domain/member/counters.ts';
import { asDay, asEpochMs } from '#domain/time/time.ts';
import { percentageOf, spread } from '#domain/values/money.ts';
import { discountsByLevel, monthlyAmount, timelineOf } from '../fixtures/programs.ts';
import { Life, saleOf } from '../fixtures/scenario.ts';

const dayAmounts = fc.array(
  fc.record({ day: fc.integer({ min: 17_000, max: 17_120 }), amount: fc.integer({ min: -500, max: 5_000 }) }),
  { maxLength: 40 },
);

const countAll = (list: readonly { day: number; amount: number }[]): Counters =>
  list.reduce(
    (counters, { day, amount }) =>
      addOn(counters, asDay(day), { sums: new Map([['c', amount]]), tallies: new Map() }),
    NO_COUNTERS,
  );

describe('counters', () => {
  test('a window is the brute-force sum over its days', () => {
    fc.assert(
      fc.property(dayAmounts, fc.integer({ min: 16_990, max: 17_130 }), fc.nat(140), (list, from, length) => {
        const expected = list
          .filter(({ day }) => day >= from && day < from + length)
          .reduce((sum, { amount }) => sum + amount, 0);
        expect(
          sumOver(countAll(list), 'c', { from: asDay(from), to: asDay(from + length), sinceEver: false }),
        ).toBe(expected);
      }),
    );
  });

  test('what is forgotten stays in the total, and later windows do not notice', () => {
    fc.assert(
      fc.property(dayAmounts, fc.integer({ min: 16_990, max: 17_130 }), (list, horizon) => {
        const all = countAll(list);
        const pruned = forget(all, new Map([['c', { day: asDay(horizon), countsDays: false }]]));
        const total = (counters: Counters) =>
          sumOver(counters, 'c', { from: asDay(-1_000_000), to: asDay(20_000), sinceEver: true });
        expect(total(pruned)).toBe(total(all));
        expect(sumOver(pruned, 'c', { from: asDay(horizon), to: asDay(20_000), sinceEver: false })).toBe(
          sumOver(all, 'c', { from: asDay(horizon), to: asDay(20_000), sinceEver: false }),
        );
        expect(pruned.days.every((day) => day >= horizon)).toBe(true);
      }),
    );
  });

  test('a column of another version is carried along', () => {
    const counters = addOn(NO_COUNTERS, asDay(17_000), { sums: new Map([['other', 5]]), tallies: new Map() });
    expect(
      forget(counters, new Map([['c', { day: asDay(18_000), countsDays: false }]])).sums.get('other'),
    ).toEqual({
      before: 0,
      values: [5],
    });
  });
});

describe('D36: money is never made or lost', () => {
  test('shares add up to the total, and no line gives more than it costs', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 0, max: 10_000 }),
        (amounts, basisPoints) => {
          const sum = amounts.reduce((all, amount) => all + amount, 0);
          const total = percentageOf(sum, basisPoints);
          const shares = spread(total, amounts);
          expect(shares.reduce((all, share) => all + share, 0)).toBe(total);
          expect(shares.every((share, line) => share >= 0 && share <= (amounts[line] ?? 0))).toBe(true);
        },
      ),
    );
  });
});

const MAY = Date.parse('2024-05-01T00:00:00+03:00');
const receipts = fc.array(
  fc.record({ hour: fc.nat(24 * 90), amountMinor: fc.integer({ min: 0, max: 900_000 }) }),
  { minLength: 1, maxLength: 25 },
);

describe('D30: any order of the same receipts', () => {
  test('gives the same counters and, received before the next month has turned, the same status', () => {
    fc.assert(
      fc.property(receipts, fc.infiniteStream(fc.nat(1_000_000)), (list, chance) => {
        const inTime = list.filter(({ hour }) => hour < 24 * 31);
        const sales = inTime.map(({ hour, amountMinor }, index) => ({
          iso: new Date(MAY + hour * 3_600_000).toISOString(),
          amountMinor,
          receiptId: `r-${index}`,
        }));
        const lifeOf = (order: typeof sales) => {
          const life = new Life(monthlyAmount());
          for (const { iso, amountMinor, receiptId } of order) {
            life.sale(iso, amountMinor, '2024-05-31T23:00:00+03:00', { receiptId });
          }
          life.pass('2024-06-03T00:00:00+03:00');
          return life;
        };
        const shuffled = sales
          .map((sale) => ({ sale, key: chance.next().value ?? 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ sale }) => sale);
        const [first, second] = [lifeOf(sales), lifeOf(shuffled)];
        expect(second.member.counters).toEqual(first.member.counters);
        expect(second.member.entries).toEqual(first.member.entries);
        expect(second.status('2024-06-15T00:00:00+03:00')).toBe(first.status('2024-06-15T00:00:00+03:00'));
      }),
    );
  });
});

describe('decide is pure', () => {
  const deepFreeze = <T>(value: T): T => {
    if (value instanceof Map) for (const [key, inner] of value) deepFreeze([key, inner]);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(deepFreeze);
    return Object.freeze(value);
  };

  test('it changes none of its arguments, and the same question gets the same answer', () => {
    const programs = timelineOf(monthlyAmount({ raise: 'at-once' }, { rules: discountsByLevel }));
    fc.assert(
      fc.property(receipts, (list) => {
        let { member } = new Life(programs);
        for (const { hour, amountMinor } of list) {
          const moment = asEpochMs(MAY + hour * 3_600_000);
          const sale = saleOf(new Date(moment).toISOString(), amountMinor);
          const before = JSON.stringify([...member.counters.sums]);
          const first = decide(programs.at(moment), deepFreeze(member), deepFreeze(sale));
          expect(decide(programs.at(moment), member, sale)).toEqual(first);
          expect(JSON.stringify([...member.counters.sums])).toBe(before);
          if (first.kind === 'decided') member = first.member;
        }
      }),
      { numRuns: 40 },
    );
  });

  test('a lazy read agrees with the sweep, whenever it comes', () => {
    fc.assert(
      fc.property(receipts, fc.nat(24 * 120), (list, later) => {
        const life = new Life(monthlyAmount());
        for (const { hour, amountMinor } of [...list].sort((a, b) => a.hour - b.hour)) {
          life.sale(new Date(MAY + hour * 3_600_000).toISOString(), amountMinor);
        }
        const moment = new Date(MAY + (24 * 90 + later) * 3_600_000).toISOString();
        const seen = life.see(moment);
        life.pass(moment);
        expect(life.see(moment)).toEqual(seen);
        expect(life.pass(moment)).toEqual([]);
      }),
    );
  });
});
