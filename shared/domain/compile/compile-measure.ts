import type { ColumnShape, CompiledColumn, CompiledMeasure } from '#domain/program/columns.ts';
import type { Measure, MeasureFilters, Program, ProgramPath, WindowName } from '#domain/program/program.ts';
import type { Unit } from '#domain/program/units.ts';
import { type CompiledWindow, compileWindow, reachDays, windowAdvice } from '#domain/time/window.ts';
import { fnv1a, hex32 } from '#domain/values/hash.ts';
import { currencyExponent } from '#domain/values/money.ts';
import { type Findings, oneOf } from './findings.ts';

/** What a counter or a rule measures, before it is looked at through a window. */
type MeasureDefinition = MeasureFilters & { readonly measure: Measure };

/**
 * Gathers what a program measures: each thing once, kept as many days as whoever asks for most. Columns are named by what
 * they measure, so two counters, two rules or two versions that measure the same share one.
 */
export interface MeasureRegister {
  /** Looks through a window at a measure; `null` where a finding was made. `reviewDays`: the longest period reviewed. */
  asked(
    label: string,
    definition: MeasureDefinition,
    window: WindowName,
    paths: { readonly measure: ProgramPath; readonly window: ProgramPath },
    reviewDays?: number,
  ): CompiledMeasure | null;
  /** Declares a counter by its name, whoever will ask for it. */
  declare(name: string, definition: MeasureDefinition): void;
  readonly counterNames: readonly string[];
  counter(name: string): MeasureDefinition | undefined;
  readonly usedCounters: ReadonlySet<string>;
  used(name: string): void;
  /** All columns, those kept first, and counter → column. */
  columns(): readonly CompiledColumn[];
  columnOf(name: string): CompiledColumn | undefined;
  slotCount(): number;
}

interface Growing {
  readonly column: ColumnShape;
  reach: number;
  isKept: boolean;
  askedAt: ProgramPath;
}

export function measureRegister(source: Program, findings: Findings): MeasureRegister {
  const weekStartsOn = source.weekStartsOn ?? 'monday';
  const closingDelayDays = Math.ceil(source.closingDelayHours / 24);
  const growing = new Map<string, Growing>();
  const counters = new Map<string, { definition: MeasureDefinition; id: string | null; path: ProgramPath }>();
  const windows = new Map<string, CompiledWindow | null>();
  const slots = new Map<string, number>();
  const usedCounters = new Set<string>();
  const windowOf = (name: string): CompiledWindow | null => {
    const known = windows.get(name);
    if (known !== undefined) return known;
    const window = compileWindow(name, weekStartsOn);
    windows.set(name, window);
    return window;
  };
  const grow = (definition: MeasureDefinition, path: ProgramPath): Growing | null => {
    const column = readColumn(definition, source, path, findings);
    if (column === null) return null;
    const known = growing.get(column.id);
    if (known !== undefined) return known;
    const begun = { column, reach: 0, isKept: false, askedAt: path };
    growing.set(column.id, begun);
    return begun;
  };
  const finished = ({ column, reach, isKept, askedAt }: Growing): CompiledColumn => ({
    ...column,
    isKept,
    askedAt,
    retentionDays: isKept ? reach + closingDelayDays : 0,
  });
  return {
    usedCounters,
    used: (name) => usedCounters.add(name),
    get counterNames() {
      return [...counters.keys()];
    },
    counter: (name) => counters.get(name)?.definition,
    declare(name, definition) {
      const path = ['counters', name];
      const column = grow(definition, path);
      // A counter is counted from the day on which a program names it.
      if (column !== null) column.isKept = true;
      counters.set(name, { definition, id: column?.column.id ?? null, path });
    },
    asked(label, definition, windowName, paths, reviewDays = 0) {
      const window = windowOf(windowName);
      if (window === null) {
        findings.error('unknown-window', paths.window, `There is no window \`${windowName}\`.`, windowAdvice);
      }
      const found = grow(definition, paths.measure);
      if (found === null || window === null) return null;
      if (window.kind !== 'receipt') {
        const byDay = window.kind === 'all-time' && found.column.aggregate === 'days';
        // Distinct days of a lifetime are counted one by one, as long as a receipt may still come for them.
        const reach = byDay ? source.maxReceiptAgeDays : reachDays(window) + reviewDays;
        // A counter stands for itself, whoever asks for it.
        const isCounter = found.askedAt[0] === 'counters';
        if (!isCounter && reach > found.reach) found.askedAt = paths.measure;
        found.isKept = true;
        found.reach = Math.max(found.reach, reach);
      }
      const key = `${found.column.id} ${windowName}`;
      const slot = slots.get(key) ?? slots.size;
      slots.set(key, slot);
      return { label, column: found.column, window, slot };
    },
    columns: () => [...growing.values()].map(finished),
    slotCount: () => slots.size,
    columnOf(name) {
      const found = growing.get(counters.get(name)?.id ?? '');
      return found === undefined ? undefined : finished(found);
    },
  };
}

