import { formatMoney, formatQuantity } from '#domain/values/money.ts';

/** The unit of a measure: minor units, pieces, or thousandths of a piece. */
export type Unit = 'money' | 'count' | 'quantity';

/** A measured value for people: `12.50 USD`, `3`, or `1.5` of a weighed good. */
export function formatValue(value: number, unit: Unit, currency: string): string {
  if (unit === 'money') return formatMoney(value, currency);
  return unit === 'count' ? String(value) : formatQuantity(value);
}
