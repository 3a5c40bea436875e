import * as z from 'zod';
import { compileWindow, windowNames } from '#domain/time/window.ts';

/** The small literals of program files; each carries the example that findings and editors show. */

export const name = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/, 'is no name')
  .meta({
    description: 'A name: small letters, digits and hyphens, a letter first, at most 40.',
    examples: ['monthly-spend'],
  });

/** What something was called in versions before: who has it, has it on (D81). */
export const was = z
  .array(name)
  .min(1)
  .max(20)
  .optional()
  .describe('What it was called in versions before; members keep it under the new name (D81).');

/** Free text for people; the limit keeps receipts and screens readable. */
export const text = (description: string, max = 500) => z.string().min(1).max(max).meta({ description });

export const money = z
  .string()
  .regex(/^\d{1,12}(\.\d{1,4})? [A-Z]{3}$/, 'is no amount of money')
  .meta({
    description: 'An amount with its currency: digits, a point if need be, a blank, the ISO 4217 code.',
    examples: ['10000 RUB', '12.50 USD'],
  });

export const percentage = z
  .string()
  .regex(/^\d{1,3}(\.\d{1,2})?%$/, 'is no percentage')
  .meta({
    description: 'A percentage with its sign, at most two decimals.',
    examples: ['5%', '2.5%'],
  });

/** A zone that the platform's own zone data knows. */
export const zone = z
  .string()
  .refine(isZone, 'is no time zone')
  .meta({
    description: 'The IANA time zone in which days and periods are counted (D19).',
    examples: ['Europe/Moscow', 'America/New_York'],
  });

function isZone(candidate: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: candidate }).resolvedOptions().timeZone !== undefined;
  } catch {
    return false;
  }
}

export const currency = z
  .string()
  .regex(/^[A-Z]{3}$/, 'is no currency code')
  .meta({ description: 'ISO 4217 code.', examples: ['RUB'] });

export const civilDay = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'is no day')
  .meta({ description: 'A day: year, month, day.', examples: ['2026-03-08'] });

export const clockTime = z
  .string()
  .regex(/^([01]\d|2[0-4]):[0-5]\d$/, 'is no time of the day')
  .meta({
    description: "A time of the local clock, in quotes; the day's end is `24:00`.",
    examples: ['09:00', '17:30'],
  });

/** A named window, or a rolling ISO 8601 period of days, weeks, months or years. */
export const window = z
  .string()
  .refine((value) => compileWindow(value, 'monday') !== null, 'is no window')
  .meta({
    examples: ['this-month', 'last-quarter', 'P45D'],
    anyOf: [{ enum: windowNames }, { pattern: '^P[1-9][0-9]{0,3}[DWMY]$' }],
  });

export const duration = z
  .string()
  .regex(/^P[1-9]\d{0,3}[DWMY]$/, 'is no length of time')
  .meta({ description: 'A number of days, weeks, months or years.', examples: ['P30D', 'P3M'] });

/** What becomes of what was given, when the goods come back that it was given for. */
export const clawback = z.enum(['none', 'until-rollover', 'always']).optional();
