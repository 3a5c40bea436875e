import type { ColumnId, Counters, SumColumn, TallyColumn } from '#domain/member/counters.ts';
import { asDay, type Day } from '#domain/time/time.ts';
import { assert } from '../assertions.ts';
import { ByteReader, ByteWriter } from './bytes.ts';
import { codecVersions } from './versions.ts';

/*
 * All counters of a member in one binary attribute (performance §3):
 *
 *   version
 *   days:     how many, the first (signed), the distance from the first to the last; then a bit for each day after the
 *             first, or, where they are few, the distance of each from the one before
 *   sums:     how many, then id and `before` (signed) of each
 *   tallies:  how many, then id, the texts that occur, and `before` of each
 *   bits:     for each sum whether it holds a negative value, and whether it holds ones only (how a count of purchases
 *             mostly is); then for each day and column, day-major, whether anything counted
 *   values:   day-major, only those that are present: varints, zig-zag in a column with negative values (returns); no
 *             value at all in a column of ones; a tally as one number if it is one text once
 *
 * A value that is absent costs one bit. Columns are carried as they are: a column that no program of this code knows
 * goes out as it came in, so two program versions may write the same member (reliability §2). Equal counters are equal
 * bytes: columns and texts are sorted.
 */

const VERSIONS = codecVersions.counters;
const WHAT = 'packed counters';

type Tally = ReadonlyMap<string, number>;

const NO_TALLY: Tally = new Map();

/** Packs counters; values are safe integers, ids eight hex digits. */
export function encodeCounters({ days, sums, tallies }: Counters): Uint8Array {
  const out = new ByteWriter();
  out.byte(VERSIONS.writes);
  writeDays(out, days);

  const sumColumns = byId(sums).map(([id, column]) => ({ id, column, form: formOf(column.values) }));
  out.unsigned(sumColumns.length);
  for (const { id, column } of sumColumns) {
    out.columnId(id);
    out.signed(column.before);
  }
  const tallyColumns = byId(tallies).map(([id, column]) => ({ id, column, texts: textsOf(column) }));
  out.unsigned(tallyColumns.length);
  for (const { id, column, texts } of tallyColumns) {
    out.columnId(id);
    out.unsigned(texts.size);
    for (const text of texts.keys()) out.text(text);
    writeTally(out, column.before, texts);
  }
  for (const { values } of [...sums.values(), ...tallies.values()]) {
    assert(values.length === days.length, 'a counter column has another number of days than the axis');
  }

  const bits: boolean[] = [];
  for (const { form } of sumColumns) bits.push(form.signed, form.ones);
  const valuesOut = new ByteWriter();
  for (let day = 0; day < days.length; day += 1) {
    for (const { column, form } of sumColumns) {
      const value = column.values[day] ?? 0;
      bits.push(value !== 0);
      if (value !== 0) writeValue(valuesOut, value, form);
    }
    for (const { column, texts } of tallyColumns) {
      const tally = column.values[day] ?? NO_TALLY;
      bits.push(tally.size > 0);
      if (tally.size > 0) writeTally(valuesOut, tally, texts);
    }
  }
  writeBits(out, bits);
  out.bytes(valuesOut.finish());
  return out.finish();
}

/** Unpacks counters; bytes of a codec version that it does not read, and bytes that are broken, throw. */
export function decodeCounters(bytes: Uint8Array): Counters {
  const input = new ByteReader(bytes, WHAT);
  input.version(VERSIONS);
  const days = readDays(input);
  const sums = Array.from({ length: input.count() }, () => ({
    id: input.columnId(),
    before: input.signed(),
    values: [] as number[],
  }));
  const tallies = Array.from({ length: input.count() }, () => {
    const id = input.columnId();
    const texts = Array.from({ length: input.count() }, () => input.text());
    return { id, texts, before: readTally(input, texts), values: [] as Tally[] };
  });

  const width = sums.length + tallies.length;
  const formBits = sums.length * 2;
  const bits = input.bytes(Math.ceil((formBits + days.length * width) / 8));
  const present = (day: number, column: number): boolean => isSet(bits, formBits + day * width + column);
  const forms = sums.map((_, at): Form => ({ signed: isSet(bits, at * 2), ones: isSet(bits, at * 2 + 1) }));
  for (let day = 0; day < days.length; day += 1) {
    let column = 0;
    for (const { values } of sums) {
      values.push(present(day, column) ? readValue(input, forms[column] ?? PLAIN) : 0);
      column += 1;
    }
    for (const { texts, values } of tallies) {
      values.push(present(day, column) ? readTally(input, texts) : NO_TALLY);
      column += 1;
    }
  }
  input.end();
  return {
    days,
    sums: new Map(sums.map(({ id, before, values }): [ColumnId, SumColumn] => [id, { before, values }])),
    tallies: new Map(
      tallies.map(({ id, before, values }): [ColumnId, TallyColumn] => [id, { before, values }]),
    ),
  };
}

