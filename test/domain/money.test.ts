import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  currencyExponent,
  formatMoney,
  formatPercent,
  parseMoney,
  parsePercent,
  percentageOf,
  spread,
} from '#domain/values/money.ts';

describe('D20: money is integer minor units of an ISO 4217 currency', () => {
  test.each([
    ['10000 RUB', 'RUB', 1_000_000],
    ['12.5 USD', 'USD', 1_250],
    ['0.01 USD', 'USD', 1],
    ['300 JPY', 'JPY', 300],
    ['1.234 KWD', 'KWD', 1_234],
    ['4.35 EUR', 'EUR', 435],
    ['12.345 USD', 'USD', null],
    ['3.5 JPY', 'JPY', null],
    ['10 USD', 'EUR', null],
    ['-1 USD', 'USD', null],
    ['1e3 USD', 'USD', null],
    ['1,000 USD', 'USD', null],
  ])('%s in %s is %s', (literal, currency, minor) => {
    expect(parseMoney(literal, currency)).toBe(minor);
  });

  test.each([
    [1_250, 'USD', '12.50 USD'],
    [5, 'USD', '0.05 USD'],
    [-5, 'USD', '-0.05 USD'],
    [300, 'JPY', '300 JPY'],
    [1, 'KWD', '0.001 KWD'],
  ])('%i %s is written %s', (minor, currency, words) => {
    expect(formatMoney(minor, currency)).toBe(words);
  });

  test.each([['usd'], ['US'], ['XXX'], ['XAU'], ['BTC'], ['']])('%s is no currency', (code) => {
    expect(currencyExponent(code)).toBeNull();
  });
});

describe('percentages', () => {
  test.each([
    ['5%', 500],
    ['2.5%', 250],
    ['0.01%', 1],
    ['100%', 10_000],
    ['100.01%', null],
    ['5', null],
    ['-5%', null],
    ['2.555%', null],
  ])('%s is %s basis points', (literal, basisPoints) => {
    expect(parsePercent(literal)).toBe(basisPoints);
  });

  test.each([
    [500, '5'],
    [250, '2.5'],
    [1, '0.01'],
    [1_010, '10.1'],
  ])('%i basis points are written %s', (basisPoints, words) => {
    expect(formatPercent(basisPoints)).toBe(words);
  });

  test.each([
    ['D36', 24, 200, 0],
    ['D36', 25, 200, 1],
    ['D36', 74, 200, 1],
    ['D36', 75, 200, 2],
    ['D36', 100_000_000_000, 10_000, 100_000_000_000],
    ['D36', 99_999_999_999, 333, 3_330_000_000],
  ])('%s: of %i, %i basis points are %i, half up', (_id, sum, basisPoints, amount) => {
    expect(percentageOf(sum, basisPoints)).toBe(amount);
  });
});

describe('D36: a total is spread by largest remainder, ties to the first line', () => {
  test.each([
    [1, [1, 1, 1], [1, 0, 0]],
    [2, [1, 1, 1], [1, 1, 0]],
    [10, [33, 33, 34], [3, 3, 4]],
    [5, [0, 10, 0], [0, 5, 0]],
    [3, [1, 2, 3, 4], [0, 1, 1, 1]],
    [0, [0, 0], [0, 0]],
    [0, [], []],
  ])('%i over %j gives %j', (total, amounts, shares) => {
    expect(spread(total, amounts)).toEqual(shares);
  });

  test('whatever the amounts, a total is spread whole, each share within one of its part', () => {
    const amount = fc.oneof(fc.nat({ max: 1000 }), fc.nat({ max: 100_000_000_000 }));
    fc.assert(
      fc.property(
        fc.array(amount, { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 0, max: 10_000 }),
        (amounts, basisPoints) => {
          const sum = amounts.reduce((all, each) => all + each, 0);
          const total = percentageOf(sum, basisPoints);
          const shares = spread(total, amounts);
          expect(shares.reduce((all, each) => all + each, 0)).toBe(sum === 0 ? 0 : total);
          for (const [index, share] of shares.entries()) {
            // By whole numbers: the product of a line and the total leaves the safe integers.
            const part = (BigInt(amounts[index] ?? 0) * BigInt(total)) / BigInt(Math.max(sum, 1));
            expect([part, part + 1n]).toContain(BigInt(share));
          }
        },
      ),
    );
  });

  test('a share of the largest receipt is exact to the minor unit', () => {
    const amounts = [99_999_999_999, 1, 99_999_999_999];
    const total = 123_456_789_013;
    const shares = spread(total, amounts);
    const exact = (BigInt(99_999_999_999) * BigInt(total)) / BigInt(199_999_999_999);
    expect(BigInt(shares[0] ?? 0) - exact).toBeLessThanOrEqual(1n);
    expect(BigInt(shares[0] ?? 0) - exact).toBeGreaterThanOrEqual(0n);
    expect(shares.reduce((all, each) => all + each, 0)).toBe(total);
  });
});
