import type { Entry } from '#domain/member/entry.ts';
import type { Fact } from '#domain/member/facts.ts';
import type { Member } from '#domain/member/member.ts';

/** One transaction: the member moves from the version that was read, the entry is new, the facts are appended. */
export interface Change {
  readonly before: Member;
  readonly after: Member;
  readonly entry: Entry | null;
  readonly facts: readonly Fact[];
}

export type CommitOutcome =
  | { readonly kind: 'committed' }
  /** Somebody stored this id before; nothing changed. */
  | { readonly kind: 'entry-exists'; readonly entry: Entry }
  /** The member moved on since the read; nothing changed. `current` is what the table holds now. */
  | { readonly kind: 'member-moved'; readonly current: Member }
  /** The table was busy with another transaction on these items; nothing changed. */
  | { readonly kind: 'contended' };

export interface Ledger {
  commit(change: Change): Promise<CommitOutcome>;
  /**
   * Stores an entry that has no member: anonymous or unmatched. An unmatched one is noted at its card in the same
   * transaction, under the condition that the card still has no member.
   */
  record(
    entry: Entry,
  ): Promise<
    | { readonly kind: 'committed' }
    | { readonly kind: 'entry-exists'; readonly entry: Entry }
    | { readonly kind: 'card-enrolled' }
  >;
  /** Like commit, for an entry that is stored without a member: under the condition that it still has none. */
  claim(change: Change): Promise<CommitOutcome>;
  readEntry(storeId: string, receiptId: string): Promise<Entry | null>;
}
