import type { SaleLine } from '#domain/member/commands.ts';
import { assert } from '../assertions.ts';
import { ByteReader, ByteWriter } from './bytes.ts';
import { codecVersions } from './versions.ts';

/*
 * The lines of a receipt in one binary attribute: version, how many, then for each line a byte of flags, the sku, the
 * its second code if the till told one, the quantity unless it is one piece, the amount, the discount if there is one. A sku that is a plain number is packed as
 * a number: a product code of seven digits takes three or four bytes.
 */

const VERSIONS = codecVersions.lines;
const WHAT = 'packed lines';
const ONE_PIECE = 1000;

const TEXT_SKU = 1;
const THOUSANDTHS = 2;
const PIECES = 4;
const DISCOUNT = 8;
/** The amount is below zero: a deposit that came back (D78). */
const NEGATIVE = 16;
/** A second code of the article follows it (I26). */
const CODE = 32;
const ALL_FLAGS = 63;

/** The lines as they were sold, and Laurel's discount on each. */
interface PackedLines {
  readonly lines: readonly SaleLine[];
  readonly lineDiscountsMinor: readonly number[];
}

/** Packs lines with one discount each; discounts and thousandths are 0 or more. */
export function encodeLines({ lines, lineDiscountsMinor }: PackedLines): Uint8Array {
  assert(lineDiscountsMinor.length === lines.length, 'there is not one discount a line');
  const out = new ByteWriter();
  out.byte(VERSIONS.writes);
  out.unsigned(lines.length);
  for (const [index, line] of lines.entries()) writeLine(out, line, lineDiscountsMinor[index] ?? 0);
  return out.finish();
}

/** Unpacks lines; bytes of a codec version that it does not read, and bytes that are broken, throw. */
export function decodeLines(bytes: Uint8Array): PackedLines {
  const input = new ByteReader(bytes, WHAT);
  input.version(VERSIONS);
  const lines: SaleLine[] = [];
  const lineDiscountsMinor: number[] = [];
  const count = input.count();
  for (let index = 0; index < count; index += 1) {
    const flags = input.byte();
    assert(flags <= ALL_FLAGS, `${WHAT}: unknown flags`);
    const sku = (flags & TEXT_SKU) !== 0 ? input.text() : String(input.unsigned());
    const externalCode = (flags & CODE) !== 0 ? input.text() : undefined;
    const quantityThousandths = readQuantity(input, flags);
    const amount = input.unsigned();
    lines.push({
      sku,
      ...(externalCode === undefined ? {} : { externalCode }),
      quantityThousandths,
      amountMinor: (flags & NEGATIVE) !== 0 ? -amount : amount,
    });
    lineDiscountsMinor.push((flags & DISCOUNT) !== 0 ? input.unsigned() : 0);
  }
  input.end();
  return { lines, lineDiscountsMinor };
}

function writeLine(out: ByteWriter, line: SaleLine, discountMinor: number): void {
  const { sku, externalCode, quantityThousandths: quantity, amountMinor } = line;
  const isNumber = /^(0|[1-9]\d{0,14})$/.test(sku);
  const inPieces = quantity % 1000 === 0;
  const quantityFlag = quantity === ONE_PIECE ? 0 : inPieces ? PIECES : THOUSANDTHS;
  const sign = amountMinor < 0 ? NEGATIVE : 0;
  const code = externalCode === undefined ? 0 : CODE;
  out.byte((isNumber ? 0 : TEXT_SKU) | quantityFlag | (discountMinor === 0 ? 0 : DISCOUNT) | sign | code);
  if (isNumber) out.unsigned(Number(sku));
  else out.text(sku);
  if (externalCode !== undefined) out.text(externalCode);
  if (quantityFlag !== 0) out.unsigned(inPieces ? quantity / 1000 : quantity);
  out.unsigned(Math.abs(amountMinor));
  if (discountMinor !== 0) out.unsigned(discountMinor);
}

function readQuantity(input: ByteReader, flags: number): number {
  if ((flags & PIECES) !== 0) return input.unsigned() * 1000;
  return (flags & THOUSANDTHS) !== 0 ? input.unsigned() : ONE_PIECE;
}
