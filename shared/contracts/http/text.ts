import * as z from 'zod';

/** Controls, line separators and bidi overrides: invisible in a log or on a receipt, and used to deceive. */
const INVISIBLE = /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u;

/** Fifteen to nineteen digits, perhaps in groups: shorter runs in free text are article numbers (EAN, GTIN). */
const DIGIT_RUN = /\d(?:[ -]?\d){14,18}/g;

/** How payment cards begin and how long they are. Article numbers (EAN-13) and most loyalty cards are neither. */
const PAYMENT_CARD = /^(?:3[068]\d{12}|[2-6]\d{14,18})$/;

/** Whether digits are of a payment card's form and carry its check digit (ISO/IEC 7812, Luhn). */
export function isPaymentCardNumber(digits: string): boolean {
  if (!PAYMENT_CARD.test(digits)) return false;
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index]);
    const weighed = index % 2 === 0 ? digit : digit * 2;
    sum += weighed > 9 ? weighed - 9 : weighed;
  }
  return sum % 10 === 0;
}

function holdsPaymentCardNumber(text: string): boolean {
  return (text.match(DIGIT_RUN) ?? []).some((run) => isPaymentCardNumber(run.replace(/[ -]/g, '')));
}

/** Text for people: well-formed, visible, normalised to NFC, and no place to leave a payment card number. */
export function text(maxLength: number) {
  return z
    .string()
    .min(1)
    .max(maxLength)
    .refine((value) => value.isWellFormed() && !INVISIBLE.test(value), {
      params: { code: 'text' },
      abort: true,
    })
    .refine((value) => !holdsPaymentCardNumber(value), { params: { code: 'pan-detected' }, abort: true })
    .normalize('NFC');
}
