import * as z from 'zod';
import { MAX_AMOUNT_MINOR } from '#domain/values/limits.ts';
import { currencyExponent } from '#domain/values/money.ts';

/** −0 is a JSON number too; nothing behind the border shall tell it from 0. */
const withoutNegativeZero = (value: number): number => (value === 0 ? 0 : value);

/** Minor units. `1e3` and `1.0` are the same JSON numbers as `1000` and `1`. */
export const amountMinor = z
  .int()
  .min(-MAX_AMOUNT_MINOR)
  .max(MAX_AMOUNT_MINOR)
  .overwrite(withoutNegativeZero)
  .meta({ description: 'Minor units of the currency.', examples: [125_000] });

const MAX_QUANTITY = 1_000_000;
const THOUSAND = 1000;

/** Up to three decimals, as weighed goods have; 0 is legal (D22). */
export const quantity = z
  .number()
  .min(0)
  .max(MAX_QUANTITY)
  .refine((value) => Math.round(value * THOUSAND) / THOUSAND === value, { params: { code: 'decimals' } })
  .overwrite(withoutNegativeZero)
  .meta({ description: 'Pieces or weight, at most three decimals; 0 is legal.', examples: [2] });

/** 1.5 kg → 1500. */
export const thousandthsOf = (value: number): number => Math.round(value * THOUSAND);

export const currency = z
  .string()
  .refine((code) => currencyExponent(code) !== null, { params: { code: 'currency' } })
  .meta({
    description: 'Active ISO 4217 code, in capitals.',
    pattern: '^[A-Z]{3}$',
    examples: ['RUB'],
  });
