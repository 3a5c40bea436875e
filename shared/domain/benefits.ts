import type { Benefits, SaleLine } from './commands.ts';
import type { CompiledProgram, CompiledRule, ReceiptContext } from './compiled.ts';
import type { RuleReason } from './entry.ts';
import { percentageOf, spread } from './money.ts';

/** Statuses as the rules see them: system → status. */
export type HeldStatuses = ReadonlyMap<string, string | null>;

/** The benefits of a receipt, and why: the largest discount wins, the others are held back (Y24, D37). */
export function benefitsOf(
  program: CompiledProgram,
  receipt: ReceiptContext,
  lines: readonly SaleLine[],
): { readonly benefits: Benefits; readonly reasons: readonly RuleReason[] } {
  const matching = program.rules.filter((rule) => rule.matches(receipt));
  const winner = largest(matching);
  const reasons = matching.map((rule): RuleReason => reasonOf(rule, rule === winner, receipt.held));
  if (winner === null || winner.basisPoints === 0) return { benefits: noBenefits(lines), reasons };
  const amounts = lines.map(({ amountMinor }) => amountMinor);
  const amountMinor = percentageOf(
    amounts.reduce((sum, amount) => sum + amount, 0),
    winner.basisPoints,
  );
  const { name, basisPoints } = winner;
  const benefits = {
    discounts: [{ rule: name, basisPoints, amountMinor }],
    lineDiscountsMinor: spread(amountMinor, amounts),
  };
  return { benefits, reasons };
}

export const noBenefits = (lines: readonly SaleLine[]): Benefits => ({
  discounts: [],
  lineDiscountsMinor: lines.map(() => 0),
});

/** The largest percentage; of equal ones the first in the file. */
function largest(rules: readonly CompiledRule[]): CompiledRule | null {
  let best: CompiledRule | null = null;
  for (const rule of rules) {
    if (best === null || rule.basisPoints > best.basisPoints) best = rule;
  }
  return best;
}

const reasonOf = (rule: CompiledRule, won: boolean, held: HeldStatuses): RuleReason => ({
  rule: rule.name,
  outcome: won ? 'won' : 'held-back',
  basisPoints: rule.basisPoints,
  because: new Map(rule.systems.map((system) => [system, held.get(system) ?? null])),
});
