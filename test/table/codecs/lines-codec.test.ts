import { describe, expect, test } from 'vitest';
import { decodeLines, encodeLines } from '#table/codecs/lines-codec.ts';

const line = (sku: string, quantityThousandths: number, amountMinor: number) => ({
  sku,
  quantityThousandths,
  amountMinor,
});

describe('the bytes of lines', () => {
  test.each([
    { name: 'no line', lines: [], discounts: [], hex: '0100' },
    { name: 'one piece, a number', lines: [line('300', 1000, 5)], discounts: [0], hex: '0101 00 ac02 05' },
    {
      name: 'pieces, discounted',
      lines: [line('7', 3000, 128)],
      discounts: [1],
      hex: '0101 0c 07 03 8001 01',
    },
    { name: 'weighed, a text', lines: [line('a', 450, 0)], discounts: [0], hex: '0101 03 0161 c203 00' },
    { name: 'quantity 0 (D22)', lines: [line('7', 0, 9)], discounts: [0], hex: '0101 04 07 00 09' },
    {
      name: 'a leading zero is text',
      lines: [line('07', 1000, 9)],
      discounts: [0],
      hex: '0101 01 023037 09',
    },
    {
      name: 'a second code behind the first',
      lines: [{ ...line('7', 1000, 9), externalCode: 'X-7' }, line('a', 2000, 5)],
      discounts: [0, 1],
      hex: '0102 20 07 03582d37 09 0d 0161 02 05 01',
    },
    {
      name: 'a deposit that came back, with all that a line can have',
      lines: [{ ...line('a', 450, -25), externalCode: '7' }],
      discounts: [1],
      hex: '0101 3b 0161 0137 c203 19 01',
    },
  ])('$name', ({ lines, discounts, hex }) => {
    const bytes = encodeLines({ lines, lineDiscountsMinor: discounts });
    expect(Buffer.from(bytes).toString('hex')).toBe(hex.replaceAll(' ', ''));
    expect(decodeLines(bytes)).toStrictEqual({ lines, lineDiscountsMinor: discounts });
  });
});

describe('what is refused', () => {
  test('another codec version', () => {
    expect(() => decodeLines(Uint8Array.of(9, 0))).toThrow(
      'packed lines is of codec version 9, this code reads version 1',
    );
  });

  test('flags that this version does not know', () => {
    expect(() => decodeLines(Uint8Array.of(1, 1, 64, 1, 1))).toThrow('unknown flags');
  });

  test('a discount too few', () => {
    expect(() => encodeLines({ lines: [line('7', 1000, 9)], lineDiscountsMinor: [] })).toThrow(
      'not one discount a line',
    );
  });

  test('half a surrogate pair', () => {
    expect(() => encodeLines({ lines: [line('\ud800', 1000, 9)], lineDiscountsMinor: [0] })).toThrow(
      'half a surrogate pair',
    );
  });

  test('a negative discount', () => {
    expect(() => encodeLines({ lines: [line('7', 1000, 9)], lineDiscountsMinor: [-9] })).toThrow('0 or more');
  });
});
