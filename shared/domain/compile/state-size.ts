import type { CompiledColumn } from '#domain/program/columns.ts';
import type { CompiledProgram, CompiledSystem } from '#domain/program/compiled.ts';
import { statusAt } from '#domain/program/ladder.ts';
import {
  MAX_GIFTS_BENEATH,
  MAX_GIVERS_OF_LABEL,
  MAX_STORES_COUNTED,
  MAX_STORES_COUNTED_A_DAY,
} from '#domain/values/limits.ts';

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
/** What an operator put over a system, with its reason and who did it, two hundred letters each, and what shows. */
const OVERRIDE_BYTES = 1_600;
const CATEGORY_BYTES = 120;
/** The rules and the receipts that gave it, where it goes when the goods come back. */
const CATEGORY_GIFTS_BYTES = 330 * MAX_GIVERS_OF_LABEL;
/** Names of the attributes, ids, the tokens that were used. */
const HEAD_BYTES = 2_000;

/** Days of a column that is carried on lie so much further back: a year's period, and until its review is final. */
const OLDER_DAYS = 366 + 31;

/** What is counted by columns, each of them once; `older`: so many days more the axis may have. */
function countersBytes(columns: readonly CompiledColumn[], older: number): number {
  const days = columns.reduce((most, { retentionDays }) => Math.max(most, retentionDays + 1), older) + older;
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
  return restBytes([program]) + countersBytes(keptColumns(program), 0);
}

/** What of versions before is carried on for a while: everything of some, and columns. */
interface CarriedOn {
  readonly programs: readonly CompiledProgram[];
  readonly columns: readonly CompiledColumn[];
}

/** The same beside what versions before have left. Of two that share a column, the one that keeps it longer decides. */
export function stateBytesBeside(
  program: CompiledProgram,
  { programs, columns: earlier }: CarriedOn,
): number {
  const columns = new Map<string, CompiledColumn>();
  for (const column of [...keptColumns(program), ...earlier]) {
    const known = columns.get(column.id);
    if (known === undefined || known.retentionDays < column.retentionDays) columns.set(column.id, column);
  }
  const older = earlier.length === 0 ? 0 : OLDER_DAYS;
  return restBytes([program, ...programs]) + countersBytes([...columns.values()], older);
}

export const keptColumns = ({ columns }: CompiledProgram): readonly CompiledColumn[] =>
  columns.filter(({ isKept }) => isKept);

function restBytes(programs: readonly CompiledProgram[]): number {
  const systems = new Set(programs.flatMap((program) => program.systems.map(({ name }) => name)));
  const categories = new Set(programs.flatMap((program) => [...program.categories.keys()]));
  const given = new Set(programs.flatMap(givenBy));
  const gifts = new Set(programs.flatMap(takenBackBy));
  // Earned, in its grace, and held, beside those that are given for a time and what returns with goods.
  const layers = systems.size * 3 + given.size + layersToReturn(programs);
  return (
    HEAD_BYTES +
    layers * LAYER_BYTES +
    systems.size * OVERRIDE_BYTES +
    categories.size * CATEGORY_BYTES +
    gifts.size * CATEGORY_GIFTS_BYTES
  );
}

/** The layers that are remembered for when goods come back, of each system as the program has it that remembers most. */
function layersToReturn(programs: readonly CompiledProgram[]): number {
  const most = new Map<string, number>();
  for (const program of programs) {
    const isGiven = new Set(program.rules.flatMap(({ rows }) => rows.flatMap(systemsGiven)));
    for (const system of program.systems) {
      const count = countToReturn(system, isGiven.has(system.name));
      most.set(system.name, Math.max(most.get(system.name) ?? 0, count));
    }
  }
  return [...most.values()].reduce((sum, count) => sum + count, 0);
}

/** What the period began with and from what the next turn judges; gifts that cannot show, and what lies beneath those for good. */
function countToReturn({ clawback, review }: CompiledSystem, isGiven: boolean): number {
  if (clawback === 'none') return 0;
  const marks = review === null ? 0 : 2;
  if (!isGiven) return marks;
  // With periods nothing is given for good (D33); the lowest of those beneath is no gift.
  const beneath = review !== null && review.every !== null ? 0 : MAX_GIFTS_BENEATH + 1;
  return marks + MAX_GIFTS_BENEATH + beneath * (review === null ? 1 : 2);
}

const systemsGiven = ({ effects }: CompiledProgram['rules'][number]['rows'][number]): readonly string[] =>
  effects.statuses.map(({ system }) => system.name);

const takenBackBy = ({ rules }: CompiledProgram): readonly string[] =>
  rules.flatMap(({ clawback, rows }) =>
    clawback === 'always' ? rows.flatMap(({ effects }) => effects.add) : [],
  );

const givenBy = ({ rules }: CompiledProgram): readonly string[] =>
  rules.flatMap(({ rows }) =>
    rows.flatMap(({ effects }) =>
      // A status that is taken off for a time is remembered like one that is given.
      effects.statuses.map(({ system, rank }) => JSON.stringify([system.name, statusAt(system, rank)])),
    ),
  );
