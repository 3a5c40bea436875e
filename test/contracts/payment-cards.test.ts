import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { cardNumber } from '#contracts/http/ids.ts';
import { holdsPaymentCardNumber, isPaymentCardNumber, nameOwnCards } from '#contracts/http/payment-cards.ts';
import { articleCode, text } from '#contracts/http/text.ts';

/** A loyalty card or a payment card? Only what is surely one is refused (D79). */
afterEach(() => nameOwnCards(''));

/** The digits with the check digit that makes them sound. */
function withCheckDigit(digits: string): string {
  for (let check = 0; check < 10; check += 1) {
    const number = `${digits}${check}`;
    let sum = 0;
    [...number].reverse().forEach((digit, index) => {
      const weighed = Number(digit) * (index % 2 === 0 ? 1 : 2);
      sum += weighed > 9 ? weighed - 9 : weighed;
    });
    if (sum % 10 === 0) return number;
  }
  throw new Error('one of ten fits');
}
const filled = (prefix: string, length: number): string =>
  withCheckDigit(prefix.padEnd(length - 1, '1234567890'));

/** [first digits, length, is a network's card]: the ends of each range, and what lies just outside. */
const borders: readonly (readonly [prefix: string, length: number, isOne: boolean])[] = [
  ['4', 16, true],
  ['4', 19, true],
  ['4', 13, false],
  ['4', 15, false],
  ['50', 16, false],
  ['51', 16, true],
  ['55', 16, true],
  ['55', 17, false],
  ['56', 16, false],
  ['2220', 16, false],
  ['2221', 16, true],
  ['2720', 16, true],
  ['2721', 16, false],
  ['34', 15, true],
  ['37', 15, true],
  ['37', 16, false],
  ['35', 15, false],
  ['36', 14, true],
  ['300', 14, true],
  ['305', 14, true],
  ['306', 14, false],
  ['3095', 16, true],
  ['38', 16, true],
  ['6011', 16, true],
  ['6012', 16, false],
  ['643', 16, false],
  ['644', 16, true],
  ['649', 16, true],
  ['65', 16, true],
  ['3527', 16, false],
  ['3528', 16, true],
  ['3589', 16, true],
  ['3590', 16, false],
  ['62', 19, true],
  ['81', 16, true],
  ['6304', 16, true],
  ['6759', 19, true],
  ['2199', 16, false],
  ['2200', 16, true],
  ['2204', 16, true],
  ['2205', 16, false],
  ['508500', 16, true],
  ['606984', 16, false],
  ['606985', 16, true],
  ['608500', 16, true],
  ['608501', 16, false],
  ['9792', 16, true],
  // Loyalty cards that were refused once.
  ['633', 16, false],
  ['633', 19, false],
  ['634', 16, false],
  ['634', 18, false],
  ['1', 15, false],
  ['7', 16, false],
  ['9', 16, false],
];

describe.each(borders)('%s… of %i digits', (prefix, length, isOne) => {
  const number = filled(prefix, length);
  test(`${number} ${isOne ? 'is' : 'is none'}`, () => {
    expect(isPaymentCardNumber(number)).toBe(isOne);
    expect(cardNumber.safeParse(number).success).toBe(!isOne);
    const wrong = `${number.slice(0, -1)}${(Number(number.at(-1)) + 1) % 10}`;
    expect(isPaymentCardNumber(wrong)).toBe(false);
  });
});

test.each(['4111111111111111', '5555555555554444', '378282246310005', '6304000000000000'])(
  '%s is one',
  (digits) => expect(isPaymentCardNumber(digits)).toBe(true),
);

test('one wrong digit is always seen', () => {
  fc.assert(
    fc.property(fc.nat({ max: 15 }), fc.integer({ min: 1, max: 9 }), (place, by) => {
      const digits = [...'4111111111111111'];
      digits[place] = String((Number(digits[place]) + by) % 10);
      expect(isPaymentCardNumber(digits.join(''))).toBe(false);
    }),
  );
});

describe('in a text', () => {
  const anyGroups = fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 8 });
  const anyDigits = fc.stringMatching(/^\d{0,6}$/);

  test('it is found however it is grouped, and whatever digits stand around it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...borders.filter(([, , isOne]) => isOne)),
        anyGroups,
        fc
          .constantFrom(' ', '-', '  ', '.', '_', '\u00a0', '\u2013', ' - ', '. ')
          .filter((text) => text.length < 3),
        anyDigits,
        anyDigits,
        ([prefix, length], groups, between, before, behind) => {
          const number = filled(prefix, length);
          const parts: string[] = [];
          for (let at = 0; at < number.length; ) {
            const size = groups[parts.length % groups.length] ?? 4;
            parts.push(number.slice(at, at + size));
            at += size;
          }
          const written = [before, ...parts, behind].filter((part) => part !== '').join(between);
          expect(holdsPaymentCardNumber(`card ${written}!`)).toBe(true);
          expect(text(200).safeParse(`card ${written}`).error?.issues[0]?.message).toBeDefined();
        },
      ),
    );
  });

  test.each(['4006381333931', '2112345678900', '+7 916 123 45 67', 'order 12', ''])(
    '%s holds none',
    (words) => expect(holdsPaymentCardNumber(words)).toBe(false),
  );

  test('a run of a thousand digits costs what it is long', () => {
    expect(holdsPaymentCardNumber('1 '.repeat(5_000))).toBe(false);
  });
});

test('an article code is not judged', () => {
  expect(articleCode(64).parse('4111111111111111')).toBe('4111111111111111');
  expect(articleCode(64).safeParse('a\nb').success).toBe(false);
});

describe('cards that the deployment names as its own', () => {
  test('are taken, and no others', () => {
    nameOwnCards('633,41110000-41119999');
    expect(isPaymentCardNumber('4111111111111111')).toBe(false);
    expect(cardNumber.parse('4111111111111111')).toBe('4111111111111111');
    expect(isPaymentCardNumber(filled('4112', 16))).toBe(true);
    expect(isPaymentCardNumber(filled('4110', 16))).toBe(true);
  });

  test.each(['4', '4111-411', '4111-41111', 'x', '4111,', '4222-4111', '1-2-3'])(
    '%s is no range',
    (written) => expect(() => nameOwnCards(written)).toThrow('own cards'),
  );
});

test('a card is compared as it is told, letters in upper case', () => {
  expect(cardNumber.parse('lc-100042')).toBe('LC-100042');
  expect(cardNumber.parse('Lc-0042')).toBe('LC-0042');
});
