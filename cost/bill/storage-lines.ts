import { prices } from '../prices.ts';
import type { BillLine } from './bill.ts';
import type { Recording } from './recording.ts';
import type { Traffic } from './traffic.ts';

const GIGABYTE = 1024 ** 3;
/** Bytes that DynamoDB adds to each item and each index entry that it stores. */
const OVERHEAD_BYTES = 100;
const RECEIPT = 'E/E';
const FACT = 'M/FACT';

interface Stored {
  readonly table: number;
  readonly indexes: number;
}

const NOTHING: Stored = { table: 0, indexes: 0 };

/** Gigabytes after the months that are kept: the table grows by the receipts and facts of each month. */
export function storedGigabytes(
  recording: Recording,
  { members, monthsKept }: Traffic,
  receipts: number,
  facts: number,
): Stored {
  const ofMembers = Object.keys(recording.stored)
    .filter((family) => family !== RECEIPT && family !== FACT)
    .map((family) => storedBy(recording, family, recording.members));
  const parts = [
    ...ofMembers.map((each) => times(each, members)),
    times(storedBy(recording, RECEIPT, recording.stored[RECEIPT]?.items ?? 1), receipts * monthsKept),
    times(storedBy(recording, FACT, recording.stored[FACT]?.items ?? 1), facts * monthsKept),
  ];
  return {
    table: parts.reduce((sum, part) => sum + part.table, 0) / GIGABYTE,
    indexes: parts.reduce((sum, part) => sum + part.indexes, 0) / GIGABYTE,
  };
}

export function storageLines({ table, indexes }: Stored): BillLine[] {
  const line = (what: string, gigabytes: number, price: number): BillLine => ({
    group: 'storage',
    what,
    amount: `${gigabytes.toFixed(1)} GB`,
    dollars: gigabytes * price,
  });
  return [
    line('table', table, prices.dynamoDbStorageGbMonth),
    line('indexes', indexes, prices.dynamoDbStorageGbMonth),
    line('point-in-time recovery', table, prices.dynamoDbPitrGbMonth),
  ];
}

/** Bytes of a family for each of `many`: members, or the family's own items. */
function storedBy({ stored }: Recording, family: string, many: number): Stored {
  const found = stored[family];
  if (found === undefined) return NOTHING;
  return {
    table: (found.bytes + found.items * OVERHEAD_BYTES) / many,
    indexes: (found.indexBytes + found.indexEntries * OVERHEAD_BYTES) / many,
  };
}

const times = ({ table, indexes }: Stored, many: number): Stored => ({
  table: table * many,
  indexes: indexes * many,
});
