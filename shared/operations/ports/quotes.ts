import type { EpochMs } from '#domain/time/time.ts';

/** Quote tokens: what was promised, sealed. */
export interface QuoteSeal {
  seal(promise: QuotePromise): Promise<string>;
  /**
   * `forged`: not sealed by us, or broken; `unreadable`: ours, in a form that this release does not know. Whether it is
   * live is the operation's to judge.
   */
  open(token: string): Promise<OpenedSeal>;
}

type OpenedSeal =
  /** `id` is a short name of the token, the same each time it is opened. */
  | { readonly kind: 'opened'; readonly id: string; readonly promise: QuotePromise }
  | { readonly kind: 'forged' }
  | { readonly kind: 'unreadable' };

export interface QuotePromise {
  readonly storeId: string;
  readonly memberId: string | null;
  /** The receipt that alone may use it; `null`: it was not named. */
  readonly receiptId: string | null;
  /** Hash of the goods that were quoted: lines and currency. */
  readonly goods: string;
  readonly madeAt: EpochMs;
  readonly expiresAt: EpochMs;
  readonly discounts: readonly {
    readonly rule: string;
    readonly basisPoints: number;
    readonly amountMinor: number;
  }[];
  readonly lineDiscountsMinor: readonly number[];
}
