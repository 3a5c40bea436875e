import fc from 'fast-check';
import { compile } from '#domain/compile/compile.ts';
import type {
  ConditionsDefinition,
  EffectsDefinition,
  GoodsDefinition,
  Measure,
  MeasureFilters,
  Program,
  RangeDefinition,
  RuleDefinition,
} from '#domain/program/program.ts';

import { counterOf, nameOf, systemsOf } from '../simulation/sim-program.ts';
import { anySystems } from './generated-reviews.ts';
import { minutesLate } from './lateness.ts';

/** Programs of every word that a sale can meet, small enough that their conditions often hold. */

/** Second codes: one of the catalogue's, one that tills alone send. */
const CODES = ['E1', 'E2', 'E3'];
const SKUS = ['apple', 'pear', 'cup', 'beans', 'unlisted'];
const GOODS_CATEGORIES = ['Fruit', 'Food', 'Coffee', 'Gifts'];
const STORES = ['store-1', 'store-2', 'store-3'];
export const CATEGORIES = ['parents', 'lovers', 'early'];
export const STATUSES = ['low', 'middle', 'high'];
const MEASURES: readonly Measure[] = [
  'sold-amount',
  'paid-amount',
  'purchases',
  'purchase-days',
  'stores',
  'goods-amount',
  'goods-quantity',
];
export const WINDOWS = [
  'this-receipt',
  'today',
  'this-week',
  'last-week',
  'this-month',
  'last-month',
  'this-quarter',
  'last-quarter',
  'this-half-year',
  'last-half-year',
  'this-year',
  'last-year',
  'all-time',
  'P3D',
  'P2W',
  'P1M',
  'P1Y',
];

const some = <Value>(values: readonly Value[]) =>
  fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 3 });
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined, freq: 2 });

/** A record without the keys that were left out: a program file has none either. */
const sparse = <Shape extends object>(
  parts: {
    readonly [Key in keyof Shape]: fc.Arbitrary<Shape[Key] | undefined>;
  },
): fc.Arbitrary<Shape> =>
  fc
    .record<Record<string, unknown>>(parts as Record<string, fc.Arbitrary<unknown>>)
    .map((value) => present(value) as Shape);

const present = (value: object): object =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined));

const goods = sparse<GoodsDefinition>({
  skus: maybe(some(SKUS)),
  categories: maybe(some(GOODS_CATEGORIES)),
  exceptSkus: maybe(some(SKUS)),
  externalCodes: maybe(some(CODES)),
  exceptExternalCodes: maybe(some(CODES)),
  exceptCategories: maybe(some(GOODS_CATEGORIES)),
  descendants: maybe(fc.boolean()),
});

type Measured = MeasureFilters & { readonly measure: Measure };

const measured: fc.Arbitrary<Measured> = fc.constantFrom(...MEASURES).chain((measure) => {
  const isWhole = measure === 'sold-amount' || measure === 'paid-amount';
  const isMoney = isWhole || measure === 'goods-amount';
  const nothing = fc.constant(undefined);
  return sparse<Measured>({
    measure: fc.constant(measure),
    goods: isWhole ? nothing : maybe(goods),
    perReceipt: isWhole ? nothing : maybe(fc.constantFrom({ min: 2 }, { max: 3 }, { min: 1, max: 4 })),
    stores: maybe(some(STORES)),
    currency: isMoney ? maybe(fc.constant('EUR')) : nothing,
  });
});

/** Two to four ranges that follow each other, with every pair of ends; money in its own currency. */
function rangesFor({ measure, currency }: Measured): fc.Arbitrary<readonly RangeDefinition[]> {
  const isMoney = measure.endsWith('amount');
  const literal = (value: number) => (isMoney ? `${value} ${currency ?? 'USD'}` : value);
  return fc
    .record({
      cuts: fc.uniqueArray(fc.integer({ min: 0, max: isMoney ? 60 : 6 }), { minLength: 1, maxLength: 3 }),
      isStrict: fc.boolean(),
      isOpen: fc.boolean(),
    })
    .map(({ cuts, isStrict, isOpen }) => {
      const sorted = [...cuts].sort((one, other) => one - other);
      return sorted.map((cut, index): RangeDefinition => {
        const next = sorted[index + 1];
        const low = isStrict ? { over: literal(cut) } : { from: literal(cut) };
        if (next === undefined) return isOpen ? low : { ...low, upTo: literal(cut + 10) };
        return isStrict ? { ...low, upTo: literal(next) } : { ...low, below: literal(next) };
      });
    });
}

