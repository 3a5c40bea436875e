import { currencyExponent, isCurrencyInUse } from '#domain/values/money.ts';
import type { Findings } from './findings.ts';

/** A currency that has left the list is refused, and understood where it is stored; of any other nobody knows the digits. */
export function checkCurrency(currency: string, findings: Findings): void {
  if (isCurrencyInUse(currency)) return;
  const finding = [
    'unknown-currency',
    `\`${currency}\` is no currency in which goods are sold.`,
    'Write an ISO 4217 code in capitals, such as EUR.',
  ] as const;
  if (currencyExponent(currency) === null) findings.error(...finding);
  else findings.refuse(...finding);
}
