import type { Duration } from '#domain/time/duration.ts';
import type { PeriodCalendar } from '#domain/time/period.ts';
import type { CompiledUntil } from '#domain/time/until.ts';
import type { CompiledCatalogue } from './catalogue.ts';
import type { CompiledColumn, CompiledMeasure } from './columns.ts';
import type { GoodsIndex } from './goods.ts';
import type { AttributeValue, Clawback, LatePolicy, Program } from './program.ts';
import type { ReceiptContext } from './situation.ts';

/** A program made ready to decide with: names resolved, literals parsed, columns named. Only `compile` makes one. */
export interface CompiledProgram {
  readonly source: Program;
  readonly zone: string;
  readonly currency: string;
  readonly closingDelayMs: number;
  readonly maxReceiptAgeDays: number;
  /** The columns measured of each receipt: those kept, and those that only this receipt's rules ask for. */
  readonly columns: readonly CompiledColumn[];
  /** Counter → its column. */
  readonly counterColumns: ReadonlyMap<string, CompiledColumn>;
  /** Rule → the column of a measure of its own that members keep. */
  readonly ruleColumns: ReadonlyMap<string, CompiledColumn>;
  readonly catalogue: CompiledCatalogue;
  readonly goods: GoodsIndex;
  readonly systems: readonly CompiledSystem[];
  /** Name of a category → its title. */
  readonly categories: ReadonlyMap<string, string>;
  /** When friends who were invited count for who invited them (D46); `null`: they do not. */
  readonly referral: CompiledReferral | null;
  readonly rules: readonly CompiledRule[];
  /** Command that rules name in `on` → the rules that are looked at on it. */
  readonly rulesOn: ReadonlyMap<string, RulesOn>;
  /** How many slots its measures have. */
  readonly slotCount: number;
}

export interface CompiledReferral {
  readonly counts: 'enrolment' | 'first-purchase';
  /** So long it is taken back when nothing is left of what the friend bought. */
  readonly returnWithin: Duration;
}

export interface CompiledSystem {
  /** By which members keep it, for good (D81). */
  readonly name: string;
  /** What this version calls it. */
  readonly alias: string;
  readonly title: string;
  /** Lowest first. */
  readonly statuses: readonly CompiledStatus[];
  /** `null`: only rules give its statuses. */
  readonly review: CompiledReview | null;
  /** Of a new member, where there is no review. */
  readonly initial: string | null;
  /** What becomes of a status whose goods come back (D16, D94). */
  readonly clawback: Clawback;
  /** Statuses that only other versions of the program have → where they stand in this ladder; a timeline fills it in. */
  readonly former: ReadonlyMap<string, number>;
}

export interface CompiledStatus {
  /** By which members keep it, for good (D81). */
  readonly name: string;
  /** What this version calls it. */
  readonly alias: string;
  readonly title: string;
  readonly description: string | null;
  readonly preferences: readonly string[];
  /** For the direction of a transition: equal ones are neither higher nor lower (D7). */
  readonly weight: number;
  readonly lifetime: boolean;
}

export interface CompiledReview {
  /** `null`: it has no periods, and looks at every entry (D87). */
  readonly every: PeriodCalendar | null;
  readonly measure: CompiledMeasure;
  readonly ranges: readonly CompiledRange[];
  /** Rank on the ladder → the least value that keeps its status. */
  readonly keepFrom: ReadonlyMap<number, number>;
  readonly raise: 'at-turn' | 'at-once';
  readonly lower: 'to-earned' | 'one-step' | 'never' | 'at-once';
  readonly grace: Duration | null;
  readonly minimumStay: Duration | null;
  readonly late: LatePolicy;
}

/** Values are integers, so both ends are made inclusive: `over 5` is 6 (D1, D34). */
export interface CompiledRange {
  readonly min: number;
  readonly max: number;
  /** Index into the system's statuses. */
  readonly rank: number;
  /** As the program says it, for people: `over 10000 RUB`. */
  readonly words: string;
  /** Further measures that must lie in their ranges; where one does not, the next lower row counts. */
  readonly also: readonly MeasuredCondition[];
}

