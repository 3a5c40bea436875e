import { MAX_RECEIPT_BYTES, receiptBytes } from '#domain/entries/receipt-size.ts';
import { formatMoney } from '#domain/values/money.ts';
import { type Refused, refused } from './refusal.ts';
import type { SaleRequest } from './sale-request.ts';

/** What a receipt is refused for by itself, before anything is read; a quote of it is refused alike. */
export function requestRefusal({
  lines,
  totalMinor,
  given,
  currency,
}: Pick<SaleRequest, 'lines' | 'totalMinor' | 'given' | 'currency'>): Refused<
  'lines-total-mismatch' | 'receipt-too-large'
> | null {
  const total = lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  if (totalMinor !== null && totalMinor !== total)
    return refused(
      'lines-total-mismatch',
      `The lines add up to ${formatMoney(total, currency)}.`,
      '/totalMinor',
    );
  if (receiptBytes(lines, given) > MAX_RECEIPT_BYTES)
    return refused(
      'receipt-too-large',
      'The categories of its lines, and what was given, take more room than a receipt has.',
      '/lines',
    );
  return null;
}
