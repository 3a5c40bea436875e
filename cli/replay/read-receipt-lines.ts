import type { GroceryLine, GroceryReceipt } from './grocery-receipt.ts';

const COLUMNS =
  'at,store,household,receipt,product,quantity,sales_cents,shop_discount_cents,coupon_cents,coupon_match_cents';

/**
 * Reads the original form of the data: a CSV row a line, ordered by time, the lines of a receipt anywhere.
 * @throws Error where the columns or a number are not as expected, with the row's number
 */
export function readReceiptLines(csv: string): GroceryReceipt[] {
  const rows = csv.split(/\r?\n/);
  if (rows[0] !== COLUMNS) throw new Error(`expected the columns ${COLUMNS}, found ${rows[0]}`);
  const receipts = new Map<string, GroceryReceipt & { couponCents: number; lines: GroceryLine[] }>();
  for (const [index, row] of rows.entries()) {
    if (index === 0 || row === '') continue;
    const cells = row.split(',');
    const [at, store, household, receipt, product] = cells;
    const [quantity, salesCents, , couponCents] = cells.slice(5).map(Number);
    if (
      at === undefined ||
      store === undefined ||
      household === undefined ||
      receipt === undefined ||
      product === undefined
    ) {
      throw new Error(`row ${index + 1} has too few columns`);
    }
    if (!isWhole(quantity) || !isWhole(salesCents) || !isWhole(couponCents))
      throw new Error(`row ${index + 1} holds what is no whole number`);
    const known = receipts.get(receipt) ?? { at, store, household, receipt, couponCents: 0, lines: [] };
    known.couponCents += couponCents;
    known.lines.push({ product, quantity, salesCents });
    receipts.set(receipt, known);
  }
  return [...receipts.values()];
}

const isWhole = (value: number | undefined): value is number =>
  value !== undefined && Number.isSafeInteger(value) && value >= 0;