function writeDays(out: ByteWriter, days: readonly Day[]): void {
  out.unsigned(days.length);
  const [first] = days;
  const last = days.at(-1);
  if (first === undefined || last === undefined) return;
  for (const [index, day] of days.entries()) {
    assert(index === 0 || day > (days[index - 1] ?? day), 'the days of the counters do not ascend');
  }
  out.signed(first);
  out.unsigned(last - first);
  if (isDense(days.length, last - first)) {
    const bits: boolean[] = [];
    let next = 1;
    for (let day = first + 1; day <= last; day += 1) {
      bits.push(days[next] === day);
      if (days[next] === day) next += 1;
    }
    writeBits(out, bits);
  } else {
    for (const [index, day] of days.slice(1).entries()) out.unsigned(day - (days[index] ?? first));
  }
}

function readDays(input: ByteReader): Day[] {
  const count = input.unsigned();
  if (count === 0) return [];
  const first = input.signed();
  const span = input.unsigned();
  const days = [asDay(first)];
  if (isDense(count, span)) {
    const bits = input.bytes(Math.ceil(span / 8));
    for (let bit = 0; bit < span; bit += 1) if (isSet(bits, bit)) days.push(asDay(first + 1 + bit));
  } else {
    for (let rest = count - 1, day = first; rest > 0; rest -= 1) {
      day += input.unsigned();
      days.push(asDay(day));
    }
  }
  assert(days.length === count && days.at(-1) === first + span, `${WHAT}: the axis of days is broken`);
  return days;
}

/** A bit for each day of the span, where that is shorter than a byte for each day that counted. */
const isDense = (count: number, span: number): boolean => span / 8 <= count - 1;

const isSet = (bits: Uint8Array, bit: number): boolean => (((bits[bit >>> 3] ?? 0) >>> (bit & 7)) & 1) === 1;

function writeBits(out: ByteWriter, bits: readonly boolean[]): void {
  let byte = 0;
  for (let at = 0; at < bits.length; at += 1) {
    if (bits[at] === true) byte |= 1 << (at & 7);
    if ((at & 7) === 7) {
      out.byte(byte);
      byte = 0;
    }
  }
  if ((bits.length & 7) !== 0) out.byte(byte);
}

/** How a sum column's values are written. */
interface Form {
  readonly signed: boolean;
  readonly ones: boolean;
}

const PLAIN: Form = { signed: false, ones: false };

const formOf = (values: readonly number[]): Form => ({
  signed: values.some((value) => value < 0),
  ones: values.every((value) => value === 0 || value === 1),
});

function writeValue(out: ByteWriter, value: number, { signed, ones }: Form): void {
  if (ones) return;
  if (signed) out.signed(value);
  else out.unsigned(value);
}

function readValue(input: ByteReader, { signed, ones }: Form): number {
  if (ones) return 1;
  return signed ? input.signed() : input.unsigned();
}

/** Every text of a tally column → its number, sorted. */
function textsOf({ before, values }: TallyColumn): ReadonlyMap<string, number> {
  const texts = new Set(before.keys());
  for (const tally of values) for (const text of tally.keys()) texts.add(text);
  return new Map([...texts].sort().map((text, index) => [text, index]));
}

function writeTally(out: ByteWriter, tally: Tally, texts: ReadonlyMap<string, number>): void {
  if (tally.size === 1) {
    for (const [text, count] of tally) {
      if (count !== 1) break;
      out.unsigned((texts.get(text) ?? -1) * 2 + 1);
      return;
    }
  }
  const numbered = [...tally].map(([text, count]) => [texts.get(text) ?? -1, count] as const);
  out.unsigned(numbered.length * 2);
  for (const [text, count] of numbered.sort(([one], [other]) => one - other)) {
    out.unsigned(text);
    out.signed(count);
  }
}

function readTally(input: ByteReader, texts: readonly string[]): Tally {
  const textAt = (index: number): string => {
    const text = texts[index];
    assert(text !== undefined, `${WHAT}: a tally names a text that is not there`);
    return text;
  };
  const head = input.unsigned();
  if (head % 2 === 1) return new Map([[textAt((head - 1) / 2), 1]]);
  const tally = new Map<string, number>();
  for (let rest = head / 2; rest > 0; rest -= 1) tally.set(textAt(input.unsigned()), input.signed());
  return tally;
}

function byId<Column>(columns: ReadonlyMap<ColumnId, Column>): [ColumnId, Column][] {
  return [...columns].sort(([one], [other]) => (one < other ? -1 : 1));
}
