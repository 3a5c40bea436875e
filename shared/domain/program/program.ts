import type { Weekday } from '#domain/time/weekday.ts';
import type {
  Called,
  ColumnSplit,
  ContinuedColumn,
  DroppedNames,
  DroppedStatus,
  Renamed,
  StatusDrop,
} from './names-kept.ts';

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
  /** Labels, any number on a member (D8). */
  readonly categories?: Readonly<Record<string, CategoryDefinition>>;
  /** The categories of goods; a line of a receipt may name its own (D12). */
  readonly catalogue?: CatalogueDefinition;
  readonly rules: readonly RuleDefinition[];
  /** What members can do beside buying, each counted by `activity` (L12, D46). */
  readonly activities?: Readonly<Record<string, ActivityDefinition>>;
  /** What is gone, and meant to be (D81). */
  readonly dropped?: DroppedNames;
  /** Columns that part ways with this version; activation says it, no file. */
  readonly splits?: readonly ColumnSplit[];
}

export type Measure =
  | 'sold-amount'
  | 'paid-amount'
  | 'purchases'
  | 'purchase-days'
  | 'stores'
  | 'goods-amount'
  | 'goods-quantity'
  | 'visits'
  | 'no-shows'
  | 'activity';
/** `this-receipt`, `this-month`, `last-quarter`, `all-time` …, or a rolling ISO 8601 period, `P45D` (I22, D4). */
export type WindowName = string;
export type PeriodName = 'day' | 'week' | 'month' | 'quarter' | 'half-year' | 'year';

/** Which goods are meant; what is left out does not restrict (I24–I29). */
export interface GoodsDefinition {
  readonly skus?: readonly string[];
  readonly categories?: readonly string[];
  readonly exceptSkus?: readonly string[];
  /** Second codes of articles, as the tills send them or the catalogue says (I26). */
  readonly externalCodes?: readonly string[];
  readonly exceptExternalCodes?: readonly string[];
  readonly exceptCategories?: readonly string[];
  /** Whether a category stands for those below it too (D12); left out: it does not (I25). */
  readonly descendants?: boolean;
}

/** The part of a receipt that is counted, and the receipts that count (L12, D25). */
export interface MeasureFilters {
  readonly goods?: GoodsDefinition;
  /** How many of the goods one receipt must hold for it to count, both ends included (I30). */
  readonly perReceipt?: { readonly min?: number; readonly max?: number };
  /** Receipts of these points of sale only. */
  readonly stores?: readonly string[];
  /** Of `activity`: which one, as `activities` declares it (D46). */
  readonly activity?: string;
  /** Of an amount: the currency in which it is counted; left out: the program's (D20). */
  readonly currency?: string;
}

/** A measured quantity (L12). */
export interface CounterDefinition extends MeasureFilters, ContinuedColumn, Renamed {
  readonly title?: string;
  readonly measure: Measure;
}

/** A label that a member has or has not. */
interface CategoryDefinition extends Called {
  readonly title?: string;
  readonly description?: string;
}

/** Something that a member does and other systems tell, such as a review or a friend who was brought. */
interface ActivityDefinition {
  readonly title?: string;
  readonly description?: string;
  /** Of `referral`: when a friend who was invited counts for who invited them (L23); left out: `enrolment`. */
  readonly counts?: 'enrolment' | 'first-purchase';
  /** With `first-purchase`: it is taken back if within this time nothing is left of what the friend bought; left out: `P14D`. */
  readonly returnWithin?: string;
}

