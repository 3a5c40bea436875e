import { createHash } from 'node:crypto';
import type { SaleLine } from '#domain/member/commands.ts';
import type { EpochMs } from '#domain/time/time.ts';

/** A sale as it crosses the border, already of the right form. */
export interface SaleRequest {
  readonly storeId: string;
  readonly receiptId: string;
  readonly memberId: string | null;
  readonly cardNumber: string | null;
  readonly occurredAt: EpochMs;
  readonly currency: string;
  readonly lines: readonly SaleLine[];
  /** Sum of the payments; `null`: none were sent. */
  readonly paidMinor: number | null;
  /** The till's own sum of the lines; checked where it is sent. */
  readonly totalMinor: number | null;
  /** The token of a quote. */
  readonly quote: string | null;
}

/**
 * The hash of what a sale says: the same for every repetition of it, whatever the order of keys, the attempt or the
 * quote (reliability §2). 128 bits, base64url.
 */
export function meaningOf(request: SaleRequest): string {
  const { storeId, receiptId, memberId, cardNumber, occurredAt, currency, paidMinor, totalMinor } = request;
  return digest([
    'sale',
    storeId,
    receiptId,
    memberId,
    cardNumber,
    occurredAt,
    currency,
    paidMinor,
    totalMinor,
    goodsOf(request),
  ]);
}

/** The hash of the goods alone: what a quote was given for. */
export const goodsHash = (request: Pick<SaleRequest, 'currency' | 'lines'>): string =>
  digest([request.currency, goodsOf(request)]);

const goodsOf = ({ lines }: Pick<SaleRequest, 'lines'>): unknown =>
  lines.map(({ sku, quantityThousandths, amountMinor, categories }) => [
    sku,
    quantityThousandths,
    amountMinor,
    ...(categories === undefined ? [] : [categories]),
  ]);

const digest = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest().subarray(0, 16).toString('base64url');
