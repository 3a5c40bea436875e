import type { Entry } from '#domain/member/entry.ts';
import type { Fact } from '#domain/member/facts.ts';
import type { Day } from '#domain/time/time.ts';

export interface EntryHistory {
  /** The member's entries that count on the days `[from, to)`, oldest first; pages are followed to their end. */
  entriesOf(memberId: string, from: Day, to: Day): Promise<readonly Entry[]>;
  /** Entries of a card that had no member when they came, oldest first. */
  unmatchedOf(cardNumber: string): Promise<readonly Entry[]>;
}

export interface FactHistory {
  /** Newest first; `before` is the seq at which the page before ended. */
  factsOf(memberId: string, before: number | null, limit: number): Promise<readonly Fact[]>;
}
