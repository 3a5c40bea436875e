import { row, type Sabotage } from './sabotage.ts';

const COLUMNS = 'test/domain/columns-that-go.test.ts';
const DROPPED = 'test/domain/what-versions-drop.test.ts';
const absence = 'shared/domain/program/absence.ts';
const prune = 'shared/domain/counting/prune.ts';

/** Columns of versions that are over go after thirty days, and not before (D80). */
export const columnSabotages: readonly Sabotage[] = [
  row(
    'columns of old versions go',
    prune,
    'withoutColumns(member.counters, goneOf(moment, member.counters, asked))',
    'member.counters',
    COLUMNS,
  ),
  row('columns are carried for thirty days', absence, 'CARRIED_DAYS = 30', 'CARRIED_DAYS = 29', COLUMNS),
  row(
    'whoever judged last keeps its column',
    prune,
    'if (!askedNow.has(column.id)) keepFrom(',
    'if (askedNow.has(column.id)) keepFrom(',
    COLUMNS,
  ),
  row(
    'a version is announced when it is told',
    prune,
    ' && (announcedAt === null || announcedAt <= now)',
    '',
    COLUMNS,
  ),
  row(
    'a column that no version has may be a newer release’s',
    prune,
    'last !== null && last > today - CARRIED_DAYS',
    'false',
    COLUMNS,
  ),
  row(
    'what is gone for good goes',
    'shared/domain/statuses/dropped.ts',
    'from !== null && since >= from',
    'from === null || since >= from',
    DROPPED,
  ),
  row(
    'what was there before the break begins anew',
    'shared/domain/statuses/dropped.ts',
    'from !== null && since >= from',
    'from !== null',
    DROPPED,
  ),
  row(
    'thirty days away are no break',
    absence,
    'from - last.to <= CARRIED_DAYS',
    'from - last.to < CARRIED_DAYS',
    DROPPED,
  ),
  row(
    'what is away for thirty days is there',
    absence,
    'now - stay.to > CARRIED_DAYS',
    'now - stay.to >= CARRIED_DAYS',
    DROPPED,
  ),
  row(
    'a version of before may have had any category',
    absence,
    'categories?.includes(name) ?? true',
    'categories?.includes(name) ?? false',
    DROPPED,
  ),
  row(
    'before the first version everything was there',
    absence,
    'index === 0 ? Number.NEGATIVE_INFINITY : from',
    'from',
    DROPPED,
  ),
  row(
    'who came while a system was away meets it when it is back',
    'shared/domain/statuses/first-status.ts',
    'Math.max(since, met?.from ?? version.from)',
    'since',
    DROPPED,
  ),
  row(
    'a system that is away keeps its timer',
    'shared/domain/timers/due.ts',
    'end > now || present.has(name)',
    'present.has(name)',
    DROPPED,
  ),
  row(
    'what runs out while a system is away leads nobody to it',
    'shared/domain/timers/due.ts',
    '(end > now || present.has(name)) && end',
    'end',
    DROPPED,
  ),
  row(
    'systems and categories of before are counted',
    'shared/domain/compile/state-size.ts',
    'restBytes([program, ...programs])',
    'restBytes([program])',
    DROPPED,
  ),
  row(
    'the column that is kept longer decides',
    'shared/domain/compile/state-size.ts',
    'known.retentionDays < column.retentionDays',
    'known.retentionDays > column.retentionDays',
    DROPPED,
  ),
  row(
    'days of before lie further back',
    'shared/domain/compile/state-size.ts',
    'earlier.length === 0 ? 0 : OLDER_DAYS',
    '0',
    DROPPED,
  ),
];
