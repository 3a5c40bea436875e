import { checkTable, compileEnds } from './compile-range.ts';
import type { Award, CompiledColumn, ReceiptContext } from './compiled.ts';
import { sumOver } from './counters.ts';
import { type Findings, oneOf } from './findings.ts';
import { parsePercent } from './money.ts';
import type { PeriodCalendar } from './period.ts';
import type { ProgramPath, RuleDefinition } from './program.ts';
import { type CompiledWindow, compileWindow, windowAdvice, windowAt } from './window.ts';

/** What rules may measure: the program's counters by name, its currency and its weeks. */
export interface Measures {
  readonly columns: ReadonlyMap<string, CompiledColumn>;
  readonly currency: string;
  readonly weekStartsOn: PeriodCalendar['weekStartsOn'];
}

type Awarding = (receipt: ReceiptContext) => Award | null;

/** What a rule gives: one percentage, or the one of the row that holds a counter's value (Y2, Y3, Y5). */
export function compileAward(
  rule: RuleDefinition,
  path: ProgramPath,
  measures: Measures,
  findings: Findings,
): Awarding | null {
  const { measure, table, then } = rule;
  if (then !== undefined && measure === undefined && table === undefined) {
    const basisPoints = readPercent(then.discount, [...path, 'then', 'discount'], findings);
    return basisPoints === null ? null : () => ({ basisPoints, measured: null });
  }
  if (then === undefined && measure !== undefined && table !== undefined) {
    return compileTable(measure, table, path, measures, findings);
  }
  findings.error(
    'then-or-table',
    path,
    'A rule gives one discount, or a discount by a measured value: `then`, or `measure` and `table`.',
    'Write `then: { discount: 5% }`, or `measure: { counter: …, window: … }` with a `table`.',
  );
  return null;
}

interface Row extends Award {
  readonly min: number;
  readonly max: number;
  readonly words: string;
}

function compileTable(
  measure: NonNullable<RuleDefinition['measure']>,
  table: NonNullable<RuleDefinition['table']>,
  path: ProgramPath,
  { columns, currency, weekStartsOn }: Measures,
  findings: Findings,
): Awarding | null {
  const column = columns.get(measure.counter);
  const window = compileWindow(measure.window, weekStartsOn);
  if (column === undefined) {
    const place = [...path, 'measure', 'counter'];
    findings.error(
      'unknown-counter',
      place,
      `There is no counter \`${measure.counter}\`.`,
      `Write ${oneOf([...columns.keys()])}.`,
    );
  }
  if (window === null) {
    findings.error(
      'unknown-window',
      [...path, 'measure', 'window'],
      `There is no window \`${measure.window}\`.`,
      windowAdvice,
    );
  }
  if (column === undefined || window === null) return null;
  const unit = { unit: column.currency === null ? ('count' as const) : ('money' as const), currency };
  const rows: Row[] = [];
  for (const [index, row] of table.entries()) {
    const place = [...path, 'table', index];
    const ends = compileEnds(row, unit, place, findings);
    const basisPoints = readPercent(row.discount, [...place, 'discount'], findings);
    if (ends !== null && basisPoints !== null) rows.push({ ...ends, basisPoints, measured: null });
  }
  // Values in no row give nothing, so only overlaps are wrong here.
  checkTable(
    rows.map((row, index) => ({ ...row, path: [...path, 'table', index] })),
    unit,
    { ...findings, warn: () => {} },
  );
  return (receipt) => awardOf(rows, measure.counter, measuredValue(receipt, column, window));
}

/** As it stood before the receipt, seen from the receipt's own day (D5). Nobody's receipt has no value. */
function measuredValue(
  { counters, day }: ReceiptContext,
  { id }: CompiledColumn,
  window: CompiledWindow,
): number | null {
  if (counters === null) return null;
  const { from, to } = windowAt(window, day);
  return Math.max(0, sumOver(counters, id, from, to, window.kind === 'all-time'));
}

function awardOf(rows: readonly Row[], counter: string, value: number | null): Award | null {
  if (value === null) return null;
  const row = rows.find(({ min, max }) => value >= min && value <= max);
  if (row === undefined) return null;
  return { basisPoints: row.basisPoints, measured: { counter, value, words: row.words } };
}

function readPercent(literal: string, path: ProgramPath, findings: Findings): number | null {
  const basisPoints = parsePercent(literal);
  if (basisPoints === null) {
    findings.error(
      'discount-not-a-percentage',
      path,
      `\`${literal}\` is no percentage from 0 to 100.`,
      'Write it with its sign and at most two decimals: `5%` or `2.5%`.',
    );
  }
  return basisPoints;
}