const UNITS: Readonly<Record<Measure, Unit>> = {
  'sold-amount': 'money',
  'paid-amount': 'money',
  'goods-amount': 'money',
  'goods-quantity': 'quantity',
  purchases: 'count',
  'purchase-days': 'count',
  stores: 'count',
};

const AGGREGATES: Readonly<Record<Measure, ColumnShape['aggregate']>> = {
  'sold-amount': 'sum',
  'paid-amount': 'sum',
  'goods-amount': 'sum',
  'goods-quantity': 'sum',
  purchases: 'sum',
  'purchase-days': 'days',
  stores: 'distinct',
};

function readColumn(
  definition: MeasureDefinition,
  source: Program,
  path: ProgramPath,
  findings: Findings,
): ColumnShape | null {
  const { measure, goods, perReceipt, stores } = definition;
  const unit = UNITS[measure];
  const currency = unit === 'money' ? (definition.currency ?? source.currency) : null;
  const isWhole = measure === 'sold-amount' || measure === 'paid-amount';
  const before = findings.count();
  if (isWhole && (goods !== undefined || perReceipt !== undefined)) {
    findings.error(
      'whole-receipt-measure',
      [...path, goods === undefined ? 'perReceipt' : 'goods'],
      `\`${measure}\` is of the whole receipt, not of some goods.`,
      'Write `goods-amount` or `goods-quantity` for the goods alone.',
    );
  }
  if (definition.currency !== undefined && unit !== 'money') {
    findings.error(
      'currency-not-here',
      [...path, 'currency'],
      `\`${measure}\` is no amount, so it has no currency.`,
      'Take the currency out, or ask for it in `when`.',
    );
  }
  if (definition.currency !== undefined && currencyExponent(definition.currency) === null) {
    findings.error(
      'unknown-currency',
      [...path, 'currency'],
      `\`${definition.currency}\` is no currency in which goods are sold.`,
      'Write an ISO 4217 code in capitals, such as EUR.',
    );
  }
  if (perReceipt?.min !== undefined && perReceipt.max !== undefined && perReceipt.min > perReceipt.max) {
    findings.error(
      'empty-range',
      [...path, 'perReceipt'],
      'No quantity lies between these ends.',
      'Let `max` be at least `min`.',
    );
  }
  if (stores?.length === 0) {
    findings.error(
      'measure-counts-nothing',
      [...path, 'stores'],
      'No store is listed, so nothing is ever counted.',
      'Leave `stores` out for all of them.',
    );
  }
  if (findings.count() > before) return null;
  const looksAtGoods = measure === 'goods-amount' || measure === 'goods-quantity';
  const filter = goods ?? (looksAtGoods || perReceipt !== undefined ? {} : null);
  const identity = filter === null && stores === undefined ? '' : ` ${canonical(filter, perReceipt, stores)}`;
  return {
    id: hex32(fnv1a(`${measure} ${currency ?? ''}${identity}`)),
    measure,
    unit,
    aggregate: AGGREGATES[measure],
    currency,
    goods: filter,
    minThousandths: perReceipt?.min === undefined ? null : Math.round(perReceipt.min * 1000),
    maxThousandths: perReceipt?.max === undefined ? null : Math.round(perReceipt.max * 1000),
    stores: stores === undefined ? null : new Set(stores),
  };
}

/** The same filters are the same text, in whatever order they were written. */
function canonical(
  goods: MeasureFilters['goods'] | null,
  perReceipt: MeasureFilters['perReceipt'],
  stores: MeasureFilters['stores'],
): string {
  const sorted = (list: readonly string[] | undefined) =>
    list === undefined ? [] : [...new Set(list)].sort();
  return JSON.stringify([
    sorted(goods?.skus),
    sorted(goods?.categories),
    sorted(goods?.exceptSkus),
    sorted(goods?.exceptCategories),
    goods?.descendants ?? false,
    perReceipt?.min ?? null,
    perReceipt?.max ?? null,
    sorted(stores),
  ]);
}

/** Finds a counter by its name, or says which there are. */
export function counterNamed(
  name: string,
  register: MeasureRegister,
  path: ProgramPath,
  findings: Findings,
): MeasureDefinition | null {
  const definition = register.counter(name);
  if (definition !== undefined) {
    register.used(name);
    return definition;
  }
  findings.error(
    'unknown-counter',
    path,
    `There is no counter \`${name}\`.`,
    `Write ${oneOf(register.counterNames)}.`,
  );
  return null;
}
