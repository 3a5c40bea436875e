import type { CounterDefinition, Measure } from '#domain/program/program.ts';
import type { NaiveSale } from './naive-left.ts';

/** Counters of every kind, and the pencil's own measure of what is left of receipts (D25, D29). */

const GOODS_MEASURES: readonly Measure[] = [
  'purchases',
  'purchase-days',
  'stores',
  'goods-amount',
  'goods-quantity',
];
/** Which goods, and how much of them one receipt must hold: each by itself, and together. */
const MEANT: readonly Pick<CounterDefinition, 'goods' | 'perReceipt'>[] = [
  {},
  { perReceipt: { min: 2 } },
  { goods: { skus: ['apple'] } },
  { goods: { skus: ['apple'] }, perReceipt: { max: 3 } },
  { goods: { skus: ['cup', 'beans'] }, perReceipt: { min: 0.5, max: 5 } },
];

/** By whole receipts, by goods, by how much of the goods; in one store, in another currency. */
export const everyCounter: Readonly<Record<string, CounterDefinition>> = Object.fromEntries(
  [
    ...(['sold-amount', 'paid-amount'] as const).flatMap((measure): CounterDefinition[] => [
      { measure },
      { measure, stores: ['store-2'] },
      { measure, currency: 'EUR' },
    ]),
    ...GOODS_MEASURES.flatMap((measure) => MEANT.map((meant) => ({ measure, ...meant }))),
    { measure: 'purchases', stores: ['store-1'] } as const,
    { measure: 'purchase-days', stores: ['store-2'] } as const,
  ].map((definition, index) => [`c${index}`, definition]),
);

/** A receipt, and the day on which it counts. */
export interface OnDay {
  readonly day: number;
  readonly sale: NaiveSale;
}

/** Name of a counter → all that some receipts count for it. */
export function countedFor(receipts: readonly OnDay[]): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(everyCounter).map(([name, counter]) => {
      const counting = receipts
        .map(({ day, sale }) => ({ day, store: sale.storeId, value: measured(counter, sale) }))
        .filter(({ value }) => value !== 0);
      if (counter.measure === 'purchase-days') return [name, new Set(counting.map(({ day }) => day)).size];
      if (counter.measure === 'stores') return [name, new Set(counting.map(({ store }) => store)).size];
      return [name, counting.reduce((all, { value }) => all + value, 0)];
    }),
  );
}

/** One receipt's part: money and thousandths by their sum, anything else 1 or 0. */
function measured(counter: CounterDefinition, sale: NaiveSale): number {
  const { measure, stores, goods, perReceipt, currency = 'RUB' } = counter;
  if (stores !== undefined && !stores.includes(sale.storeId)) return 0;
  if (measure.endsWith('amount') && currency !== sale.currency) return 0;
  if (measure === 'sold-amount') return Number(sale.left);
  if (measure === 'paid-amount') return Number(sale.paid - sale.refunded);
  const left = sale.lines.filter((line) => !sale.isGone(line));
  const isPurchase = sale.lines.length === 0 ? !sale.isVoid : left.some(({ isBought }) => isBought);
  const looksAtGoods = goods !== undefined || perReceipt !== undefined || measure.startsWith('goods');
  if (!looksAtGoods) return isPurchase ? 1 : 0;
  const meant = left.filter(({ sku }) => goods?.skus === undefined || goods.skus.includes(sku));
  if (meant.length === 0) return 0;
  const bought = meant.filter(({ isBought }) => isBought);
  const thousandths = bought.reduce((all, { of, back }) => all + Number(of - back), 0);
  const { min = 0, max = Number.POSITIVE_INFINITY } = perReceipt ?? {};
  if (thousandths < min * 1_000 || thousandths > max * 1_000) return 0;
  if (measure === 'goods-quantity') return thousandths;
  if (measure === 'goods-amount') return meant.reduce((all, line) => all + Number(sale.moneyOf(line)), 0);
  return bought.length === 0 ? 0 : 1;
}
