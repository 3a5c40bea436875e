import type { Counters } from './counters.ts';
import type { Day, EpochMs } from './time.ts';

/** Days, the last one excluded: `[from, to)`. */
export interface DayRange {
  readonly from: Day;
  readonly to: Day;
}

/** Why a status was given: enough to show it, and to find the entries behind it. Values are minor units or counts. */
export type StatusReason =
  | { readonly kind: 'initial' }
  | {
      readonly kind: 'review';
      readonly period: DayRange;
      readonly value: number;
      readonly programVersion: number;
    }
  | {
      readonly kind: 'raised-at-once';
      readonly period: DayRange;
      readonly value: number;
      readonly programVersion: number;
    };

/** What an operator put over the computed status (L24, D33). */
export interface Override {
  readonly mode: 'set' | 'floor' | 'ceiling' | 'freeze';
  readonly status: string | null;
  readonly until: EpochMs | null;
  readonly reason: string;
  readonly actor: string;
}

/** A member's place in one status system. `null` as a status means: none of them. */
export interface StatusEntry {
  /** What the rules gave. */
  readonly computed: string | null;
  /** What was held before the last closed period's review: a re-review starts from it (D21). */
  readonly before: string | null;
  readonly since: EpochMs;
  readonly until: EpochMs | null;
  readonly why: StatusReason;
  /** The first day that no review has closed yet: the start of the running period. */
  readonly closedTo: Day;
  readonly override: Override | null;
  /** Column id → the counter's all-time value at `since` (windows "since the current status", D4). */
  readonly baselines: ReadonlyMap<string, number>;
}

export interface CategoryEntry {
  readonly name: string;
  readonly since: EpochMs;
  readonly until: EpochMs | null;
}

/** Points that end together: the last day on which they may be spent, and how many are left. */
export interface PointLot {
  readonly expiresOn: Day;
  readonly points: number;
}

export interface StandingDiscount {
  readonly basisPoints: number;
  readonly until: EpochMs | null;
}

/** How many entries the state has counted, and an order-free digest of their ids: what a rebuild must see (reliability §2). */
export interface EntryTally {
  readonly count: number;
  readonly digest: string;
}

/** One member is one aggregate: everything that a decision reads and writes, under one version. */
export interface Member {
  readonly id: string;
  /** Goes up by one with each write; 0 before the first. */
  readonly version: number;
  readonly profileVersion: number;
  readonly enrolledAt: EpochMs;
  /** Number of the last fact. */
  readonly seq: number;
  readonly entries: EntryTally;
  /** Status system → the member's place in it. */
  readonly statuses: ReadonlyMap<string, StatusEntry>;
  readonly categories: readonly CategoryEntry[];
  readonly discount: StandingDiscount | null;
  readonly points: readonly PointLot[];
  /** Offer → how often it was used. */
  readonly offerUse: ReadonlyMap<string, number>;
  readonly counters: Counters;
  /** The earliest moment at which a timer could change something; `null`: none. Calendar turns do not use it. */
  readonly dueAt: EpochMs | null;
}

/** What the rules may ask of a person; personal data lives elsewhere. */
export interface Profile {
  readonly version: number;
  readonly attributes: ReadonlyMap<string, string | number | boolean>;
}
