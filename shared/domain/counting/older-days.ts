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
import type { CompiledColumn, CompiledMeasure } from '#domain/program/columns.ts';
import type { CompiledRule } from '#domain/program/compiled.ts';
import type { Moment } from '#domain/program/timeline.ts';
import { asDay, asEpochMs, type Day, type DayRange } from '#domain/time/time.ts';
import { windowAt } from '#domain/time/window.ts';
import { horizonsOf } from './prune.ts';
import { columnThen } from './split-columns.ts';

/** Days that have to be known one by one again, and the columns for which. */
export interface OlderDays {
  readonly days: DayRange;
  readonly columns: ReadonlySet<ColumnId>;
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
  const looks = looksOf(moment.program.rules);
  return joined([
    ...olderInWindows(moment, member, day, looks),
    ...olderAsDays(moment, member, day, storeId),
  ]);
}

/**
 * The same for a return of what was counted on some days: the rules that are asked again look from their gifts' days, and a
 * day that it takes from has to be where its column's other days are.
 */
export function olderDaysBack(
  moment: Moment,
  member: Member,
  back: {
    readonly days: readonly Day[];
    readonly storeId: string;
    readonly looks: readonly { readonly day: Day; readonly measure: CompiledMeasure }[];
  },
): OlderDays | null {
  return joined([
    ...back.looks.flatMap(({ day, measure }) => olderInWindows(moment, member, day, [measure])),
    ...back.days.flatMap((day) => [
      ...olderAsDays(moment, member, day, back.storeId),
      ...olderAgain(moment, member, day),
    ]),
  ]);
}

/** What rules look at. */
const looksOf = (rules: readonly CompiledRule[]): readonly CompiledMeasure[] =>
  rules.flatMap(({ measure, measured }) => [
    ...(measure === null ? [] : [measure]),
    ...measured.map((each) => each.measure),
  ]);

function joined(found: readonly OlderOfColumn[]): OlderDays | null {
  if (found.length === 0) return null;
  return {
    days: {
      from: asDay(Math.min(...found.map(({ days }) => days.from))),
      to: asDay(Math.max(...found.map(({ days }) => days.to))),
    },
    columns: new Set(found.map(({ column }) => column)),
  };
}

interface OlderOfColumn {
  readonly column: ColumnId;
  readonly days: DayRange;
}

/** What rules look at, as of the day, beyond what is kept. */
function olderInWindows(
  moment: Moment,
  member: Member,
  day: Day,
  looks: readonly CompiledMeasure[],
): readonly OlderOfColumn[] {
  const horizons = horizonsOf(moment, member);
  return looks.flatMap(({ column: { id: column }, window }): OlderOfColumn[] => {
    if (window.kind === 'receipt' || window.kind === 'all-time') return [];
    const horizon = horizons.get(column)?.day;
    const { from, to } = windowAt(window, day);
    // A total of nothing may be made of much.
    const isKnown = member.counters.sums.has(column) || member.counters.tallies.has(column);
    if (horizon === undefined || from >= horizon || !isKnown) return [];
    return [{ column, days: { from, to: asDay(Math.min(to, horizon)) } }];
  });
}

/** The day itself, where it may be one of those that are counted already. */
const olderAsDays = (moment: Moment, member: Member, day: Day, storeId: string): readonly OlderOfColumn[] =>
  moment.program.columns.flatMap((column): OlderOfColumn[] => {
    const isOfDays = column.isKept && column.aggregate === 'days';
    const counts = isOfDays && column.stores?.has(storeId) !== false;
    return counts && mayBeSummedUp(moment, member, column, day)
      ? [{ column: column.id, days: { from: day, to: asDay(day + 1) } }]
      : [];
  });

/** A day that is kept one by one now, and was part of the total under a version that asked for fewer days. */
function olderAgain(moment: Moment, member: Member, day: Day): readonly OlderOfColumn[] {
  const horizons = horizonsOf(moment, member);
  return moment.program.columns.flatMap((column): OlderOfColumn[] => {
    const horizon = horizons.get(column.id)?.day;
    const isKept = column.isKept && horizon !== undefined && day >= horizon;
    return isKept && mayBeSummedUp(moment, member, column, day)
      ? [{ column: column.id, days: { from: day, to: asDay(day + 1) } }]
      : [];
  });
}

/** Whether a column has anything that is no longer known by day. */
function hasOlder({ sums, tallies }: Counters, id: ColumnId): boolean {
  return (sums.get(id)?.before ?? 0) !== 0 || (tallies.get(id)?.before.size ?? 0) > 0;
}

/** Whether a day may be one of those that a column of days has counted already, by what any version has kept of it. */
function mayBeSummedUp(
  { timeline, now, today }: Moment,
  { counters }: Member,
  { id }: CompiledColumn,
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
  moment: Moment,
  member: Member,
  columns: ReadonlySet<ColumnId>,
  entries: readonly Entry[],
): Member {
  let { counters } = member;
  for (const column of moment.program.columns) {
    if (!columns.has(column.id)) continue;
    counters =
      column.aggregate === 'distinct'
        ? withTallies(moment, counters, column.id, entries)
        : withSums(moment, counters, column, entries);
  }
  return { ...member, counters };
}

function withSums(
  { timeline }: Moment,
  counters: Counters,
  { id, aggregate }: CompiledColumn,
  entries: readonly Entry[],
): Counters {
  const totals = new Map<Day, number>();
  for (const entry of entries) {
    const amount = entry.counted.sums.get(columnThen(timeline, id, countedAt(entry))) ?? 0;
    totals.set(entry.day, (totals.get(entry.day) ?? 0) + amount);
  }
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

function withTallies(
  { timeline }: Moment,
  counters: Counters,
  id: ColumnId,
  entries: readonly Entry[],
): Counters {
  const totals = new Map<Day, Map<string, number>>();
  for (const entry of entries) {
    const { tallies, untallied } = entry.counted;
    const then = columnThen(timeline, id, countedAt(entry));
    const text = tallies.get(then) ?? untallied?.get(then);
    if (text === undefined) continue;
    const ofDay = totals.get(entry.day) ?? new Map<string, number>();
    totals.set(entry.day, ofDay);
    ofDay.set(text, (ofDay.get(text) ?? 0) + (tallies.has(then) ? 1 : -1));
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
