import type { Entry } from '#domain/member/entry.ts';
import type { EntryRef } from '#domain/member/entry-ref.ts';
import type { Fact } from '#domain/member/facts.ts';
import type { Day, DayRange } from '#domain/time/time.ts';

/** `next`: the place to go on after, which may be any text; `null`: that was all. A page may be short, or empty, and not the last. */
export interface EntryPage {
  readonly entries: readonly Entry[];
  readonly next: string | null;
}

export interface EntryHistory {
  /**
   * The member's entries that count on the days `[from, to)`, oldest first; pages are followed to their end.
   * @param also entries that the index may not know yet: they are among the answer if they are the member's
   */
  entriesOf(memberId: string, from: Day, to: Day, also?: readonly EntryRef[]): Promise<readonly Entry[]>;
  /** A page of the same: at most `limit` of them, after a place that an earlier page ended at. */
  pageOf(
    memberId: string,
    days: DayRange,
    page: { readonly after: string | null; readonly limit: number },
  ): Promise<EntryPage>;
  /** A page of the entries of a card that had no member when they came, oldest first; those that have one by now are left out. */
  unmatchedOf(
    cardNumber: string,
    page: { readonly after: string | null; readonly limit: number },
  ): Promise<EntryPage>;
}

export interface FactHistory {
  /** Newest first; `before` is the seq at which the page before ended. */
  factsOf(memberId: string, before: number | null, limit: number): Promise<readonly Fact[]>;
}
