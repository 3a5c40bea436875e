import { measureReceipt, type OfReceipt } from '#domain/counting/measure-receipt.ts';
import type { Sale } from '#domain/member/commands.ts';
import type { ColumnId } from '#domain/member/counters.ts';
import type { SaleEntry, SaleLeft } from '#domain/member/entry.ts';
import { goodsLeft, isGone, moneyLeft, paidLeft } from './left.ts';

/** Whether a purchase is left of a sale: more than a deposit that came back with it (D78). */
export const isStillBought = ({ lines }: Sale, left: SaleLeft): boolean =>
  lines.length === 0
    ? left.isVoid !== true
    : lines.some(({ amountMinor }, index) => {
        const rest = left.lines[index];
        return amountMinor >= 0 && rest !== undefined && !isGone(rest);
      });

/**
 * Measures what is left of a sale as if that had been bought (D29): the amounts after benefits, and the purchase itself until
 * the last of its goods is back.
 * @param lineGoods for each line of the sale the columns that mean its goods
 */
export function measureLeft(
  { source, body: { sale } }: SaleEntry,
  left: SaleLeft,
  lineGoods: readonly (readonly ColumnId[])[],
): OfReceipt {
  const kept = sale.lines.flatMap((line, index) => {
    const rest = left.lines[index];
    return rest === undefined || isGone(rest) ? [] : [{ line, rest, goods: lineGoods[index] ?? [] }];
  });
  const ofReceipt = measureReceipt({
    storeId: source,
    currency: sale.currency,
    // The amounts stay those of the sale: they say which lines were bought, and which came back with it (D78).
    lines: kept.map(({ line, rest }) => ({ ...line, quantityThousandths: goodsLeft(rest) })),
    lineDiscountsMinor: kept.map(({ line, rest }) => line.amountMinor - moneyLeft(rest)),
    lineGoods: kept.map(({ goods }) => goods),
    paidMinor: paidLeft(left),
  });
  const isBought = isStillBought(sale, left);
  return (column) => {
    const isOfPurchase =
      column.measure === 'purchases' || column.measure === 'purchase-days' || column.measure === 'stores';
    return isOfPurchase && !isBought ? 0 : ofReceipt(column);
  };
}
