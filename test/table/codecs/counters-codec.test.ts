import { describe, expect, test } from 'vitest';
import type { Counters } from '#domain/member/counters.ts';
import { asDay } from '#domain/time/time.ts';
import { decodeCounters, encodeCounters } from '#table/codecs/counters-codec.ts';
import { shopperCounters } from '../shopper.ts';

const NOTHING: Counters = { days: [], sums: new Map(), tallies: new Map() };

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

describe('the bytes of counters', () => {
  test('nothing is a version and three zeroes', () => {
    expect(hex(encodeCounters(NOTHING))).toBe('01000000');
  });

  test('a sum, a return, and days on which only one of two columns counted', () => {
    const counters: Counters = {
      days: [asDay(100), asDay(107)],
      sums: new Map([
        ['0000000b', { before: 64, values: [0, -1] }],
        ['0000000a', { before: 0, values: [5, 300] }],
      ]),
      tallies: new Map(),
    };
    expect(hex(encodeCounters(counters))).toBe(
      [
        '01', // version
        '02 c801 07 40', // two days: 100, seven days to the last, which is the seventh bit
        '02', // two sums
        '0000000a 00', // before: 0
        '0000000b 8001', // before: 64
        '00', // no tally
        'd4', // a: neither signed nor ones, b: signed; on the first day a, on the second both
        '05 ac02 01', // 5, 300, and -1 in zig-zag
      ]
        .join('')
        .replaceAll(' ', ''),
    );
  });

  test('a tally names each text once', () => {
    const counters: Counters = {
      days: [asDay(0)],
      sums: new Map(),
      tallies: new Map([
        [
          'ffffffff',
          {
            before: new Map([['b', 2]]),
            values: [
              new Map([
                ['b', 1],
                ['a', -1],
              ]),
            ],
          },
        ],
      ]),
    };
    expect(hex(encodeCounters(counters))).toBe(
      [
        '01 01 00 00 00', // version, one day: 0, no distance; no sums
        '01 ffffffff 02 0161 0162', // one tally: a, b
        '02 01 04', // before: one text, b, 2
        '01', // present
        '04 00 01 01 02', // two texts: a -1, b 1
      ]
        .join('')
        .replaceAll(' ', ''),
    );
  });
});

describe('values beyond 32 bits', () => {
  test.each([2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 53 - 1, -(2 ** 31), -(2 ** 31) - 1, -(2 ** 53) + 1])(
    '%d',
    (value) => {
      const counters: Counters = {
        days: [asDay(1)],
        sums: new Map([['00000001', { before: value, values: [value] }]]),
        tallies: new Map([
          ['00000002', { before: new Map([['x', value]]), values: [new Map([['x', value]])] }],
        ]),
      };
      expect(decodeCounters(encodeCounters(counters))).toEqual(counters);
    },
  );
});

describe('what is refused', () => {
  test('another codec version', () => {
    expect(() => decodeCounters(Uint8Array.of(2, 0, 0, 0))).toThrow(
      'packed counters is of codec version 2, this code reads version 1',
    );
  });

  test('bytes after the end', () => {
    expect(() => decodeCounters(Uint8Array.of(1, 0, 0, 0, 0))).toThrow('goes on after its end');
  });

  test('no bytes at all', () => {
    expect(() => decodeCounters(Uint8Array.of())).toThrow('ends too early');
  });

  test('a number that does not end', () => {
    expect(() => decodeCounters(new Uint8Array(20).fill(255).fill(1, 0, 1))).toThrow('does not end');
  });

  test('days that do not ascend', () => {
    const counters = { ...NOTHING, days: [asDay(2), asDay(2)] };
    expect(() => encodeCounters(counters)).toThrow('do not ascend');
  });

  test('a column with another number of days', () => {
    const counters = { ...NOTHING, sums: new Map([['00000001', { before: 0, values: [1] }]]) };
    expect(() => encodeCounters(counters)).toThrow('another number of days');
  });

  test('a value that is no whole number', () => {
    const counters = { ...NOTHING, sums: new Map([['00000001', { before: 0.5, values: [] }]]) };
    expect(() => encodeCounters(counters)).toThrow('whole numbers');
  });

  test('an id that is not eight hex digits', () => {
    const counters = { ...NOTHING, sums: new Map([['sold', { before: 0, values: [] }]]) };
    expect(() => encodeCounters(counters)).toThrow('eight hex digits');
  });
});

describe('ten counters and two purchases a week (performance §3)', () => {
  test('62 days kept: 289 bytes were measured, 5 % are let pass', () => {
    const { counters } = shopperCounters(62);
    expect(counters.days.length).toBe(16);
    expect(encodeCounters(counters).length).toBeLessThanOrEqual(303);
  });

  test('a year kept: at most 1.6 times what the drawing contains; 1321 of 845 bytes were measured', () => {
    const { counters, entropyBytes } = shopperCounters(365);
    expect(entropyBytes).toBe(845);
    expect(encodeCounters(counters).length).toBeLessThanOrEqual(1352);
  });
});
