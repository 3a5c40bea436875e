import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** A receipt as the naive recomputation needs it: what its goods add up to, and the goods themselves. */
export interface NaiveReceipt {
  readonly at: string;
  readonly store: string;
  readonly household: string;
  readonly receipt: string;
  cents: number;
  readonly goods: { readonly product: string; readonly quantity: number; readonly cents: number }[];
}

/** Product → the department that the catalogue beside the program gives it. */
export function readDepartments(): ReadonlyMap<string, string> {
  const packed = readFileSync(new URL('../../programs/grocery/products.csv.gz', import.meta.url));
  const rows = gunzipSync(packed).toString().trim().split('\n').slice(1);
  return new Map(
    rows.map((row) => {
      // The first cell is the product, the last the department; where there is none, the second is.
      const cells = row.replaceAll(/"[^"]*"/g, 'quoted').split(',');
      const [product = '', category = '', department = ''] = cells;
      return [product, department === '' ? category : department];
    }),
  );
}

/** Reads the CSV of a folder, or the repository's own year; in order of time. */
export function readNaiveData(folder: string | null): NaiveReceipt[] {
  const receipts = folder === null ? fromOwnYear() : fromCsv(textOf(folder));
  return receipts.sort((a, b) => a.at.localeCompare(b.at));
}

function textOf(folder: string): string {
  const packed = join(folder, 'receipt-lines.csv.gz');
  return existsSync(packed)
    ? gunzipSync(readFileSync(packed)).toString()
    : readFileSync(join(folder, 'receipt-lines.csv'), 'utf8');
}

function fromCsv(text: string): NaiveReceipt[] {
  const [head = '', ...rows] = text.trim().split(/\r?\n/);
  const columns = head.split(',');
  const receipts: Record<string, NaiveReceipt> = {};
  for (const row of rows) {
    const cells = row.split(',');
    const cell = (name: string): string => cells[columns.indexOf(name)] ?? '';
    const id = cell('receipt');
    receipts[id] ??= {
      at: cell('at'),
      store: cell('store'),
      household: cell('household'),
      receipt: id,
      cents: 0,
      goods: [],
    };
    const cents = Number(cell('sales_cents'));
    receipts[id].cents += cents;
    receipts[id].goods.push({ product: cell('product'), quantity: Number(cell('quantity')), cents });
  }
  return Object.values(receipts);
}

function fromOwnYear(): NaiveReceipt[] {
  const packed = readFileSync(new URL('../../programs/grocery/receipts.txt.gz', import.meta.url));
  const rows = gunzipSync(packed).toString().trim().split('\n');
  return rows
    .filter((row) => !row.startsWith('#'))
    .map((row) => {
      const [at = '', store = '', household = '', receipt = '', , ...goods] = row.split(' ');
      const sold = goods.map((each) => {
        const [product = '', cents = '0', quantity = '1'] = each.split(':');
        return { product, cents: Number(cents), quantity: Number(quantity) };
      });
      const cents = sold.reduce((sum, each) => sum + each.cents, 0);
      return { at, store, household, receipt, cents, goods: sold };
    });
}
