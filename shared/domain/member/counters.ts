import type { Day, DayRange } from '#domain/time/time.ts';
import { assert } from '#domain/values/assert.ts';
import { MAX_STORES_COUNTED, MAX_STORES_COUNTED_A_DAY } from '#domain/values/limits.ts';

/** A counter column's name: a hash of what it measures, so two program versions that measure the same share it. */
export type ColumnId = string;

/** A quantity by day. `before` holds everything older than the day axis. */
export interface SumColumn {
  readonly before: number;
  /** One value a day of the axis. */
  readonly values: readonly number[];
}

/** Value → how often, by day: distinct stores, distinct days. */
export interface TallyColumn {
  readonly before: ReadonlyMap<string, number>;
  /** One map a day of the axis. */
  readonly values: readonly ReadonlyMap<string, number>[];
}

/** All counters of a member on one axis of days, ascending. A day on which nothing counted is not on it. */
export interface Counters {
  readonly days: readonly Day[];
  readonly sums: ReadonlyMap<ColumnId, SumColumn>;
  readonly tallies: ReadonlyMap<ColumnId, TallyColumn>;
  /** The last version whose splits of columns were made here (D80); left out: none. */
  readonly splitBy?: number;
}

export const NO_COUNTERS: Counters = { days: [], sums: new Map(), tallies: new Map() };

/** A receipt's addition to the columns on its day: amounts to sums, one value to a tally. */
export interface Counted {
  readonly sums: ReadonlyMap<ColumnId, number>;
  readonly tallies: ReadonlyMap<ColumnId, string>;
  /** Values that a tally no longer counts: their goods came back. Left out: none. */
  readonly untallied?: ReadonlyMap<ColumnId, string>;
  /** What counts on the day of arrival instead of the receipt's own (D96); left out: nothing. */
  readonly late?: CountedLate;
}

interface CountedLate extends Omit<Counted, 'late'> {
  readonly day: Day;
}

export const NOTHING_COUNTED: Counted = { sums: new Map(), tallies: new Map() };

/** Adds to columns on a day; columns that are not there yet begin. The argument is left as it was. */
export function addOn(counters: Counters, day: Day, counted: Omit<Counted, 'late'>): Counters {
  const { untallied = NO_VALUES } = counted;
  if (counted.sums.size === 0 && counted.tallies.size === 0 && untallied.size === 0) return counters;
  const { days, at, isNew } = withDay(counters.days, day);
  const widen = <T>(values: readonly T[], empty: T): T[] =>
    isNew ? [...values.slice(0, at), empty, ...values.slice(at)] : [...values];
  const sums = new Map<ColumnId, SumColumn>();
  for (const [id, column] of counters.sums) {
    sums.set(id, { before: column.before, values: widen(column.values, 0) });
  }
  for (const [id, amount] of counted.sums) {
    const values = [...(sums.get(id)?.values ?? days.map(() => 0))];
    values[at] = exact((values[at] ?? 0) + amount, id);
    sums.set(id, { before: sums.get(id)?.before ?? 0, values });
  }
  const tallies = new Map<ColumnId, TallyColumn>();
  for (const [id, column] of counters.tallies) {
    tallies.set(id, { before: column.before, values: widen<Tally>(column.values, NO_TALLY) });
  }
  const tally = (id: ColumnId, value: string, count: number): void => {
    const values = [...(tallies.get(id)?.values ?? days.map(() => NO_TALLY))];
    values[at] = plus(values[at] ?? NO_TALLY, [[value, count]]);
    tallies.set(id, { before: tallies.get(id)?.before ?? NO_TALLY, values });
  };
  for (const [id, value] of counted.tallies) tally(id, value, 1);
  for (const [id, value] of untallied) tally(id, value, -1);
  return { ...counters, days, sums, tallies };
}

/** Beyond the safe integers a sum would silently lose minor units. */
function exact(sum: number, id: ColumnId): number {
  assert(Number.isSafeInteger(sum), () => `column ${id}: ${sum} is no safe integer`);
  return sum;
}

