import type {
  CounterDefinition,
  EffectsDefinition,
  Measure,
  PeriodName,
  Program,
  ReviewDefinition,
  RuleDefinition,
} from '#domain/program/program.ts';

/** What is counted. Under one name it may count in other stores from a version on, and never another measure. */
export interface SimCounter {
  readonly measure: Extract<
    Measure,
    | 'sold-amount'
    | 'paid-amount'
    | 'purchases'
    | 'purchase-days'
    | 'stores'
    | 'visits'
    | 'no-shows'
    | 'activity'
  >;
  /** `null`: all of them. */
  readonly stores: readonly string[] | null;
  /** Begins anew when it is defined anew; left out: goes on. */
  readonly reset?: true;
}

/** A row of a review's table: `over`/`upTo` where it is strict, else `from`/`below`. Minor units or counts. */
export interface SimRow {
  readonly strict: boolean;
  readonly low: number | null;
  readonly high: number | null;
  readonly status: string;
  /** The threshold that keeps the status, of the same kind as the row's. */
  readonly keep: number | null;
}

export interface SimReview {
  /** `never`: it has no periods (D87). */
  readonly every: PeriodName | 'never';
  readonly window: string;
  readonly counter: SimCounter;
  readonly rows: readonly SimRow[];
  readonly raise: 'at-turn' | 'at-once';
  readonly lower: 'to-earned' | 'one-step' | 'never' | 'at-once';
  readonly grace: string | null;
  readonly minimumStay: string | null;
  /** Left out: it can only raise. */
  readonly late?: 'record-only' | 'current-period';
}

export interface SimSystem {
  readonly name: string;
  /** What this version calls it; left out: as everybody does. */
  readonly called?: string;
  /** Lowest first; always in the order of {@link STATUSES}. */
  readonly statuses: readonly {
    readonly name: string;
    readonly lifetime: boolean;
    /** What this version calls it; left out: as everybody does. */
    readonly called?: string;
  }[];
  /** What this version has taken out; left out: nothing. */
  readonly drops?: readonly SimDrop[];
  /** A version has taken one out: what is new from then on has no known place beside it, so nothing is. */
  readonly isClosed?: true;
  readonly review: SimReview;
  /** What becomes of a status whose goods come back; left out: it is kept. */
  readonly clawback?: 'until-rollover' | 'always';
}

/** A status that is gone, as it was called last, and what who holds it becomes. */
export interface SimDrop {
  readonly status: string;
  readonly called: string;
  readonly to: string | null;
  /** The program says so; else it is the next lower one. */
  readonly isTold: boolean;
}

/** A counter of the program through a window. */
export interface SimLook {
  readonly counter: string;
  readonly isMoney: boolean;
  readonly window: string;
}

/** What may wake a rule. */
export type SimWord = 'sale' | 'payment' | 'visit-came' | 'visit-no-show' | 'activity';

/** A label of members, and the statuses that rules give: what they look at, and what they do. */
export interface SimRule {
  readonly name: string;
  readonly on: readonly SimWord[];
  /** The receipt's own amount after benefits, nothing (it always runs), or a counter of the program through a window. */
  readonly look: { readonly counter: null; readonly of: 'sold-amount' | 'paid-amount' | 'nothing' } | SimLook;
  /** Runs with more than that; minor units or counts. */
  readonly over: number;
  /** And only where a counter agrees. Left out: always. */
  readonly also?: SimLook & { readonly over: number };
  readonly gives:
    | { readonly kind: 'label'; readonly label: string; readonly clawback: 'none' | 'always' }
    | { readonly kind: 'no label'; readonly label: string }
    | {
        readonly kind: 'discount';
        /** 0: all are taken off. */
        readonly percent: number;
        /** As a program says it; `null`: for good. */
        readonly until: string | null;
        readonly clawback: 'none' | 'always';
      }
    | {
        readonly kind: 'status';
        readonly system: string;
        /** `null`: it takes off what is held. */
        readonly status: string | null;
        /** As a program says it; `null`: until the next review. */
        readonly until: string | null;
        readonly transition: 'any' | 'up';
      };
}

/** A program of the simulation: one or two reviewed systems, and a discount for each status of the first. */
export interface SimProgram {
  readonly zone: string;
  readonly weekStartsOn: 'monday' | 'sunday';
  readonly delayHours: number;
  readonly maxAgeDays: number;
  readonly systems: readonly SimSystem[];
  /** A counter that no review asks for: another version may. */
  readonly spare: SimCounter | null;
  /** Status of the first system → its discount. */
  readonly percents: Readonly<Record<string, number>>;
  /** In their order; left out: none. */
  readonly rules?: readonly SimRule[];
  /** Label → what this version calls it; left out: as everybody does. */
  readonly labelNames?: Readonly<Record<string, string>>;
}

