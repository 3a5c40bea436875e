import {
  type ColumnId,
  type Counters,
  forget,
  type Horizon,
  lastDayOf,
  withoutColumns,
} from '#domain/member/counters.ts';
import type { Member } from '#domain/member/member.ts';
import { CARRIED_DAYS } from '#domain/program/absence.ts';
import type { ColumnShape } from '#domain/program/columns.ts';
import { type Judge, reviewCalendar } from '#domain/program/review-calendar.ts';
import { measuresOf } from '#domain/program/review-table.ts';
import type { Moment, ProgramVersion } from '#domain/program/timeline.ts';
import { asDay, type Day, type EpochMs, MS_PER_DAY } from '#domain/time/time.ts';
import { windowAt } from '#domain/time/window.ts';

/**
 * Days that no version can ask for any more become part of the columns' totals. Those that may still ask are the version
 * in force, those that are announced, and whoever judged the last closed period of a system: its review may be done again.
 * Columns that none of them has go after thirty days.
 */
export function prune(moment: Moment, member: Member): Counters {
  const horizons = horizonsOf(moment, member);
  const asked = new Set(horizons.keys());
  return forget(withoutColumns(member.counters, goneOf(moment, member.counters, asked)), horizons);
}

/** From which day on each column is kept by day that somebody may still ask for. */
export function horizonsOf(moment: Moment, member: Member): ReadonlyMap<ColumnId, Horizon> {
  const horizons = new Map<ColumnId, Horizon>();
  const keepFrom = ({ id, aggregate }: ColumnShape, day: Day): void => {
    const known = horizons.get(id)?.day ?? day;
    horizons.set(id, { day: asDay(Math.min(known, day)), countsDays: aggregate === 'days' });
  };
  const { timeline, now, today, version: present } = moment;
  for (const version of timeline.versions) {
    if (version !== present && !isAnnounced(version, now)) continue;
    for (const column of version.program.columns) {
      if (column.isKept) keepFrom(column, asDay(today - column.retentionDays));
    }
  }
  const reviews = lastReviews(moment, member);
  const askedNow = new Set(horizons.keys());
  for (const { judge, lastDay } of reviews) {
    for (const { column, window } of measuresOf(judge.system.review)) {
      // A total of all time needs no days.
      if (window.kind !== 'all-time') keepFrom(column, windowAt(window, lastDay).from);
      // What only the judge counts, and late receipts still reach, is kept as long as its own version would keep it.
      if (!askedNow.has(column.id)) keepFrom(column, asDay(today - retentionOf(judge, column.id)));
    }
  }
  return horizons;
}

const retentionOf = ({ version }: Judge, id: ColumnId): number =>
  version.program.columns.find((column) => column.id === id)?.retentionDays ?? 0;

/** Known by then, and not in force yet. */
const isAnnounced = ({ from, announcedAt }: ProgramVersion, now: EpochMs): boolean =>
  from > now && (announcedAt === null || announcedAt <= now);

/** The columns that go: nobody asks for them, and the last version that had them ended long ago. */
function goneOf(moment: Moment, counters: Counters, asked: ReadonlySet<ColumnId>): ReadonlySet<ColumnId> {
  const others = [...counters.sums.keys(), ...counters.tallies.keys()].filter((id) => !asked.has(id));
  return new Set(others.filter((id) => !isCarried(moment, counters, id)));
}

/**
 * Whether a column that nobody asks for is still carried. Of one that no version of the last thirty days has we need not
 * know whose it was: of a version of long ago, or of a newer release that shares the table with this one; the first has
 * counted nothing lately.
 */
function isCarried({ timeline, now, today }: Moment, counters: Counters, id: ColumnId): boolean {
  const { versions } = timeline;
  const isHad = versions.some((version, index) => {
    const endedLately = (versions[index + 1]?.from ?? now) >= now - CARRIED_DAYS * MS_PER_DAY;
    if (version.from > now || !endedLately) return false;
    return version.program.columns.some((column) => column.isKept && column.id === id);
  });
  if (isHad) return true;
  const last = lastDayOf(counters, id);
  return last !== null && last > today - CARRIED_DAYS;
}

/** The last closed period of each system, and who judged it. */
export function lastReviews(
  { timeline, program }: Moment,
  member: Member,
): readonly { readonly judge: Judge; readonly lastDay: Day }[] {
  return program.systems.flatMap(({ name }) => {
    const closedTo = member.statuses.get(name)?.closedTo;
    const lastDay = closedTo === undefined ? null : asDay(closedTo - 1);
    const judge = lastDay === null ? null : (reviewCalendar(timeline, name)?.holding(lastDay).judge ?? null);
    return lastDay === null || judge === null ? [] : [{ judge, lastDay }];
  });
}
