import type { NaiveTold } from './naive-override.ts';
import type { NaiveTimeline } from './naive-timeline.ts';

/** The part of a sale that is left after something followed it. */
export interface NaiveLeft {
  readonly sold: number;
  readonly paid: number;
  /** Some of the goods are still bought. */
  readonly isBought: boolean;
  /** All of it came back. */
  readonly isGone: boolean;
}

/** What follows a sale, which is named by its store and id. */
export type NaiveFollowUp =
  | { readonly kind: 'return'; readonly receipt: string; readonly left: NaiveLeft }
  | {
      readonly kind: 'payment';
      readonly receipt: string;
      readonly left: NaiveLeft;
      readonly occurredAt: number;
    };

interface When {
  readonly now: number;
  /** The program as it was known at that moment. */
  readonly known: NaiveTimeline;
}

/** A visit as it stands, or something that was done: each change takes the place of the one before (D44, D46). */
export interface NaiveChange {
  /** Its kind, store and id. */
  readonly key: string;
  readonly storeId: string;
  /** When it starts, or when it was done. */
  readonly at: number;
  readonly status: 'booked' | 'came' | 'no-show' | 'cancelled' | 'review' | 'friend';
  /** Of one that waited for its card: the day that it had. */
  readonly day?: number;
  /** In the program's currency; of another nothing counts. */
  readonly sold: number;
  readonly paid: number;
  /** When the payment was made that is the change; left out: the calendar told it. */
  readonly paidAt?: number;
  /** How many entries it is. */
  readonly lines: number;
}

/** A thing that happened to a member; a story holds them in the order of writing. */
export type Happening =
  | (When & { readonly kind: 'enrolled' })
  | (When & {
      readonly kind: 'sale';
      /** Store and id, where something may follow it. */
      readonly receipt?: string;
      /** What waited for it, or had followed it before it had a member; it counts in one with it. Left out: nothing. */
      readonly followed?: readonly NaiveFollowUp[];
      readonly occurredAt: number;
      readonly storeId: string;
      /** Of one that was stored before: the day it has; left out: by its moment. */
      readonly day?: number;
      /** Sum of the lines. */
      readonly amount: number;
      /** The part of it that was returned as deposits: takes no part in benefits. */
      readonly deposit?: number;
      /** What the till gave by itself; left out: the program decides. */
      readonly given?: number | null;
      /** What the shop kept; `null`: what was sold. */
      readonly paid: number | null;
      /** A receipt that was claimed keeps the benefits it was paid with. */
      readonly promisedDiscount: number | null;
    })
  | (When & NaiveFollowUp)
  | (When & NaiveChange & { readonly kind: 'changed' })
  /** An operator put something over a status, or took it off. */
  | (When & { readonly kind: 'overridden'; readonly system: string; readonly told: NaiveTold })
  /** A sweep wrote what time had changed. */
  | (When & { readonly kind: 'passed' });

export interface NaiveFact {
  readonly system: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly direction: 'raised' | 'lowered';
  readonly at: number;
  readonly notifyFrom: number;
}

/** A label came or went. */
export interface NaiveLabelFact {
  readonly label: string;
  readonly change: 'added' | 'removed';
  readonly rule: string;
  readonly at: number;
}

/** Another standing discount shows, or none. Percent; `null`: none. */
export interface NaiveDiscountFact {
  readonly from: number | null;
  readonly to: number | null;
  /** Of what shows now. */
  readonly until: number | null;
  readonly at: number;
  /** Time ended the one before. */
  readonly isEnd: boolean;
}

/** The standing discount as it is shown, and what shows after it. */
export interface NaiveDiscountView {
  readonly percent: number;
  readonly rule: string;
  readonly since: number;
  readonly until: number | null;
  readonly then: number | null;
}

/** What a till is told of a member by a sale, or by what follows one. */
export interface NaiveOutcome {
  readonly tooOld: boolean;
  readonly statuses: readonly {
    readonly system: string;
    readonly before: string | null;
    readonly after: string | null;
  }[];
  readonly labels: { readonly added: readonly string[]; readonly removed: readonly string[] };
}

export interface NaiveSale extends NaiveOutcome {
  /** It is the one that the member had. */
  readonly isOwn: boolean;
  readonly discount: number;
}

/** A member in one system, as it is shown. */
export interface NaiveView {
  readonly system: string;
  readonly status: string | null;
  readonly computed: string | null;
  readonly override: NaiveTold;
  /** How often operators have written. */
  readonly writings: number;
  readonly since: number;
  readonly until: number | null;
  /** `null`: it has no periods. */
  readonly period: { readonly from: number; readonly to: number } | null;
  readonly reviewAt: number | null;
  readonly value: number;
  readonly forNextPeriod: string | null;
}