/** A version and when it comes into force. */
export interface SimVersion {
  readonly from: number;
  /** When it was told; left out: from the beginning. */
  readonly announcedAt?: number;
  readonly program: SimProgram;
}

/** Every status that a ladder of the simulation may have, lowest first. */
export const STATUSES: readonly string[] = ['iron', 'bronze', 'silver', 'gold', 'platinum'];
export const RULES: readonly string[] = ['rule-0', 'rule-1', 'rule-2', 'rule-3'];
export const LABELS: readonly string[] = ['regular', 'payer', 'friend'];
export const MEASURES = [
  'sold-amount',
  'paid-amount',
  'purchases',
  'purchase-days',
  'stores',
  'visits',
  'no-shows',
  'activity',
] as const;
export const SYSTEMS = ['level', 'club', 'path'] as const;
/** Who may use a counter: a system, or nobody. */
const USES = [...SYSTEMS, 'spare'];
export const STORES: readonly string[] = ['store-0', 'store-1', 'store-2', 'store-3'];

/** What a version calls a status; one that it has not keeps its name. */
export const calledIn = (program: SimProgram, system: string, status: string | null): string | null =>
  program.systems.find(({ name }) => name === system)?.statuses.find(({ name }) => name === status)?.called ??
  status;

/** What a version calls a system. */
export const calledSystem = ({ systems }: SimProgram, system: string): string =>
  systems.find(({ name }) => name === system)?.called ?? system;

/** What a version calls a label. */
export const calledLabel = ({ labelNames = {} }: SimProgram, label: string): string =>
  labelNames[label] ?? label;

/** Every name that a status, a system or a label of the simulation may have. */
export const NAMES_OF = (first: string): readonly string[] => [first, `${first}-2`, `${first}-3`];

/** A status, a system or a label by the name that it had first. */
export const rootOf = <Called extends string | null>(called: Called): Called =>
  (called === null ? null : called.replace(/-\d$/, '')) as Called;

/** How high a status stands; no status stands below every ladder. */
export const rankOf = (status: string | null): number => (status === null ? -1 : STATUSES.indexOf(status));

/** One text for each definition of a counter. */
export const definitionOf = ({ measure, stores }: SimCounter): string =>
  `${measure} ${stores === null ? 'anywhere' : [...stores].sort().join(',')}`;

const isRuleIn = ({ rules = [] }: SimProgram, name: string): boolean =>
  rules.some((rule) => rule.name === name);

/** A counter's name says who uses it and what it measures. */
export const nameOf = (use: string, { measure }: SimCounter): string => `for-${use}-${measure}`;

/** Everything that a version counts, by name. */
export const countersOf = ({ systems, spare }: SimProgram): ReadonlyMap<string, SimCounter> =>
  new Map([
    ...systems.map(({ name, review }) => [nameOf(name, review.counter), review.counter] as const),
    ...(spare === null ? [] : [[nameOf('spare', spare), spare] as const]),
  ]);

/** The same as a program file would say it. */
export function programOf(program: SimProgram): Program {
  const { zone, weekStartsOn, delayHours, maxAgeDays, systems, percents } = program;
  const counters = countersOf(program);
  const all = USES.flatMap((use) => MEASURES.map((measure) => nameOf(use, { measure, stores: null })));
  return {
    name: 'simulated',
    zone,
    currency: 'RUB',
    weekStartsOn,
    closingDelayHours: delayHours,
    maxReceiptAgeDays: maxAgeDays,
    activities: { review: {}, friend: {} },
    counters: Object.fromEntries([...counters].map(([name, counter]) => [name, counterOf(counter)])),
    statusSystems: systemsOf(systems, 'RUB'),
    categories: Object.fromEntries(
      LABELS.map((label) => [calledLabel(program, label), wasOf(label, program.labelNames?.[label])]),
    ),
    rules: [
      ...Object.entries(percents).map(([status, percent]) => ({
        name: `for ${status}`,
        on: ['sale'],
        when: { status: { [calledSystem(program, 'level')]: [calledIn(program, 'level', status) ?? ''] } },
        then: { discount: `${percent}%` },
      })),
      ...(program.rules ?? []).map((rule) => ruleOf(rule, program)),
    ],
    dropped: {
      counters: all.filter((name) => !counters.has(name)),
      statusSystems: SYSTEMS.filter((name) => systems.every((system) => system.name !== name)).flatMap(
        NAMES_OF,
      ),
      ...(program.rules === undefined ? {} : { rules: RULES.filter((name) => !isRuleIn(program, name)) }),
    },
  };
}

/** More than so much, as a program file would say it. */
const overOf = (isMoney: boolean, over: number) => ({
  over: isMoney ? `${(over / 100).toFixed(2)} RUB` : over,
});

