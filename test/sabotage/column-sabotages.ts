import { row, type Sabotage } from './sabotage.ts';

const COLUMNS = 'test/domain/columns-that-go.test.ts';
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
  row(
    'columns are carried for thirty days',
    'shared/domain/program/absence.ts',
    'CARRIED_DAYS = 30',
    'CARRIED_DAYS = 29',
    COLUMNS,
  ),
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
];
