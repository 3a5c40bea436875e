import { describe, expect, test } from 'vitest';
import type { Counters } from '#domain/member/counters.ts';
import { asDay } from '#domain/time/time.ts';
import { decodeColumnValues, encodeColumnValues } from '#table/codecs/column-values-codec.ts';
import { decodeCounters, encodeCounters } from '#table/codecs/counters-codec.ts';
import {
  decodeLineCategories,
  decodeLineGoods,
  encodeLineCategories,
  encodeLineGoods,
} from '#table/codecs/line-labels-codec.ts';
import { decodeLines, encodeLines } from '#table/codecs/lines-codec.ts';

const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
const hex = (packed: Uint8Array): string => Buffer.from(packed).toString('hex');

/** The largest whole number that is one everywhere, and the one after it. */
const LARGEST = 'ffffffffffffff0f';
const TOO_LARGE = 'ffffffffffffff10';

describe('bytes that are broken are refused with what they are', () => {
  test.each([
    ['01', 'packed lines ends too early'],
    ['01 64', 'packed lines announces more than it can hold'],
    ['01 01 01 09 61', 'packed lines ends too early'],
    ['01 00 00', 'packed lines goes on after its end'],
    [`01 01 00 07 ${TOO_LARGE}`, 'packed lines holds a number above 2^53'],
    ['01 01 00 07 8080808080808080 01', 'packed lines holds a number that does not end'],
  ])('lines %s', (packed, words) => {
    expect(() => decodeLines(bytes(packed))).toThrow(words);
  });

  test.each([
    ['', 'packed column values ends too early'],
    ['01 00 00', 'packed column values goes on after its end'],
    [`01 01 0000000a ff ${LARGEST}`, 'packed column values holds a number above 2^53'],
  ])('column values %j', (packed, words) => {
    expect(() => decodeColumnValues(bytes(packed))).toThrow(words);
  });

  test.each([
    // Two days are announced in eight, and another number of bits is set; or the last is another day.
    ['01 03 c801 07 40 00 00', 'packed counters: the axis of days is broken'],
    ['01 02 c801 07 20 00 00', 'packed counters: the axis of days is broken'],
    ['01 02 c801 64 63 00 00', 'packed counters: the axis of days is broken'],
    // One sum on no day, without the byte that says how its values are written.
    ['01 00 01 0000000a 00 00', 'packed counters ends too early'],
    // One tally of one text, of which the second is named: once, and twice.
    ['01 00 00 01 0000000a 01 0161 03', 'packed counters: a tally names a text that is not there'],
    ['01 00 00 01 0000000a 01 0161 02 01 04', 'packed counters: a tally names a text that is not there'],
  ])('counters %s', (packed, words) => {
    expect(() => decodeCounters(bytes(packed))).toThrow(words);
  });

  test('goods and categories of lines', () => {
    expect(() => decodeLineGoods(bytes(''))).toThrow("packed lines' goods ends too early");
    expect(() => decodeLineCategories(bytes(''))).toThrow("packed lines' categories ends too early");
    expect(() => decodeLineGoods(bytes('01 00 00 00'))).toThrow('goes on after its end');
  });

  test('more lines than a receipt can have are not made out of three bytes', () => {
    expect(decodeLineGoods(bytes('01 00 a08d06')).length).toBe(100_000);
    expect(() => decodeLineGoods(bytes('01 00 a18d06'))).toThrow('more lines than a receipt can have');
  });
});

describe('numbers at the ends of their bytes', () => {
  test.each([
    [127, '7f'],
    [128, '8001'],
    [2 ** 31 - 1, 'ffffffff07'],
    [2 ** 31, '8080808008'],
    [2 ** 53 - 1, LARGEST],
  ])('%d', (amountMinor, packed) => {
    const lines = [{ sku: '7', quantityThousandths: 1000, amountMinor }];
    const written = encodeLines({ lines, lineDiscountsMinor: [0] });
    expect(hex(written)).toBe(`01010007${packed}`);
    expect(decodeLines(written).lines).toEqual(lines);
  });

  test('the largest and the smallest value of a column', () => {
    const values = new Map([
      ['0000000a', 2 ** 53 - 1],
      ['0000000b', -(2 ** 53) + 1],
    ]);
    expect(decodeColumnValues(encodeColumnValues(values))).toEqual(values);
  });
});

