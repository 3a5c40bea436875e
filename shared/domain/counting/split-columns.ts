import { type ColumnId, copied } from '#domain/member/counters.ts';
import type { Member } from '#domain/member/member.ts';
import type { Moment, ProgramVersion, Timeline } from '#domain/program/timeline.ts';
import type { EpochMs } from '#domain/time/time.ts';

/**
 * Lets columns part ways that two names shared until a version changed one of them (D80): what was counted goes along to
 * both, once, before anything is counted by that version.
 */
export function withSplits({ timeline, now }: Moment, member: Member): Member {
  const { splitBy = 0 } = member.counters;
  const due = splitting(timeline).filter(({ version, from }) => version > splitBy && from <= now);
  const last = due.at(-1);
  if (last === undefined) return member;
  const counters = due.reduce((before, { outline }) => copied(before, outline.splits ?? []), member.counters);
  return { ...member, counters: { ...counters, splitBy: last.version } };
}

const known = new WeakMap<Timeline, readonly ProgramVersion[]>();

/** The versions with which columns part, oldest first: few, and every receipt asks. */
function splitting(timeline: Timeline): readonly ProgramVersion[] {
  const found =
    known.get(timeline) ?? timeline.versions.filter(({ outline }) => outline.splits !== undefined);
  known.set(timeline, found);
  return found;
}

/** The column in which that was counted, at an earlier moment, which a column holds now. */
export function columnThen(timeline: Timeline, id: ColumnId, countedAt: EpochMs): ColumnId {
  let column = id;
  for (const { from, outline } of splitting(timeline).toReversed()) {
    if (from <= countedAt) break;
    column = outline.splits?.find(({ to }) => to === column)?.from ?? column;
  }
  return column;
}

/** The columns that hold now what was counted for one at an earlier moment. */
export function columnsSince(timeline: Timeline, id: ColumnId, countedAt: EpochMs): readonly ColumnId[] {
  let columns: readonly ColumnId[] = [id];
  for (const { from, outline } of splitting(timeline)) {
    if (from <= countedAt) continue;
    const parted = (outline.splits ?? []).filter((split) => columns.includes(split.from)).map(({ to }) => to);
    if (parted.length > 0) columns = [...new Set([...columns, ...parted])];
  }
  return columns;
}
