import * as z from 'zod';
import { asEpochMs, type EpochMs } from '#domain/time/time.ts';

const instant = z.int().transform((value) => value as EpochMs);

const promised = {
  storeId: z.string(),
  memberId: z.string().nullable(),
  goods: z.string(),
  expiresAt: instant,
  discounts: z.array(
    z.strictObject({
      rule: z.string(),
      basisPoints: z.int().min(0),
      amountMinor: z.int().min(0),
      isStanding: z.literal(true).exactOptional(),
    }),
  ),
  lineDiscountsMinor: z.array(z.int().min(0)),
};

const ofToday = z.strictObject({ ...promised, receiptId: z.string().nullable(), madeAt: instant });

const LIFETIME_OF_THE_FIRST_MS = 30 * 60_000;

/** The first form did not say when it was made, and named no receipt. */
const first = z.strictObject(promised).transform((promise) => ({
  ...promise,
  receiptId: null,
  madeAt: asEpochMs(promise.expiresAt - LIFETIME_OF_THE_FIRST_MS),
}));

/**
 * The content of a quote's token, under its seal, in each form that a live token may still have: a release that changes
 * it adds one here, and takes the older one out with the next.
 */
export const quotePromise = z.union([ofToday, first]);

export type SealedPromise = z.infer<typeof quotePromise>;
