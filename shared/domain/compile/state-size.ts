import type { CompiledColumn } from '#domain/program/columns.ts';
import type { CompiledProgram } from '#domain/program/compiled.ts';
import { MAX_STORES_COUNTED, MAX_STORES_COUNTED_A_DAY } from '#domain/values/limits.ts';

/**
 * How large the state of a member can become, who buys everything every day: an item holds 400 KB. One program takes less
 * than half of it, so that any two fit side by side while the counts of the one before are carried on.
 */
export const MAX_STATE_BYTES = 390_000;
export const MAX_STATE_BYTES_OF_A_PROGRAM = 190_000;

/** Twenty of the largest receipts a day, whose five hundred lines are a million pieces each; a million purchases. */
const VALUE_BYTES = { money: 6, quantity: 7, count: 3 } as const;
const COLUMN_BYTES = 16;
const STORE_BYTES = 66;
/** The number of a store, and how often. */
const TALLIED_BYTES = 4;
/** A status with what gave it: names of a rule, a counter, a row, a store and a receipt. */
const LAYER_BYTES = 600;
const CATEGORY_BYTES = 120;
/** Names of the attributes, ids, the tokens that were used. */
const HEAD_BYTES = 2_000;

/** What is counted by columns, each of them once. */
function countersBytes(columns: readonly CompiledColumn[]): number {
  const days = columns.reduce((most, { retentionDays }) => Math.max(most, retentionDays + 1), 0);
  const axis = days + Math.ceil((columns.length * (days + 2)) / 8);
  return columns.reduce((sum, column) => sum + columnBytes(column), 16 + axis);
}

function columnBytes({ aggregate, unit, retentionDays }: CompiledColumn): number {
  const days = retentionDays + 1;
  if (aggregate !== 'distinct') return COLUMN_BYTES + days * VALUE_BYTES[unit];
  const texts = MAX_STORES_COUNTED * (STORE_BYTES + TALLIED_BYTES);
  return COLUMN_BYTES + texts + days * (1 + MAX_STORES_COUNTED_A_DAY * TALLIED_BYTES);
}

/** A member's whole state under a program: its counters, and all statuses and categories at once that it can give. */
export function stateBytes(program: CompiledProgram): number {
  return restBytes(program) + countersBytes(keptColumns(program));
}

/** The same beside the columns of versions before, which are carried on for a while. */
export function stateBytesBeside(program: CompiledProgram, earlier: Iterable<CompiledColumn>): number {
  const columns = new Map<string, CompiledColumn>();
  for (const column of [...keptColumns(program), ...earlier]) {
    const known = columns.get(column.id);
    if (known === undefined || known.retentionDays < column.retentionDays) columns.set(column.id, column);
  }
  return restBytes(program) + countersBytes([...columns.values()]);
}

export const keptColumns = ({ columns }: CompiledProgram): readonly CompiledColumn[] =>
  columns.filter(({ isKept }) => isKept);

function restBytes({ systems, categories, rules }: CompiledProgram): number {
  const given = new Set(
    rules.flatMap(({ rows }) =>
      rows.flatMap(({ effects }) => effects.statuses.map(({ system, rank }) => `${system.name} ${rank}`)),
    ),
  );
  // Earned, in its grace, and held, beside those that are given for a time.
  const layers = systems.length * 3 + given.size;
  return HEAD_BYTES + layers * LAYER_BYTES + categories.size * CATEGORY_BYTES;
}
