import { measuredAt } from '#domain/counting/measured.ts';
import type { RuleOutcome, RuleReason } from '#domain/member/entry.ts';
import type { Measured } from '#domain/member/member.ts';
import type { CompiledRow, CompiledRule, MeasuredCondition } from '#domain/program/compiled.ts';
import type { ReceiptContext } from '#domain/program/situation.ts';

/** A rule that runs on a receipt: its conditions hold, and a row holds what it measures (D24). */
export interface RunningRule {
  readonly rule: CompiledRule;
  readonly row: CompiledRow;
  readonly measured: Measured | null;
}

/** Whether a rule runs, and with which row; `null`: it does not. */
export function runningOf(rule: CompiledRule, receipt: ReceiptContext): RunningRule | null {
  if (!rule.holds(receipt) || !rule.measured.every((condition) => isMet(condition, receipt))) return null;
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

/** A further measure lies in its range; nobody's receipt has none. */
function isMet({ measure, min, max }: MeasuredCondition, receipt: ReceiptContext): boolean {
  const value = measuredAt(measure, receipt);
  return value !== null && value >= min && value <= max;
}

/** Reasons of one receipt; rules that ask for the same systems share what was found. */
export function reasonsFor(
  held: ReceiptContext['held'],
): (running: RunningRule, outcome: RuleOutcome) => RuleReason {
  let asked: CompiledRule['systems'] | null = null;
  let because: RuleReason['because'] = new Map();
  return ({ rule, row, measured }, outcome) => {
    const { name, systems } = rule;
    // Equal lists are one list, so this is a look at the rule before.
    if (systems !== asked) {
      asked = systems;
      because = new Map(systems.map((system) => [system, held.get(system) ?? null]));
    }
    const basisPoints = row.effects.basisPoints ?? row.effects.memberDiscount ?? 0;
    return measured === null
      ? { rule: name, outcome, basisPoints, because }
      : { rule: name, outcome, basisPoints, because, measured };
  };
}
