import fc from 'fast-check';
import type {
  Clawback,
  CounterDefinition,
  EffectsDefinition,
  Program,
  RuleDefinition,
  StatusSystemDefinition,
} from '#domain/program/program.ts';
import type { Draw } from '../simulation/draw.ts';
import { WINDOWS } from '../simulation/draw-program.ts';
import { programOf, type SimProgram } from '../simulation/sim-program.ts';
import { anyDelay, anyWish, type Wish } from './generated-returns.ts';
import { anyDraw, anyVersions } from './generated-reviews.ts';
import { BEGINNING } from './stories.ts';

/** Programs of every word that a return can meet, and lives of sales, returns and payments under them. */

/** A version and when it comes into force. */
export interface LifeVersion {
  readonly from: number;
  readonly source: Program;
}

/** What a life may hold beside reviews and their words of clawback. */
interface Words {
  /** Rules that give statuses and labels; what they give goes with the goods. */
  readonly hasRules: boolean;
  /** Percentages by status. */
  readonly hasDiscounts: boolean;
  /** Left out: any, a system each. */
  readonly clawback?: Clawback;
}

const CLAWBACKS = [undefined, 'none', 'until-rollover', 'always'] as const;
const STEPS = ['one', 'two', 'three'];
const LABELS = ['vip', 'regular'];
const UNTILS = ['P3D', 'P1M', 'end-of-week', 'end-of-month', 'end-of-next-month', '2024-04-20'];
/** Counters of goods: each is in some versions, and gone from others. */
const GOODS: Readonly<Record<string, CounterDefinition>> = {
  cups: { measure: 'goods-quantity', goods: { skus: ['cup'] }, perReceipt: { min: 2 } },
  'cup-money': { measure: 'goods-amount', goods: { skus: ['cup'] } },
  'cup-visits': { measure: 'purchases', goods: { skus: ['cup'] }, perReceipt: { max: 3 } },
  days: { measure: 'purchase-days' },
  shops: { measure: 'stores', goods: { skus: ['cup', 'beans'] } },
};

/**
 * What varies: one to three versions from some time before the life on, each with one or two reviewed ladders of every word
 * (`every`, window, counter and its stores, table, raise, lower, grace, minimum stay, late), a ladder without periods or
 * without a review that comes and goes, all three words of clawback, counters of goods that go and come back, and up to four
 * rules that give statuses for a time and for good, take them off, and give labels, by a receipt, by a counter over any window, or by two.
 */
export const anyLifeVersions = (words: Words): fc.Arbitrary<readonly LifeVersion[]> =>
  fc
    .tuple(
      anyVersions(BEGINNING, (program) => (words.hasDiscounts ? program : { ...program, percents: {} })),
      anyDraw,
    )
    .map(([versions, draw]) =>
      versions.map(({ from, program }) => ({ from, source: lifeProgram(draw, program, words) })),
    );

function lifeProgram(draw: Draw, program: SimProgram, words: Words): Program {
  const source = programOf(program);
  const goods = Object.entries(GOODS).filter(() => draw.chance(0.5));
  const counters = { ...source.counters, ...Object.fromEntries(goods) };
  const reviewed = Object.entries(source.statusSystems).map(
    ([name, system]): [string, StatusSystemDefinition] => [
      name,
      { ...system, ...clawbackOf(words.clawback ?? draw.one(CLAWBACKS)) },
    ],
  );
  const steps = drawSteps(draw, counters, words);
  const statusSystems = {
    ...Object.fromEntries(reviewed),
    ...(steps === null ? {} : { steps }),
  };
  const { counters: goneCounters = [], statusSystems: goneSystems = [] } = source.dropped ?? {};
  const rules = words.hasRules ? drawRules(draw, counters, statusSystems, words) : [];
  return {
    ...source,
    counters,
    statusSystems,
    categories: Object.fromEntries(LABELS.map((name) => [name, {}])),
    rules: [...source.rules, ...rules],
    dropped: {
      ...source.dropped,
      counters: [...goneCounters, ...Object.keys(GOODS).filter((name) => !(name in counters))],
      statusSystems: [...goneSystems, ...(steps === null ? ['steps'] : [])],
    },
  };
}

