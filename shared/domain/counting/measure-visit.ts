import type { Visit, VisitPayment } from '#domain/member/commands.ts';
import type { ColumnId } from '#domain/member/counters.ts';
import type { ColumnShape } from '#domain/program/columns.ts';
import { measureReceipt, type OfReceipt } from './measure-receipt.ts';

/** A visit with the payments that have an id of their own. */
interface Told {
  readonly storeId: string;
  readonly visit: Visit;
  readonly payments: readonly VisitPayment[];
}

/** What was paid of a visit in all; minor units. */
export const paidOf = ({ visit, payments }: Pick<Told, 'visit' | 'payments'>): number =>
  payments.reduce((sum, { amountMinor }) => sum + amountMinor, visit.paidMinor ?? visit.amountMinor);

/**
 * Measures a visit (D44): while it is `came` it counts as a visit and its amounts as told, as `no-show` it counts as one, and
 * else for nothing. It is no purchase. Visits of some goods are those whose lines hold them.
 * @param lineGoods for each line the columns that mean its goods
 */
export function measureVisit(told: Told, lineGoods: readonly (readonly ColumnId[])[]): OfReceipt {
  const { storeId, visit } = told;
  const { status, currency } = visit;
  const isBare = visit.lines.length === 0;
  const bare = [{ sku: '', quantityThousandths: 0, amountMinor: visit.amountMinor }];
  const ofReceipt = measureReceipt({
    storeId,
    currency,
    lines: isBare ? bare : visit.lines,
    lineGoods: isBare ? [] : lineGoods,
    lineDiscountsMinor: [],
    paidMinor: paidOf(told),
  });
  return (column: ColumnShape): number => {
    switch (column.measure) {
      case 'visits':
        return status === 'came' ? ofReceipt({ ...column, measure: 'purchases' }) : 0;
      case 'no-shows':
        return status === 'no-show' ? ofReceipt({ ...column, measure: 'purchases' }) : 0;
      case 'purchases':
      case 'purchase-days':
      case 'stores':
      case 'activity':
        return 0;
      default:
        return status === 'came' ? ofReceipt(column) : 0;
    }
  };
}

/** An activity counts for the columns of its kind. */
export const measureActivity =
  ({
    storeId,
    activity,
    isTakenBack,
  }: {
    storeId: string;
    activity: string;
    isTakenBack: boolean;
  }): OfReceipt =>
  ({ measure, activity: counted, stores }) =>
    measure === 'activity' && counted === activity && !isTakenBack && stores?.has(storeId) !== false ? 1 : 0;