describe('column values', () => {
  test('are equal bytes in whatever order they were counted', () => {
    const [one, other] = [['0000000a', 1] as const, ['0000000b', -1] as const];
    const packed = '01 02 0000000a 02 0000000b 01'.replaceAll(' ', '');
    expect(hex(encodeColumnValues(new Map([one, other])))).toBe(packed);
    expect(hex(encodeColumnValues(new Map([other, one])))).toBe(packed);
  });

  test.each(['x0a1b2c3d', '0a1b2c3dx', '0A1B2C3D', '0a1b2c3'])('%s is no column', (id) => {
    expect(() => encodeColumnValues(new Map([[id, 1]]))).toThrow('a column id is eight hex digits');
  });
});

describe('the axis of days', () => {
  const onDays = (...days: number[]): Counters => ({
    days: days.map(asDay),
    sums: new Map(),
    tallies: new Map(),
  });

  test.each([
    ['one after the other', onDays(100, 101, 102, 104), '01 04 c801 04 0b 00 00'],
    ['two that are as dense as bits are worth', onDays(100, 108), '01 02 c801 08 80 00 00'],
    ['two that are a day further apart', onDays(100, 109), '01 02 c801 09 09 00 00'],
    ['three far from each other', onDays(100, 200, 400), '01 03 c801 ac02 64 c801 00 00'],
    ['seventeen days, of which the last byte is full', onDays(100, 101, 116), '01 03 c801 10 01 80 00 00'],
  ])('%s', (_, counters, packed) => {
    const written = encodeCounters(counters);
    expect(hex(written)).toBe(packed.replaceAll(' ', ''));
    expect(decodeCounters(written)).toEqual(counters);
  });
});

describe('the values of a sum', () => {
  const ofValues = (...values: number[]): Counters => ({
    days: [asDay(100), asDay(101), asDay(102)],
    sums: new Map([['0000000a', { before: 0, values }]]),
    tallies: new Map(),
  });
  const HEAD = '01 03 c801 02 03 01 0000000a 00 00';

  test.each([
    ['purchases, one a day, take no byte but their bits', ofValues(1, 0, 1), '16'],
    ['two purchases on a day are numbers', ofValues(1, 0, 2), '14 01 02'],
    ['days without anything do not make a column signed', ofValues(64, 0, 64), '14 40 40'],
    ['a return does', ofValues(64, 0, -1), '15 8001 01'],
    ['nothing on any day', ofValues(0, 0, 0), '02'],
  ])('%s', (_, counters, packed) => {
    const written = encodeCounters(counters);
    expect(hex(written)).toBe(`${HEAD}${packed}`.replaceAll(' ', ''));
    expect(decodeCounters(written)).toEqual(counters);
  });
});

describe('labels of lines', () => {
  test('a line of which nothing was said is not one that belongs to nothing', () => {
    const line = { sku: '7', quantityThousandths: 1000, amountMinor: 5 };
    const lines = [line, { ...line, categories: [] }, { ...line, categories: ['tea', 'sale'] }];
    const packed = encodeLineCategories(lines);
    expect(hex(packed)).toBe('01 03 00 0473616c65 03746561 03 01 00 06'.replaceAll(' ', ''));
    expect(decodeLineCategories(packed)).toEqual([undefined, [], ['sale', 'tea']]);
  });

  test('a ninth column takes a second byte', () => {
    const ids = Array.from({ length: 9 }, (_, at) => `0000000${at}`);
    const goods = [ids, [], ['00000008']];
    expect(decodeLineGoods(encodeLineGoods(goods))).toEqual(goods);
  });
});
