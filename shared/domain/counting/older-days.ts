import {
  addOn,
  type ColumnId,
  type Counters,
  NOTHING_COUNTED,
  type SumColumn,
  type TallyColumn,
} from '#domain/member/counters.ts';
import { countedAt, type Entry } from '#domain/member/entry.ts';
import type { Member } from '#domain/member/member.ts';
import type { ColumnShape, CompiledMeasure } from '#domain/program/columns.ts';
import type { CompiledRule } from '#domain/program/compiled.ts';
import type { Moment } from '#domain/program/timeline.ts';
import { asDay, asEpochMs, type Day, type DayRange } from '#domain/time/time.ts';
import { windowAt } from '#domain/time/window.ts';
import { horizonsOf } from './prune.ts';
import { columnThen } from './split-columns.ts';

/** Days that have to be known one by one again, and the columns for which. */
export interface OlderDays {
  readonly days: DayRange;
  /** The days of the entries to be read: what counts on the day it came happened before (D96). */
  readonly read: DayRange;
  readonly columns: ReadonlyMap<ColumnId, ColumnShape['aggregate']>;
}

/** A column as far as its days are asked for. */
export type AskedColumn = Pick<ColumnShape, 'id' | 'aggregate' | 'lateFor'>;

/** A measure that is looked at from each of some days. */
export interface Look {
  readonly measure: Pick<CompiledMeasure, 'window'> & { readonly column: AskedColumn };
  readonly from: Day;
  readonly until: Day;
}

/**
 * The days that have become part of the columns' totals and that an entry of a day has to see one by one (D88): those of
 * its rules' windows, and its own where different days are counted. `null`: all that it asks for is kept by day, as for
 * whatever is not months late.
 */
export function olderDays(
  moment: Moment,
  member: Member,
  { day, storeId }: { readonly day: Day; readonly storeId: string },
): OlderDays | null {
  if (day >= moment.today) return null;
  const { rules, columns } = moment.program;
  const woken = rules.filter(({ on }) => on.includes('sale'));
  const counted = columns.filter(({ isKept, stores }) => isKept && stores?.has(storeId) !== false);
  return joined(moment, [
    ...looksOf(woken, day).flatMap((look) => olderInLook(moment, member, look)),
    ...counted.flatMap((column) => olderAsDay(moment, member, column, day)),
  ]);
}

/** The same for what counts different days and stores on no day of its own: only rules that it wakes look from theirs. */
export function olderDaysOfRules(
  moment: Moment,
  member: Member,
  { day, wakes }: { readonly day: Day; readonly wakes: string },
): OlderDays | null {
  if (day >= moment.today) return null;
  const woken = moment.program.rules.filter(({ on }) => on.includes(wakes));
  return joined(
    moment,
    looksOf(woken, day).flatMap((look) => olderInLook(moment, member, look)),
  );
}

/**
 * The same for a return of what was counted on some days: rules and reviews that are asked again look from their own days,
 * and a day that it takes from has to be where its column's other days are.
 */
export function olderDaysBack(
  moment: Moment,
  member: Member,
  back: {
    readonly days: readonly Day[];
    readonly columns: readonly AskedColumn[];
    readonly looks: readonly Look[];
  },
): OlderDays | null {
  return joined(moment, [
    ...back.looks.flatMap((look) => olderInLook(moment, member, look)),
    ...back.days.flatMap((day) =>
      back.columns.flatMap((column) => [
        ...olderAsDay(moment, member, column, day),
        ...olderAgain(moment, member, column, day),
      ]),
    ),
  ]);
}

/** All that two looks need. */
export function bothDays(one: OlderDays | null, other: OlderDays | null): OlderDays | null {
  if (one === null || other === null) return one ?? other;
  const span = (a: DayRange, b: DayRange): DayRange => ({
    from: asDay(Math.min(a.from, b.from)),
    to: asDay(Math.max(a.to, b.to)),
  });
  return {
    days: span(one.days, other.days),
    read: span(one.read, other.read),
    columns: new Map([...one.columns, ...other.columns]),
  };
}

