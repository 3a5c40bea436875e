import * as z from 'zod';
import type { EpochMs } from '#domain/time/time.ts';

/** The content of a quote's token, under its seal. A token of an older form is none of ours. */
export const quotePromise = z.strictObject({
  storeId: z.string(),
  memberId: z.string().nullable(),
  goods: z.string(),
  expiresAt: z.int().transform((value) => value as EpochMs),
  discounts: z.array(
    z.strictObject({ rule: z.string(), basisPoints: z.int().min(0), amountMinor: z.int().min(0) }),
  ),
  lineDiscountsMinor: z.array(z.int().min(0)),
});

export type SealedPromise = z.infer<typeof quotePromise>;
