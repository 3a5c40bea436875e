import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readGrocery } from '../../cli/replay/read-grocery.ts';

/**
 * Writes the receipts of a few households as CSV, for short forms of what takes the whole year: the same form, the same
 * program, the same turns. Answers how many receipts fall before a moment (RFC 3339, UTC).
 */
export function writeFewHouseholds(
  folder: string,
  households: number,
  before: string,
): { readonly receipts: number } {
  const receipts = readGrocery(null);
  const chosen = new Set([...new Set(receipts.map(({ household }) => household))].slice(0, households));
  const few = receipts.filter(({ household, at }) => chosen.has(household) && at < before);
  const rows = few.flatMap(({ at, store, household, receipt, lines, couponCents }) =>
    lines.map(({ product, quantity, salesCents }, index) =>
      [
        at,
        store,
        household,
        receipt,
        product,
        quantity,
        salesCents,
        0,
        index === 0 ? couponCents : 0,
        0,
      ].join(','),
    ),
  );
  const head =
    'at,store,household,receipt,product,quantity,sales_cents,shop_discount_cents,coupon_cents,coupon_match_cents';
  writeFileSync(join(folder, 'receipt-lines.csv'), `${[head, ...rows].join('\n')}\n`);
  return { receipts: few.length };
}
