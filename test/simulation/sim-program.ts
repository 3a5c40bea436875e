import type {
  CounterDefinition,
  Measure,
  PeriodName,
  Program,
  ReviewDefinition,
} from '#domain/program/program.ts';

/** A counter's definition is its name, so two versions that count the same share it. */
export interface SimCounter {
  readonly measure: Extract<
    Measure,
    'sold-amount' | 'paid-amount' | 'purchases' | 'purchase-days' | 'stores'
  >;
  /** `null`: all of them. */
  readonly stores: readonly string[] | null;
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
  readonly every: PeriodName;
  readonly window: string;
  readonly counter: SimCounter;
  readonly rows: readonly SimRow[];
  readonly raise: 'at-turn' | 'at-once';
  readonly lower: 'to-earned' | 'one-step' | 'never';
  readonly grace: string | null;
  readonly minimumStay: string | null;
}

export interface SimSystem {
  readonly name: string;
  /** Lowest first; always in the order of {@link STATUSES}. */
  readonly statuses: readonly { readonly name: string; readonly lifetime: boolean }[];
  readonly review: SimReview;
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
export const STORES: readonly string[] = ['store-0', 'store-1', 'store-2', 'store-3'];

/** How high a status stands; no status stands below every ladder. */
export const rankOf = (status: string | null): number => (status === null ? -1 : STATUSES.indexOf(status));

/** One text for each definition of a counter. */
export const definitionOf = ({ measure, stores }: SimCounter): string =>
  `${measure} ${stores === null ? 'anywhere' : [...stores].sort().join(',')}`;

/** Everything that a version counts. */
export const countersOf = ({ systems, spare }: SimProgram): readonly SimCounter[] => [
  ...systems.map(({ review }) => review.counter),
  ...(spare === null ? [] : [spare]),
];

/** The same as a program file would say it. */
export function programOf(program: SimProgram): Program {
  const { zone, weekStartsOn, delayHours, maxAgeDays, systems, spare, percents } = program;
  const counters = [
    ...systems.map(({ name, review }) => [`for-${name}`, review.counter] as const),
    ...(spare === null ? [] : [['spare', spare] as const]),
  ];
  return {
    name: 'simulated',
    zone,
    currency: 'RUB',
    weekStartsOn,
    closingDelayHours: delayHours,
    maxReceiptAgeDays: maxAgeDays,
    counters: Object.fromEntries(counters.map(([name, counter]) => [name, counterOf(counter)])),
    statusSystems: systemsOf(systems, 'RUB'),
    rules: Object.entries(percents).map(([status, percent]) => ({
      name: `for ${status}`,
      on: ['sale'],
      when: { status: { [systems[0]?.name ?? '']: [status] } },
      then: { discount: `${percent}%` },
    })),
  };
}

/** A counter as a program file would say it. */
export const counterOf = ({ measure, stores }: SimCounter): CounterDefinition =>
  stores === null ? { measure } : { measure, stores };

/** Reviewed systems, by the counters `for-NAME`. */
export const systemsOf = (systems: readonly SimSystem[], currency: string): Program['statusSystems'] =>
  Object.fromEntries(
    systems.map(({ name, statuses, review }) => [
      name,
      {
        statuses: Object.fromEntries(
          statuses.map(({ name: status, lifetime }) => [status, lifetime ? { lifetime } : {}]),
        ),
        review: reviewOf(`for-${name}`, review, currency),
      },
    ]),
  );

function reviewOf(counter: string, review: SimReview, currency: string): ReviewDefinition {
  const { every, window, rows, raise, lower, grace, minimumStay } = review;
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
    table: rows.map((row) => ({
      ...(row.low === null ? {} : low(row.strict, row.low)),
      ...(row.high === null ? {} : high(row.strict, row.high)),
      status: row.status,
      ...(row.keep === null ? {} : { keep: low(row.strict, row.keep) }),
    })),
  };
}