/**
 * What may still be added on a day: a tally that knows as many values as it may, or has as many on that day, takes no new
 * one.
 */
export function withinTallies(counters: Counters, day: Day, counted: Counted): Counted {
  const index = counters.days.indexOf(day);
  const tallies = [...counted.tallies].filter(([id, value]) => {
    const column = counters.tallies.get(id);
    if (column === undefined) return true;
    const ofDay = column.values[index] ?? NO_TALLY;
    if (ofDay.has(value)) return true;
    if (ofDay.size >= MAX_STORES_COUNTED_A_DAY) return false;
    const all = new Set(column.before.keys());
    for (const tally of column.values) for (const text of tally.keys()) all.add(text);
    return all.has(value) || all.size < MAX_STORES_COUNTED;
  });
  return tallies.length === counted.tallies.size ? counted : { ...counted, tallies: new Map(tallies) };
}

type Tally = ReadonlyMap<string, number>;

const NO_TALLY: Tally = new Map();
const NO_VALUES: ReadonlyMap<ColumnId, string> = new Map();

function plus(tally: Tally, more: Iterable<readonly [string, number]>): Tally {
  const sum = new Map(tally);
  for (const [value, count] of more) {
    const total = (sum.get(value) ?? 0) + count;
    // What has all come back was never there.
    if (total === 0) sum.delete(value);
    else sum.set(value, total);
  }
  return sum;
}

function withDay(days: readonly Day[], day: Day): { days: readonly Day[]; at: number; isNew: boolean } {
  let at = days.length;
  while (at > 0 && (days[at - 1] ?? day) >= day) at -= 1;
  if (days[at] === day) return { days, at, isNew: false };
  return { days: [...days.slice(0, at), day, ...days.slice(at)], at, isNew: true };
}

/** The days `[from, to)`; `sinceEver`: what is older than the axis, and kept as `before`, counts too. */
interface CountedDays extends DayRange {
  readonly sinceEver: boolean;
}

/** A sum column's total over some days. */
export function sumOver(counters: Counters, id: ColumnId, { from, to, sinceEver }: CountedDays): number {
  const column = counters.sums.get(id);
  if (column === undefined) return 0;
  let sum = sinceEver ? column.before : 0;
  for (const [index, day] of counters.days.entries()) {
    if (day >= from && day < to) sum += column.values[index] ?? 0;
  }
  return exact(sum, id);
}

/** On how many of the days a sum column holds something; `before` then holds days, not what they held. */
export function daysOver(counters: Counters, id: ColumnId, { from, to, sinceEver }: CountedDays): number {
  const column = counters.sums.get(id);
  if (column === undefined) return 0;
  let count = sinceEver ? column.before : 0;
  for (const [index, day] of counters.days.entries()) {
    if (day >= from && day < to && (column.values[index] ?? 0) > 0) count += 1;
  }
  return count;
}

/** How many different values a tally column holds for some days. */
export function distinctOver(counters: Counters, id: ColumnId, { from, to, sinceEver }: CountedDays): number {
  const column = counters.tallies.get(id);
  if (column === undefined) return 0;
  let all: Tally = sinceEver ? column.before : NO_TALLY;
  for (const [index, day] of counters.days.entries()) {
    if (day >= from && day < to) all = plus(all, column.values[index] ?? NO_TALLY);
  }
  return [...all.values()].filter((count) => count > 0).length;
}

/** Counters without some columns; the argument is left as it was. */
export function withoutColumns(counters: Counters, gone: ReadonlySet<ColumnId>): Counters {
  if (gone.size === 0) return counters;
  const rest = <Column>(columns: ReadonlyMap<ColumnId, Column>) =>
    new Map([...columns].filter(([id]) => !gone.has(id)));
  return { ...counters, sums: rest(counters.sums), tallies: rest(counters.tallies) };
}

/**
 * The days on which some column holds something: one of which all has come back is none, nor is one that a column has summed up
 * and from which a return has only taken.
 */
