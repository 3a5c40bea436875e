import type { Benefits, SaleLine } from './commands.ts';
import type { Award, CompiledProgram, CompiledRule, ReceiptContext } from './compiled.ts';
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
  const running = program.rules.flatMap((rule): Running[] => {
    const award = rule.award(receipt);
    return award === null ? [] : [{ rule, award }];
  });
  const winner = largest(running);
  const reasons = running.map((each) => reasonOf(each, each === winner, receipt.held));
  if (winner === null || winner.award.basisPoints === 0) return { benefits: noBenefits(lines), reasons };
  const amounts = lines.map(({ amountMinor }) => amountMinor);
  const { basisPoints } = winner.award;
  const sum = amounts.reduce((all, amount) => all + amount, 0);
  const amountMinor = percentageOf(sum, basisPoints);
  const benefits = {
    discounts: [{ rule: winner.rule.name, basisPoints, amountMinor }],
    lineDiscountsMinor: spread(amountMinor, amounts),
  };
  return { benefits, reasons };
}

/** A rule that runs on the receipt, and what it gives. */
interface Running {
  readonly rule: CompiledRule;
  readonly award: Award;
}

export const noBenefits = (lines: readonly SaleLine[]): Benefits => ({
  discounts: [],
  lineDiscountsMinor: lines.map(() => 0),
});

/** The largest percentage; of equal ones the first in the file. */
function largest(running: readonly Running[]): Running | null {
  let best: Running | null = null;
  for (const each of running) {
    if (best === null || each.award.basisPoints > best.award.basisPoints) best = each;
  }
  return best;
}

const reasonOf = ({ rule, award }: Running, won: boolean, held: HeldStatuses): RuleReason => ({
  rule: rule.name,
  outcome: won ? 'won' : 'held-back',
  basisPoints: award.basisPoints,
  because: new Map(rule.systems.map((system) => [system, held.get(system) ?? null])),
  ...(award.measured === null ? {} : { measured: award.measured }),
});