function ruleOf({ name, on: wakes, look, over, also, gives }: SimRule, program: SimProgram): RuleDefinition {
  const when =
    also === undefined
      ? {}
      : {
          when: {
            measured: [{ counter: also.counter, window: also.window, ...overOf(also.isMoney, also.over) }],
          },
        };
  const on = { on: wakes, ...when };
  const { then, ...around } = effectsOf(gives, program);
  // What looks at nothing always runs.
  if (look.counter !== null) {
    const measure = { counter: look.counter, window: look.window };
    return { name, ...on, ...around, measure, table: [{ ...overOf(look.isMoney, over), ...then }] };
  }
  if (look.of === 'nothing') return { name, ...on, ...around, then };
  const measure = { of: look.of, window: 'this-receipt' };
  return { name, ...on, ...around, measure, table: [{ ...overOf(true, over), ...then }] };
}

/** What a rule does, and what it says of that as a whole. */
function effectsOf(
  gives: SimRule['gives'],
  program: SimProgram,
): Pick<RuleDefinition, 'clawback' | 'transition'> & { readonly then: EffectsDefinition } {
  switch (gives.kind) {
    case 'label': {
      const clawback = gives.clawback === 'none' ? {} : { clawback: gives.clawback };
      return { ...clawback, then: { addCategories: [calledLabel(program, gives.label)] } };
    }
    case 'no label':
      return { then: { removeCategories: [calledLabel(program, gives.label)] } };
    case 'discount': {
      const clawback = gives.clawback === 'none' ? {} : { clawback: gives.clawback };
      const memberDiscount = gives.percent === 0 ? 'none' : `${gives.percent}%`;
      const until = gives.until === null ? {} : { until: gives.until };
      return { ...clawback, then: { memberDiscount, ...until } };
    }
    case 'status': {
      const status = {
        [calledSystem(program, gives.system)]: calledIn(program, gives.system, gives.status),
      };
      const until = gives.until === null ? {} : { until: gives.until };
      return { transition: gives.transition, then: { status, ...until } };
    }
    default:
      return gives satisfies never;
  }
}

/** A counter as a program file would say it. */
export const counterOf = ({ measure, stores, reset }: SimCounter): CounterDefinition => ({
  measure,
  ...(measure === 'activity' ? { activity: 'review' } : {}),
  ...(stores === null ? {} : { stores }),
  ...(reset === undefined ? {} : { whenChanged: 'reset' }),
});

/** Reviewed systems, each by its counter. */
export const systemsOf = (systems: readonly SimSystem[], currency: string): Program['statusSystems'] =>
  Object.fromEntries(
    systems.map((system) => {
      const { name, called, statuses } = system;
      return [
        called ?? name,
        {
          ...wasOf(name, called),
          statuses: Object.fromEntries(
            statuses.map(({ name: status, lifetime, called: now }) => [
              now ?? status,
              { ...(lifetime ? { lifetime } : {}), ...wasOf(status, now) },
            ]),
          ),
          ...(system.clawback === undefined ? {} : { clawback: system.clawback }),
          ...(system.drops === undefined ? {} : { dropped: system.drops.map(droppedOf(statuses)) }),
          review: reviewOf(nameOf(name, system.review.counter), system, currency),
        },
      ];
    }),
  );

const wasOf = (first: string, called: string | undefined) =>
  called === undefined ? {} : { was: NAMES_OF(first).filter((name) => name !== called) };

const droppedOf =
  (statuses: SimSystem['statuses']) =>
  ({ called, to, isTold }: SimDrop) => ({
    status: called,
    ...(to === null || !isTold ? {} : { to: statuses.find(({ name }) => name === to)?.called ?? to }),
  });

function reviewOf(counter: string, { review, statuses }: SimSystem, currency: string): ReviewDefinition {
  const called = (status: string) => statuses.find(({ name }) => name === status)?.called ?? status;
  const { every, window, rows, raise, lower, grace, minimumStay, late } = review;
  const isMoney = review.counter.measure.endsWith('amount');
  const literal = (value: number) => (isMoney ? `${(value / 100).toFixed(2)} ${currency}` : value);
  const low = (strict: boolean, value: number) =>
    strict ? { over: literal(value) } : { from: literal(value) };
  const high = (strict: boolean, value: number) =>
    strict ? { upTo: literal(value) } : { below: literal(value) };
  return {
    every,
    counter,
    window,
    raise,
    lower,
    ...(grace === null ? {} : { grace }),
    ...(minimumStay === null ? {} : { minimumStay }),
    ...(late === undefined ? {} : { late }),
    table: rows.map((row) => ({
      ...(row.low === null ? {} : low(row.strict, row.low)),
      ...(row.high === null ? {} : high(row.strict, row.high)),
      status: called(row.status),
      ...(row.keep === null ? {} : { keep: low(row.strict, row.keep) }),
    })),
  };
}
