import type { SaleEntry } from '#domain/member/entry.ts';
import type { Ledger } from './ports/ledger.ts';
import { type Refused, refused } from './refusal.ts';

/** The entry of a receipt of this store; another store's receipt is not found (reliability §5). */
export async function readReceipt(
  ports: { readonly ledger: Pick<Ledger, 'readEntry'> },
  { storeId, receiptId }: { readonly storeId: string; readonly receiptId: string },
): Promise<{ readonly kind: 'found'; readonly entry: SaleEntry } | Refused<'not-found'>> {
  const entry = await ports.ledger.readEntry(storeId, receiptId);
  return entry === null
    ? refused('not-found', 'This store has sent no such receipt.')
    : { kind: 'found', entry };
}
