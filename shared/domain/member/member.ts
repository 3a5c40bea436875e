import type { Day, DayRange, EpochMs } from '#domain/time/time.ts';
import type { Counters } from './counters.ts';
import type { EntryRef, Occasion } from './entry-ref.ts';

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
      /** The day of the period from which the counter was looked at; `null`: stored before it was noted. */
      readonly seenFrom: Day | null;
      readonly value: number;
      readonly programVersion: number;
    }
  /** A version took the status out that was held, and it became this one (D81). */
  | { readonly kind: 'dropped'; readonly was: string; readonly programVersion: number }
  /** The goods came back for which a rule had given `was` for good (D94). */
  | (Occasion & {
      readonly kind: 'taken-back';
      readonly was: string | null;
      /** The receipt's business day. */
      readonly day: Day;
      readonly programVersion: number;
    })
  /** An operator put it there (L24). What for is in the audit: it is for staff. */
  | { readonly kind: 'override'; readonly mode: Override['mode']; readonly at: EpochMs }
  /** A rule gave it on a receipt (L22, I21). `measured` is null where the rule depends on nothing. */
  | (Occasion & {
      readonly kind: 'rule';
      readonly rule: string;
      readonly measured: Measured | null;
      /** The receipt's business day; of a payment its own. */
      readonly day: Day;
      readonly programVersion: number;
      /** The status that it took off (D99). Left out: it gave one, or took off again what was off already. */
      readonly was?: string;
    });

/** A measured value, and the row of a table that holds it: `from 5000 RUB`. Minor units, a count or thousandths. */
export interface Measured {
  readonly counter: string;
  readonly value: number;
  readonly words: string;
}

/** A status, since when, and why. */
export interface EarnedStatus {
  readonly status: string | null;
  readonly since: EpochMs;
  readonly why: StatusReason;
  /** What a rule's gift for good lies over: it returns when the goods come back (D94). Left out: nothing is to return. */
  readonly over?: StatusLayers;
}

/** The layers of which a status is made: the earned one, a missed one in its grace, and those that rules gave for a time. */
export interface StatusLayers {
  /** The status from reviews, or from rules for good: it returns when a given status ends (D9). */
  readonly earned: EarnedStatus;
  /** Of the status that the last reviews took; one that was earned again stays until its end, and shows no more. */
  readonly grace: Grace | null;
  /**
   * In the order in which they were given, each with its own end: those that can still show (D82), and where goods may come
   * back those beneath as well.
   */
  readonly given: readonly GivenStatus[];
}

/** A status that was missed and lasts a while longer (D18). */
export interface Grace extends EarnedStatus {
  readonly until: EpochMs;
}

/** A status that a rule gave for a time, on top of what was earned (D9). */
export interface GivenStatus extends EarnedStatus {
  readonly until: EpochMs;
  /** It was given downwards: it hides what was earned, instead of rising above it. A later one ends it for good. */
  readonly hides: boolean;
}

/** What an operator puts over the computed status, which goes on underneath (L24, D33, D59). */
export interface Override {
  /** `set` shows a status, `floor` shows none below it, `ceiling` none above it, `freeze` the one that was held. */
  readonly mode: 'set' | 'floor' | 'ceiling' | 'freeze';
  readonly status: string | null;
  /** `null`: a `set` holds until the system's next review, the others until they are taken off. */
  readonly until: EpochMs | null;
  /** When it was put there. */
  readonly at: EpochMs;
  readonly reason: string;
  readonly actor: string;
}

