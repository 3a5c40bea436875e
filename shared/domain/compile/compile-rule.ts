import type { CompiledMeasure } from '#domain/program/columns.ts';
import type { CompiledRow, CompiledRule } from '#domain/program/compiled.ts';
import type { RuleDefinition } from '#domain/program/program.ts';
import type { PeriodCalendar } from '#domain/time/period.ts';
import { compileConditions, type KnownNames } from './compile-conditions.ts';
import { compileEffects } from './compile-effects.ts';
import type { MeasureRegister } from './compile-measure.ts';
import { readCounter, readMeasured } from './compile-measured.ts';
import { checkTable, compileEnds, HIGHEST, LOWEST } from './compile-range.ts';
import type { Findings } from './findings.ts';

/** The program around a rule, as far as it may refer to it. */
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
  around: RuleSurroundings,
  findings: Findings,
): CompiledRule | null {
  const before = findings.count();
  const when = rule.when ?? {};
  const { keys, holds } = compileConditions(when, around, findings.at('when'));
  const measure = readMeasure(rule, around, findings.at('measure'));
  const rows = compileRows(rule, measure, around, findings);
  const measured = readMeasured(when.measured, around, findings.at('when', 'measured'));
  if (findings.count() > before) return null;
  checkEffects(rule, rows, findings);
  checkIncluding(rule, rows, findings);
  checkClawback(rule, rows, findings.at('clawback'));
  if (findings.count() > before) return null;
  return {
    name: rule.name,
    on: rule.on,
    explanation: rule.explanation ?? null,
    priority: rule.priority ?? DEFAULT_PRIORITY,
    combine: rule.combine ?? true,
    transition: rule.transition ?? 'any',
    clawback: rule.clawback ?? 'none',
    systems: around.listOnce(Object.keys(when.status ?? {})),
    keys,
    isConditional: Object.keys(when).length > 0,
    holds,
    measure,
    measured,
    rows,
  };
}

/** A counter by its name, or a measure of the rule's own, through a window (D25). */
function readMeasure(
  { name: ofRule, measure: definition }: RuleDefinition,
  { register }: RuleSurroundings,
  findings: Findings,
): CompiledMeasure | null {
  if (definition === undefined) return null;
  const { window } = definition;
  const at = { measure: findings, window: findings.at('window') };
  if ('of' in definition) {
    const { of, window: _, including, ...filters } = definition;
    const own = { ...filters, measure: of };
    return register.asked({
      label: of,
      definition: own,
      window,
      including: including !== undefined,
      ofRule,
      at,
    });
  }
  return readCounter(definition, register, findings);
}

/** With the receipt a benefit alone may look: the others do anyway (D84). */
function checkIncluding(
  { measure, when }: RuleDefinition,
  rows: readonly CompiledRow[],
  findings: Findings,
): void {
  const isBenefit = rows.some(({ effects }) => effects.basisPoints !== null);
  const places = [
    ...(measure === undefined ? [] : [{ look: measure, at: findings.at('measure', 'including') }]),
    ...(when?.measured ?? []).map((look, index) => ({
      look,
      at: findings.at('when', 'measured', index, 'including'),
    })),
  ];
  for (const { look, at } of places) {
    if (look.including === undefined || (isBenefit && look.window !== 'this-receipt')) continue;
    at.error(
      'including-anyway',
      look.window === 'this-receipt'
        ? '`this-receipt` is the receipt already, before benefits.'
        : 'What is decided after the receipt has counted looks at it anyway.',
      'Take `including` out; it is for the measure of a discount.',
    );
  }
}

/** A rule takes back its categories and members' discounts; a status goes by its system, and what waits for a turn needs one (D94). */
function checkClawback({ clawback }: RuleDefinition, rows: readonly CompiledRow[], findings: Findings): void {
  if (clawback === undefined || clawback === 'none') return;
  if (clawback === 'until-rollover') {
    findings.error(
      'clawback-without-turn',
      "`until-rollover` waits for a turn, and neither categories nor members' discounts have one.",
      'Write `clawback: always`, or `clawback: none`.',
    );
    return;
  }
  if (rows.some(({ effects }) => effects.add.length > 0 || (effects.memberDiscount ?? 0) > 0)) return;
  findings.error(
    'clawback-without-category',
    "A rule takes back the categories and members' discounts that it gives, and this one gives none.",
    'Take `clawback` out; that of a status stands at its status system.',
  );
}

