import type { SaleLine } from '#domain/member/commands.ts';
import type { ColumnId } from '#domain/member/counters.ts';
import { assert } from '../assertions.ts';
import { ByteReader, ByteWriter } from './bytes.ts';
import { codecVersions } from './versions.ts';

/*
 * Labels of a receipt's lines in one binary attribute: version, the labels that occur, how many lines, then for each line
 * a bit a label. Once for the columns that meant its goods (D29), once for the categories that the till sent (I24).
 */

const VERSIONS = codecVersions.lineLabels;

/** For each line the columns that meant its goods. */
export function encodeLineGoods(lineGoods: readonly (readonly ColumnId[])[]): Uint8Array {
  return encode(lineGoods, (out, id) => out.columnId(id));
}

export function decodeLineGoods(bytes: Uint8Array): readonly (readonly ColumnId[])[] {
  return decode(new ByteReader(bytes, "packed lines' goods"), (input) => input.columnId());
}

/** A line that the till said nothing about is not the same as one that belongs to nothing; the first label says so. */
const UNSAID = '';

/** The goods' categories as the till said them; lines may say nothing. */
export function encodeLineCategories(lines: readonly SaleLine[]): Uint8Array {
  return encode(
    lines.map(({ categories }) => categories ?? [UNSAID]),
    (out, category) => out.text(category),
  );
}

export function decodeLineCategories(bytes: Uint8Array): readonly (readonly string[] | undefined)[] {
  const said = decode(new ByteReader(bytes, "packed lines' categories"), (input) => input.text());
  return said.map((categories) => (categories[0] === UNSAID ? undefined : categories));
}

function encode(
  lines: readonly (readonly string[])[],
  write: (out: ByteWriter, label: string) => void,
): Uint8Array {
  const labels = [...new Set(lines.flat())].sort();
  const out = new ByteWriter();
  out.byte(VERSIONS.writes);
  out.unsigned(labels.length);
  for (const label of labels) write(out, label);
  out.unsigned(lines.length);
  const placeOf = new Map(labels.map((label, place) => [label, place]));
  for (const line of lines) {
    const bits = new Uint8Array(Math.ceil(labels.length / 8));
    for (const label of line) {
      const place = placeOf.get(label) ?? 0;
      bits[place >> 3] = (bits[place >> 3] ?? 0) | (1 << (place & 7));
    }
    for (const byte of bits) out.byte(byte);
  }
  return out.finish();
}

function decode(input: ByteReader, read: (input: ByteReader) => string): readonly (readonly string[])[] {
  input.version(VERSIONS);
  const labels = Array.from({ length: input.count() }, () => read(input));
  const count = input.unsigned();
  assert(count <= MAX_DECODED_LINES, 'more lines than a receipt can have');
  const lines = Array.from({ length: count }, () => {
    const line: string[] = [];
    for (let from = 0; from < labels.length; from += 8) {
      const bits = input.byte();
      for (const [bit, label] of labels.slice(from, from + 8).entries()) {
        if ((bits & (1 << bit)) !== 0) line.push(label);
      }
    }
    return line;
  });
  input.end();
  return lines;
}

/** Without labels a line takes no byte, so the count is checked by itself. */
const MAX_DECODED_LINES = 100_000;