const moves = sparse<EffectsDefinition>({
  status: maybe(fc.constantFrom(...STATUSES, null).map((status) => ({ class: status }))),
  addCategories: maybe(some(CATEGORIES.slice(0, 2))),
  removeCategories: maybe(some(CATEGORIES.slice(2))),
  message: maybe(fc.constant('{status.class} {sold}')),
}).chain((effects) =>
  effects.status === undefined
    ? fc.constant(effects)
    : maybe(fc.constantFrom('P3D', 'P1M', 'end-of-week', 'end-of-month', '2024-04-15')).map((until) =>
        until === undefined ? effects : { ...effects, until },
      ),
);

const pays = fc
  .integer({ min: 0, max: 40 })
  .map((percent): EffectsDefinition => ({ discount: `${percent / 2}%` }));

const takesAway = fc
  .uniqueArray(fc.constantFrom(...CATEGORIES), { minLength: 1 })
  .map((removeCategories): EffectsDefinition => ({ removeCategories }));

const effects = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(fc.constant('moves' as const), moves) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('moves' as const), takesAway) },
  { weight: 3, arbitrary: fc.tuple(fc.constant('pays' as const), pays) },
);

const conditions = sparse<ConditionsDefinition>({
  member: maybe(fc.constant(true as const)),
  status: maybe(
    fc.uniqueArray(fc.constantFrom(null, ...STATUSES), { minLength: 1 }).map((wanted) => ({ class: wanted })),
  ),
  categories: maybe(some(CATEGORIES)),
  notCategories: maybe(some(CATEGORIES)),
  attributes: maybe(
    fc.constantFrom<NonNullable<ConditionsDefinition['attributes']>>(
      { car: true },
      { district: ['north', 'south'] },
      { children: 2 },
    ),
  ),
  stores: maybe(some(STORES)),
  currency: maybe(fc.constantFrom('USD', 'EUR')),
  schedule: maybe(
    fc.constantFrom(
      { weekdays: ['monday', 'saturday', 'sunday'] as const },
      { hours: { from: '09:00', to: '11:00' } },
      { hours: { from: '22:00', to: '02:00' } },
      { from: '2024-03-08', to: '2024-04-10' },
    ),
  ),
});

const isIdle = (each: EffectsDefinition): boolean =>
  Object.keys(each).filter((key) => key !== 'until').length === 0;

const rule = (counters: Readonly<Record<string, Measured>>): fc.Arbitrary<Omit<RuleDefinition, 'name'>> =>
  fc
    .record({
      effects: fc.array(effects, { minLength: 4, maxLength: 4 }),
      when: maybe(conditions),
      priority: maybe(fc.integer({ min: 0, max: 3 })),
      combine: fc.option(fc.constant(false), { nil: undefined, freq: 4 }),
      transition: maybe(fc.constantFrom('up' as const, 'down' as const, 'any' as const)),
      active: fc.option(fc.constant(false), { nil: undefined, freq: 8 }),
      hasTable: fc.boolean(),
      isOwn: fc.boolean(),
      counter: fc.constantFrom(...Object.keys(counters)),
      own: measured,
      window: fc.constantFrom(...WINDOWS),
    })
    .chain(({ effects: drawn, hasTable, isOwn, counter, own, window, ...head }) => {
      const [kind] = drawn[0] ?? ['pays'];
      const fitting = drawn
        .filter(([other, each]) => other === kind && !isIdle(each))
        .map(([, each]) => each);
      const usable = fitting.length === 0 ? [{ discount: '1%' }] : fitting;
      // What may move upwards only takes nothing off: a finding.
      const isDown = usable.some(({ status }) => status?.class === null) && head.transition === 'up';
      const common = present({
        ...head,
        ...(isDown ? { transition: 'down' } : {}),
        on: ['sale'],
      }) as Pick<RuleDefinition, 'on'>;
      if (!hasTable)
        return fc.constant<Omit<RuleDefinition, 'name'>>({
          ...common,
          then: usable[0] ?? { discount: '1%' },
        });
      const seen = isOwn ? own : (counters[counter] ?? own);
      const { measure: of, ...filters } = own;
      const asked = isOwn ? { of, ...filters, window } : { counter, window };
      return rangesFor(seen).map(
        (ranges): Omit<RuleDefinition, 'name'> => ({
          ...common,
          measure: asked,
          table: ranges.map((range, index) => ({ ...range, ...usable[index % usable.length] })),
        }),
      );
    });

