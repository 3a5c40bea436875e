import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { readCompact, writeCompact } from '../../cli/replay/compact-form.ts';
import { readGrocery } from '../../cli/replay/read-grocery.ts';
import { readReceiptLines } from '../../cli/replay/read-receipt-lines.ts';

const csv = `at,store,household,receipt,product,quantity,sales_cents,shop_discount_cents,coupon_cents,coupon_match_cents
2017-01-01T13:22:42Z,292,850,31198700070,995242,1,199,0,0,0
2017-01-01T13:22:42Z,292,850,31198700070,6534178,13845,2500,100,300,0
2017-01-01T14:00:00Z,31742,13,31198700071,1,0,0,0,50,0
`;

const receipts = [
  {
    at: '2017-01-01T13:22:42Z',
    store: '292',
    household: '850',
    receipt: '31198700070',
    couponCents: 300,
    lines: [
      { product: '995242', quantity: 1, salesCents: 199 },
      { product: '6534178', quantity: 13845, salesCents: 2500 },
    ],
  },
  {
    at: '2017-01-01T14:00:00Z',
    store: '31742',
    household: '13',
    receipt: '31198700071',
    couponCents: 50,
    lines: [{ product: '1', quantity: 0, salesCents: 0 }],
  },
];

const compact = `# a remark
2017-01-01T13:22:42Z 292 850 31198700070 300 995242:199 6534178:2500:13845
2017-01-01T14:00:00Z 31742 13 31198700071 50 1:0:0
`;

describe('the grocery data', () => {
  it('is read from its original columns', () => {
    expect(readReceiptLines(csv)).toEqual(receipts);
  });

  it('is written and read in its compact form', () => {
    expect(writeCompact(receipts, ['a remark'])).toBe(compact);
    expect(readCompact(compact)).toEqual(receipts);
  });

  it.each([
    ['other columns', csv.replace('sales_cents', 'cents'), 'expected the columns'],
    ['half a cent', csv.replace(',199,', ',199.5,'), 'row 2 holds what is no whole number'],
    ['a row cut short', csv.replace(',1,199,0,0,0', ''), 'row 2 holds what is no whole number'],
    ['a negative amount', csv.replace(',199,', ',-199,'), 'row 2 holds what is no whole number'],
  ])('is refused with %s', (_what, text, message) => {
    expect(() => readReceiptLines(text)).toThrow(message);
  });

  it('of the repository is a whole year of 240 households', () => {
    const own = readGrocery(null);
    expect(own.length).toBe(14_765);
    expect(new Set(own.map(({ household }) => household)).size).toBe(240);
    expect(own.reduce((sum, { lines }) => sum + lines.length, 0)).toBe(137_596);
    expect(own[0]?.at).toBe('2017-01-01T13:22:42Z');
  });
});

describe('a folder of CSV files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'laurel-csv-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is read plain, and packed', () => {
    expect(() => readGrocery(folder)).toThrow('holds neither');
    writeFileSync(join(folder, 'receipt-lines.csv'), csv);
    expect(readGrocery(folder)).toEqual(receipts);
    writeFileSync(join(folder, 'receipt-lines.csv.gz'), gzipSync(csv));
    expect(readGrocery(folder)).toEqual(receipts);
  });
});
