import * as z from 'zod';
import { isPaymentCardNumber } from './payment-cards.ts';

/** No `#` in any of them: it would forge the keys of the table. */
export const receiptId = z
  .string()
  .regex(/^[A-Za-z0-9._-]{8,64}$/)
  .meta({
    description: "The till's own id of the receipt, unique in its store.",
    examples: ['292-0417-000871'],
  });

/** Unique for its receipt only, so it may be short (D42). */
const FOLLOW_UP_ID = /^[A-Za-z0-9._-]{1,64}$/;

export const returnId = z
  .string()
  .regex(FOLLOW_UP_ID)
  .meta({
    description: "The till's own id of the return, unique for its receipt.",
    examples: ['return-1'],
  });

export const paymentId = z
  .string()
  .regex(FOLLOW_UP_ID)
  .meta({
    description: "The till's own id of the payment, unique for its receipt.",
    examples: ['payment-2'],
  });

export const visitId = z
  .string()
  .regex(/^[A-Za-z0-9._-]{1,64}$/)
  .meta({
    description: "The calendar's own id of the visit, unique in its store.",
    examples: ['visit-4711'],
  });

export const activityId = z
  .string()
  .regex(/^[A-Za-z0-9._-]{1,64}$/)
  .meta({ description: 'Your own id of what was done, unique in its store.', examples: ['review-90210'] });

export const storeId = z
  .string()
  .regex(/^[A-Za-z0-9._-]{1,64}$/)
  .meta({
    description: 'The point of sale. Needed only when the key speaks for several; it must be one of them.',
    examples: ['292'],
  });

export const memberId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{8,40}$/)
  .meta({ description: 'Opaque id of a member.', examples: ['m7Qf2xKp9RtZ'] });

export const cardNumber = z
  .string()
  .regex(/^[A-Za-z0-9-]{4,32}$/)
  .refine((value) => !isPaymentCardNumber(value.replaceAll('-', '')), {
    params: { code: 'pan-detected' },
    abort: true,
  })
  .toUpperCase()
  .meta({
    description:
      "Number of a member's loyalty card, small letters like large ones. What lies in a payment network's own ranges, has its length and its check digit is refused, unless the deployment names it as its own.",
    examples: ['LC-100042'],
  });

export const system = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/)
  .meta({ description: 'Name of the status system.', examples: ['level'] });
