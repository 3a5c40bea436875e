import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { readCompact } from './compact-form.ts';
import type { GroceryReceipt } from './grocery-receipt.ts';
import { readReceiptLines } from './read-receipt-lines.ts';

/** The year that the repository carries. */
export const ownData = new URL('../../programs/grocery/receipts.txt.gz', import.meta.url).pathname;

/**
 * The receipts in order of time: of a folder that holds `receipt-lines.csv` or `receipt-lines.csv.gz`, else the year
 * that comes with the repository.
 * @throws Error where the folder holds neither
 */
export function readGrocery(folder: string | null): GroceryReceipt[] {
  const receipts =
    folder === null
      ? readCompact(gunzipSync(readFileSync(ownData)).toString('utf8'))
      : readReceiptLines(readCsv(folder));
  return receipts.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** The text of a folder's receipt lines, packed or not. */
function readCsv(folder: string): string {
  const packed = join(folder, 'receipt-lines.csv.gz');
  if (existsSync(packed)) return gunzipSync(readFileSync(packed)).toString('utf8');
  const plain = join(folder, 'receipt-lines.csv');
  if (existsSync(plain)) return readFileSync(plain, 'utf8');
  throw new Error(`${folder} holds neither receipt-lines.csv.gz nor receipt-lines.csv`);
}
