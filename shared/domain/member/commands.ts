import type { EpochMs } from '#domain/time/time.ts';

/** One line of a receipt. */
export interface SaleLine {
  readonly sku: string;
  /** 1.5 kg is 1500; 0 is legal (D22). */
  readonly quantityThousandths: number;
  /** What the whole line costs before Laurel's benefits, in minor units; 0 or more. */
  readonly amountMinor: number;
  /** What the goods belong to, as the till says; left out: what the catalogue says (I24, D12). */
  readonly categories?: readonly string[];
}

/** Benefits of a receipt, as shown by a quote or as decided at the till. */
export interface Benefits {
  readonly discounts: readonly AppliedDiscount[];
  /** One amount a line, in minor units, 0 or more. */
  readonly lineDiscountsMinor: readonly number[];
}

export interface AppliedDiscount {
  readonly rule: string;
  readonly basisPoints: number;
  readonly amountMinor: number;
}

/** A sale as a till tells it. */
export interface Sale {
  readonly kind: 'sale';
  readonly storeId: string;
  /** The till's own id, unique in its store. */
  readonly receiptId: string;
  readonly occurredAt: EpochMs;
  /** ISO 4217. */
  readonly currency: string;
  readonly lines: readonly SaleLine[];
  /** What was really paid; `null`: everything that was sold (D22). */
  readonly paidMinor: number | null;
  /** What a live quote had promised; `null`: decide anew. */
  readonly promised: Benefits | null;
}

/** Nothing but the clock: closes what time has closed. */
interface TimePassing {
  readonly kind: 'time-passing';
}

/** Everything that can happen to a member. */
export type Command = Sale | TimePassing;
