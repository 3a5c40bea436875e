import type { GivenAtTill, SaleLine } from '#domain/member/commands.ts';
import { utf8Bytes } from '#domain/values/text-bytes.ts';

/**
 * So much of an entry's item, which holds 400 KB, may be what the till sent; the rest is what Laurel says of it. 500 lines
 * of three labels each are a third of it as a shop writes them, and fit at their longest.
 */
export const MAX_RECEIPT_BYTES = 300_000;

/** Of a line beside its article code: quantity, amount, discount, with their flags. */
const LINE_BYTES = 32;
const LABEL_BYTES = 3;
const CODE_BYTES = 2;
/** Of what was given on a line, beside the word why: two numbers, and the lists around them. */
const GIVEN_BYTES = 64;

/**
 * What a receipt takes where it is stored, in bytes, at most: its lines, the labels that occur, and a bit for each line and
 * label. Never less than what the codecs write (a property holds them to it).
 */
export function receiptBytes(
  lines: readonly Pick<SaleLine, 'sku' | 'externalCode' | 'categories'>[],
  given: readonly GivenAtTill[] = [],
): number {
  const labels = new Set(lines.flatMap(({ categories }) => categories ?? []));
  let bytes = lines.length * (LINE_BYTES + Math.ceil((labels.size + 1) / 8));
  for (const { sku, externalCode } of lines)
    bytes += utf8Bytes(sku) + CODE_BYTES + utf8Bytes(externalCode ?? '');
  for (const label of labels) bytes += LABEL_BYTES + utf8Bytes(label);
  for (const { why } of given) bytes += GIVEN_BYTES + utf8Bytes(why);
  return bytes;
}
