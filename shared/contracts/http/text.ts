import * as z from 'zod';
import { holdsPaymentCardNumber } from './payment-cards.ts';

/** Controls, line separators and bidi overrides: invisible in a log or on a receipt, and used to deceive. */
const INVISIBLE = /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u;

const visible = (maxLength: number) =>
  z
    .string()
    .min(1)
    .max(maxLength)
    .refine((value) => value.isWellFormed() && !INVISIBLE.test(value), {
      params: { code: 'text' },
      abort: true,
    });

/** Text for people: well-formed, visible, normalised to NFC, and no place to leave a payment card number. */
export const text = (maxLength: number) =>
  visible(maxLength)
    .refine((value) => !holdsPaymentCardNumber(value), { params: { code: 'pan-detected' }, abort: true })
    .normalize('NFC');

/** The same, of goods: article codes are as long as cards and carry the same check digit, so they are not judged (D79). */
export const articleCode = (maxLength: number) => visible(maxLength).normalize('NFC');