const clawbackOf = (clawback: Clawback | undefined) => (clawback === undefined ? {} : { clawback });

/** A ladder that follows its value, or that rules alone give; `null`: this version has none. */
function drawSteps(
  draw: Draw,
  counters: Readonly<Record<string, CounterDefinition>>,
  { clawback }: Words,
): StatusSystemDefinition | null {
  if (draw.chance(0.3)) return null;
  const words = clawback ?? draw.one([undefined, 'none', 'always'] as const);
  const common = { statuses: Object.fromEntries(STEPS.map((name) => [name, {}])), ...clawbackOf(words) };
  if (draw.chance(0.5)) return draw.chance(0.5) ? common : { ...common, initial: 'one' };
  const counter = draw.one(Object.keys(counters));
  const literal = literalOf(counters[counter]);
  const [low, high] = thresholdsOf(draw, counters[counter]);
  return {
    ...common,
    review: {
      every: 'never',
      counter,
      window: draw.one(WINDOWS),
      lower: draw.one(['never', 'at-once'] as const),
      table: [
        { below: literal(low), status: 'one' },
        { from: literal(low), below: literal(high), status: 'two' },
        { from: literal(high), status: 'three', keep: { from: literal(low) } },
      ],
    },
  };
}

/** As a program says a value of a counter. */
const literalOf =
  (counter: CounterDefinition | undefined) =>
  (value: number): number | string => {
    if (counter?.measure.endsWith('amount') === true) return `${(value / 100).toFixed(2)} RUB`;
    return counter?.measure === 'goods-quantity' ? value / 1_000 : value;
  };

function thresholdsOf(draw: Draw, counter: CounterDefinition | undefined): readonly [number, number] {
  const isCount = !/amount|quantity/.test(counter?.measure ?? '');
  const low = isCount ? 1 + draw.below(2) : 1_000 + 500 * draw.below(12);
  return [low, low + (isCount ? 1 + draw.below(3) : 1_000 + 500 * draw.below(16))];
}

function drawRules(
  draw: Draw,
  counters: Readonly<Record<string, CounterDefinition>>,
  systems: Program['statusSystems'],
  words: Words,
): readonly RuleDefinition[] {
  return ['first', 'second', 'third', 'fourth']
    .slice(0, draw.below(5))
    .map((name) => drawRule(draw, name, { counters, systems, words }));
}

interface Around {
  readonly counters: Readonly<Record<string, CounterDefinition>>;
  readonly systems: Program['statusSystems'];
  readonly words: Words;
}

function drawRule(draw: Draw, name: string, around: Around): RuleDefinition {
  const { counters, words } = around;
  const on = draw.chance(0.75) ? ['sale'] : draw.one([['payment'], ['sale', 'payment']]);
  const isLabel = draw.chance(0.4);
  const effects = () => (isLabel ? drawLabel(draw, words) : drawStatus(draw, around));
  const takes = isLabel && (words.clawback ?? draw.one(CLAWBACKS)) !== 'none' ? 'always' : undefined;
  const head = { name, on, ...clawbackOf(takes) };
  const counter = draw.one(Object.keys(counters));
  const measured = draw.chance(0.3)
    ? [
        {
          counter: draw.one(Object.keys(counters)),
          window: draw.one(WINDOWS),
        },
      ].map((look) => ({
        ...look,
        from: literalOf(counters[look.counter])(thresholdsOf(draw, counters[look.counter])[0]),
      }))
    : null;
  const when = measured === null ? {} : { when: { measured } };
  if (draw.chance(0.2)) return { ...head, ...when, then: effects() };
  const isOwn = draw.chance(0.4);
  const seen: CounterDefinition | undefined = isOwn ? { measure: 'sold-amount' } : counters[counter];
  const literal = literalOf(seen);
  const [low, high] = thresholdsOf(draw, seen);
  return {
    ...head,
    ...when,
    measure: isOwn
      ? { of: 'sold-amount', window: draw.one(['this-receipt', 'this-receipt', ...WINDOWS]) }
      : { counter, window: draw.one(['this-receipt', ...WINDOWS]) },
    table: [
      { from: literal(low), below: literal(high), ...effects() },
      { from: literal(high), ...effects() },
    ],
  };
}

