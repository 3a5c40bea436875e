import { addOn, type Counters, daysOver, distinctOver, sumOver } from '#domain/member/counters.ts';
import type { CompiledMeasure } from '#domain/program/columns.ts';
import type { CompiledProgram, CompiledReview } from '#domain/program/compiled.ts';
import type { SeenValue } from '#domain/program/review-table.ts';
import type { ReceiptContext } from '#domain/program/situation.ts';
import { asDay, type Day, type DayRange } from '#domain/time/time.ts';
import { BEGINNING_OF_TIME, windowAt } from '#domain/time/window.ts';
import { countedOf } from './measure-receipt.ts';

/** All time has no last day: a late receipt sees what was counted of later days too (D85). */
const EVER: DayRange = { from: BEGINNING_OF_TIME, to: asDay(Number.MAX_SAFE_INTEGER) };

/**
 * A measure's value, seen from a day: minor units, a count, or thousandths. Never below zero: returns of other
 * periods' goods do not count against a member (reliability §8, row 18).
 */
export function measuredOn({ column, window }: CompiledMeasure, day: Day, counters: Counters): number {
  const sinceEver = window.kind === 'all-time';
  const { from, to } = sinceEver ? EVER : windowAt(window, day);
  const days = { from, to, sinceEver };
  switch (column.aggregate) {
    case 'sum':
      return Math.max(0, sumOver(counters, column.id, days));
    case 'days':
      return daysOver(counters, column.id, days);
    case 'distinct':
      return distinctOver(counters, column.id, days);
    default:
      return column.aggregate satisfies never;
  }
}

/**
 * Whether a measure sees the same counted days from one day as from a later one, so that it comes to the same. Windows
 * only move on: once it does not, it never does again.
 */
export function seesTheSame({ window }: CompiledMeasure, one: Day, later: Day, { days }: Counters): boolean {
  if (window.kind === 'all-time') return true;
  const [before, after] = [windowAt(window, one), windowAt(window, later)];
  const isBetween = (from: Day, to: Day) => days.some((day) => day >= from && day < to);
  return !isBetween(before.from, after.from) && !isBetween(before.to, after.to);
}

/** Room for every measure of a program's rules. */
export const nothingMeasured = ({ slotCount }: CompiledProgram): ReceiptContext['measured'] =>
  new Array<undefined>(slotCount).fill(undefined);

/**
 * A rule's value at a receipt, seen from the receipt's own day (D5); each measure once a receipt. `null`: nobody's
 * receipt has no history.
 */
export function measuredAt(measure: CompiledMeasure, receipt: ReceiptContext): number | null {
  const known = receipt.measured[measure.slot];
  if (known !== undefined) return known;
  const { counters, day } = receipt;
  const value =
    measure.window.kind === 'receipt'
      ? receipt.ofReceipt(measure.column)
      : counters === null
        ? null
        : measuredOn(measure, day, measure.including ? withReceipt(measure, receipt, counters) : counters);
  receipt.measured[measure.slot] = value;
  return value;
}

/** The counters as the receipt leaves them, as far as one measure asks (D84). */
function withReceipt(
  { column }: CompiledMeasure,
  { day, storeId, ofReceipt }: ReceiptContext,
  counters: Counters,
): Counters {
  return addOn(counters, day, countedOf([column], ofReceipt, storeId));
}

/** What a review sees from a day. */
export const seenOn = (review: CompiledReview, day: Day, counters: Counters): SeenValue => ({
  value: valueOn(review, day, counters),
  meets: ({ measure, min, max }) => {
    const value = measuredOn(measure, day, counters);
    return value >= min && value <= max;
  },
});

/** A review's counter over its window, seen from a day. */
export const valueOn = (review: CompiledReview, day: Day, counters: Counters): number =>
  measuredOn(review.measure, day, counters);
