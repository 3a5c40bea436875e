import type { ColumnId } from '#domain/member/counters.ts';
import { ByteReader, ByteWriter } from './bytes.ts';
import { codecVersions } from './versions.ts';

const VERSIONS = codecVersions.columnValues;

/** Packs one value a column: what an entry counted for, or a status' baselines. Sorted, so equal maps are equal bytes. */
export function encodeColumnValues(values: ReadonlyMap<ColumnId, number>): Uint8Array {
  const out = new ByteWriter();
  out.byte(VERSIONS.writes);
  out.unsigned(values.size);
  for (const [id, value] of [...values].sort(([one], [other]) => (one < other ? -1 : 1))) {
    out.columnId(id);
    out.signed(value);
  }
  return out.finish();
}

/** Unpacks column values; bytes of a codec version that it does not read, and bytes that are broken, throw. */
export function decodeColumnValues(bytes: Uint8Array): ReadonlyMap<ColumnId, number> {
  const input = new ByteReader(bytes, 'packed column values');
  input.version(VERSIONS);
  const values = new Map<ColumnId, number>();
  const count = input.count();
  for (let index = 0; index < count; index += 1) values.set(input.columnId(), input.signed());
  input.end();
  return values;
}
