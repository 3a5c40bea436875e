import type { CompiledMeasure } from '#domain/program/columns.ts';
import type { CompiledRow, CompiledRule } from '#domain/program/compiled.ts';
import type { ProgramPath, RuleDefinition, RuleMeasureDefinition } from '#domain/program/program.ts';
import type { PeriodCalendar } from '#domain/time/period.ts';
import { compileConditions, type KnownNames } from './compile-conditions.ts';
import { compileEffects } from './compile-effects.ts';
import { counterNamed, type MeasureRegister } from './compile-measure.ts';
import { checkTable, compileEnds, HIGHEST, LOWEST } from './compile-range.ts';
import type { Findings } from './findings.ts';

/** What a rule is compiled with. */
interface RuleSurroundings extends KnownNames {
  readonly register: MeasureRegister;
  readonly currency: string;
  /** The same list for equal lists, so that they can be told apart at a glance. */
  readonly listOnce: (names: readonly string[]) => readonly string[];
  readonly weekStartsOn: PeriodCalendar['weekStartsOn'];
}

/** The priority of a rule that names none. */
const DEFAULT_PRIORITY = 100;

/** Compiles a rule: when, measure, table, then. `null` where it makes no sense; a finding says why. */
export function compileRule(
  rule: RuleDefinition,
  index: number,
  around: RuleSurroundings,
  findings: Findings,
): CompiledRule | null {
  const path = ['rules', index];
  const before = findings.count();
  const when = rule.when ?? {};
  const { keys, holds } = compileConditions(when, around, [...path, 'when'], findings);
  const measure = readMeasure(rule.measure, around, [...path, 'measure'], findings);
  const rows = compileRows(rule, measure, around, path, findings);
  if (findings.count() > before) return null;
  checkEffects(rule, rows, path, findings);
  if (findings.count() > before) return null;
  return {
    name: rule.name,
    on: rule.on,
    explanation: rule.explanation ?? null,
    priority: rule.priority ?? DEFAULT_PRIORITY,
    combine: rule.combine ?? true,
    transition: rule.transition ?? 'any',
    systems: around.listOnce(Object.keys(when.status ?? {})),
    keys,
    isConditional: Object.keys(when).length > 0,
    holds,
    measure,
    rows,
  };
}

/** A counter by its name, or a measure of the rule's own, through a window (D25). */
function readMeasure(
  definition: RuleMeasureDefinition | undefined,
  { register }: RuleSurroundings,
  path: ProgramPath,
  findings: Findings,
): CompiledMeasure | null {
  if (definition === undefined) return null;
  const { window } = definition;
  const paths = { measure: path, window: [...path, 'window'] };
  if ('of' in definition) {
    const { of, window: _, ...filters } = definition;
    return register.asked(of, { ...filters, measure: of }, window, paths);
  }
  const counter = counterNamed(definition.counter, register, [...path, 'counter'], findings);
  return counter === null ? null : register.asked(definition.counter, counter, window, paths);
}

function compileRows(
  rule: RuleDefinition,
  measure: CompiledMeasure | null,
  around: RuleSurroundings,
  path: ProgramPath,
  findings: Findings,
): readonly CompiledRow[] {
  const names = { ...around, hasValue: rule.measure !== undefined };
  const { table } = rule;
  if (rule.then !== undefined && table === undefined && rule.measure === undefined) {
    const effects = compileEffects(rule.then, names, [...path, 'then'], findings);
    return [{ min: LOWEST, max: HIGHEST, words: '', effects }];
  }
  if (rule.then !== undefined || table === undefined || rule.measure === undefined) {
    findings.error(
      'then-or-table',
      path,
      'A rule does one thing, or one of several by a measured value: `then`, or `measure` and `table`.',
      'Write `then: { … }`, or `measure: { counter: …, window: … }` with a `table`.',
    );
    return [];
  }
  if (measure === null) return [];
  const unit = { unit: measure.column.unit, currency: measure.column.currency ?? around.currency };
  const rows = table.flatMap((row, index) => {
    const place = [...path, 'table', index];
    const ends = compileEnds(row, unit, place, findings);
    const effects = compileEffects(row, names, place, findings);
    return ends === null ? [] : [{ ...ends, effects, path: place }];
  });
  // Values in no row bring nothing, so only overlaps are wrong here.
  checkTable(rows, unit, { ...findings, warn: () => {} });
  return rows.map(({ path: _, ...row }) => row);
}

/** A rule does something, and does not mix what is decided before the receipt counts with what is decided after (D23). */
function checkEffects(
  rule: RuleDefinition,
  rows: readonly CompiledRow[],
  path: ProgramPath,
  findings: Findings,
): void {
  const moves = rows.filter(
    ({ effects }) => effects.statuses.length + effects.add.length + effects.remove.length > 0,
  );
  const pays = rows.filter(({ effects }) => effects.basisPoints !== null);
  if (rows.length > 0 && rows.every((row) => isIdle(row))) {
    findings.error(
      'rule-does-nothing',
      path,
      'The rule does nothing.',
      'Give it a `discount`, a `status`, `addCategories`, `removeCategories` or a `message`.',
    );
  }
  if (moves.length > 0 && pays.length > 0) {
    findings.error(
      'discount-and-status',
      path,
      'A discount looks at what was held before the receipt, a status at what the receipt has changed.',
      'Write two rules: one with the discount, one with the statuses and categories.',
    );
  }
  if (pays.length > 0 && rule.when?.changed !== undefined) {
    findings.error(
      'discount-and-changed',
      [...path, 'when', 'changed'],
      'A discount is decided before the receipt changes anything.',
      'Take `changed` out, or give a message or a category instead of the discount.',
    );
  }
}

const isIdle = ({ effects }: CompiledRow): boolean =>
  effects.basisPoints === null &&
  effects.statuses.length + effects.add.length + effects.remove.length === 0 &&
  effects.message === null;
