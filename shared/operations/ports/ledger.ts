import type { FollowUp } from '#domain/member/commands.ts';
import type { ChangedEntry, Entry, OverrideBody, SaleEntry } from '#domain/member/entry.ts';
import type { ChangingKind, EntryRef, FollowUpRef } from '#domain/member/entry-ref.ts';
import type { Fact } from '#domain/member/facts.ts';
import type { Member } from '#domain/member/member.ts';
import type { EpochMs } from '#domain/time/time.ts';
import type { AuditEntry } from './audit.ts';

/** One transaction: the member moves from the version that was read, the entry is new, the facts are appended. */
export interface Change extends FollowedSale {
  readonly before: Member;
  readonly after: Member;
  readonly entry: Entry | null;
  readonly facts: readonly Fact[];
  /** Of what a hand does: who it was, and why. */
  readonly audit?: AuditEntry;
}

/** What is written together with an entry, under what was read. */
export interface FollowedSale {
  /** Of a sale: what waited for it, or had followed it before it was claimed. Left out: nothing. */
  readonly followed?: readonly Entry[];
  /** Of a sale: how many waited when they were read. Left out: none. */
  readonly awaited?: number;
  /** Of a return or a payment: its sale as it stands after it. Left out: it is a sale. */
  readonly sold?: SaleEntry;
}

/** A return or a payment that waits for its sale (D41). */
export interface Waiting {
  readonly told: FollowUp;
  readonly cardNumber: string | null;
  readonly currency: string | null;
  readonly meaning: string;
  readonly receivedAt: EpochMs;
}

/** All that wait for one sale, in the order in which they came; how many they are is also their revision. */
export type Awaited = readonly Waiting[];

/** A visit or an activity, whatever it was told to be. */
export interface ChangingRef {
  readonly of: ChangingKind;
  readonly source: string;
  readonly id: string;
}

/** Why nothing was written. */
type NotWritten =
  /** Somebody stored this id before. */
  | { readonly kind: 'entry-exists'; readonly entry: Entry }
  /** Returns or payments wait for the sale, others than were read. */
  | { readonly kind: 'awaited'; readonly awaited: Awaited }
  /** The sale that it follows has been written since it was read. */
  | { readonly kind: 'sale-moved' };

export type CommitOutcome =
  | { readonly kind: 'committed' }
  | NotWritten
  /** The member moved on since the read; nothing changed. `current` is what the table holds now. */
  | { readonly kind: 'member-moved'; readonly current: Member }
  /** The table was busy with another transaction on these items; nothing changed. */
  | { readonly kind: 'contended' };

export type RecordOutcome =
  | { readonly kind: 'committed' }
  | NotWritten
  /** The card has a member by now. */
  | { readonly kind: 'card-enrolled' };

/** A receipt's place: the sale, or what waits for it, or nothing; and one of those that follow it. */
export interface ReceiptPlace {
  readonly sold: SaleEntry | null;
  readonly awaited: Awaited;
  readonly followUp: Entry | null;
}

export interface Ledger {
  commit(change: Change): Promise<CommitOutcome>;
  /**
   * Stores an entry that has no member: anonymous or unmatched. An unmatched one is noted at its card in the same
   * transaction, under the condition that the card still has no member.
   */
  record(entry: Entry, followed?: FollowedSale): Promise<RecordOutcome>;
  /** Like commit, for an entry that is stored without a member: under the condition that it still has none. */
  claim(change: Change): Promise<CommitOutcome>;
  /** Puts one more in the queue of those that wait for a sale; `moved`: others came, or the sale. */
  park(ref: EntryRef, awaited: Awaited): Promise<'parked' | 'moved'>;
  readEntry(storeId: string, receiptId: string): Promise<SaleEntry | null>;
  /** What an operator did under a number. */
  readOverride(ref: EntryRef): Promise<Entry<OverrideBody> | null>;
  /** Sale and follow-up in one strongly consistent read. */
  readPlace(ref: FollowUpRef): Promise<ReceiptPlace>;
  /** A visit or an activity as it stands, read strongly; `null`: nothing was told of it. */
  readLastChange(ref: ChangingRef): Promise<ChangedEntry | null>;
  /** One change of it. */
  readChange(ref: ChangingRef, number: number): Promise<ChangedEntry | null>;
  /** What has followed a sale, in its order. */
  readFollowUps(sold: EntryRef): Promise<readonly Entry[]>;
}
