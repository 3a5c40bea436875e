import type { ColumnId } from '#domain/member/counters.ts';
import type { CompiledWindow } from '#domain/time/window.ts';
import type { GoodsDefinition, Measure, ProgramPath } from './program.ts';
import type { Unit } from './units.ts';

/** The measure of one counter column. */
export interface ColumnShape {
  readonly id: ColumnId;
  /** All of what it measures, as a hash: columns of one meaning count the same from now on, whatever they hold. */
  readonly meaning: string;
  readonly measure: Measure;
  /** Minor units, a count, or thousandths of a piece. */
  readonly unit: Unit;
  /** How its days are put together: added, counted, or the different values of them. */
  readonly aggregate: 'sum' | 'days' | 'distinct';
  /** `null`: no amount. */
  readonly currency: string | null;
  /** `null`: the whole receipt. */
  readonly goods: GoodsDefinition | null;
  /** Quantity of the goods that a receipt must hold to count (I30); `null`: any. */
  readonly minThousandths: number | null;
  readonly maxThousandths: number | null;
  readonly stores: ReadonlySet<string> | null;
  /** Of `activity` which one; left out: none. */
  readonly activity?: string;
  /** The system whose late entries it counts on the day they arrive (D96); `null`: each on its own day. */
  readonly lateFor: string | null;
}

export interface CompiledColumn extends ColumnShape {
  /** A member keeps it; else it is measured of a receipt and forgotten. */
  readonly isKept: boolean;
  /** How many days of it a decision can still ask for. */
  readonly retentionDays: number;
  /** The place in the program that asks for most. */
  readonly askedAt: ProgramPath;
}

/** A column seen through a window. */
export interface CompiledMeasure {
  /** Name of the counter, or the measure. */
  readonly label: string;
  readonly column: ColumnShape;
  readonly window: CompiledWindow;
  /** The receipt's own part is in it even where benefits are decided (D84). */
  readonly including: boolean;
  /** The same column and window have the same slot, so a receipt sums them once. */
  readonly slot: number;
}
