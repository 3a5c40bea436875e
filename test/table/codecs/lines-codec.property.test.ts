import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeLines, encodeLines } from '#table/codecs/lines-codec.ts';
import { anyAmount } from '../arbitraries.ts';

const anySku = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.maxSafeNat().map(String),
  fc.constantFrom('0', '00', '007', '-1', '1.0', '', '999999999999999', '1000000000000000'),
);

const anyLine = fc.record({
  line: fc.record({
    sku: anySku,
    externalCode: fc.option(fc.string({ unit: 'grapheme', maxLength: 20 }), { nil: undefined, freq: 2 }),
    quantityThousandths: fc.oneof(fc.constant(1000), fc.constant(0), fc.nat(100_000), anyAmount),
    amountMinor: fc.oneof(
      anyAmount,
      anyAmount.filter((amount) => amount > 0).map((amount) => -amount),
    ),
  }),
  discount: fc.oneof(fc.constant(0), anyAmount),
});

test('whatever lines are packed come out again', () => {
  fc.assert(
    fc.property(fc.array(anyLine, { maxLength: 30 }), (rows) => {
      const packed = {
        // A line without a code has no field for it.
        lines: rows.map(({ line: { externalCode, ...line } }) =>
          externalCode === undefined ? line : { ...line, externalCode },
        ),
        lineDiscountsMinor: rows.map(({ discount }) => discount),
      };
      expect(decodeLines(encodeLines(packed))).toEqual(packed);
    }),
    { numRuns: 500 },
  );
});