const drawLabel = (draw: Draw, { clawback }: Words): EffectsDefinition => {
  const label = draw.one(LABELS);
  // What a rule takes no return gives back.
  return clawback === undefined && draw.chance(0.15) && label === 'regular'
    ? { addCategories: ['vip'], removeCategories: ['regular'] }
    : { addCategories: [label] };
};

function drawStatus(draw: Draw, { systems }: Around): EffectsDefinition {
  const system = draw.one(Object.keys(systems));
  const status = draw.chance(0.15) ? null : draw.one(Object.keys(systems[system]?.statuses ?? {}));
  const until = draw.chance(0.6) ? { until: draw.one(UNTILS) } : {};
  const transition = draw.chance(0.3)
    ? { transition: status === null ? ('down' as const) : ('up' as const) }
    : {};
  return { status: { [system]: status }, ...until, ...transition };
}

/** A step of a life; what follows a sale names it by a number, of those that there are. */
export type Step = {
  readonly minutesLater: number;
  readonly minutesLate: number;
} & (
  | {
      readonly kind: 'sale';
      readonly storeId: string;
      readonly lines: readonly {
        readonly sku: string;
        readonly pieces: number;
        readonly amountMinor: number;
      }[];
      readonly paidMinor: number | null;
    }
  | { readonly kind: 'return'; readonly of: number; readonly wish: Wish; readonly refundShare: number | null }
  | { readonly kind: 'payment'; readonly of: number; readonly amountMinor: number }
  | { readonly kind: 'sweep' }
);

const sold = fc.record({
  kind: fc.constant('sale' as const),
  storeId: fc.constantFrom('store-0', 'store-1', 'store-2', 'store-3'),
  lines: fc.array(
    fc.record({
      sku: fc.constantFrom('cup', 'beans', 'toy'),
      pieces: fc.integer({ min: 0, max: 4 }),
      amountMinor: fc.oneof(
        fc.integer({ min: 0, max: 12_000 }),
        fc.integer({ min: 0, max: 12_000 }),
        fc.integer({ min: -100, max: 0 }),
      ),
    }),
    { maxLength: 3 },
  ),
  paidMinor: fc.option(fc.integer({ min: 0, max: 12_000 }), { nil: null, freq: 3 }),
});
const back = fc.record({
  kind: fc.constant('return' as const),
  of: fc.nat(),
  wish: anyWish,
  refundShare: fc.option(fc.integer({ min: 0, max: 1_000 }), { nil: null, freq: 4 }),
});
const paid = fc.record({
  kind: fc.constant('payment' as const),
  of: fc.nat(),
  amountMinor: fc.integer({ min: 1, max: 9_000 }),
});
const sweep = fc.constant({ kind: 'sweep' as const });

/**
 * What varies: sales of up to three lines in four stores, on time or up to 399 days late; returns of any of them by goods,
 * by money and whole, with told refunds; payments, late ones too; the sweep; minutes to a hundred days between.
 */
export const anyLife = (maxLength: number): fc.Arbitrary<readonly Step[]> =>
  fc.array(
    fc
      .tuple(
        anyDelay,
        fc.oneof(
          { weight: 5, arbitrary: sold },
          { weight: 4, arbitrary: back },
          { weight: 2, arbitrary: paid },
          { weight: 1, arbitrary: sweep },
        ),
      )
      .map(([delay, step]): Step => ({ ...delay, ...step })),
    { minLength: 1, maxLength },
  );
