import type { GroceryLine, GroceryReceipt } from './grocery-receipt.ts';

/**
 * The form in which the repository carries the data: a line a receipt, its goods behind it.
 *
 *     2017-01-01T13:22:42Z 292 850 31198700070 0 995242:199 1022254:127 1082185:97:2
 *
 * Time, store, household, receipt, cents of coupons; then product, cents and, unless it is 1, the quantity.
 */
export function writeCompact(receipts: readonly GroceryReceipt[], remarks: readonly string[]): string {
  const head = remarks.map((remark) => `# ${remark}`);
  const body = receipts.map(({ at, store, household, receipt, couponCents, lines }) =>
    [at, store, household, receipt, couponCents, ...lines.map(writeLine)].join(' '),
  );
  return `${[...head, ...body].join('\n')}\n`;
}

function writeLine({ product, quantity, salesCents }: GroceryLine): string {
  return quantity === 1 ? `${product}:${salesCents}` : `${product}:${salesCents}:${quantity}`;
}

/** The inverse of {@link writeCompact}; remarks are skipped. */
export function readCompact(text: string): GroceryReceipt[] {
  return text.split('\n').flatMap((row) => {
    if (row === '' || row.startsWith('#')) return [];
    const [at = '', store = '', household = '', receipt = '', couponCents = '', ...lines] = row.split(' ');
    return [{ at, store, household, receipt, couponCents: Number(couponCents), lines: lines.map(readLine) }];
  });
}

function readLine(goods: string): GroceryLine {
  const [product = '', salesCents = '', quantity = '1'] = goods.split(':');
  return { product, quantity: Number(quantity), salesCents: Number(salesCents) };
}
