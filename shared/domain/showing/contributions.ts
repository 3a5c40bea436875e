import type { ChangingKind, EntryRef, Occasion } from '#domain/member/entry-ref.ts';
import type { CompiledMeasure } from '#domain/program/columns.ts';
import type { Day, EpochMs } from '#domain/time/time.ts';

/** A receipt behind a status, or what followed one, and what it counted for. */
export interface Contribution extends Occasion {
  /** Of a return or a payment; left out: the receipt itself. */
  readonly followUp?: EntryRef['followUp'];
  readonly occurredAt: EpochMs;
  readonly day: Day;
  /** Minor units, or a count; of a return below zero. */
  readonly amount: number;
}

/** Put together as the counter is: added, or different days, or different stores (D35). */
export function totalOf({ column }: CompiledMeasure, contributions: readonly Contribution[]): number {
  switch (column.aggregate) {
    case 'sum':
      return contributions.reduce((sum, { amount }) => sum + amount, 0);
    case 'days':
      return stillThere(contributions, ({ day }) => day);
    case 'distinct':
      return stillThere(contributions, ({ storeId }) => storeId);
    default:
      return column.aggregate satisfies never;
  }
}

/** How many different ones are left, where returns have taken some. */
function stillThere<Of>(contributions: readonly Contribution[], of: (each: Contribution) => Of): number {
  const counts = new Map<Of, number>();
  for (const each of contributions) counts.set(of(each), (counts.get(of(each)) ?? 0) + each.amount);
  return [...counts.values()].filter((count) => count > 0).length;
}

/** `3 receipts, 1 return and 2 visits`: of what changed only what still counts. */
export function entriesInWords(made: readonly Contribution[]): string {
  const of = (word: 'receipt' | 'return' | 'payment'): readonly string[] => {
    const count = made.filter(
      ({ followUp, entry }) => entry === undefined && (followUp?.kind ?? 'receipt') === word,
    ).length;
    return count === 0 && word !== 'receipt' ? [] : [`${count} ${word}${count === 1 ? '' : 's'}`];
  };
  const [first = '', ...others] = [
    ...of('receipt'),
    ...of('return'),
    ...of('payment'),
    ...changing(made, 'visit', 'visits'),
    ...changing(made, 'activity', 'activities'),
  ].filter((words, _, all) => all.length === 1 || words !== '0 receipts');
  return others.length === 0 ? first : `${[first, ...others.slice(0, -1)].join(', ')} and ${others.at(-1)}`;
}

function changing(made: readonly Contribution[], word: ChangingKind, many: string): readonly string[] {
  const sums = new Map<string, number>();
  for (const { storeId, receiptId, entry, amount } of made) {
    const name = `${storeId}#${receiptId}`;
    if (entry === word) sums.set(name, (sums.get(name) ?? 0) + amount);
  }
  const count = [...sums.values()].filter((sum) => sum !== 0).length;
  return count === 0 ? [] : [`${count} ${count === 1 ? word : many}`];
}
