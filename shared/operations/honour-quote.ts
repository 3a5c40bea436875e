import type { Benefits } from '#domain/member/commands.ts';
import type { QuoteOutcome } from '#domain/member/entry.ts';
import type { QuoteSeal } from './ports/quotes.ts';
import { type Refused, refused } from './refusal.ts';
import { goodsHash, type SaleRequest } from './sale-request.ts';

interface OpenedQuote {
  readonly kind: 'opened';
  readonly outcome: QuoteOutcome;
  readonly promised: Benefits | null;
}

const NO_QUOTE: OpenedQuote = { kind: 'opened', outcome: 'none', promised: null };

/**
 * Opens the quote that came with a receipt. It is honoured if it was live when the receipt happened, for the same
 * store, member and goods; else the receipt is scored by the rules and says why. Only a forged token is refused.
 */
export async function openQuote(
  seal: QuoteSeal,
  request: SaleRequest,
  memberId: string | null,
): Promise<OpenedQuote | Refused<'quote-invalid'>> {
  if (request.quote === null) return NO_QUOTE;
  const promise = await seal.open(request.quote);
  if (promise === null)
    return refused('quote-invalid', 'Send the token of a quote as it was given.', '/quote');
  const same =
    promise.storeId === request.storeId &&
    promise.memberId === memberId &&
    promise.goods === goodsHash(request);
  if (!same) return { kind: 'opened', outcome: 'changed', promised: null };
  if (promise.expiresAt <= request.occurredAt) return { kind: 'opened', outcome: 'expired', promised: null };
  const { discounts, lineDiscountsMinor } = promise;
  return { kind: 'opened', outcome: 'honoured', promised: { discounts, lineDiscountsMinor } };
}
