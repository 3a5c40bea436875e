import type { ColumnId, Counters } from './counters.ts';
import type { Measured } from './entry.ts';
import type { PeriodCalendar } from './period.ts';
import type { Measure, Program } from './program.ts';
import type { Day } from './time.ts';
import type { CompiledWindow } from './window.ts';

/** A program made ready to decide with: names resolved, literals parsed, columns named. Only `compile` makes one. */
export interface CompiledProgram {
  readonly source: Program;
  readonly zone: string;
  readonly currency: string;
  readonly closingDelayMs: number;
  readonly maxReceiptAgeDays: number;
  /** Each column once, kept as long as the counter that asks for most. */
  readonly columns: readonly CompiledColumn[];
  /** Counter → its column, kept as long as this counter asks for. */
  readonly counterColumns: ReadonlyMap<string, CompiledColumn>;
  readonly systems: readonly CompiledSystem[];
  readonly rules: readonly CompiledRule[];
}

/** What one counter column measures, and how many days of it a decision can still ask for. */
export interface CompiledColumn {
  readonly id: ColumnId;
  readonly measure: Measure;
  /** `null`: a count. */
  readonly currency: string | null;
  readonly retentionDays: number;
}

export interface CompiledSystem {
  readonly name: string;
  readonly title: string;
  /** Lowest first: the index is the weight. */
  readonly statuses: readonly CompiledStatus[];
  readonly review: CompiledReview;
}

export interface CompiledStatus {
  readonly name: string;
  readonly title: string;
  readonly description: string | null;
  readonly preferences: readonly string[];
}

export interface CompiledReview {
  readonly every: PeriodCalendar;
  readonly counter: string;
  readonly column: ColumnId;
  /** Minor units of the program's currency, or a count. */
  readonly unit: 'money' | 'count';
  readonly window: CompiledWindow;
  readonly ranges: readonly CompiledRange[];
  readonly raise: 'at-turn' | 'at-once';
  readonly lower: 'at-turn' | 'never';
}

/** Values are integers, so both ends are made inclusive: `over 5` is 6 (D1, D34). */
export interface CompiledRange {
  readonly min: number;
  readonly max: number;
  /** Index into the system's statuses. */
  readonly weight: number;
  /** As the program says it, for people: `over 10000 RUB`. */
  readonly words: string;
}

export interface CompiledRule {
  readonly name: string;
  readonly explanation: string | null;
  readonly systems: readonly string[];
  /** What the rule gives on this receipt; `null`: it does not run. */
  readonly award: (receipt: ReceiptContext) => Award | null;
}

/** A percentage of the receipt, and what it was measured by where the rule has a table. */
export interface Award {
  readonly basisPoints: number;
  readonly measured: Measured | null;
}

/** What conditions may ask of a receipt and its member (D25: where a rule is looked at). */
export interface ReceiptContext {
  /** System → the status held before the receipt (D23). */
  readonly held: ReadonlyMap<string, string | null>;
  readonly storeId: string;
  readonly currency: string;
  readonly day: Day;
  /** Minutes of the local clock. */
  readonly minute: number;
  /** As they stood before the receipt; `null`: nobody's receipt. */
  readonly counters: Counters | null;
}
