import type { ColumnShape } from '#domain/program/columns.ts';
import type { ContinuedColumn } from '#domain/program/names-kept.ts';
import type { Measure, MeasureFilters, Program } from '#domain/program/program.ts';
import type { Unit } from '#domain/program/units.ts';
import { fnv1a, hex32 } from '#domain/values/hash.ts';
import { checkCurrency } from './check-currency.ts';
import { type Findings, oneOf } from './findings.ts';

/** The measure of a counter or a rule, before it is looked at through a window. */
export type MeasureDefinition = MeasureFilters & ContinuedColumn & { readonly measure: Measure };

const UNITS: Readonly<Record<Measure, Unit>> = {
  'sold-amount': 'money',
  'paid-amount': 'money',
  'goods-amount': 'money',
  'goods-quantity': 'quantity',
  purchases: 'count',
  'purchase-days': 'count',
  stores: 'count',
  visits: 'count',
  'no-shows': 'count',
  activity: 'count',
};

const AGGREGATES: Readonly<Record<Measure, ColumnShape['aggregate']>> = {
  'sold-amount': 'sum',
  'paid-amount': 'sum',
  'goods-amount': 'sum',
  'goods-quantity': 'sum',
  purchases: 'sum',
  'purchase-days': 'days',
  stores: 'distinct',
  visits: 'sum',
  'no-shows': 'sum',
  activity: 'sum',
};

/** Reads what is measured, and names it by that. `null` where a finding was made. */
export function readColumn(
  definition: MeasureDefinition,
  source: Program,
  findings: Findings,
): ColumnShape | null {
  const { measure, goods, perReceipt, stores } = definition;
  const unit = UNITS[measure];
  const currency = unit === 'money' ? (definition.currency ?? source.currency) : null;
  const isWhole = measure === 'sold-amount' || measure === 'paid-amount';
  const isGoodless = measure === 'activity';
  const before = findings.count();
  checkActivity(definition, source, findings);
  if ((isWhole || isGoodless) && (goods !== undefined || perReceipt !== undefined)) {
    findings
      .at(goods === undefined ? 'perReceipt' : 'goods')
      .error(
        'whole-receipt-measure',
        isGoodless
          ? 'An activity has no goods.'
          : `\`${measure}\` is of the whole receipt, not of some goods.`,
        isGoodless ? 'Take it out.' : 'Write `goods-amount` or `goods-quantity` for the goods alone.',
      );
  }
  if (definition.currency !== undefined && unit !== 'money') {
    findings
      .at('currency')
      .error(
        'currency-not-here',
        `\`${measure}\` is no amount, so it has no currency.`,
        'Take the currency out, or ask for it in `when`.',
      );
  }
  if (definition.currency !== undefined) checkCurrency(definition.currency, findings.at('currency'));
  if (perReceipt?.min !== undefined && perReceipt.max !== undefined && perReceipt.min > perReceipt.max) {
    findings
      .at('perReceipt')
      .error('empty-range', 'No quantity lies between these ends.', 'Let `max` be at least `min`.');
  }
  if (stores?.length === 0) {
    findings
      .at('stores')
      .error(
        'measure-counts-nothing',
        'No store is listed, so nothing is ever counted.',
        'Leave `stores` out for all of them.',
      );
  }
  if (findings.count() > before) return null;
  const looksAtGoods = measure === 'goods-amount' || measure === 'goods-quantity';
  const filter = goods ?? (looksAtGoods || perReceipt !== undefined ? {} : null);
  const { activity } = definition;
  const filtered = filter === null && stores === undefined ? '' : ` ${canonical(filter, perReceipt, stores)}`;
  const identity = activity === undefined ? filtered : ` ${activity}${filtered}`;
  const meaning = hex32(fnv1a(`${measure} ${currency ?? ''}${identity}`));
  return {
    id: definition.column ?? meaning,
    meaning,
    measure,
    unit,
    aggregate: AGGREGATES[measure],
    currency,
    goods: filter,
    minThousandths: perReceipt?.min === undefined ? null : Math.round(perReceipt.min * 1000),
    maxThousandths: perReceipt?.max === undefined ? null : Math.round(perReceipt.max * 1000),
    stores: stores === undefined ? null : new Set(stores),
    ...(activity === undefined ? {} : { activity }),
    lateFor: null,
  };
}

/** `activity` says which one, and nothing else does (D46). */
function checkActivity(
  { measure, activity }: MeasureDefinition,
  { activities = {} }: Program,
  findings: Findings,
): void {
  const names = Object.keys(activities);
  if (measure !== 'activity') {
    if (activity !== undefined)
      findings
        .at('activity')
        .error('activity-not-here', `\`${measure}\` counts no activity.`, 'Write `measure: activity`.');
    return;
  }
  if (activity !== undefined && names.includes(activity)) return;
  findings
    .at('activity')
    .error(
      'unknown-activity',
      activity === undefined
        ? '`activity` does not say which one it counts.'
        : `There is no activity \`${activity}\`.`,
      names.length === 0
        ? 'Declare it: `activities: { review: { title: Review } }`.'
        : `Write ${oneOf(names)}.`,
    );
}

/** The same filters are the same text, in whatever order they were written. */
function canonical(
  goods: MeasureFilters['goods'] | null,
  perReceipt: MeasureFilters['perReceipt'],
  stores: MeasureFilters['stores'],
): string {
  const sorted = (list: readonly string[] | undefined) =>
    list === undefined ? [] : [...new Set(list)].sort();
  const [codes, exceptCodes] = [sorted(goods?.externalCodes), sorted(goods?.exceptExternalCodes)];
  return JSON.stringify([
    sorted(goods?.skus),
    sorted(goods?.categories),
    sorted(goods?.exceptSkus),
    sorted(goods?.exceptCategories),
    goods?.descendants ?? false,
    perReceipt?.min ?? null,
    perReceipt?.max ?? null,
    sorted(stores),
    // Behind all else, and only where they stand: whoever names none is called as ever.
    ...(codes.length + exceptCodes.length === 0 ? [] : [codes, exceptCodes]),
  ]);
}
