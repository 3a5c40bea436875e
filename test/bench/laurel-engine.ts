import { benefitsOf } from '#domain/benefits.ts';
import { compile } from '#domain/compile.ts';
import type { CompiledProgram } from '#domain/compiled.ts';
import { measureReceipt } from '#domain/measure-receipt.ts';
import { asDay } from '#domain/time.ts';
import { type BenchAnswer, type BenchReceipt, type BenchRule, programOf } from './workload.ts';

export function compiledOf(rules: readonly BenchRule[]): CompiledProgram {
  const compiled = compile(programOf(rules));
  if (!compiled.ok) throw new Error('the bench program does not compile');
  return compiled.program;
}

/** The product's own functions, from the lines of a receipt to its discount with all reasons. */
export function laurelRules(rules: readonly BenchRule[]): (receipt: BenchReceipt) => BenchAnswer {
  const program = compiledOf(rules);
  const noCategories: ReadonlySet<string> = new Set();
  const unchanged: ReadonlySet<string> = new Set();
  return (receipt) => {
    const lineGoods = receipt.lines.map((line) => program.goods(line));
    const paidMinor = receipt.lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
    const { benefits, reasons } = benefitsOf(
      program,
      {
        held: new Map([['level', receipt.status]]),
        categories: noCategories,
        attributes: new Map([['district', receipt.district]]),
        changed: unchanged,
        storeId: receipt.store,
        currency: 'USD',
        day: asDay(receipt.day),
        minute: 0,
        counters: null,
        ofReceipt: measureReceipt({
          storeId: receipt.store,
          currency: 'USD',
          lines: receipt.lines,
          lineGoods,
          lineDiscountsMinor: [],
          paidMinor,
        }),
        seen: [],
      },
      receipt.lines,
    );
    return { percent: (benefits.discounts[0]?.basisPoints ?? 0) / 100, matched: reasons.length };
  };
}
