import { mayUseQuote } from '#domain/entries/used-quotes.ts';
import type { Promised } from '#domain/member/commands.ts';
import type { QuoteOutcome } from '#domain/member/entry.ts';
import type { Member } from '#domain/member/member.ts';
import type { EpochMs } from '#domain/time/time.ts';
import type { QuotePromise, QuoteSeal } from './ports/quotes.ts';
import { type Refused, refused } from './refusal.ts';
import { goodsHashes, type SaleRequest } from './sale-request.ts';

interface OpenedQuote {
  readonly kind: 'opened';
  readonly outcome: QuoteOutcome;
  readonly promised: Promised | null;
}

const decidedAnew = (outcome: QuoteOutcome): OpenedQuote => ({ kind: 'opened', outcome, promised: null });

/** A till's clock may be so far behind ours; further ahead it is within a token's life anyway. */
export const CLOCKS_DIFFER_MS = 5 * 60_000;

/**
 * Opens the quote that came with a receipt. It is honoured if it was live when the receipt happened, for the same
 * store, member and goods, and for one receipt: the one that it names, else the first that its member brings. Else the
 * receipt is scored by the rules and says why. Only a forged token is refused.
 * @param member whose receipt it is; `null`: nobody's, whose token may be used as long as it lives
 */
export async function openQuote(
  seal: QuoteSeal,
  request: SaleRequest,
  { member, now }: { readonly member: Member | null; readonly now: EpochMs },
): Promise<OpenedQuote | Refused<'quote-invalid'>> {
  // A till that says what it gave has looked at no promise (D77).
  if (request.quote === null || request.given !== undefined) return decidedAnew('none');
  const opened = await seal.open(request.quote);
  if (opened.kind === 'forged')
    return refused('quote-invalid', 'Send the token of a quote as it was given.', '/quote');
  if (opened.kind === 'unreadable') return decidedAnew('changed');
  const { id, promise } = opened;
  if (!isMeant(promise, request, member)) return decidedAnew('changed');
  if (!isLive(promise, request)) return decidedAnew('expired');
  const { discounts, lineDiscountsMinor, expiresAt, receiptId } = promise;
  const promised = { discounts, lineDiscountsMinor };
  if (member === null || receiptId !== null) return { kind: 'opened', outcome: 'honoured', promised };
  const token = { id, until: expiresAt };
  if (!mayUseQuote(member, token, now)) return decidedAnew('used');
  return { kind: 'opened', outcome: 'honoured', promised: { ...promised, token } };
}

const isMeant = (promise: QuotePromise, request: SaleRequest, member: Member | null): boolean =>
  promise.storeId === request.storeId &&
  promise.memberId === (member?.id ?? null) &&
  (promise.receiptId === null || promise.receiptId === request.receiptId) &&
  goodsHashes(request).includes(promise.goods);

/** A token holds from its making for its life, whenever its receipt arrives: a till may be offline for hours. */
const isLive = ({ madeAt, expiresAt }: QuotePromise, { occurredAt }: SaleRequest): boolean =>
  occurredAt >= madeAt - CLOCKS_DIFFER_MS && occurredAt < expiresAt;
