import type { NaiveTimeline } from './naive-timeline.ts';

/** A thing that happened to a member; a story holds them in the order of writing. */
export type Happening =
  | { readonly kind: 'enrolled'; readonly now: number; readonly known: NaiveTimeline }
  | {
      readonly kind: 'sale';
      readonly now: number;
      /** The program as it was known at that moment. */
      readonly known: NaiveTimeline;
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
    }
  /** A sweep wrote what time had changed. */
  | { readonly kind: 'passed'; readonly now: number; readonly known: NaiveTimeline };

export interface NaiveFact {
  readonly system: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly direction: 'raised' | 'lowered';
  readonly at: number;
  readonly notifyFrom: number;
}

export interface NaiveSale {
  readonly tooOld: boolean;
  readonly discount: number;
  readonly statuses: readonly {
    readonly system: string;
    readonly before: string | null;
    readonly after: string | null;
  }[];
}

/** A member in one system, as it is shown. */
export interface NaiveView {
  readonly system: string;
  readonly status: string | null;
  readonly since: number;
  readonly until: number | null;
  readonly period: { readonly from: number; readonly to: number };
  readonly reviewAt: number;
  readonly value: number;
  readonly forNextPeriod: string | null;
}
