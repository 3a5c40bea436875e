import { readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { writeCompact } from './compact-form.ts';
import { ownData, readGrocery } from './read-grocery.ts';

/** `node cli/replay/compact.ts FOLDER` writes programs/grocery/receipts.txt.gz from the original CSV files. */
const remarks = [
  'A year (2017) of the purchases of 240 households, from The Complete Journey by 84.51°, as published in the',
  'R package completejourney. Licence: CC0, public domain.',
  'time (UTC) · store · household · receipt · cents of coupons · product:cents[:quantity] …',
];

const folder = process.argv[2];
if (folder === undefined) {
  console.error('Say where the CSV files are: node cli/replay/compact.ts FOLDER');
  process.exitCode = 2;
} else {
  const receipts = readGrocery(folder);
  writeFileSync(ownData, gzipSync(writeCompact(receipts, remarks), { level: 9 }));
  console.log(`${receipts.length} receipts, ${readFileSync(ownData).length} bytes`);
}
