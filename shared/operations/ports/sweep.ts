import type { Member } from '#domain/member/member.ts';
import type { Day, EpochMs } from '#domain/time/time.ts';

/** How far the walk has come in one shard. */
export interface SweepProgress {
  /** All members of the shard are closed up to this day, but for those who failed; `null`: it was never walked to its end. */
  readonly walkedTo: Day | null;
  /** A walk in progress: towards which day, and after which place it goes on. */
  readonly walk: { readonly towards: Day; readonly after: string | null } | null;
}

/** What is noted of a shard: its walk, and whom it could not settle. */
export interface ShardNotes extends SweepProgress {
  /** Ids of the members whom a walk passed by: each tick tries them again. */
  readonly failed: readonly string[];
  /** Cards whose earlier receipts have not all found their member yet. */
  readonly claims: readonly Claim[];
}

/** A card that was given to a member after it had bought. */
export interface Claim {
  readonly memberId: string;
  readonly cardNumber: string;
}

/** A member whom the index names, with the place there; what does not decode harms nobody beside it. */
export type FoundMember = { readonly memberId: string; readonly place: string } & (
  | { readonly kind: 'member'; readonly member: Member }
  | { readonly kind: 'unreadable'; readonly error: unknown }
);

/** Members in the order of the index, read strongly; `next`: the place to go on after, `null`: that was all. */
export interface ShardPage {
  readonly found: readonly FoundMember[];
  readonly next: string | null;
}

export interface SweepBoard {
  readNotes(shard: number): Promise<ShardNotes>;
  /** Only forwards. `overtaken`: another walk has noted as much or more, and what it noted stays. */
  saveProgress(shard: number, progress: SweepProgress): Promise<'saved' | 'overtaken'>;
  /** Adds members to those who failed; no two writers take back each other's. */
  noteFailed(shard: number, memberIds: readonly string[]): Promise<void>;
  /** Takes members from those who failed. */
  noteSettled(shard: number, memberIds: readonly string[]): Promise<void>;
  /** Notes a card at its member's shard: the sweep claims what enrolment could not. `full`: so many are noted that no more fit. */
  noteClaim(claim: Claim): Promise<'noted' | 'full'>;
  noteClaimed(claim: Claim): Promise<void>;
  /** Members of the shard whom time changes at or before a moment, the earliest first. */
  membersDue(shard: number, upTo: EpochMs, after: string | null, limit: number): Promise<ShardPage>;
  /** A page of all the shard's members. */
  membersOf(shard: number, after: string | null, limit: number): Promise<ShardPage>;
}

export interface ShardQueue {
  send(shards: readonly number[]): Promise<void>;
}
