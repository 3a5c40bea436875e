import * as z from 'zod';
import type { DiscountView } from '#domain/showing/discount-view.ts';
import type { StatusView } from '#domain/showing/view.ts';
import type { EpochMs } from '#domain/time/time.ts';
import { atMost } from './bounded.ts';
import { cardNumber, storeId } from './ids.ts';
import { answeredInstant, instantOf } from './instant.ts';
import { standingDiscountOf, standingDiscountOrNull } from './standing-discount.ts';
import { heldStatus } from './status-view.ts';
import { text } from './text.ts';

const phone = z
  .string()
  .regex(/^\+[1-9]\d{6,14}$/)
  .meta({ description: 'E.164.', examples: ['+79161234567'] });

/** A profile is read with each receipt, in the same unit as the state. */
const MAX_ATTRIBUTES = 50;

/** Rules compare numbers such as ages and counts; what is stored keeps them exactly. */
const MAX_ATTRIBUTE = 1_000_000_000_000;
const MICRO = 1_000_000;

const attributeNumber = z
  .number()
  .min(-MAX_ATTRIBUTE)
  .max(MAX_ATTRIBUTE)
  .refine((value) => Math.round(value * MICRO) / MICRO === value, { params: { code: 'six-decimals' } });

const attributeName = z.string().regex(/^[a-z][a-zA-Z0-9-]{0,39}$/);

export const enrolBody = z
  .strictObject({
    cardNumber,
    name: text(100)
      .optional()
      .meta({ description: 'Name, as the member gives it.', examples: ['Anna'] }),
    phone: phone.optional(),
    invitedBy: cardNumber.optional().meta({
      description:
        'The card of the member who invited them. One that nobody has, or their own, changes nothing. No part of what makes an enrolment the same.',
      examples: ['LC-100007'],
    }),
    attributes: atMost(
      MAX_ATTRIBUTES,
      z.record(attributeName, z.union([text(200), attributeNumber, z.boolean()])).meta({
        description: `What the program's rules may ask of the person: at most ${MAX_ATTRIBUTES}.`,
        examples: [{ district: 'Sovetsky', car: true }],
      }),
    ).optional(),
  })
  .meta({ id: 'EnrolBody', description: 'Who becomes a member.' });

type EnrolBody = z.infer<typeof enrolBody>;

export const enrolAnswer = z
  .object({
    memberId: z.string().meta({ examples: ['m7Qf2xKp9RtZ'] }),
    cardNumber: z.string().meta({ examples: ['LC-100042'] }),
    enrolledAt: answeredInstant,
    linkCode: z
      .string()
      .nullable()
      .meta({
        description:
          'Eight digits to print for the member: with the card they link a login, once. null: sent again a day later, or when it was used; print a new one.',
        examples: ['40718263'],
      }),
    statuses: z.array(heldStatus),
    claimed: z
      .int()
      .meta({ description: 'Earlier receipts of this card that count from now on.', examples: [0] }),
    claimsPending: z.boolean().meta({
      description:
        'There are more earlier receipts; they are counted within minutes, and nothing need be sent.',
      examples: [false],
    }),
    invited: z.boolean().meta({
      description: 'Another member had invited them: the card of `invitedBy` was known.',
      examples: [false],
    }),
  })
  .meta({ id: 'EnrolAnswer', description: 'The member of the card.' });

export const printBody = z
  .strictObject({ cardNumber, storeId: storeId.optional() })
  .meta({ id: 'PrintCodeBody', description: 'The card whose code is printed.' });

export const printAnswer = z
  .object({
    cardNumber: z.string().meta({ examples: ['LC-100042'] }),
    linkCode: z.string().meta({
      description:
        'Eight digits to print: with the card they link a login, once. The code before opens nothing any more.',
      examples: ['73920518'],
    }),
  })
  .meta({ id: 'PrintCodeAnswer', description: 'A new code.' });

export const resolveBody = z
  .strictObject({ cardNumber })
  .meta({ id: 'ResolveBody', description: 'The card that was shown.' });

export const resolveAnswer = z
  .object({
    memberId: z
      .string()
      .nullable()
      .meta({ description: 'null: nobody has this card.', examples: ['m7Qf2xKp9RtZ'] }),
    statuses: z.array(
      z.object({
        system: z.string().meta({ examples: ['level'] }),
        status: z
          .string()
          .nullable()
          .meta({ examples: ['regular'] }),
        title: z
          .string()
          .nullable()
          .meta({ description: 'Title of the status.', examples: ['Regular'] }),
      }),
    ),
    standingDiscount: standingDiscountOrNull,
  })
  .meta({ id: 'ResolveAnswer', description: 'Never a name or a phone.' });

type EnrolAnswer = z.infer<typeof enrolAnswer>;
type ResolveAnswer = z.infer<typeof resolveAnswer>;

/** An enrolment as the operation takes it. */
export const enrolmentOf = ({
  cardNumber: card,
  name,
  phone: number,
  attributes,
  invitedBy,
}: EnrolBody): {
  readonly cardNumber: string;
  readonly name: string | null;
  readonly phone: string | null;
  readonly attributes: ReadonlyMap<string, string | number | boolean>;
  readonly invitedBy: string | null;
} => ({
  cardNumber: card,
  name: name ?? null,
  phone: number ?? null,
  attributes: new Map(Object.entries(attributes ?? {})),
  invitedBy: invitedBy ?? null,
});

interface Enrolled {
  readonly memberId: string;
  readonly enrolledAt: EpochMs;
  readonly linkCode: string | null;
  readonly statuses: ReadonlyMap<string, string | null>;
  readonly claimed: number;
  readonly claimsPending: boolean;
  readonly invited: boolean;
}

/** The member whom an enrolment made, or found. */
export const enrolAnswerOf = (enrolled: Enrolled, card: string): EnrolAnswer => ({
  memberId: enrolled.memberId,
  cardNumber: card,
  enrolledAt: instantOf(enrolled.enrolledAt),
  linkCode: enrolled.linkCode,
  statuses: [...enrolled.statuses].map(([system, status]) => ({ system, status })),
  claimed: enrolled.claimed,
  claimsPending: enrolled.claimsPending,
  invited: enrolled.invited,
});

/** As much of a card as a till may know. */
export const resolveAnswerOf = ({
  memberId,
  statuses,
  discount,
}: {
  readonly memberId: string | null;
  readonly statuses: readonly StatusView[];
  readonly discount: DiscountView | null;
}): ResolveAnswer => ({
  memberId,
  standingDiscount: standingDiscountOf(discount),
  statuses: statuses.map(({ system, status, step }) => ({ system, status, title: step?.title ?? null })),
});
