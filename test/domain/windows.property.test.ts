import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asDay, type Day, isoOf } from '#domain/time/time.ts';
import { compileWindow, windowAt, windowNames } from '#domain/time/window.ts';

/** Whether a day lies in a window, said by the platform's calendar and by comparing dates only. */
function liesIn(name: string, seenFrom: Date, day: Date): boolean {
  if (day > seenFrom && name.startsWith('last-') === false) return false;
  const months = (date: Date) => date.getUTCFullYear() * 12 + date.getUTCMonth();
  const monday = (date: Date) => Math.floor((date.getTime() / 86_400_000 + 3) / 7);
  const index: Readonly<Record<string, (date: Date) => number>> = {
    week: monday,
    month: months,
    quarter: (date) => Math.floor(months(date) / 3),
    'half-year': (date) => Math.floor(months(date) / 6),
    year: (date) => date.getUTCFullYear(),
  };
  const [, which, unit] = /^(this|last)-(.*)$/.exec(name) ?? [];
  const number = index[unit ?? ''];
  if (number !== undefined) return number(day) === number(seenFrom) - (which === 'last' ? 1 : 0);
  if (name === 'today' || name === 'this-receipt') return day.getTime() === seenFrom.getTime();
  if (name === 'all-time') return true;
  const [, count, letter] = /^P(\d+)([DWMY])$/.exec(name) ?? [];
  if (letter === 'D' || letter === 'W') {
    const length = Number(count) * (letter === 'W' ? 7 : 1);
    return seenFrom.getTime() - day.getTime() < length * 86_400_000;
  }
  const back = Number(count) * (letter === 'Y' ? 12 : 1);
  const lastOfTarget = new Date(Date.UTC(seenFrom.getUTCFullYear(), seenFrom.getUTCMonth() - back + 1, 0));
  const same = Math.min(seenFrom.getUTCDate(), lastOfTarget.getUTCDate());
  return day.getTime() > Date.UTC(lastOfTarget.getUTCFullYear(), lastOfTarget.getUTCMonth(), same);
}

const dateOf = (day: Day): Date => new Date(`${isoOf(day)}T00:00:00Z`);

const windows = fc.oneof(
  fc.constantFrom(...windowNames),
  fc.integer({ min: 1, max: 400 }).map((days) => `P${days}D`),
  fc.integer({ min: 1, max: 50 }).map((weeks) => `P${weeks}W`),
  fc.integer({ min: 1, max: 40 }).map((months) => `P${months}M`),
  fc.integer({ min: 1, max: 9 }).map((years) => `P${years}Y`),
);

describe('I22 D4 D5: a window is the days that its words say', () => {
  test('on every day around its ends, for any day of a century', () => {
    fc.assert(
      fc.property(
        windows,
        fc.integer({ min: 0, max: 36_525 }),
        fc.integer({ min: -3, max: 3 }),
        (name, seen, off) => {
          const window = compileWindow(name, 'monday');
          if (window === null) throw new Error(`no window ${name}`);
          const { from, to } = windowAt(window, asDay(seen));
          for (const edge of [from, to, asDay(seen)]) {
            const day = asDay(Math.max(edge + off, -100_000));
            const expected = liesIn(name, dateOf(asDay(seen)), dateOf(day));
            expect({ name, day: isoOf(day), in: day >= from && day < to }).toEqual({
              name,
              day: isoOf(day),
              in: expected,
            });
          }
        },
      ),
      { numRuns: 5_000 },
    );
  });
});