/** A key of a rule index: a store, a status or none, an attribute's value. */
export type IndexValue = AttributeValue | null;

/** The rules of one command. */
export interface RulesOn {
  /** Discounts: decided on what was held before the receipt (D23). */
  readonly benefits: RuleSet;
  /** Statuses, categories and messages: decided after the receipt has counted, each on what the earlier left (D23). */
  readonly moves: RuleSet;
}

export interface CompiledRule {
  readonly name: string;
  /** The commands on which it is looked at (D26). */
  readonly on: readonly string[];
  readonly explanation: string | null;
  readonly priority: number;
  readonly combine: boolean;
  readonly transition: 'any' | 'up' | 'down';
  /** What becomes of its categories when the goods come back (D94). */
  readonly clawback: Clawback;
  /** Systems whose statuses the rule asks for, for its reasons. */
  readonly systems: readonly string[];
  /** Values by which an index finds the rule; a rule without an entry is found by every value. */
  readonly keys: ReadonlyMap<string, ReadonlySet<IndexValue>>;
  /** It has conditions; without them it is looked at on every receipt. */
  readonly isConditional: boolean;
  /** Whether the conditions hold that the index does not know for sure. */
  readonly holds: (receipt: ReceiptContext) => boolean;
  /** `null`: it depends on nothing (I19). */
  readonly measure: CompiledMeasure | null;
  /** Further measures, all of which must lie in their ranges for it to run. */
  readonly measured: readonly MeasuredCondition[];
  readonly rows: readonly CompiledRow[];
}

/** A measure that must lie in a range. */
export interface MeasuredCondition {
  readonly measure: CompiledMeasure;
  readonly min: number;
  readonly max: number;
  /** The range as the program says it: `from 5`. */
  readonly words: string;
}

/** A row of a rule's table, or its one `then`. */
export interface CompiledRow {
  readonly min: number;
  readonly max: number;
  readonly words: string;
  readonly effects: CompiledEffects;
}

export interface CompiledEffects {
  /** `null`: no discount. */
  readonly basisPoints: number | null;
  /** `NO_STATUS` as a rank: what is held is taken off (D99). */
  readonly statuses: readonly { readonly system: CompiledSystem; readonly rank: number }[];
  /** A discount that stays with the member, in basis points; 0: all are taken off (D45). `null`: it says nothing of one. */
  readonly memberDiscount: number | null;
  readonly until: CompiledUntil | null;
  /** In which direction this row may move a status; `null`: as the rule says (I11). */
  readonly transition: CompiledRule['transition'] | null;
  readonly add: readonly string[];
  readonly remove: readonly string[];
  readonly message: CompiledMessage | null;
}

/** A message with places for values: `You are {status.level} now` (L20, L27). */
export type CompiledMessage = readonly (string | Variable)[];

/** A name that a message shows the value of; those of a status carry their system. */
export interface Variable {
  readonly name: StatusVariable | ReceiptVariable;
  readonly system: string | null;
}

export type StatusVariable = 'status' | 'next' | 'missing' | 'until';
export type ReceiptVariable = 'discount' | 'sold' | 'paid' | 'value' | 'store' | 'memberDiscount';

/**
 * Rules in the order in which they run (I34), with an index over the conditions that most rules have: point of sale,
 * currency, weekday, statuses and attributes. For each value of each of them a set of bits says which rules accept it; the
 * rules that can run are where all of these sets agree, so a thousand rules cost what the few that are left cost.
 */
export interface RuleSet {
  readonly rules: readonly CompiledRule[];
  readonly dimensions: readonly RuleDimension[];
}

export interface RuleDimension {
  readonly valueIn: (receipt: ReceiptContext) => IndexValue;
  readonly byValue: ReadonlyMap<IndexValue, Int32Array>;
  /** Rules that accept a value which no rule names. */
  readonly others: Int32Array;
}
