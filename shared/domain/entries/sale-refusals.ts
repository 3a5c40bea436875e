import { sumOf } from '#domain/counting/measure-receipt.ts';
import type { Sale } from '#domain/member/commands.ts';
import type { Refusal } from '#domain/member/decision.ts';
import type { EpochMs } from '#domain/time/time.ts';
import {
  EARLIEST_OCCURRENCE_MS,
  MAX_AMOUNT_MINOR,
  MAX_CLOCK_AHEAD_MS,
  MAX_LINES,
} from '#domain/values/limits.ts';

export const NO_PROGRAM: Refusal = {
  kind: 'refused',
  code: 'no-program',
  detail: 'No program is in force yet; send the receipt again later.',
  pointer: null,
};

/** Refuses a sale that no till can mean (reliability §6); `null`: the sale is fine. */
export function refusalOf(sale: Sale, now: EpochMs): Refusal | null {
  const refuse = (code: Refusal['code'], detail: string, pointer: string): Refusal => ({
    kind: 'refused',
    code,
    detail,
    pointer,
  });
  if (sale.lines.length > MAX_LINES) {
    return refuse('too-many-lines', `A receipt has at most ${MAX_LINES} lines.`, '/lines');
  }
  const negative = sale.lines.findIndex(({ amountMinor }) => amountMinor < 0);
  if (negative >= 0) {
    return refuse('negative-sale', 'A line of a sale costs 0 or more.', `/lines/${negative}/amountMinor`);
  }
  if (sale.paidMinor !== null && sale.paidMinor < 0) {
    return refuse('negative-sale', 'The payments of a sale add up to 0 or more.', '/payments');
  }
  if (Math.max(sumOf(sale), sale.paidMinor ?? 0) > MAX_AMOUNT_MINOR) {
    return refuse('amount-too-large', `A receipt adds up to at most ${MAX_AMOUNT_MINOR}.`, '/lines');
  }
  if (sale.occurredAt < EARLIEST_OCCURRENCE_MS) {
    return refuse('occurred-implausible', 'The receipt is from before the year 2000.', '/occurredAt');
  }
  if (sale.occurredAt > now + MAX_CLOCK_AHEAD_MS) {
    return refuse(
      'occurred-in-future',
      'The receipt is more than 24 hours ahead of our clock.',
      '/occurredAt',
    );
  }
  return null;
}