function compileRows(
  rule: RuleDefinition,
  measure: CompiledMeasure | null,
  around: RuleSurroundings,
  findings: Findings,
): readonly CompiledRow[] {
  const names = { ...around, hasValue: rule.measure !== undefined, transition: rule.transition };
  const { table } = rule;
  if (rule.then !== undefined && table === undefined && rule.measure === undefined) {
    const effects = compileEffects(rule.then, names, findings.at('then'));
    return [{ min: LOWEST, max: HIGHEST, words: '', effects }];
  }
  if (rule.then !== undefined || table === undefined || rule.measure === undefined) {
    findings.error(
      'then-or-table',
      'A rule does one thing, or one of several by a measured value: `then`, or `measure` and `table`.',
      'Write `then: { … }`, or `measure: { counter: …, window: … }` with a `table`.',
    );
    return [];
  }
  if (measure === null) return [];
  const unit = { unit: measure.column.unit, currency: measure.column.currency ?? around.currency };
  const rows = table.flatMap((row, index) => {
    const inRow = findings.at('table', index);
    const ends = compileEnds(row, unit, inRow);
    const effects = compileEffects(row, names, inRow);
    return ends === null ? [] : [{ ...ends, effects, findings: inRow }];
  });
  // Below its lowest row and above its highest a rule brings nothing, as it was meant.
  checkTable(rows, unit, 'some-values');
  return rows.map(({ findings: _, ...row }) => row);
}

/** A rule does something, and does not mix what is decided before the receipt counts with what is decided after (D23). */
function checkEffects(rule: RuleDefinition, rows: readonly CompiledRow[], findings: Findings): void {
  const moves = rows.filter(
    ({ effects }) =>
      effects.statuses.length + effects.add.length + effects.remove.length > 0 ||
      effects.memberDiscount !== null,
  );
  const pays = rows.filter(({ effects }) => effects.basisPoints !== null);
  if (rows.length > 0 && rows.every((row) => isIdle(row))) {
    findings.error(
      'rule-does-nothing',
      'The rule does nothing.',
      'Give it a `discount`, a `memberDiscount`, a `status`, `addCategories`, `removeCategories` or a `message`.',
    );
  }
  if (moves.length > 0 && pays.length > 0) {
    findings.error(
      'discount-and-status',
      'A discount looks at what was held before the receipt, a status at what the receipt has changed.',
      "Write two rules: one with the discount, one with the statuses, the categories and the member's discount.",
    );
  }
  if (pays.length > 0 && rule.on.includes('payment')) {
    findings
      .at('on')
      .error(
        'discount-on-payment',
        'A payment comes when the receipt has long been written: nothing can be taken off it any more.',
        'Write `on: [sale]`, or give a message, a status or a category instead of the discount.',
      );
  }
  const other = rule.on.find((word) => word !== 'sale' && word !== 'payment');
  if (pays.length > 0 && other !== undefined) {
    findings
      .at('on')
      .error(
        'discount-without-receipt',
        `There is no receipt on \`${other}\` that anything could be taken off.`,
        'Write `on: [sale]`, or give a discount that stays: `memberDiscount`.',
      );
  }
  if (pays.length > 0 && rule.when?.changed !== undefined) {
    findings
      .at('when', 'changed')
      .error(
        'discount-and-changed',
        'A discount is decided before the receipt changes anything.',
        'Take `changed` out, or give a message or a category instead of the discount.',
      );
  }
}

const isIdle = ({ effects }: CompiledRow): boolean =>
  effects.basisPoints === null &&
  effects.memberDiscount === null &&
  effects.statuses.length + effects.add.length + effects.remove.length === 0 &&
  effects.message === null;
