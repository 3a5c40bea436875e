import type * as z from 'zod';
import type { Fact } from '#domain/member/facts.ts';
import {
  type categoryChangedDetail,
  type codePrintedDetail,
  detailTypes,
  type discountChangedDetail,
  type enrolledDetail,
  factEventSource,
  type friendDetail,
  type statusChangedDetail,
} from './events.ts';
import { instantOf } from './http/instant.ts';
import { occasionAnswered } from './http/occasion.ts';
import { discountChangeOf } from './http/standing-discount.ts';
import { whyGivenOf } from './http/why-given.ts';

/** A fact as it goes over the bus. */
interface FactEvent {
  readonly source: typeof factEventSource;
  readonly detailType: (typeof detailTypes)[keyof typeof detailTypes];
  readonly detail:
    | z.infer<typeof enrolledDetail>
    | z.infer<typeof statusChangedDetail>
    | z.infer<typeof categoryChangedDetail>
    | z.infer<typeof discountChangedDetail>
    | z.infer<typeof friendDetail>
    | z.infer<typeof codePrintedDetail>;
}

/** The event of a fact: the same for each delivery, named by member and seq, by which consumers know it again. */
export function factEventOf(fact: Fact): FactEvent {
  const { memberId, seq, programVersion } = fact;
  const head = {
    id: `${memberId}#${seq}`,
    memberId,
    seq,
    at: instantOf(fact.at),
    recordedAt: instantOf(fact.recordedAt),
    programVersion,
  };
  switch (fact.kind) {
    case 'enrolled':
      return {
        source: factEventSource,
        detailType: detailTypes.enrolled,
        detail: { ...head, statuses: Object.fromEntries(fact.statuses) },
      };
    case 'status-changed':
      return {
        source: factEventSource,
        detailType: detailTypes.statusChanged,
        detail: {
          ...head,
          system: fact.system,
          from: fact.from,
          to: fact.to,
          direction: fact.direction,
          why: whyGivenOf(fact.why),
          notifyFrom: instantOf(fact.notifyFrom),
        },
      };
    case 'category-changed': {
      const { category, change, rule } = fact;
      return {
        source: factEventSource,
        detailType: detailTypes.categoryChanged,
        detail: { ...head, category, change, rule, ...occasionAnswered(fact) },
      };
    }
    case 'discount-changed':
      return {
        source: factEventSource,
        detailType: detailTypes.discountChanged,
        detail: { ...head, ...discountChangeOf(fact) },
      };
    case 'friend-came':
    case 'friend-left':
      return {
        source: factEventSource,
        detailType: fact.kind === 'friend-came' ? detailTypes.friendCame : detailTypes.friendLeft,
        detail: { ...head, inviter: fact.inviter },
      };
    case 'code-printed':
      return {
        source: factEventSource,
        detailType: detailTypes.codePrinted,
        detail: { ...head, storeId: fact.storeId },
      };
    default:
      return fact satisfies never;
  }
}