/** What rules look at from a day. */
const looksOf = (rules: readonly CompiledRule[], day: Day): readonly Look[] =>
  rules.flatMap(({ measure, measured }) =>
    [...(measure === null ? [] : [measure]), ...measured.map((each) => each.measure)].map((look) => ({
      measure: look,
      from: day,
      until: day,
    })),
  );

function joined({ program }: Moment, found: readonly OlderOfColumn[]): OlderDays | null {
  if (found.length === 0) return null;
  const from = asDay(Math.min(...found.map(({ days }) => days.from)));
  const to = asDay(Math.max(...found.map(({ days }) => days.to)));
  const isLate = found.some(({ column }) => column.lateFor !== null);
  return {
    days: { from, to },
    read: { from: isLate ? asDay(from - program.maxReceiptAgeDays) : from, to },
    columns: new Map(found.map(({ column }) => [column.id, column.aggregate])),
  };
}

interface OlderOfColumn {
  readonly column: AskedColumn;
  readonly days: DayRange;
}

/** What is looked at beyond what is kept; of a column that nobody asks for any more all of it may be. */
function olderInLook(
  moment: Moment,
  member: Member,
  { measure: { column, window }, from: first, until }: Look,
): readonly OlderOfColumn[] {
  if (window.kind === 'receipt' || window.kind === 'all-time') return [];
  const horizon = horizonsOf(moment, member).get(column.id)?.day;
  const { from } = windowAt(window, first);
  const { to } = windowAt(window, until);
  // A total of nothing may be made of much.
  const isKnown = member.counters.sums.has(column.id) || member.counters.tallies.has(column.id);
  if (!isKnown || (horizon !== undefined && from >= horizon)) return [];
  return [{ column, days: { from, to: asDay(Math.min(to, horizon ?? to)) } }];
}

/** The day itself, where it may be one of those that are counted already. */
const olderAsDay = (
  moment: Moment,
  member: Member,
  column: AskedColumn,
  day: Day,
): readonly OlderOfColumn[] =>
  column.aggregate === 'days' && mayBeSummedUp(moment, member, column, day)
    ? [{ column, days: { from: day, to: asDay(day + 1) } }]
    : [];

/** A day that is kept one by one now, and was part of the total under a version that asked for fewer days. */
function olderAgain(moment: Moment, member: Member, column: AskedColumn, day: Day): readonly OlderOfColumn[] {
  const horizon = horizonsOf(moment, member).get(column.id)?.day;
  if (horizon !== undefined && day < horizon) return [];
  return mayBeSummedUp(moment, member, column, day)
    ? [{ column, days: { from: day, to: asDay(day + 1) } }]
    : [];
}

/** Whether a column has anything that is no longer known by day. */
function hasOlder({ sums, tallies }: Counters, id: ColumnId): boolean {
  return (sums.get(id)?.before ?? 0) !== 0 || (tallies.get(id)?.before.size ?? 0) > 0;
}

/** Whether a day may be one of those that a column of days has counted already, by what any version has kept of it. */
function mayBeSummedUp(
  { timeline, now, today }: Moment,
  { counters }: Member,
  { id }: Pick<ColumnShape, 'id'>,
  day: Day,
): boolean {
  if (!hasOlder(counters, id)) return false;
  return timeline.versions.some((version, index) => {
    if (version.from > now) return false;
    const end = timeline.versions[index + 1]?.from ?? now;
    const lastDay = end >= now ? today : timeline.calendar.dayOf(asEpochMs(end - 1), version.outline.zone);
    // No version keeps a day less than itself, so whoever ended before it is not even read.
    if (lastDay <= day) return false;
    const then = columnThen(timeline, id, asEpochMs(Math.min(end - 1, now)));
    const column = version.program.columns.find((each) => each.isKept && each.id === then);
    return column !== undefined && day < lastDay - column.retentionDays;
  });
}

/**
 * A member whose counters know days one by one again that had become part of totals: what entries of these days have
 * counted for a column and its days do not hold lies in its total. Deciding sums them up again.
 * @param entries all of the member's that count on these days
 */
