import type { Entry } from '#domain/member/entry.ts';
import type { Fact } from '#domain/member/facts.ts';
import type { Member, Profile } from '#domain/member/member.ts';
import type { Program } from '#domain/program/program.ts';
import type { Timeline } from '#domain/program/timeline.ts';
import type { Day, EpochMs } from '#domain/time/time.ts';

/** What the operations need of the world. `table/` implements them; the simulation will too. */

export interface Clock {
  now(): EpochMs;
}

/** Chance, where a new name is needed: never for deduplication. */
export interface Ids {
  newMemberId(): string;
  /** 12 characters of `[a-z0-9]`: names a till key, guards nothing. */
  newKeyId(): string;
  /** Unguessable, URL-safe, of at least 128 bits. */
  newSecret(): string;
}

/** Patience with contention: waits before the next attempt, or says that the budget is used up. */
export interface Patience {
  /** @param attempt 1 for the first repetition */
  beforeRetry(attempt: number): Promise<boolean>;
}

export interface MemberSnapshot {
  readonly member: Member;
  readonly profile: Profile;
}

/** The timeline in force, compiled; instances may hold it for up to 30 s (D27). */
export interface ProgramTimeline {
  current(): Promise<Timeline>;
}

export interface MemberReader {
  /** STATE and PROFILE in one strongly consistent read. */
  read(memberId: string): Promise<MemberSnapshot | null>;
}

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

/** What the books need beside the rest when a state is looked into: a profile alone, and a place where a state is missing. */
export interface StateRepair {
  readProfile(memberId: string): Promise<Profile | null>;
  readState(memberId: string): Promise<Member | null>;
  /** Puts a state where none is; one that is there stays. */
  putBack(member: Member): Promise<'put-back' | 'there'>;
}

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

export interface Enrolment {
  readonly member: Member;
  readonly profile: Profile;
  readonly contact: Contact;
  readonly cardNumber: string;
  readonly facts: readonly Fact[];
}

/** Personal data: read by nothing that scores. */
export interface Contact {
  readonly name: string | null;
  /** E.164. */
  readonly phone: string | null;
}

export interface MemberRegister {
  /** One transaction: state, profile, contact, card, phone and facts. A card or phone that is taken changes nothing. */
  enrol(
    enrolment: Enrolment,
  ): Promise<
    | { readonly kind: 'enrolled' }
    | { readonly kind: 'card-taken'; readonly memberId: string }
    | { readonly kind: 'phone-taken'; readonly memberId: string }
  >;
  memberOfCard(cardNumber: string): Promise<string | null>;
  memberOfPhone(phone: string): Promise<string | null>;
  readContact(memberId: string): Promise<Contact | null>;
  /** Takes one of the card's five tries to link a login; `null`: none left, or no such card. */
  spendLinkTry(cardNumber: string): Promise<string | null>;
  /** The code was used: no try is left. */
  closeLinkCode(cardNumber: string): Promise<void>;
}

/** Logins: issuer and subject of a token → member. */
export interface LoginLinks {
  memberOfLogin(login: Login): Promise<string | null>;
  /** Conditional: a login that has a member keeps it. */
  link(
    login: Login,
    memberId: string,
  ): Promise<{ readonly kind: 'linked' } | { readonly kind: 'taken'; readonly memberId: string }>;
}

export interface Login {
  readonly issuer: string;
  readonly subject: string;
}

/** Versions are immutable and numbered; the timeline says which is in force from when. */
export interface ProgramArchive {
  read(): Promise<{ readonly timeline: readonly TimelineRow[]; readonly revision: number }>;
  /** Appends a version and its row under the condition that the timeline is still the one that was read. */
  append(
    row: TimelineRow,
    program: Program,
    revision: number,
  ): Promise<{ readonly kind: 'appended' } | { readonly kind: 'moved' }>;
  readProgram(version: number): Promise<Program | null>;
  hasMembers(): Promise<boolean>;
}

export interface TimelineRow {
  readonly version: number;
  readonly from: EpochMs;
}

/** A till key as it is stored: never its secret. */
export interface TillKey {
  readonly keyId: string;
  /** SHA-256 of the secret, base64url. */
  readonly secretHash: string;
  /** The stores for which it speaks: one for a till, several for a chain's integrator. */
  readonly stores: readonly string[];
  readonly createdAt: EpochMs;
  readonly revokedAt: EpochMs | null;
}

export interface TillKeys {
  read(keyId: string): Promise<TillKey | null>;
  create(key: TillKey): Promise<void>;
  /** All keys, revoked ones too, the oldest first. */
  list(): Promise<readonly TillKey[]>;
  revoke(keyId: string, at: EpochMs): Promise<void>;
}

/** Quote tokens: what was promised, sealed. */
export interface QuoteSeal {
  seal(promise: QuotePromise): Promise<string>;
  /** `null`: not sealed by us, or broken. Expiry is the operation's to judge. */
  open(token: string): Promise<QuotePromise | null>;
}

export interface QuotePromise {
  readonly storeId: string;
  readonly memberId: string | null;
  /** Hash of the goods that were quoted: lines and currency. */
  readonly goods: string;
  readonly expiresAt: EpochMs;
  readonly discounts: readonly {
    readonly rule: string;
    readonly basisPoints: number;
    readonly amountMinor: number;
  }[];
  readonly lineDiscountsMinor: readonly number[];
}

/** One-time codes with which a member links a login: derived, so that enrolment answers the same one again. */
export interface LinkCodes {
  /** Eight digits. */
  codeOf(memberId: string, cardNumber: string): string;
}

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
