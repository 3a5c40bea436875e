import fc from 'fast-check';
import { expect, test } from 'vitest';
import { receiptBytes } from '#domain/entries/receipt-size.ts';
import type { Sale, SaleLine } from '#domain/member/commands.ts';
import { entryItem } from '#table/codecs/entry-item.ts';
import { encodeLineCategories } from '#table/codecs/line-labels-codec.ts';
import { encodeLines } from '#table/codecs/lines-codec.ts';
import { changedEntry } from '../../fixtures/entries.ts';
import { itemBytes } from '../item-size.ts';
import { sampleEntry } from '../samples.ts';

/** The bound by which a receipt is refused is never below what is written of it. */
const anyText = (maxLength: number) =>
  fc.oneof(fc.string({ unit: 'grapheme', minLength: 1, maxLength }), fc.stringMatching(/^[0-9]{1,20}$/));
const anyLine: fc.Arbitrary<{ line: SaleLine; discount: number }> = fc
  .record({
    sku: anyText(64),
    quantityThousandths: fc.integer({ min: 1, max: 1_000_000_000 }),
    amountMinor: fc.integer({ min: -100_000_000_000, max: 100_000_000_000 }),
    categories: fc.option(fc.array(anyText(40), { maxLength: 20 }), { nil: undefined }),
    discount: fc.integer({ min: 0, max: 100_000_000_000 }),
  })
  .map(({ categories, discount, ...line }) => ({
    line: categories === undefined ? line : { ...line, categories },
    discount,
  }));

const manyLabels = fc.integer({ min: 200, max: 2_000 }).chain((labels) =>
  fc.array(fc.uniqueArray(fc.integer({ min: 0, max: labels }), { maxLength: 20 }), {
    minLength: 100,
    maxLength: 500,
  }),
);

/** Most room of many labels goes to the bits of each line, which the slack of a few lines would hide. */
const linesOf = (labels: readonly (readonly number[])[]) =>
  labels.map((numbers, index) => ({
    line: {
      sku: String(index),
      quantityThousandths: 1_000,
      amountMinor: 100,
      categories: numbers.map((number) => `c${number}`),
    },
    discount: 0,
  }));

test('of a receipt no more is written than it is counted for', () => {
  fc.assert(
    fc.property(fc.oneof(fc.array(anyLine, { maxLength: 60 }), manyLabels.map(linesOf)), (told) => {
      const lines = told.map(({ line }) => line);
      const lineDiscountsMinor = told.map(({ discount }) => discount);
      const written = encodeLines({ lines, lineDiscountsMinor }).length + encodeLineCategories(lines).length;
      expect(written).toBeLessThanOrEqual(receiptBytes(lines) + 20);
    }),
  );
});

const anyGift = fc.record({
  line: fc.integer({ min: 0, max: 499 }),
  amountMinor: fc.integer({ min: 0, max: 100_000_000_000 }),
  why: anyText(40),
});

test('of what a till gave no more is written than it is counted for', () => {
  const entry = sampleEntry('r-1', 'm1');
  const bytesWith = (sale: Sale): number => itemBytes(entryItem(changedEntry(entry, { sale })));
  fc.assert(
    fc.property(fc.array(anyGift, { maxLength: 500 }), (given) => {
      const { sale } = entry.body;
      const written = bytesWith({ ...sale, given }) - bytesWith(sale);
      // The attribute's name, and the list itself.
      expect(written).toBeLessThanOrEqual(receiptBytes([], given) + 5);
    }),
  );
});
