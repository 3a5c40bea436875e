import type { GivenAtTill, SaleLine } from '#domain/member/commands.ts';
import type { EpochMs } from '#domain/time/time.ts';
import { digest } from './digest.ts';

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
  /** What the till gave by itself, empty for nothing; left out: Laurel decides (D77). */
  readonly given?: readonly GivenAtTill[];
  /** Handed back of the payments; left out: deducted already (D43). */
  readonly changeMinor?: number;
  /** The till's own sum of the lines; checked where it is sent. */
  readonly totalMinor: number | null;
  /** The token of a quote. */
  readonly quote: string | null;
}

/**
 * The hash of what a sale says: the same for every repetition of it, whatever the order of keys, the attempt or the
 * quote (reliability §2). 128 bits, base64url.
 */
export const meaningOf = (request: SaleRequest): string => meaning(request, goodsOf(request));

/** Whether a stored hash is that of this request; what was stored by older code hashed labels in the order they came in. */
export const isMeaningOf = (stored: string, request: SaleRequest): boolean =>
  stored === meaningOf(request) || stored === meaning(request, goodsAsWritten(request));

function meaning(request: SaleRequest, goods: unknown): string {
  const { storeId, receiptId, memberId, cardNumber, occurredAt, currency, paidMinor, totalMinor } = request;
  const { given, changeMinor } = request;
  // Where neither is said, the hash is what it was before there were such words.
  const more =
    given === undefined && changeMinor === undefined
      ? []
      : [given?.map(({ line, amountMinor, why }) => [line, amountMinor, why]) ?? null, changeMinor ?? null];
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
    goods,
    ...more,
  ]);
}

/** The hash of the goods alone: what a quote was given for. */
export const goodsHash = (request: Pick<SaleRequest, 'currency' | 'lines'>): string =>
  digest([request.currency, goodsOf(request)]);

/** Hashes of the goods that a live token may hold: older code hashed labels in the order they came in. */
export const goodsHashes = (request: Pick<SaleRequest, 'currency' | 'lines'>): readonly string[] => [
  goodsHash(request),
  digest([request.currency, goodsAsWritten(request)]),
];

/** Labels are a set: in whatever order, and however often, they are told. */
const goodsOf = ({ lines }: Pick<SaleRequest, 'lines'>): unknown =>
  goodsAsWritten({
    lines: lines.map((line) =>
      line.categories === undefined ? line : { ...line, categories: [...new Set(line.categories)].sort() },
    ),
  });

const goodsAsWritten = ({ lines }: Pick<SaleRequest, 'lines'>): unknown =>
  lines.map(({ sku, quantityThousandths, amountMinor, categories, externalCode }) => [
    sku,
    quantityThousandths,
    amountMinor,
    ...(categories === undefined && externalCode === undefined ? [] : [categories ?? null]),
    ...(externalCode === undefined ? [] : [externalCode]),
  ]);
