import type { Counters } from '#domain/member/counters.ts';
import type { Day } from '#domain/time/time.ts';
import type { ColumnShape } from './columns.ts';
import type { AttributeValue } from './program.ts';

/** A receipt and its member, as far as conditions may ask of them (D25: where a rule is looked at). */
export interface ReceiptContext {
  /** System → the status held: before the receipt for benefits, as the earlier rules left it for the others (D23). */
  readonly held: ReadonlyMap<string, string | null>;
  readonly categories: ReadonlySet<string>;
  readonly attributes: ReadonlyMap<string, AttributeValue>;
  /** Systems whose status the receipt has changed so far. */
  readonly changed: ReadonlySet<string>;
  readonly storeId: string;
  readonly currency: string;
  readonly day: Day;
  /** Minutes of the local clock. */
  readonly minute: number;
  /** Before the receipt for benefits, with it for the others; `null`: nobody's receipt. */
  readonly counters: Counters | null;
  /** The receipt's own addition to a column. */
  readonly ofReceipt: (column: ColumnShape) => number;
  /** Values measured so far, by the slot of their measure. */
  readonly measured: (number | null | undefined)[];
}