/** A program may draw more long windows than a member's state holds, which is refused as it should be; anything else is a defect. */
function fitsItsItem(program: Program): boolean {
  const compiled = compile(program);
  return (
    compiled.ok ||
    compiled.findings.some(({ severity, code }) => severity === 'error' && code !== 'state-too-large')
  );
}

export const anyProgram: fc.Arbitrary<Program> = fc
  .tuple(fc.array(measured, { minLength: 1, maxLength: 3 }), anySystems)
  .chain(([measures, systems]) => {
    const counters = Object.fromEntries(
      // What a name measures, and in which currency, is the same in all versions (D80).
      measures.map((each, index) => [
        `c${index}-${each.measure}${each.currency === undefined ? '' : '-e'}`,
        each,
      ]),
    );
    const reviewed = systems.map(({ name, review }) => [
      nameOf(name, review.counter),
      counterOf(review.counter),
    ]);
    return fc.array(rule(counters), { minLength: 1, maxLength: 7 }).map(
      (rules): Program => ({
        name: 'generated',
        zone: 'UTC',
        currency: 'USD',
        closingDelayHours: 48,
        maxReceiptAgeDays: 400,
        counters: { ...counters, ...Object.fromEntries(reviewed) },
        activities: { review: {} },
        categories: Object.fromEntries(CATEGORIES.map((name) => [name, {}])),
        catalogue: {
          parents: { Fruit: 'Food', Coffee: 'Food' },
          externalCodes: { apple: 'E1', cup: 'E2' },
          goods: { apple: ['Fruit'], pear: ['Fruit', 'Gifts'], cup: ['Gifts'], beans: ['Coffee'] },
        },
        statusSystems: {
          class: { statuses: Object.fromEntries(STATUSES.map((name) => [name, {}])) },
          ...systemsOf(systems, 'USD'),
        },
        rules: rules.map((each, index) => ({ ...each, name: `r${index}` })),
      }),
    );
  })
  .filter(fitsItsItem);

/** A receipt of a story, without ids. */
export interface Bought {
  readonly minutesLater: number;
  /** How long after it happened it arrives; left out: at once. */
  readonly minutesLate?: number;
  readonly storeId: string;
  readonly currency: string;
  readonly lines: readonly {
    readonly sku: string;
    readonly externalCode?: string;
    readonly quantityThousandths: number;
    readonly amountMinor: number;
    readonly categories?: readonly string[];
  }[];
  readonly paidMinor: number | null;
}

const boughtLine = sparse<Bought['lines'][number]>({
  sku: fc.constantFrom(...SKUS),
  externalCode: maybe(fc.constantFrom(...CODES)),
  quantityThousandths: fc.constantFrom(0, 500, 1000, 2000, 5000),
  amountMinor: fc.oneof(fc.integer({ min: 0, max: 4000 }), fc.constantFrom(0, 1, 1000, 2000, 3000)),
  categories: maybe(fc.uniqueArray(fc.constantFrom(...GOODS_CATEGORIES), { maxLength: 2 })),
});

const bought = {
  minutesLater: fc.oneof(
    fc.integer({ min: 1, max: 600 }),
    fc.integer({ min: 600, max: 60 * 24 * 40 }),
    fc.constantFrom(60 * 24, 60 * 24 * 90),
  ),
  storeId: fc.constantFrom(...STORES),
  currency: fc.constantFrom('USD', 'USD', 'USD', 'EUR'),
  lines: fc.array(boughtLine, { maxLength: 4 }),
  paidMinor: fc.option(fc.integer({ min: 0, max: 5000 }), { nil: null, freq: 3 }),
};

/** Receipts that arrive when they happen. */
export const anyStory: fc.Arbitrary<readonly Bought[]> = fc.array(fc.record(bought), {
  minLength: 1,
  maxLength: 12,
});

/** Receipts that arrive late, and in another order than they happened. */
export const anyLateStory: fc.Arbitrary<readonly Bought[]> = fc.array(fc.record({ ...bought, minutesLate }), {
  minLength: 1,
  maxLength: 12,
});

export const anyAttributes: fc.Arbitrary<Readonly<Record<string, string | number | boolean>>> = sparse({
  car: maybe(fc.boolean()),
  district: maybe(fc.constantFrom('north', 'east')),
  children: maybe(fc.integer({ min: 0, max: 3 })),
});
