import type { CompiledRow, CompiledRule, ReceiptContext } from './compiled.ts';
import type { RuleOutcome, RuleReason } from './entry.ts';
import { measuredAt } from './measured.ts';
import type { Measured } from './member.ts';

/** A rule that runs on a receipt: its conditions hold, and a row holds what it measures (D24). */
export interface RunningRule {
  readonly rule: CompiledRule;
  readonly row: CompiledRow;
  readonly measured: Measured | null;
}

/** Whether a rule runs, and with which row; `null`: it does not. */
export function runningOf(rule: CompiledRule, receipt: ReceiptContext): RunningRule | null {
  if (!rule.holds(receipt)) return null;
  const { measure, rows } = rule;
  if (measure === null) {
    const row = rows[0];
    return row === undefined ? null : { rule, row, measured: null };
  }
  const value = measuredAt(measure, receipt);
  if (value === null) return null;
  for (const row of rows) {
    if (value >= row.min && value <= row.max) {
      return { rule, row, measured: { counter: measure.label, value, words: row.words } };
    }
  }
  return null;
}

/** What became of a rule, with what it asked for and found. */
export const reasonOf = (
  { rule, row, measured }: RunningRule,
  outcome: RuleOutcome,
  held: ReceiptContext['held'],
): RuleReason => ({
  rule: rule.name,
  outcome,
  basisPoints: row.effects.basisPoints ?? 0,
  because: new Map(rule.systems.map((system) => [system, held.get(system) ?? null])),
  ...(measured === null ? {} : { measured }),
});
