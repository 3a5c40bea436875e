import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeCounters, encodeCounters } from '#table/codecs/counters-codec.ts';
import { anyCounters } from '../arbitraries.ts';

test('whatever is packed comes out again', () => {
  fc.assert(
    fc.property(anyCounters, (counters) => {
      expect(decodeCounters(encodeCounters(counters))).toEqual(counters);
    }),
    { numRuns: 500 },
  );
});

test('equal counters are equal bytes, in whatever order their columns stand', () => {
  fc.assert(
    fc.property(anyCounters, ({ days, sums, tallies }) => {
      const turned = {
        days,
        sums: new Map([...sums].reverse()),
        tallies: new Map([...tallies].reverse()),
      };
      expect(encodeCounters(turned)).toEqual(encodeCounters({ days, sums, tallies }));
    }),
  );
});

test('a cut anywhere is found', () => {
  fc.assert(
    fc.property(
      anyCounters,
      fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
      (counters, at) => {
        const bytes = encodeCounters(counters);
        expect(() => decodeCounters(bytes.subarray(0, Math.floor(at * bytes.length)))).toThrow();
      },
    ),
  );
});
