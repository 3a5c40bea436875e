import type { NaiveTimeline } from './naive-timeline.ts';

/** What happened to a member, in the order in which it was written. */
export type Happening =
  | { readonly kind: 'enrolled'; readonly now: number; readonly known: NaiveTimeline }
  | {
      readonly kind: 'sale';
      readonly now: number;
      /** What was known of the program at that moment. */
      readonly known: NaiveTimeline;
      readonly occurredAt: number;
      readonly storeId: string;
      readonly amount: number;
      /** `null`: what was sold. */
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

/** What is shown of a member in one system. */
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
