import type { EpochMs } from '#domain/time/time.ts';
import type { Occasion } from './entry-ref.ts';
import type { Member, StatusReason } from './member.ts';

interface FactHead {
  /** 1, 2, 3 … for each member: orders the member's history, and names the fact with the member's id. */
  readonly seq: number;
  readonly memberId: string;
  /** When it became true. */
  readonly at: EpochMs;
  /** When it was found out. */
  readonly recordedAt: EpochMs;
  readonly programVersion: number;
}

/** What moved a standing discount: a rule gave one or took all, the goods came back, or its time was over. */
export type DiscountReason =
  | (Occasion & { readonly kind: 'given' | 'removed'; readonly rule: string })
  | (Occasion & { readonly kind: 'taken-back' })
  | { readonly kind: 'ended' };

/** A change that is worth publishing: history and outbox in one (reliability §2). */
export type Fact =
  | (FactHead & {
      readonly kind: 'enrolled';
      /** Status system → the status that a new member has. */
      readonly statuses: ReadonlyMap<string, string | null>;
    })
  | (FactHead & {
      readonly kind: 'status-changed';
      readonly system: string;
      readonly from: string | null;
      readonly to: string | null;
      /** By weight; `changed`: to one of the same weight (D7). */
      readonly direction: 'raised' | 'lowered' | 'changed';
      readonly why: StatusReason;
      /** The member may be notified from then on: a raising at once, a lowering when the closing delay has passed (D21). */
      readonly notifyFrom: EpochMs;
    })
  | (FactHead &
      Occasion & {
        readonly kind: 'category-changed';
        readonly category: string;
        readonly change: 'added' | 'removed';
        /** The rule that did it. */
        readonly rule: string;
      })
  | (FactHead & {
      /** Another standing discount shows, or none (D45). */
      readonly kind: 'discount-changed';
      /** Basis points; `null`: none. */
      readonly from: number | null;
      readonly to: number | null;
      /** Of what shows now. */
      readonly until: EpochMs | null;
      readonly why: DiscountReason;
    })
  | (FactHead & {
      /** A friend came for whom another member counts a referral, or nothing is left of what they bought (D46). */
      readonly kind: 'friend-came' | 'friend-left';
      /** The member who had invited this one. */
      readonly inviter: string;
    })
  | (FactHead & {
      /** A code with which a login can be linked was printed again; the one before opens nothing any more. */
      readonly kind: 'code-printed';
      /** The store whose till printed it. */
      readonly storeId: string;
    });

type Draft<Of> = Of extends Fact ? Omit<Of, 'seq' | 'memberId' | 'recordedAt'> : never;

/** A fact before it has its number. */
export type FactDraft = Draft<Fact>;

/** Numbers what became true after the member's last fact: the one place that does. */
export function numberFacts(
  member: Member,
  drafts: readonly FactDraft[],
  now: EpochMs,
): { readonly member: Member; readonly facts: readonly Fact[] } {
  const facts = drafts.map(
    (draft, index): Fact => ({
      ...draft,
      seq: member.seq + 1 + index,
      memberId: member.id,
      recordedAt: now,
    }),
  );
  return { member: { ...member, seq: member.seq + facts.length }, facts };
}
