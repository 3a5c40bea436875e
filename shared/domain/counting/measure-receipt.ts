import type { Sale, SaleLine } from '#domain/member/commands.ts';
import type { ColumnId, Counted } from '#domain/member/counters.ts';
import type { ColumnShape } from '#domain/program/columns.ts';

/** A receipt to be measured: its amounts before benefits for discounts, after them for what counts (D22). */
interface MeasuredReceipt {
  readonly storeId: string;
  readonly currency: string;
  readonly lines: readonly SaleLine[];
  /** For each line the columns that mean its goods. */
  readonly lineGoods: readonly (readonly ColumnId[])[];
  /** One for each line, 0 for none. */
  readonly lineDiscountsMinor: readonly number[];
  readonly paidMinor: number;
}

/** A receipt's addition to a column: minor units, a count, or thousandths; 0 where it does not count for it. */
export type OfReceipt = (column: ColumnShape) => number;

const NO_GOODS: readonly ColumnId[] = [];

interface Total {
  amountMinor: number;
  thousandths: number;
  /** Some of the goods were bought: not only a deposit for them came back (D78). */
  isBought: boolean;
}

/** Adds up a receipt's lines once, by the columns that mean them; then each column is a look-up. */
export function measureReceipt(receipt: MeasuredReceipt): OfReceipt {
  const { lines, lineGoods, lineDiscountsMinor, storeId, currency, paidMinor } = receipt;
  const totals = new Map<ColumnId, Total>();
  let soldMinor = 0;
  let index = 0;
  for (const { amountMinor, quantityThousandths } of lines) {
    const netMinor = amountMinor - (lineDiscountsMinor[index] ?? 0);
    soldMinor += netMinor;
    const meant = lineGoods[index] ?? NO_GOODS;
    index += 1;
    for (const id of meant) {
      let total = totals.get(id);
      if (total === undefined) {
        total = { amountMinor: 0, thousandths: 0, isBought: false };
        totals.set(id, total);
      }
      total.amountMinor += netMinor;
      if (amountMinor < 0) continue;
      total.thousandths += quantityThousandths;
      total.isBought = true;
    }
  }
  return (column) => {
    if (column.currency !== null && column.currency !== currency) return 0;
    if (column.stores !== null && !column.stores.has(storeId)) return 0;
    const total = column.goods === null ? null : totals.get(column.id);
    if (total === undefined || (total !== null && !isEnough(column, total.thousandths))) return 0;
    switch (column.measure) {
      case 'sold-amount':
        return soldMinor;
      case 'paid-amount':
        return paidMinor;
      case 'goods-amount':
        return total?.amountMinor ?? 0;
      case 'goods-quantity':
        return total?.thousandths ?? 0;
      case 'purchases':
      case 'purchase-days':
      case 'stores':
        return total === null || total.isBought ? 1 : 0;
      case 'visits':
      case 'no-shows':
      case 'activity':
        return 0;
      default:
        return column.measure satisfies never;
    }
  };
}

/** I30: the receipt holds at least so many of the goods, and at most so many. */
const isEnough = ({ minThousandths, maxThousandths }: ColumnShape, thousandths: number): boolean =>
  (minThousandths === null || thousandths >= minThousandths) &&
  (maxThousandths === null || thousandths <= maxThousandths);

/** The receipt's additions to columns that a member keeps (D20, D22); nothing is added as a zero. */
export function countedOf(columns: readonly ColumnShape[], ofReceipt: OfReceipt, storeId: string): Counted {
  const sums = new Map<ColumnId, number>();
  const tallies = new Map<ColumnId, string>();
  for (const column of columns) {
    const value = ofReceipt(column);
    if (value === 0) continue;
    if (column.aggregate === 'distinct') tallies.set(column.id, storeId);
    else sums.set(column.id, value);
  }
  return { sums, tallies };
}

/** The lines' total before benefits. */
export const sumOf = ({ lines }: Pick<Sale, 'lines'>): number =>
  lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
