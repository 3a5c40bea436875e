import { checkTable, compileEnds } from './compile-range.ts';
import type {
  CompiledColumn,
  CompiledRange,
  CompiledReview,
  CompiledStatus,
  CompiledSystem,
} from './compiled.ts';
import { type Findings, oneOf } from './findings.ts';
import { MAX_STATUSES } from './limits.ts';
import type { Program, ProgramPath, StatusSystemDefinition } from './program.ts';
import { compileWindow, windowAdvice } from './window.ts';

/** Compiles one status system: its ladder and its review (L1–L6, L13). `null` where it cannot be understood. */
export function compileSystem(
  name: string,
  definition: StatusSystemDefinition,
  program: Program,
  columns: ReadonlyMap<string, CompiledColumn>,
  findings: Findings,
): CompiledSystem | null {
  const path = ['statusSystems', name] as const;
  const statuses = Object.entries(definition.statuses).map(
    ([status, { title, description, preferences }]): CompiledStatus => ({
      name: status,
      title: title ?? status,
      description: description ?? null,
      preferences: preferences ?? [],
    }),
  );
  if (statuses.length === 0 || statuses.length > MAX_STATUSES) {
    findings.error(
      'status-count',
      [...path, 'statuses'],
      `A status system has 1 to ${MAX_STATUSES} statuses, this one has ${statuses.length}.`,
      'List them lowest first.',
    );
    return null;
  }
  const review = compileReview(definition, statuses, program, columns, path, findings);
  return review === null ? null : { name, title: definition.title ?? name, statuses, review };
}

function compileReview(
  { review }: StatusSystemDefinition,
  statuses: readonly CompiledStatus[],
  program: Program,
  columns: ReadonlyMap<string, CompiledColumn>,
  systemPath: ProgramPath,
  findings: Findings,
): CompiledReview | null {
  const path = [...systemPath, 'review'];
  const column = columns.get(review.counter);
  if (column === undefined) {
    findings.error(
      'unknown-counter',
      [...path, 'counter'],
      `There is no counter \`${review.counter}\`.`,
      `Write ${oneOf([...columns.keys()])}.`,
    );
    return null;
  }
  const unit = column.currency === null ? ('count' as const) : ('money' as const);
  const tableUnit = { unit, currency: program.currency };
  const ranges: CompiledRange[] = [];
  const rows: { min: number; max: number; path: ProgramPath }[] = [];
  for (const [index, row] of review.table.entries()) {
    const place = [...path, 'table', index];
    const ends = compileEnds(row, tableUnit, place, findings);
    const weight = statuses.findIndex(({ name }) => name === row.status);
    if (weight < 0) {
      findings.error(
        'unknown-status',
        [...place, 'status'],
        `There is no status \`${row.status}\` in this system.`,
        `Write ${oneOf(statuses.map(({ name }) => name))}.`,
      );
    }
    if (ends === null) continue;
    rows.push({ min: ends.min, max: ends.max, path: place });
    if (weight >= 0) ranges.push({ ...ends, weight });
  }
  checkTable(rows, tableUnit, findings);
  checkLadder(ranges, statuses, systemPath, findings);
  const weekStartsOn = program.weekStartsOn ?? 'monday';
  const window = compileWindow(review.window, weekStartsOn);
  if (window === null) {
    findings.error(
      'unknown-window',
      [...path, 'window'],
      `There is no window \`${review.window}\`.`,
      windowAdvice,
    );
    return null;
  }
  const { counter, raise, lower } = review;
  const every = { unit: review.every, weekStartsOn };
  return { every, counter, column: column.id, unit, window, ranges, raise, lower };
}

/** A ladder rises with its counter, and each of its statuses can be reached. */
function checkLadder(
  ranges: readonly CompiledRange[],
  statuses: readonly CompiledStatus[],
  path: ProgramPath,
  findings: Findings,
): void {
  const sorted = [...ranges].sort((a, b) => a.min - b.min);
  for (const [index, range] of sorted.entries()) {
    const next = sorted[index + 1];
    if (next !== undefined && next.weight < range.weight) {
      findings.warn(
        'table-not-rising',
        [...path, 'review', 'table'],
        `\`${statuses[next.weight]?.name}\` stands below \`${statuses[range.weight]?.name}\` and asks for more.`,
        'Order the statuses lowest first, or exchange the thresholds.',
      );
    }
  }
  for (const [weight, { name }] of statuses.entries()) {
    if (!ranges.some((range) => range.weight === weight)) {
      findings.warn(
        'status-unreachable',
        [...path, 'statuses', name],
        `No row of the table gives \`${name}\`.`,
        `Add a row \`- { over: …, status: ${name} }\` to the review's table, or take the status out.`,
      );
    }
  }
}
