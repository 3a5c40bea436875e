import type { Day, EpochMs } from '#domain/time/time.ts';
import type { Override } from './member.ts';

/** One line of a receipt. */
export interface SaleLine {
  readonly sku: string;
  /** 1.5 kg is 1500; 0 is legal (D22). */
  readonly quantityThousandths: number;
  /** The whole line's cost before Laurel's benefits, in minor units; below 0 for a deposit that came back or a voucher (D78). */
  readonly amountMinor: number;
  /** A second code of the article, as the till says; left out: that of the catalogue (I26). */
  readonly externalCode?: string;
  /** The goods' categories as the till says; left out: those of the catalogue (I24, D12). */
  readonly categories?: readonly string[];
}

/** Benefits of a receipt, as shown by a quote or as decided at the till. */
export interface Benefits {
  readonly discounts: readonly AppliedDiscount[];
  /** One amount a line, in minor units, 0 or more. */
  readonly lineDiscountsMinor: readonly number[];
}

export interface AppliedDiscount {
  readonly rule: string;
  readonly basisPoints: number;
  readonly amountMinor: number;
  /** It is the member's own, which stays (D45), and this rule gave it. Left out: the rule took it off here. */
  readonly isStanding?: true;
}

/** What a live quote had promised. */
export interface Promised extends Benefits {
  /** The token, where it may be used by one receipt of its member and no more; left out: nothing is to be remembered. */
  readonly token?: QuoteToken;
}

/** The token of a quote, by a short name, and the moment at which it ends. */
export interface QuoteToken {
  readonly id: string;
  readonly until: EpochMs;
}

/** A line's discount from a till that decided by itself (D77). */
export interface GivenAtTill {
  /** Index of the line. */
  readonly line: number;
  readonly amountMinor: number;
  /** A word why, as it stands on the receipt. */
  readonly why: string;
}

/** A sale as a till tells it. */
export interface Sale {
  readonly kind: 'sale';
  readonly storeId: string;
  /** The till's own id, unique in its store. */
  readonly receiptId: string;
  readonly occurredAt: EpochMs;
  /** Of one that is stored already: the business day that it has, whatever clocks say by now (D38). Left out: by its moment. */
  readonly day?: Day;
  /** ISO 4217. */
  readonly currency: string;
  readonly lines: readonly SaleLine[];
  /** The sum of the payments; `null`: everything that was sold (D22). */
  readonly paidMinor: number | null;
  /** The benefits that a live quote had promised; `null`: decide anew. */
  readonly promised: Promised | null;
  /** The discounts really given at the till, empty for nothing; left out: Laurel decides (D77). */
  readonly given?: readonly GivenAtTill[];
  /** The part of the payment that was handed back; left out: it is deducted already (D43). */
  readonly changeMinor?: number;
}

/** Nothing but the clock: closes what time has closed. */
export interface TimePassing {
  readonly kind: 'time-passing';
}

/** A till prints the member's one-time code again. */
export interface CodePrinting {
  readonly kind: 'code-printing';
  readonly storeId: string;
}

/** What comes back of a sale: all that is left, goods of lines, or money without goods (D39). */
export type Returned =
  | { readonly kind: 'all' }
  | { readonly kind: 'lines'; readonly lines: readonly ReturnedLine[] }
  | { readonly kind: 'amount'; readonly amountMinor: number };

interface ReturnedLine {
  /** Place of the line in the sale; the first is 0. */
  readonly line: number;
  readonly quantityThousandths: number;
}

/** The part common to whatever follows a sale. */
interface FollowUpHead {
  /** The till's own id, unique for its sale (D42). */
  readonly id: string;
  /** Where it happened: goods may come back at any store of the brand. */
  readonly storeId: string;
  readonly occurredAt: EpochMs;
}

/** A return as a till tells it. */
export interface Return extends FollowUpHead {
  readonly kind: 'return';
  readonly returned: Returned;
  /** The money that was handed back; `null`: the cumulative share (D40). */
  readonly refundedMinor: number | null;
}

/** A later payment of a bill (D15, D43). */
export interface Payment extends FollowUpHead {
  readonly kind: 'payment';
  readonly amountMinor: number;
}

export type VisitStatus = 'booked' | 'came' | 'no-show' | 'cancelled';

/** A visit as the calendar tells it: all of it, as it is now (D44). */
export interface Visit {
  readonly status: VisitStatus;
  readonly startsAt: EpochMs;
  /** When it became so: changes are ordered by it, whenever they arrive. */
  readonly changedAt: EpochMs;
  /** ISO 4217. */
  readonly currency: string;
  /** What is charged, as told; the sum of the lines, where there are any. Minor units. */
  readonly amountMinor: number;
  readonly lines: readonly SaleLine[];
  /** Paid with the visit; `null`: what is charged. */
  readonly paidMinor: number | null;
}

/** A payment of a visit that has an id of its own (D43, D44). */
export interface VisitPayment {
  readonly id: string;
  readonly amountMinor: number;
  readonly occurredAt: EpochMs;
  /** Hash of what it says. */
  readonly meaning: string;
  /** The number of the change that it was. */
  readonly number: number;
}

/** A change of a visit: the calendar's, or a payment. */
export interface VisitChange {
  readonly kind: 'visit';
  readonly storeId: string;
  readonly visitId: string;
  readonly visit: Visit;
  /** All that were told, in the order in which they came. */
  readonly payments: readonly VisitPayment[];
  /** The change is the last of the payments, told in this store. Left out: the calendar told it. */
  readonly paidIn?: string;
  /** Of one that is stored already: the business day that it has, whatever clocks say by now (D38). Left out: by its moment. */
  readonly day?: Day;
}

/** Something that a member did and the program counts (D46). */
export interface ActivityChange {
  readonly kind: 'activity';
  readonly storeId: string;
  readonly activityId: string;
  /** As the program calls it. */
  readonly activity: string;
  readonly occurredAt: EpochMs;
  /** It was, and is taken back: it counts no more. */
  readonly isTakenBack: boolean;
  readonly day?: Day;
}

/** What follows a sale. */
export type FollowUp = Return | Payment;

/** An operator puts something over a status, or takes it off (L24, D59). Names are those that last. */
export interface Overriding {
  readonly kind: 'override';
  readonly system: string;
  /** `null`: what is there is taken off. A `freeze` keeps what is held, whatever status it names. */
  readonly override: Pick<Override, 'mode' | 'status' | 'until'> | null;
  /** What for, in the operator's words: for staff. */
  readonly reason: string;
  readonly actor: string;
  /** How often an operator had written there when this one looked. */
  readonly revision: number;
}
