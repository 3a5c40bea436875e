import type { CompiledRange, CompiledStatus, MeasuredCondition } from '#domain/program/compiled.ts';
import type { ReviewDefinition } from '#domain/program/program.ts';
import type { MeasureRegister } from './compile-measure.ts';
import { readMeasured } from './compile-measured.ts';
import { checkTable, compileEnds, LOWEST, type PlacedRow, type TableUnit } from './compile-range.ts';
import { type Findings, oneOf } from './findings.ts';

/** The statuses that a review's values earn, and from where on they keep. */
interface ReviewTable {
  readonly ranges: readonly CompiledRange[];
  /** Rank on the ladder → the least value that keeps its status (D18). */
  readonly keepFrom: ReadonlyMap<number, number>;
}

interface TableSurroundings {
  readonly statuses: readonly CompiledStatus[];
  readonly unit: TableUnit;
  readonly register: MeasureRegister;
  readonly currency: string;
  readonly reviewDays: number;
}

/** `from 300 EUR, and visits from 5`. */
const wordsOf = (words: string, also: readonly MeasuredCondition[]): string =>
  [words, ...also.map(({ measure, words: each }) => `and ${measure.label} ${each}`)].join(', ');

/** Compiles a review's table (L2–L5, D1, D2, D18). */
export function compileReviewTable(
  { table }: ReviewDefinition,
  { statuses, unit, ...around }: TableSurroundings,
  findings: Findings,
): ReviewTable {
  const ranges: CompiledRange[] = [];
  const keepFrom = new Map<number, number>();
  const rows: PlacedRow[] = [];
  for (const [index, row] of table.entries()) {
    const inRow = findings.at(index);
    const ends = compileEnds(row, unit, inRow);
    const rank = statuses.findIndex(({ name }) => name === row.status);
    if (rank < 0) {
      inRow
        .at('status')
        .error(
          'unknown-status',
          `There is no status \`${row.status}\` in this system.`,
          `Write ${oneOf(statuses.map(({ name }) => name))}.`,
        );
    }
    if (ends === null) continue;
    rows.push({ min: ends.min, max: ends.max, findings: inRow });
    if (rank < 0) continue;
    const also = readMeasured(row.when?.measured, around, inRow.at('when', 'measured'));
    for (const [place, { measure }] of also.entries()) {
      if (measure.window.kind === 'receipt')
        inRow
          .at('when', 'measured', place, 'window')
          .error(
            'window-not-here',
            'At the turn of a period there is no receipt.',
            'Write a window of days, such as `this-month`.',
          );
    }
    ranges.push({ ...ends, words: wordsOf(ends.words, also), rank, also });
    const keep = readKeep(row, ends.min, unit, inRow.at('keep'));
    if (keep !== null) keepFrom.set(rank, Math.min(keep, keepFrom.get(rank) ?? keep));
  }
  checkTable(rows, unit, 'every-value');
  checkLadder(ranges, statuses, findings);
  return { ranges, keepFrom };
}

function readKeep(
  { keep }: ReviewDefinition['table'][number],
  earnFrom: number,
  unit: TableUnit,
  findings: Findings,
): number | null {
  if (keep === undefined) return null;
  const ends = compileEnds(keep, unit, findings);
  if (ends === null || ends.min === LOWEST) return null;
  if (ends.min > earnFrom) {
    findings.error(
      'keep-above-earn',
      'Keeping the status asks for more than earning it.',
      'Let the threshold of `keep` lie at or below that of the row.',
    );
  }
  return ends.min;
}

/** A ladder rises with its counter. */
function checkLadder(
  ranges: readonly CompiledRange[],
  statuses: readonly CompiledStatus[],
  findings: Findings,
): void {
  const sorted = [...ranges].sort((a, b) => a.min - b.min);
  for (const [index, range] of sorted.entries()) {
    const next = sorted[index + 1];
    if (next !== undefined && next.rank < range.rank) {
      findings.warn(
        'table-not-rising',
        `\`${statuses[next.rank]?.name}\` stands below \`${statuses[range.rank]?.name}\` and asks for more.`,
        'Order the statuses lowest first, or exchange the thresholds.',
      );
    }
  }
}
