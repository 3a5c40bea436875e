import type { EpochMs } from '#domain/time/time.ts';

export interface Clock {
  now(): EpochMs;
}

/** Randomness, where a new name is needed: never for deduplication. */
export interface Ids {
  newMemberId(): string;
  /** 12 characters of `[a-z0-9]`: names a till key, guards nothing. */
  newKeyId(): string;
  /** Names an entry of the audit among those of its millisecond. */
  newAuditId(): string;
  /** Unguessable, URL-safe, of at least 128 bits. */
  newSecret(): string;
}

/** A budget of retries under contention: waits before the next attempt, or says that it is used up. */
export interface Retries {
  /** @param attempt 1 for the first repetition */
  beforeRetry(attempt: number): Promise<boolean>;
}
