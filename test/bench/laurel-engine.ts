import { compile } from '#domain/compile/compile.ts';
import { measureReceipt } from '#domain/counting/measure-receipt.ts';
import { nothingMeasured } from '#domain/counting/measured.ts';
import type { Benefits } from '#domain/member/commands.ts';
import type { CompiledProgram } from '#domain/program/compiled.ts';
import { rulesOn } from '#domain/program/rule-set.ts';
import type { ReceiptContext } from '#domain/program/situation.ts';
import { benefitsOf, largest, percentageOfRule, runningRules, takenOff } from '#domain/rewards/benefits.ts';
import { asDay } from '#domain/time/time.ts';
import { type BenchAnswer, type BenchReceipt, type BenchRule, programOf } from './rules-workload.ts';

export function compiledOf(rules: readonly BenchRule[]): CompiledProgram {
  const compiled = compile(programOf(rules));
  if (!compiled.ok) throw new Error('the bench program does not compile');
  return compiled.program;
}

/** The product's own functions, from the lines of a receipt to its discount; with the reasons of all rules that ran. */
export function laurelRules(
  rules: readonly BenchRule[],
  explains = true,
): (receipt: BenchReceipt) => BenchAnswer {
  const program = compiledOf(rules);
  return (receipt) => {
    const context = contextOf(program, receipt);
    if (explains) {
      const { benefits, reasons } = benefitsOf(program, context, receipt.lines, null);
      return answerOf(benefits, reasons.length);
    }
    const running = runningRules(rulesOn(program, 'sale').benefits, context);
    return answerOf(takenOff(percentageOfRule(largest(running)), receipt.lines), running.length);
  };
}

const answerOf = ({ discounts }: Benefits, matched: number): BenchAnswer => ({
  percent: (discounts[0]?.basisPoints ?? 0) / 100,
  matched,
});

const NONE: ReadonlySet<string> = new Set();

/** As `decide` puts it together for a sale. */
function contextOf(program: CompiledProgram, receipt: BenchReceipt): ReceiptContext {
  return {
    held: new Map([['level', receipt.status]]),
    categories: NONE,
    attributes: new Map([['district', receipt.district]]),
    changed: NONE,
    storeId: receipt.store,
    currency: 'USD',
    day: asDay(receipt.day),
    minute: 0,
    counters: null,
    ofReceipt: measureReceipt({
      storeId: receipt.store,
      currency: 'USD',
      lines: receipt.lines,
      lineGoods: receipt.lines.map((line) => program.goods(line)),
      lineDiscountsMinor: [],
      paidMinor: receipt.lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
    }),
    measured: nothingMeasured(program),
  };
}
