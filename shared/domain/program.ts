/**
 * A program as its file says it, already of the right shape (the file's schema lives in the contracts) and not yet
 * checked for sense: that is what `compile` is for. Amounts are literals with a currency, `10000 RUB`.
 */
export interface Program {
  readonly name: string;
  /** IANA zone in which days, windows and periods are counted (D19). */
  readonly zone: string;
  /** ISO 4217; money measures count receipts of this currency only (D20). */
  readonly currency: string;
  /** Monday where it is left out. */
  readonly weekStartsOn?: 'monday' | 'sunday';
  /** How long after its end a period is reviewed again both ways (D17, D21). */
  readonly closingDelayHours: number;
  /** Receipts older than this are stored and not counted (D28). */
  readonly maxReceiptAgeDays: number;
  readonly counters: Readonly<Record<string, CounterDefinition>>;
  readonly statusSystems: Readonly<Record<string, StatusSystemDefinition>>;
  readonly rules: readonly RuleDefinition[];
}

export type Measure = 'sold-amount' | 'paid-amount' | 'purchases';
/** `this-month`, `last-quarter`, `all-time` …, or a rolling ISO 8601 period, `P45D` (I22, D4). */
export type WindowName = string;
export type PeriodName = 'day' | 'week' | 'month' | 'quarter' | 'half-year' | 'year';

/** A measured quantity (L12). */
export interface CounterDefinition {
  readonly title?: string;
  readonly measure: Measure;
}

/** A threshold: a number, or money such as `10000 RUB`. */
export type Literal = number | string;

/** A range that may be open at either end; `over` and `below` are strict, `from` and `upTo` inclusive (D1, D2). */
export interface RangeDefinition {
  readonly from?: Literal;
  readonly over?: Literal;
  readonly upTo?: Literal;
  readonly below?: Literal;
}

/** A level of a status system (L4). Its place in the file is its weight. */
export interface StatusDefinition {
  readonly title?: string;
  readonly description?: string;
  /** At most two lines, for people. */
  readonly preferences?: readonly string[];
}

/** The periodic review: a rule on the turn of its period (L6, L13). */
export interface ReviewDefinition {
  readonly every: PeriodName;
  readonly counter: string;
  readonly window: WindowName;
  readonly table: readonly (RangeDefinition & { readonly status: string })[];
  /** `at-turn`: a status earned shows in the next period; `at-once`: as soon as the running period earns it (D31). */
  readonly raise: 'at-turn' | 'at-once';
  readonly lower: 'at-turn' | 'never';
}

/** One ladder of statuses; a member may be in several (L1, L16). */
export interface StatusSystemDefinition {
  readonly title?: string;
  /** Lowest first. */
  readonly statuses: Readonly<Record<string, StatusDefinition>>;
  readonly review: ReviewDefinition;
}

export type Weekday = 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday';

/** Days and hours; whatever is left out does not restrict (I31). */
export interface ScheduleDefinition {
  /** First day, `2026-03-08`. */
  readonly from?: string;
  /** Last day, itself included. */
  readonly to?: string;
  readonly weekdays?: readonly Weekday[];
  /** Local clock, the end excluded: 9–11 is out at 11:00:00 (D9). An end before the beginning lies on the next day. */
  readonly hours?: { readonly from: string; readonly to: string };
}

/** on · when · measure · table · then: the one form of rule. */
export interface RuleDefinition {
  readonly name: string;
  readonly explanation?: string;
  /** A rule that is not active never runs (I9); left out: it is. */
  readonly active?: boolean;
  readonly on: readonly 'sale'[];
  readonly when?: {
    /** Status system → the statuses with which the rule runs (L17). */
    readonly status?: Readonly<Record<string, readonly string[]>>;
    /** Points of sale; left out: all of them (I10). */
    readonly stores?: readonly string[];
    /** Receipts of this currency only (I8, D20). */
    readonly currency?: string;
    /** When the receipt must have happened, in the program's zone (I31). */
    readonly schedule?: ScheduleDefinition;
  };
  /** What is measured for the table: a counter over a window, as it stood before the receipt. */
  readonly measure?: { readonly counter: string; readonly window: WindowName };
  /** Ranges of the measured value, each with its percentage of the receipt (Y2, Y3, Y5). */
  readonly table?: readonly (RangeDefinition & { readonly discount: string })[];
  /** Without a table: a percentage of the receipt, `5%` or `2.5%` (L18). */
  readonly then?: { readonly discount: string };
}

/** One step from the program's root to a place in it: `['rules', 2, 'when']`. */
export type ProgramPath = readonly (string | number)[];

/** Something wrong, or doubtful, in a program: where, what, and what to write instead. */
export interface Finding {
  readonly severity: 'error' | 'warning';
  /** Stable, kebab-case. */
  readonly code: string;
  readonly path: ProgramPath;
  readonly message: string;
  readonly advice: string;
}
