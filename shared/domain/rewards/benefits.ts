import type { AppliedDiscount, Benefits, SaleLine } from '#domain/member/commands.ts';
import type { RuleReason } from '#domain/member/entry.ts';
import type { StandingDiscount } from '#domain/member/member.ts';
import type { CompiledProgram, RuleSet } from '#domain/program/compiled.ts';
import { rulesOn, walkRules } from '#domain/program/rule-set.ts';
import type { ReceiptContext } from '#domain/program/situation.ts';
import { percentageOf, spread } from '#domain/values/money.ts';
import { type RunningRule, reasonsFor, runningOf } from './running.ts';

/** Statuses as the rules see them: system → status. */
export type HeldStatuses = ReadonlyMap<string, string | null>;

/** The benefits of a receipt, why, and the rule whose discount won. */
export interface DecidedBenefits {
  readonly benefits: Benefits;
  readonly reasons: readonly RuleReason[];
  /** `null`: none, or the member's own discount. */
  readonly winner: RunningRule | null;
}

/** What is taken off a receipt's goods, and by which rule. */
type Percentage = Omit<AppliedDiscount, 'amountMinor'>;

/**
 * Decides the benefits of a receipt: rules run in order of priority until one does not combine (I32–I34); of those that
 * ran, and the discount that the member has (D45), the largest wins and the others are held back (Y24, D37).
 */
export function benefitsOf(
  program: CompiledProgram,
  receipt: ReceiptContext,
  lines: readonly SaleLine[],
  standing: StandingDiscount | null,
): DecidedBenefits {
  const running = runningRules(rulesOn(program, 'sale').benefits, receipt);
  const ofRules = largest(running);
  const isOwn = standing !== null && standing.basisPoints > (ofRules?.row.effects.basisPoints ?? 0);
  const winner = isOwn ? null : ofRules;
  const reasonOf = reasonsFor(receipt.held);
  const reasons = running.map((each) => reasonOf(each, each === winner ? 'won' : 'held-back'));
  if (standing === null) return { benefits: takenOff(percentageOfRule(winner), lines), reasons, winner };
  const { rule, basisPoints } = standing;
  const own: Percentage = { rule, basisPoints, isStanding: true };
  const competed: RuleReason = { ...own, outcome: isOwn ? 'won' : 'held-back', because: new Map() };
  const benefits = takenOff(isOwn ? own : percentageOfRule(winner), lines);
  return { benefits, reasons: [...reasons, competed], winner };
}

export function percentageOfRule(winner: RunningRule | null): Percentage | null {
  const basisPoints = winner?.row.effects.basisPoints ?? 0;
  return winner === null || basisPoints === 0 ? null : { rule: winner.rule.name, basisPoints };
}

/** The rules that run, in order, to the first that does not combine. */
export function runningRules(rules: RuleSet, receipt: ReceiptContext): readonly RunningRule[] {
  const running: RunningRule[] = [];
  const walk = walkRules(rules, receipt);
  for (let rule = walk.next(); rule !== null; rule = walk.next()) {
    const runs = runningOf(rule, receipt);
    if (runs === null) continue;
    running.push(runs);
    if (!rule.combine) break;
  }
  return running;
}

/**
 * The winner's percentage of the receipt's goods, spread over their lines. Deposits that came back take no part (D78), and no
 * more is taken off than the receipt comes to.
 */
export function takenOff(winner: Percentage | null, lines: readonly SaleLine[]): Benefits {
  if (winner === null) return noBenefits(lines);
  const amounts: number[] = [];
  let sum = 0;
  let goods = 0;
  for (const { amountMinor } of lines) {
    const amount = amountMinor > 0 ? amountMinor : 0;
    amounts.push(amount);
    goods += amount;
    sum += amountMinor;
  }
  const amountMinor = Math.min(percentageOf(goods, winner.basisPoints), sum);
  return {
    discounts: [{ ...winner, amountMinor }],
    lineDiscountsMinor: spread(amountMinor, amounts),
  };
}

export const noBenefits = (lines: readonly SaleLine[]): Benefits => ({
  discounts: [],
  lineDiscountsMinor: lines.map(() => 0),
});

/** The largest percentage; of equal ones the first to run. A row without a discount takes no part. */
export function largest(running: readonly RunningRule[]): RunningRule | null {
  let best: RunningRule | null = null;
  for (const each of running) {
    const { basisPoints } = each.row.effects;
    if (basisPoints === null) continue;
    if (best === null || basisPoints > (best.row.effects.basisPoints ?? 0)) best = each;
  }
  return best;
}
