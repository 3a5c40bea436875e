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
import { formatMoney } from '#domain/values/money.ts';

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
  if (sumOf(sale) < 0) {
    return refuse(
      'negative-sale',
      'The lines of a sale add up to 0 or more; what comes back is a return.',
      '/lines',
    );
  }
  if (sale.paidMinor !== null && sale.paidMinor < 0) {
    return refuse('negative-sale', 'The payments of a sale add up to 0 or more.', '/payments');
  }
  const tooMuch = impossibleGift(sale);
  if (tooMuch >= 0) {
    const detail = 'No line is given more than it costs, and each that is named is there.';
    return refuse('given-impossible', detail, `/given/${tooMuch}`);
  }
  if (givenOf(sale) > sumOf(sale)) {
    return refuse('given-impossible', 'No more is given than the receipt comes to.', '/given');
  }
  if ((sale.changeMinor ?? 0) > (sale.paidMinor ?? 0)) {
    return refuse('change-exceeds-payments', 'Change is handed back of what was paid.', '/changeMinor');
  }
  // The goods alone: a deposit that comes back does not make room for more of them.
  if (Math.max(goodsOf(sale), sale.paidMinor ?? 0) > MAX_AMOUNT_MINOR) {
    const most = formatMoney(MAX_AMOUNT_MINOR, sale.currency);
    return refuse(
      'amount-too-large',
      `A receipt adds up to at most ${most}, and so do its payments.`,
      '/lines',
    );
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

const goodsOf = ({ lines }: Sale): number =>
  lines.reduce((sum, { amountMinor }) => sum + Math.max(0, amountMinor), 0);

const givenOf = ({ given = [] }: Sale): number =>
  given.reduce((sum, { amountMinor }) => sum + amountMinor, 0);

/** The first thing given at the till that its line cannot have been given; -1: none (D77). */
function impossibleGift({ lines, given = [] }: Sale): number {
  const left = lines.map(({ amountMinor }) => Math.max(0, amountMinor));
  return given.findIndex(({ line, amountMinor }) => {
    const rest = (left[line] ?? -1) - amountMinor;
    left[line] = rest;
    return rest < 0;
  });
}
