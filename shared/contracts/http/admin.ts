import * as z from 'zod';
import type { Fact } from '#domain/member/facts.ts';
import type { Member } from '#domain/member/member.ts';
import type { DiscountView } from '#domain/showing/discount-view.ts';
import type { StatusView } from '#domain/showing/view.ts';
import { memberId } from './ids.ts';
import { answeredInstant, instantOf } from './instant.ts';
import { occasion, occasionAnswered } from './occasion.ts';
import { staffFields, staffFieldsOf } from './override.ts';
import { limitOf, nextPage, pageQuery } from './pages.ts';
import {
  discountChange,
  discountChangeOf,
  standingDiscountOf,
  standingDiscountOrNull,
} from './standing-discount.ts';
import { statusView, statusViewOf } from './status-view.ts';
import { whyGiven, whyGivenOf } from './why-given.ts';

export const memberPath = z.strictObject({ memberId });

const staffStatusView = statusView
  .extend(staffFields)
  .meta({ id: 'StaffStatusView', description: 'A status as support sees it.' });

export const memberAnswer = z
  .object({
    memberId: z.string().meta({ examples: ['m7Qf2xKp9RtZ'] }),
    enrolledAt: answeredInstant,
    contact: z
      .object({
        name: z
          .string()
          .nullable()
          .meta({ examples: ['Anna'] }),
        phone: z
          .string()
          .nullable()
          .meta({ description: 'Masked but for its last two digits.', examples: ['+*********67'] }),
      })
      .meta({ description: 'Personal data, as far as support needs it.' }),
    statuses: z.array(staffStatusView),
    categories: z
      .array(
        z.object({
          category: z.string().meta({ examples: ['parents'] }),
          since: answeredInstant,
        }),
      )
      .meta({ description: 'Labels that the rules gave the member.' }),
    standingDiscount: standingDiscountOrNull,
    entries: z
      .object({
        count: z
          .int()
          .meta({ description: 'Receipts, returns and payments that have counted.', examples: [12] }),
      })
      .meta({ description: 'How much stands behind it.' }),
  })
  .meta({ id: 'MemberAnswer', description: 'A member as support sees it.' });

/** `+79161234567` → `+*********67`. */
export const maskedPhone = (phone: string): string =>
  `+${'*'.repeat(Math.max(0, phone.length - 3))}${phone.slice(-2)}`;

interface SupportView {
  readonly member: Pick<Member, 'id' | 'enrolledAt' | 'entries'>;
  readonly statuses: readonly StatusView[];
  readonly categories: Member['categories'];
  readonly discount: DiscountView | null;
  readonly contact: { readonly name: string | null; readonly phone: string | null } | null;
}

/** A member for support, the phone masked (reliability §5). */
export function memberAnswerOf({
  member,
  statuses,
  categories,
  discount,
  contact,
}: SupportView): z.infer<typeof memberAnswer> {
  const phone = contact?.phone ?? null;
  return {
    memberId: member.id,
    enrolledAt: instantOf(member.enrolledAt),
    contact: { name: contact?.name ?? null, phone: phone === null ? null : maskedPhone(phone) },
    statuses: statuses.map((view) => ({ ...statusViewOf(view), ...staffFieldsOf(view) })),
    categories: categories.map(({ name, since }) => ({ category: name, since: instantOf(since) })),
    standingDiscount: standingDiscountOf(discount),
    entries: { count: member.entries.count },
  };
}

const ITEMS_A_PAGE = 20;

export const historyQuery = z.object(pageQuery(ITEMS_A_PAGE));

export const historyLimitOf = (limit: string | undefined): number => limitOf(limit, ITEMS_A_PAGE);

const factHead = {
  seq: z.int().meta({ description: "1, 2, 3 … in the member's history.", examples: [2] }),
  at: answeredInstant.meta({ description: 'When it became true.' }),
  recordedAt: answeredInstant.meta({ description: 'When it was found out.' }),
  programVersion: z.int().meta({ examples: [1] }),
};

const historyItem = z
  .discriminatedUnion('kind', [
    z.object({
      ...factHead,
      kind: z.literal('enrolled'),
      statuses: z
        .record(z.string(), z.string().nullable())
        .meta({ description: 'Statuses of the new member, by system.', examples: [{ level: 'guest' }] }),
    }),
    z.object({
      ...factHead,
      kind: z.literal('status-changed'),
      system: z.string().meta({ examples: ['level'] }),
      from: z
        .string()
        .nullable()
        .meta({ examples: ['guest'] }),
      to: z
        .string()
        .nullable()
        .meta({ examples: ['regular'] }),
      direction: z
        .enum(['raised', 'lowered', 'changed'])
        .meta({ description: 'By the weight of the statuses; changed: both have the same.' }),
      why: whyGiven,
    }),
    z.object({
      ...factHead,
      kind: z.literal('category-changed'),
      category: z.string().meta({ examples: ['parents'] }),
      change: z.enum(['added', 'removed']),
      rule: z.string().meta({ description: 'The rule that did it.', examples: ['baby-goods'] }),
      ...occasion,
    }),
    z.object({ ...factHead, kind: z.literal('discount-changed'), ...discountChange }),
    z.object({
      ...factHead,
      kind: z.enum(['friend-came', 'friend-left']).meta({
        description:
          'It counts for who had invited the member; or counts no more, as nothing is left of what was bought.',
      }),
      inviter: z.string().meta({ examples: ['m3Zr8aTq1LwC'] }),
    }),
    z.object({
      ...factHead,
      kind: z.literal('code-printed'),
      storeId: z
        .string()
        .meta({ description: 'Where a code was printed again that links a login.', examples: ['292'] }),
    }),
  ])
  .meta({ id: 'HistoryItem', description: 'Something that changed for a member.' });

export const historyAnswer = z
  .object({
    items: z.array(historyItem).meta({ description: 'Newest first.' }),
    next: nextPage,
  })
  .meta({ id: 'HistoryAnswer', description: "A page of a member's history." });

/** A fact, as support sees it. */
export function historyItemOf(fact: Fact): z.infer<typeof historyItem> {
  const { seq, programVersion } = fact;
  const head = { seq, at: instantOf(fact.at), recordedAt: instantOf(fact.recordedAt), programVersion };
  switch (fact.kind) {
    case 'enrolled':
      return { ...head, kind: 'enrolled', statuses: Object.fromEntries(fact.statuses) };
    case 'status-changed':
      return {
        ...head,
        kind: 'status-changed',
        system: fact.system,
        from: fact.from,
        to: fact.to,
        direction: fact.direction,
        why: whyGivenOf(fact.why),
      };
    case 'category-changed': {
      const { kind, category, change, rule } = fact;
      return { ...head, kind, category, change, rule, ...occasionAnswered(fact) };
    }
    case 'discount-changed':
      return { ...head, kind: 'discount-changed', ...discountChangeOf(fact) };
    case 'friend-came':
    case 'friend-left':
      return { ...head, kind: fact.kind, inviter: fact.inviter };
    case 'code-printed':
      return { ...head, kind: 'code-printed', storeId: fact.storeId };
    default:
      return fact satisfies never;
  }
}
