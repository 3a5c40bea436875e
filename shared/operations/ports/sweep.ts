import type { Member } from '#domain/member/member.ts';
import type { Day, EpochMs } from '#domain/time/time.ts';

/** How far the sweep has come in one shard. */
export interface SweepProgress {
  /** All members of the shard are closed up to this day; `null`: it was never walked to its end. */
  readonly walkedTo: Day | null;
  /** A walk in progress: towards which day, and after which key it goes on. */
  readonly walk: { readonly towards: Day; readonly after: string | null } | null;
}

export interface SweepBoard {
  readProgress(shard: number): Promise<SweepProgress | null>;
  /** Only forwards: a slower walk never takes back what a faster one has noted. */
  saveProgress(shard: number, progress: SweepProgress): Promise<void>;
  /** Members of the shard whom time changes at or before a moment, the earliest first. */
  membersDue(shard: number, upTo: EpochMs, limit: number): Promise<readonly Member[]>;
  /** A page of the shard's members in key order, read strongly, with the key to go on after. */
  membersOf(
    shard: number,
    after: string | null,
    limit: number,
  ): Promise<{ readonly members: readonly Member[]; readonly next: string | null }>;
}

export interface ShardQueue {
  send(shards: readonly number[]): Promise<void>;
}