export const daysHeld = ({ days, sums, tallies }: Counters): readonly Day[] =>
  days.filter(
    (_, index) =>
      [...sums.values()].some(({ values }) => (values[index] ?? 0) > 0) ||
      [...tallies.values()].some(({ values }) =>
        [...(values[index]?.values() ?? [])].some((count) => count > 0),
      ),
  );

/** Counters as they were when a day had ended, had everything arrived on its day; the argument is left as it was. */
export function upTo(counters: Counters, day: Day): Counters {
  const after = counters.days.findIndex((each) => each > day);
  if (after === -1) return counters;
  const begun = <Column extends { readonly values: readonly unknown[] }>(
    columns: ReadonlyMap<ColumnId, Column>,
  ) =>
    new Map([...columns].map(([id, column]) => [id, { ...column, values: column.values.slice(0, after) }]));
  return {
    ...counters,
    days: counters.days.slice(0, after),
    sums: begun(counters.sums),
    tallies: begun(counters.tallies),
  };
}

/** Columns that take what others hold along, and count for themselves from then on; the argument is left as it was. */
export function copied(counters: Counters, pairs: readonly { from: ColumnId; to: ColumnId }[]): Counters {
  const [sums, tallies] = [new Map(counters.sums), new Map(counters.tallies)];
  for (const { from, to } of pairs) {
    const [sum, tally] = [sums.get(from), tallies.get(from)];
    if (sum !== undefined) sums.set(to, sum);
    if (tally !== undefined) tallies.set(to, tally);
  }
  return { ...counters, sums, tallies };
}

/** The last day on which a column holds something; `null`: none that is kept by day. */
export function lastDayOf(counters: Counters, id: ColumnId): Day | null {
  const [sum, tally] = [counters.sums.get(id), counters.tallies.get(id)];
  const index = counters.days.findLastIndex(
    (_, at) => (sum?.values[at] ?? 0) !== 0 || (tally?.values[at]?.size ?? 0) > 0,
  );
  return counters.days[index] ?? null;
}

/** From which day on a column is kept by day, and whether its days are what is counted. */
export interface Horizon {
  readonly day: Day;
  readonly countsDays: boolean;
}

/**
 * Moves what no decision can ask for any more into `before`: for each column, the days before its horizon. Days that
 * no column needs leave the axis. Columns without a horizon are another version's, and are carried along untouched.
 */
export function forget(counters: Counters, horizons: ReadonlyMap<ColumnId, Horizon>): Counters {
  const isPast = (id: ColumnId, index: number): boolean => {
    const [horizon, day] = [horizons.get(id), counters.days[index]];
    return horizon !== undefined && day !== undefined && day < horizon.day;
  };
  const sums = new Map<ColumnId, SumColumn>();
  for (const [id, column] of counters.sums) {
    let before = column.before;
    const countsDays = horizons.get(id)?.countsDays === true;
    const values = column.values.map((value, index) => {
      if (!isPast(id, index)) return value;
      before += countsDays ? Number(value > 0) : value;
      return 0;
    });
    sums.set(id, { before: exact(before, id), values });
  }
  const tallies = new Map<ColumnId, TallyColumn>();
  for (const [id, column] of counters.tallies) {
    let before = column.before;
    const values = column.values.map((tally, index) => {
      if (!isPast(id, index)) return tally;
      before = plus(before, tally);
      return NO_TALLY;
    });
    tallies.set(id, { before, values });
  }
  const keep = counters.days.map(
    (_, index) =>
      [...sums.values()].some(({ values }) => values[index] !== 0) ||
      [...tallies.values()].some(({ values }) => (values[index]?.size ?? 0) > 0),
  );
  if (keep.every(Boolean)) return { ...counters, sums, tallies };
  const kept = <T>(list: readonly T[]): T[] => list.filter((_, index) => keep[index] === true);
  return {
    ...counters,
    days: kept(counters.days),
    sums: new Map([...sums].map(([id, { before, values }]) => [id, { before, values: kept(values) }])),
    tallies: new Map([...tallies].map(([id, { before, values }]) => [id, { before, values: kept(values) }])),
  };
}