export function withOlderDays(
  { timeline }: Moment,
  member: Member,
  { days, columns }: OlderDays,
  entries: readonly Entry[],
): Member {
  let { counters } = member;
  for (const [id, aggregate] of columns) {
    const parts = entries.flatMap((entry) =>
      partsOf(entry, columnThen(timeline, id, countedAt(entry)), days),
    );
    counters =
      aggregate === 'distinct' ? withTallies(counters, id, parts) : withSums(counters, id, aggregate, parts);
  }
  return { ...member, counters };
}

/** What an entry has counted for a column on one day. */
interface CountedPart {
  readonly day: Day;
  readonly amount: number;
  /** The store that a tally counted once more, or once less. */
  readonly store: string | null;
}

/** On its own day, and on the one it came (D96). */
function partsOf(entry: Entry, column: ColumnId, { from, to }: DayRange): readonly CountedPart[] {
  const { late } = entry.counted;
  const all = [
    { day: entry.day, counted: entry.counted },
    ...(late === undefined ? [] : [{ day: late.day, counted: late }]),
  ];
  return all.flatMap(({ day, counted: { sums, tallies, untallied } }): readonly CountedPart[] => {
    if (day < from || day >= to) return [];
    const store = tallies.get(column) ?? untallied?.get(column) ?? null;
    const amount = store === null ? (sums.get(column) ?? 0) : tallies.has(column) ? 1 : -1;
    return amount === 0 ? [] : [{ day, amount, store }];
  });
}

function withSums(
  counters: Counters,
  id: ColumnId,
  aggregate: ColumnShape['aggregate'],
  parts: readonly CountedPart[],
): Counters {
  const totals = new Map<Day, number>();
  for (const { day, amount } of parts) totals.set(day, (totals.get(day) ?? 0) + amount);
  let changed = counters;
  for (const [day, total] of totals) {
    const kept = counters.sums.get(id)?.values[counters.days.indexOf(day)] ?? 0;
    const older = total - kept;
    // A day on which only others' late entries count has nothing that was summed up.
    if (older === 0 || (aggregate === 'days' && older < 0)) continue;
    changed = addOn(changed, day, { ...NOTHING_COUNTED, sums: new Map([[id, older]]) });
    const column = changed.sums.get(id);
    if (column === undefined) continue;
    const gone = aggregate === 'days' ? Number(older > 0) : older;
    changed = { ...changed, sums: withColumn(changed.sums, id, { ...column, before: column.before - gone }) };
  }
  return changed;
}

function withTallies(counters: Counters, id: ColumnId, parts: readonly CountedPart[]): Counters {
  const totals = new Map<Day, Map<string, number>>();
  for (const { day, amount, store } of parts) {
    if (store === null) continue;
    const ofDay = totals.get(day) ?? new Map<string, number>();
    totals.set(day, ofDay);
    ofDay.set(store, (ofDay.get(store) ?? 0) + amount);
  }
  let changed = counters;
  for (const [day, total] of totals) {
    const kept = counters.tallies.get(id)?.values[counters.days.indexOf(day)];
    for (const [text, count] of total) {
      const older = count - (kept?.get(text) ?? 0);
      for (let left = older; left > 0; left -= 1)
        changed = addOn(changed, day, { ...NOTHING_COUNTED, tallies: new Map([[id, text]]) });
      const column = changed.tallies.get(id);
      if (older <= 0 || column === undefined) continue;
      const before = new Map(column.before);
      const left = (before.get(text) ?? 0) - older;
      if (left > 0) before.set(text, left);
      else before.delete(text);
      changed = { ...changed, tallies: withColumn(changed.tallies, id, { ...column, before }) };
    }
  }
  return changed;
}

const withColumn = <Column extends SumColumn | TallyColumn>(
  columns: ReadonlyMap<ColumnId, Column>,
  id: ColumnId,
  column: Column,
): ReadonlyMap<ColumnId, Column> => new Map(columns).set(id, column);