/** A member's place in one status system. `null` as a status means: none of them. */
export interface StatusRecord extends StatusLayers {
  /** The status by the rules alone: the given one, or the earned one. `since`, `until` and `why` are this one's. */
  readonly computed: string | null;
  readonly since: EpochMs;
  readonly until: EpochMs | null;
  readonly why: StatusReason;
  /**
   * The status earned before the last closed period's review: a review again starts from it (D21). `since` is `null`
   * where it was stored before that was noted.
   */
  readonly before: {
    readonly status: string | null;
    readonly since: EpochMs | null;
    /** What it was when that period began, where it was raised at once since; a return asks for it (D94). Left out: the same. */
    readonly begun?: { readonly status: string | null; readonly since: EpochMs | null };
  };
  /** What was earned when the running period began, where it was raised at once since (D94). Left out: the same. */
  readonly begun?: EarnedStatus;
  /**
   * Goods came back for which it was earned: the next turn judges from this instead (`until-rollover`, D16). Left out: from
   * what is earned.
   */
  readonly backTo?: EarnedStatus;
  /** The first day that no review has closed yet: the start of the running period. */
  readonly closedTo: Day;
  readonly override: Override | null;
  /** What shows, where an override has or had a part in it, and since when. Left out: what is computed, since then. */
  readonly effective?: { readonly status: string | null; readonly since: EpochMs };
  /** How often an operator has written here: who writes names it, so that nobody writes over what was not seen. Left out: never. */
  readonly overrideRevision?: number;
  /** Column id → the counter's all-time value at `since` (windows "since the current status", D4). */
  readonly baselines: ReadonlyMap<string, number>;
}

/** A category that a member is in, and for how long. */
export interface HeldCategory {
  readonly name: string;
  readonly since: EpochMs;
  readonly until: EpochMs | null;
  /**
   * What gave it, the first first, where it goes when the goods of all of them have come back (D94); at most
   * `MAX_GIVERS_OF_LABEL`. Left out: it stays.
   */
  readonly by?: readonly LabelGift[];
}

/** A rule, and the receipt on which it gave a category or a standing discount. */
export interface LabelGift extends Occasion {
  readonly rule: string;
  /** The receipt's business day; of a payment its own. */
  readonly day: Day;
  readonly programVersion: number;
}

/** Points that end together: the last day on which they may be spent, and how many are left. */
export interface PointLot {
  readonly expiresOn: Day;
  readonly points: number;
}

/** A discount that stays with the member, and competes on every receipt that comes (D45). */
export interface StandingDiscount {
  readonly basisPoints: number;
  readonly since: EpochMs;
  /** `null`: until another takes its place. */
  readonly until: EpochMs | null;
  /** The rule that gave it last. */
  readonly rule: string;
  /**
   * What gave it, the first first, where it goes when the goods of all of them have come back (D94); at most
   * `MAX_GIVERS_OF_LABEL`. Left out: it stays.
   */
  readonly gifts?: readonly LabelGift[];
  /** What it replaced, and what returns with those goods. Left out: nothing. */
  readonly over?: readonly StandingDiscount[];
}

/** How many entries the state has counted, and an order-free digest of their ids: what a rebuild must see (reliability §2). */
interface EntryTally {
  readonly count: number;
  readonly digest: string;
}

/** Who brought a member, as long as it matters (D46). */
export interface Invitation {
  /** The member who invited them. */
  readonly by: string;
  /** When their first purchase counted. Left out: none has. */
  readonly countedAt?: EpochMs;
  /** Of the purchases since then, how many have something left. Left out: there were none. */
  readonly left?: number;
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
  /** Status system → the member's state in it. */
  readonly statuses: ReadonlyMap<string, StatusRecord>;
  readonly categories: readonly HeldCategory[];
  /** At most `MAX_STANDING_DISCOUNTS`, of which the largest shows. */
  readonly discounts: readonly StandingDiscount[];
  readonly points: readonly PointLot[];
  /** Offer → how often it was used. */
  readonly offerUse: ReadonlyMap<string, number>;
  /** Token of a quote → until when it could be used at all: it is used once. */
  readonly usedQuotes: ReadonlyMap<string, EpochMs>;
  readonly counters: Counters;
  /** Left out: nobody brought them, or it is settled. */
  readonly invitation?: Invitation;
  /** Late ones of the last minute: the index may not know them yet (D88). Left out: none. */
  readonly late?: readonly LateEntry[];
  /** The earliest moment at which a timer could change something; `null`: none. Ends of periods do not use it. */
  readonly dueAt: EpochMs | null;
}

/** An entry that was counted on a day which is no longer known by itself, and when. */
export interface LateEntry extends EntryRef {
  readonly at: EpochMs;
}

/** The attributes that rules may ask of a person; personal data lives elsewhere. */
export interface Profile {
  readonly version: number;
  readonly attributes: ReadonlyMap<string, string | number | boolean>;
  /** The member who invited this one. Left out: nobody did. */
  readonly invitedBy?: string;
}
