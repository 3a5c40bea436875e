import type { AppliedDiscount, Sale } from './commands.ts';
import type { ColumnId } from './counters.ts';
import type { Day, EpochMs } from './time.ts';

/**
 * How a receipt was taken: `scored` for a member, `anonymous` without one, `unmatched` when the card is unknown,
 * `too-old` when it is stored but not counted (D28).
 */
export type Disposition = 'scored' | 'anonymous' | 'unmatched' | 'too-old';

/** A rule that matched the receipt: the largest discount won, the others were held back (Y24). */
export interface RuleReason {
  readonly rule: string;
  readonly outcome: 'won' | 'held-back';
  readonly basisPoints: number;
  /** The statuses that the rule asked for and found, system → status. */
  readonly because: ReadonlyMap<string, string | null>;
  /** What a rule with a table measured, and the row it fell into. */
  readonly measured?: Measured;
}

/** A counter's value, minor units or a count, and the row of a table that holds it: `from 5000 RUB`. */
export interface Measured {
  readonly counter: string;
  readonly value: number;
  readonly words: string;
}

/** A status as the receipt found it and left it. */
export interface StatusOutcome {
  readonly system: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What the till is told of a sale. */
export interface SaleAnswer {
  readonly disposition: Disposition;
  /** The till's clock was ahead of ours; the receipt counts on the day it was received (D28). */
  readonly clockAhead: boolean;
  /** The business day on which it counts. */
  readonly day: Day;
  readonly programVersion: number;
  readonly discounts: readonly AppliedDiscount[];
  readonly lineDiscountsMinor: readonly number[];
  /** Sum of the lines after benefits (D22). */
  readonly soldMinor: number;
  readonly paidMinor: number;
  readonly statuses: readonly StatusOutcome[];
  readonly reasons: readonly RuleReason[];
}

/** What became of the quote that came with a receipt. */
export type QuoteOutcome = 'none' | 'honoured' | 'expired' | 'changed';

/** Whatever counts, as it is stored: guard, ledger line, answer and reasons in one (reliability §2). */
export interface Entry {
  readonly sale: Sale;
  readonly memberId: string | null;
  /** Kept while no member is known for it, so that enrolment can claim it. */
  readonly cardNumber: string | null;
  readonly receivedAt: EpochMs;
  /** Hash of the sale's meaning: not of attempts, not of the quote. */
  readonly meaning: string;
  readonly quote: QuoteOutcome;
  readonly answer: SaleAnswer;
  /** Column → what the entry added to it on its day: what a return takes back (D29) and an explanation lists. */
  readonly counted: ReadonlyMap<ColumnId, number>;
}