/** Goods by article code, and the tree of their categories (D12). */
export interface CatalogueDefinition {
  /** Category → the category above it. Categories without one need not be listed. */
  readonly parents?: Readonly<Record<string, string>>;
  /** Article code → its categories. */
  readonly goods?: Readonly<Record<string, readonly string[]>>;
  /** Article code → its second code (I26). */
  readonly externalCodes?: Readonly<Record<string, string>>;
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
export interface StatusDefinition extends Called {
  readonly title?: string;
  readonly description?: string;
  /** At most two lines, for people. */
  readonly preferences?: readonly string[];
  /** For "only higher" and "only lower" (I11); left out: its place in the file. Never falls from one status to the next. */
  readonly weight?: number;
  /** Once reached, no review lowers a member below it (D18). */
  readonly lifetime?: boolean;
}

/** The periodic review: a rule on the turn of its period (L6, L13); `never`: there are no turns (D87). */
export interface ReviewDefinition {
  readonly every: PeriodName | 'never';
  readonly counter: string;
  readonly window: WindowName;
  readonly table: readonly (RangeDefinition & {
    readonly status: string;
    /** The lower threshold that keeps the status (D18). */
    readonly keep?: Pick<RangeDefinition, 'from' | 'over'>;
    /** Further counters that must lie in their ranges: 300 EUR and five visits. */
    readonly when?: { readonly measured: readonly (Omit<CounterLook, 'including'> & RangeDefinition)[] };
  })[];
  /** `at-turn`: a status earned shows in the next period; `at-once`: as soon as the running period earns it (D31). Left out: at the turn, where there is one. */
  readonly raise?: 'at-turn' | 'at-once';
  /**
   * The fall of a held status that was not earned again: to what was earned, one step down, or none (D18). Without turns: none, or as soon as an entry finds less
   * (D87). Left out: `to-earned`, without turns `never`.
   */
  readonly lower?: 'to-earned' | 'one-step' | 'never' | 'at-once';
  /** A missed status lasts that much longer, and goes then unless it was earned again (D18): `P14D`, `P1M`. */
  readonly grace?: string;
  /** A status is not lowered before it was held so long (D18): `P3M`. */
  readonly minimumStay?: string;
  /** What an entry does that comes when its period's closing delay has passed (D17, D96); left out: `upgrade-only`. */
  readonly late?: LatePolicy;
  /** With `late: current-period` the system's own column; left out: the first it ever had. Activation says it, no file. */
  readonly column?: string;
}

/** It can only raise, it moves no closed period, or it counts in the period in which it arrives. */
export type LatePolicy = 'upgrade-only' | 'record-only' | 'current-period';

/** One ladder of statuses; a member may be in several (L1, L16). */
export interface StatusSystemDefinition extends Called {
  readonly title?: string;
  /** Statuses that are gone, and meant to be (D81). */
  readonly dropped?: readonly DroppedStatus[];
  /** The same by the names that members keep. Activation says it, no file. */
  readonly drops?: readonly StatusDrop[];
  /** Lowest first. */
  readonly statuses: Readonly<Record<string, StatusDefinition>>;
  /** Left out: only rules give its statuses, and a new member has `initial`. */
  readonly review?: ReviewDefinition;
  /** The status of a new member where there is no review; left out: none. */
  readonly initial?: string;
  /** What becomes of a status whose goods come back (D16, D94); left out: `none`. */
  readonly clawback?: Clawback;
}

/** It is kept, it goes at the next turn, or it goes at once. */
export type Clawback = 'none' | 'until-rollover' | 'always';

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

/** A value, or any of several. */
type AttributeCondition = AttributeValue | readonly AttributeValue[];
export type AttributeValue = string | number | boolean;

/** When a rule is looked at; all of it must hold (D25). */
export interface ConditionsDefinition {
  /** Members only; left out: everybody, where nothing else asks for a member (D101). */
  readonly member?: true;
  /** Status system → the statuses with which the rule runs; `null`: with none of them (L17, I20). */
  readonly status?: Readonly<Record<string, readonly (string | null)[]>>;
  /** The member has at least one of them (I20). */
  readonly categories?: readonly string[];
  /** The member has none of them. */
  readonly notCategories?: readonly string[];
  /** Attribute of the member → the value, or one of the values, that it must have. */
  readonly attributes?: Readonly<Record<string, AttributeCondition>>;
  /** The receipt has changed the member's status in one of these systems (L20). */
  readonly changed?: readonly string[];
  /** Points of sale; left out: all of them (I10). */
  readonly stores?: readonly string[];
  /** Receipts of this currency only (I8, D20). */
  readonly currency?: string;
  /** When the receipt must have happened, in the program's zone (I31). */
  readonly schedule?: ScheduleDefinition;
  /** Measures, all of which must lie in their ranges. */
  readonly measured?: readonly (CounterLook & RangeDefinition)[];
}

/** A rule's effects. Discounts stand alone or with a message: they are decided before the receipt counts (D23). */
export interface EffectsDefinition {
  /** A percentage of the receipt, `5%` or `2.5%` (L18). */
  readonly discount?: string;
  /** Status system → the status it gives (I21, L22); `null`: it takes the one that is held off (Y9, D99). */
  readonly status?: Readonly<Record<string, string | null>>;
  /** A discount that stays with the member, `5%`; `none` takes all of them off (D45, Y2, Y6). */
  readonly memberDiscount?: string;
  /** How long the status, or the member's discount, holds: `end-of-month`, `end-of-next-month`, `end-of-period`, a last day, a moment, `P30D` (D9). */
  readonly until?: string;
  /** Of a row: in which direction it may move a status; left out: as the rule says (I11). */
  readonly transition?: 'any' | 'up' | 'down';
  readonly addCategories?: readonly string[];
  readonly removeCategories?: readonly string[];
  /** A line on the receipt, with variables such as `{status.level}` (L20, L27). */
  readonly message?: string;
}

/** The measure of a rule's table: a counter, or a measure of the rule's own, over a window. */
type RuleMeasureDefinition =
  | CounterLook
  | (MeasureFilters & ContinuedColumn & { readonly of: Measure } & Omit<CounterLook, 'counter'>);

/** A counter through a window. */
export interface CounterLook {
  readonly counter: string;
  readonly window: WindowName;
  /** A benefit looks at it as the receipt leaves it, before benefits (D84); left out: as it was before the receipt. */
  readonly including?: 'this-receipt';
}

/** on · when · measure · table · then: the one form of rule. */
export interface RuleDefinition extends Renamed {
  readonly name: string;
  /** As people call it; left out: the name. */
  readonly title?: string;
  readonly explanation?: string;
  /** A rule that is not active never runs (I9); left out: it is. */
  readonly active?: boolean;
  /** The commands on which it is looked at (D26). */
  readonly on: readonly string[];
  /** A lower number comes first, equal ones in the order of the file (I34, D23); left out: 100. */
  readonly priority?: number;
  /** `false`: once the rule has run, no later one does (I33, D24). Left out: they do. */
  readonly combine?: boolean;
  /** In which direction the rule may move a status (I11, D7); left out: any. */
  readonly transition?: 'any' | 'up' | 'down';
  readonly when?: ConditionsDefinition;
  /** Left out: the rule depends on nothing that is measured (I19). */
  readonly measure?: RuleMeasureDefinition;
  /** What becomes of its categories when the goods come back that they were given for (D94); left out: `none`. */
  readonly clawback?: Clawback;
  /** Ranges of the measured value, each with what it brings (I23, Y2, Y3, Y5). */
  readonly table?: readonly (RangeDefinition & EffectsDefinition)[];
  /** Without a table: what the rule does. */
  readonly then?: EffectsDefinition;
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
