import type { FollowUp } from '#domain/member/commands.ts';
import { type Refusal, refuse } from '#domain/member/decision.ts';
import type { SaleEntry, SaleLeft } from '#domain/member/entry.ts';
import type { EpochMs } from '#domain/time/time.ts';
import { EARLIEST_OCCURRENCE_MS, MAX_AMOUNT_MINOR, MAX_CLOCK_AHEAD_MS } from '#domain/values/limits.ts';
import { formatMoney } from '#domain/values/money.ts';

/** Refuses what no till can mean to have followed a sale (reliability §6, 54–57); `null`: it is fine as far as this goes. */
export function followUpRefusal(
  followUp: FollowUp,
  { occurredAt, body: { sale } }: Pick<SaleEntry, 'occurredAt' | 'body'>,
  left: SaleLeft,
  now: EpochMs,
): Refusal | null {
  const untimely = untimelyFollowUp(followUp, now);
  if (untimely !== null) return untimely;
  // Clocks of two tills may differ by a day; a bill may be paid before it is written.
  if (followUp.kind === 'return' && followUp.occurredAt < occurredAt - MAX_CLOCK_AHEAD_MS) {
    return refuse('return-before-sale', 'It is dated more than a day before its sale.', '/occurredAt');
  }
  if (followUp.kind === 'payment' && left.paidMinor + followUp.amountMinor > MAX_AMOUNT_MINOR) {
    return refuse(
      'amount-too-large',
      `The payments of a receipt add up to at most ${formatMoney(MAX_AMOUNT_MINOR, sale.currency)}.`,
      '/amountMinor',
    );
  }
  return null;
}

/** What is refused by its moment alone, whatever its sale is. */
export function untimelyFollowUp({ occurredAt }: Pick<FollowUp, 'occurredAt'>, now: EpochMs): Refusal | null {
  if (occurredAt < EARLIEST_OCCURRENCE_MS)
    return refuse('occurred-implausible', 'It is from before the year 2000.', '/occurredAt');
  if (occurredAt > now + MAX_CLOCK_AHEAD_MS)
    return refuse('occurred-in-future', 'It is more than 24 hours ahead of our clock.', '/occurredAt');
  return null;
}
