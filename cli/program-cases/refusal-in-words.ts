import type { Refusal } from '#domain/member/decision.ts';
import type { SaleEntry } from '#domain/member/entry.ts';
import { leftOf, paidLeft, soldLeft } from '#domain/returns/left.ts';
import { MAX_AMOUNT_MINOR } from '#domain/values/limits.ts';
import { formatMoney } from '#domain/values/money.ts';

/**
 * Why a step does not count, for who writes programs: the domain tells tills minor units, and a case is written in money.
 * @param sold the receipt that the step follows; `null`: it is a receipt
 */
export function refusalInWords(
  { code, detail, pointer }: Refusal,
  currency: string,
  sold: SaleEntry | null,
): string {
  const money = (amountMinor: number): string => formatMoney(amountMinor, currency);
  if (code === 'amount-too-large')
    return `A receipt adds up to at most ${money(MAX_AMOUNT_MINOR)}, and so do its payments.`;
  if (sold === null) return detail;
  const left = leftOf(sold);
  if (code === 'return-exceeds-original' && pointer === '/amountMinor')
    return `Of the receipt ${money(soldLeft(left))} is left.`;
  if (code === 'refund-exceeds-paid') return `Of what was paid ${money(paidLeft(left))} is not refunded yet.`;
  return detail;
}
