import type { Unit } from '#domain/program/units.ts';
import { formatMoney, formatQuantity } from '#domain/values/money.ts';

/** A measured value for people: `152.30 USD`, `12`, `1.5`. */
export function amountOf(value: number, unit: Unit, currency: string): string {
  if (unit === 'money') return formatMoney(value, currency);
  return unit === 'quantity' ? formatQuantity(value) : String(value);
}
