import type { EpochMs } from '#domain/time/time.ts';

/** Quote tokens: what was promised, sealed. */
export interface QuoteSeal {
  seal(promise: QuotePromise): Promise<string>;
  /** `null`: not sealed by us, or broken. Expiry is the operation's to judge. */
  open(token: string): Promise<QuotePromise | null>;
}

export interface QuotePromise {
  readonly storeId: string;
  readonly memberId: string | null;
  /** Hash of the goods that were quoted: lines and currency. */
  readonly goods: string;
  readonly expiresAt: EpochMs;
  readonly discounts: readonly {
    readonly rule: string;
    readonly basisPoints: number;
    readonly amountMinor: number;
  }[];
  readonly lineDiscountsMinor: readonly number[];
}
