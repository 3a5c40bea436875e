import { type ColumnId, type Counters, forget, type Horizon } from '#domain/member/counters.ts';
import type { Member } from '#domain/member/member.ts';
import type { ColumnShape } from '#domain/program/columns.ts';
import { type Judge, reviewCalendar } from '#domain/program/review-calendar.ts';
import type { Moment } from '#domain/program/timeline.ts';
import { asDay, type Day } from '#domain/time/time.ts';
import { windowAt } from '#domain/time/window.ts';

/**
 * Days that no version can ask for any more become part of the columns' totals. Those that may still ask are the version
 * in force, those that are announced, and whoever judged the last closed period of a system: its review may be done again.
 */
export function prune(moment: Moment, member: Member): Counters {
  const horizons = new Map<ColumnId, Horizon>();
  const keepFrom = ({ id, aggregate }: ColumnShape, day: Day): void => {
    const known = horizons.get(id)?.day ?? day;
    horizons.set(id, { day: asDay(Math.min(known, day)), countsDays: aggregate === 'days' });
  };
  const { timeline, now, today, version: present } = moment;
  for (const version of timeline.versions) {
    if (version !== present && version.from <= now) continue;
    for (const column of version.program.columns) {
      if (column.isKept) keepFrom(column, asDay(today - column.retentionDays));
    }
  }
  for (const { judge, lastDay } of lastReviews(moment, member)) {
    const { measure } = judge.system.review;
    // What only a version of before counts is left as it is, in case it comes back; a total of all time needs no days.
    const isAsked = horizons.has(measure.column.id) && measure.window.kind !== 'all-time';
    if (isAsked) keepFrom(measure.column, windowAt(measure.window, lastDay).from);
  }
  return forget(member.counters, horizons);
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
