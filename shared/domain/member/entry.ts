import type { Day, EpochMs } from '#domain/time/time.ts';
import type { ActivityBody, BackBody, VisitBody } from './changing.ts';
import type { AppliedDiscount, FollowUp, Overriding, Payment, Return, Sale } from './commands.ts';
import type { ColumnId, Counted } from './counters.ts';
import type { EntryRef } from './entry-ref.ts';
import type { Measured } from './member.ts';

/**
 * How a receipt was taken: `scored` for a member, `anonymous` without one, `unmatched` when the card is unknown,
 * `too-old` when it is stored but not counted (D28).
 */
type Disposition = 'scored' | 'anonymous' | 'unmatched' | 'too-old';

/**
 * A rule that ran, and what became of it: the largest discount `won` and the others were `held-back` (Y24); a rule that
 * moved a status or a category `gave`; one whose status an operator's override covers was `overridden` (D59); one whose
 * transition forbids its status was `not-allowed` (I11); one that changed nothing and let no later rule run only `stopped`
 * (I33, D24).
 */
export interface RuleReason {
  readonly rule: string;
  readonly outcome: RuleOutcome;
  /** Of a discount, also of one that stays with the member; else 0. */
  readonly basisPoints: number;
  /** What competed is the discount that the member had from this rule (D45). Left out: the rule ran here. */
  readonly isStanding?: true;
  /** The statuses that the rule asked for and found, system → status. */
  readonly because: ReadonlyMap<string, string | null>;
  /** The value that a rule with a table measured, and the row it fell into. */
  readonly measured?: Measured;
}

export type RuleOutcome = 'won' | 'held-back' | 'gave' | 'overridden' | 'not-allowed' | 'stopped';

/** A status as the receipt found it and left it. */
export interface StatusOutcome {
  readonly system: string;
  readonly before: string | null;
  readonly after: string | null;
}

export interface CategoryOutcome {
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

export const NO_CATEGORIES_MOVED: CategoryOutcome = { added: [], removed: [] };

/** The answer to a sale, as its till is told. */
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
  /** No amount of the program is in the receipt's currency; left out: some are. */
  readonly otherCurrency?: true;
  readonly statuses: readonly StatusOutcome[];
  /** Categories that the receipt brought and took, net. */
  readonly categories: CategoryOutcome;
  /** To be printed on the receipt, in the order of their rules (L20). */
  readonly messages: readonly string[];
  readonly reasons: readonly RuleReason[];
}

/** The fate of the quote that came with a receipt. */
export type QuoteOutcome = 'none' | 'honoured' | 'expired' | 'changed' | 'used';

/** Whose an entry is: a member's, a card's that nobody has enrolled yet, or nobody's. */
export type EntryOwner =
  | {
      readonly kind: 'member';
      readonly memberId: string;
      /**
       * Its number among the member's entries, 1, 2, 3 … in the order in which they were counted, whatever clocks said.
       * `null`: it was stored before entries were numbered.
       */
      readonly number: number | null;
      /** When it was counted, where it waited for its member; left out: when it was received. */
      readonly claimedAt?: EpochMs;
    }
  /** Kept so that enrolment can claim it. */
  | { readonly kind: 'card'; readonly cardNumber: string }
  | { readonly kind: 'nobody' };

export const NOBODY: EntryOwner = { kind: 'nobody' };

/** The part common to entries of every kind: guard and ledger line (reliability §2). */
export interface EntryHead {
  /** The receipt that it is, or that it follows: its store, and the till's own id. Of an override member and status system. */
  readonly source: string;
  readonly id: string;
  readonly owner: EntryOwner;
  readonly occurredAt: EpochMs;
  readonly receivedAt: EpochMs;
  /** The business day on which it counts. */
  readonly day: Day;
  /** Hash of what it means: not of attempts, not of a quote. */
  readonly meaning: string;
  /** The entry's addition to the columns on its day: an explanation lists it. */
  readonly counted: Counted;
}

/** A sale, the answer that its till got, and the reasons. */
export interface SaleBody {
  readonly kind: 'sale';
  readonly sale: Sale;
  readonly quote: QuoteOutcome;
  readonly answer: SaleAnswer;
  /** For each line the columns that meant its goods when it was counted: what a return takes back (D29). */
  readonly lineGoods: readonly (readonly ColumnId[])[];
  /** What is left of it; left out: nothing has followed it. */
  readonly left?: SaleLeft;
  /** What came before it and could not be right, each with the code that says why (D41); left out: nothing. */
  readonly refused?: readonly RefusedFollowUp[];
}

/** A line after returns: goods go back as shares of what it cost when they began to (D39). */
export interface LineLeft {
  /** What it cost after benefits, less money that came back without goods; minor units. */
  readonly netMinor: number;
  /** The goods that this was for; 0 for a line of quantity 0. */
  readonly quantityThousandths: number;
  /** Of these, came back since. */
  readonly backThousandths: number;
  /** A line of quantity 0 has come back whole. */
  readonly isBack: boolean;
}

/** A sale after what followed it. */
export interface SaleLeft {
  /** How many returns and payments it has seen. */
  readonly revision: number;
  readonly lines: readonly LineLeft[];
  /** Paid in all, later payments included; minor units. */
  readonly paidMinor: number;
  readonly refundedMinor: number;
  /** A sale without lines that was voided; left out: it was not. */
  readonly isVoid?: true;
}

/** What waited for its sale, and turned out to be impossible. */
export interface RefusedFollowUp {
  readonly kind: FollowUp['kind'];
  readonly id: string;
  readonly meaning: string;
  readonly code: string;
  readonly detail: string;
}

/** What a line gave back. */
export interface LineTaken {
  readonly line: number;
  readonly quantityThousandths: number;
  readonly amountMinor: number;
}

/** The part common to the answers to what follows a sale. */
interface FollowUpAnswer {
  /** As its sale was taken. */
  readonly disposition: Disposition;
  readonly clockAhead: boolean;
  /** The business day of the sale, on which it counts. */
  readonly day: Day;
  readonly programVersion: number;
  readonly statuses: readonly StatusOutcome[];
  readonly categories: CategoryOutcome;
}

/** The answer to a return: what was taken back. */
export interface ReturnAnswer extends FollowUpAnswer {
  /** What each line gave, in their order. */
  readonly lines: readonly LineTaken[];
  /** Their sum. */
  readonly soldMinor: number;
  /** The part of what was paid that goes back (D40). */
  readonly refundedMinor: number;
}

export interface PaymentAnswer extends FollowUpAnswer {
  /** Paid for the bill in all, this payment included, less what was refunded. */
  readonly paidMinor: number;
  /** What was left of the bill by then. */
  readonly soldMinor: number;
  readonly messages: readonly string[];
  readonly reasons: readonly RuleReason[];
}

/** A return or a payment, and its number among what followed the sale: 1, 2, 3 … */
export interface ReturnBody {
  readonly kind: 'return';
  readonly followUp: Return;
  readonly revision: number;
  readonly answer: ReturnAnswer;
}

export interface PaymentBody {
  readonly kind: 'payment';
  readonly followUp: Payment;
  readonly revision: number;
  readonly answer: PaymentAnswer;
}

/** What an operator put over a status, or took off: it counts for nothing, and whoever counts again replays it (D95). */
export interface OverrideBody {
  readonly kind: 'override';
  readonly told: Overriding;
}

/** An entry's part beside its head; one member of this union for each kind of thing that can happen. */
export type EntryBody =
  | SaleBody
  | ReturnBody
  | PaymentBody
  | OverrideBody
  | VisitBody
  | ActivityBody
  | BackBody;

/** Whatever counts, as it is stored: guard, ledger line, answer and reasons in one (reliability §2). */
export interface Entry<Body extends EntryBody = EntryBody> extends EntryHead {
  readonly body: Body;
}

/** A sale as it is stored: what returns and payments follow. */
export type SaleEntry = Entry<SaleBody>;

export const isSale = (entry: Entry): entry is SaleEntry => entry.body.kind === 'sale';

/** Whether an entry follows a sale. */
export const isFollowUp = (entry: Entry): entry is Entry<ReturnBody | PaymentBody> =>
  entry.body.kind === 'return' || entry.body.kind === 'payment';

/** A change of a visit; the last one is the visit as it stands. */
export type VisitEntry = Entry<VisitBody>;
export type ActivityEntry = Entry<ActivityBody>;
export type ChangedEntry = VisitEntry | ActivityEntry;

export const isVisit = (entry: Entry): entry is VisitEntry => entry.body.kind === 'visit';
export const isActivity = (entry: Entry): entry is ActivityEntry => entry.body.kind === 'activity';

export const isOverride = (entry: Entry): entry is Entry<OverrideBody> => entry.body.kind === 'override';

export function refOf({ source, id, body }: Entry): EntryRef {
  if (body.kind === 'sale') return { source, id };
  if (body.kind === 'override') return { source, id, override: body.told.revision + 1 };
  if (body.kind === 'visit' || body.kind === 'activity')
    return { source, id, change: { of: body.kind, number: body.number } };
  if (body.kind === 'taken-back')
    return { source, id, change: { of: body.of, number: body.number, isBack: true } };
  return { source, id, followUp: { kind: body.kind, id: body.followUp.id } };
}

/** When an entry was counted: where it waited for its member, when it was claimed. */
export const countedAt = ({ owner, receivedAt }: EntryHead): EpochMs =>
  (owner.kind === 'member' ? owner.claimedAt : undefined) ?? receivedAt;

/** The member whose entry it is; `null`: nobody's yet. */
export const memberOf = ({ owner }: EntryHead): string | null =>
  owner.kind === 'member' ? owner.memberId : null;
