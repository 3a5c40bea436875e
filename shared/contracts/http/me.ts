import * as z from 'zod';
import type { Member } from '#domain/member/member.ts';
import type { Contribution } from '#domain/showing/contributions.ts';
import type { DiscountView } from '#domain/showing/discount-view.ts';
import type { Explanation } from '#domain/showing/explain.ts';
import type { StatusView } from '#domain/showing/view.ts';
import { isoOf } from '#domain/time/time.ts';
import { cardNumber, system } from './ids.ts';
import { answeredDay, answeredInstant, dayRange, dayRangeOf, instantOf } from './instant.ts';
import { occasion, occasionAnswered } from './occasion.ts';
import { limitOf, nextPage, pageQuery } from './pages.ts';
import { standingDiscountOf, standingDiscountOrNull } from './standing-discount.ts';
import { measuredUnit, statusView, statusViewOf, titledStatus, titledStatusOf } from './status-view.ts';
import { whyGiven, whyGivenOf } from './why-given.ts';

/** Either nothing, and the verified phone of the token counts, or a card with its code. */
export const linkBody = z
  .strictObject({
    cardNumber: cardNumber.optional(),
    code: z
      .string()
      .regex(/^\d{8}$/)
      .optional()
      .meta({ description: 'The eight digits that were printed at enrolment.', examples: ['40718263'] }),
  })
  .refine((body) => (body.cardNumber === undefined) === (body.code === undefined), {
    params: { code: 'together' },
    path: ['code'],
  })
  .meta({
    id: 'LinkBody',
    description: 'Empty: by the verified phone of the token. Else card and code, both.',
  });

type LinkBody = z.infer<typeof linkBody>;

export const linkAnswer = z
  .object({ memberId: z.string().meta({ examples: ['m7Qf2xKp9RtZ'] }) })
  .meta({ id: 'LinkAnswer', description: 'The member of this login.' });

export const meAnswer = z
  .object({
    memberId: z.string().meta({ examples: ['m7Qf2xKp9RtZ'] }),
    enrolledAt: answeredInstant,
    statuses: z.array(titledStatus),
    standingDiscount: standingDiscountOrNull,
  })
  .meta({ id: 'MeAnswer', description: 'Who I am here.' });

export const myStatusesAnswer = z
  .object({ statuses: z.array(statusView), standingDiscount: standingDiscountOrNull })
  .meta({ id: 'MyStatusesAnswer', description: 'My statuses, and the discount that stays with me.' });

interface Shown {
  readonly member: Pick<Member, 'id' | 'enrolledAt'>;
  readonly statuses: readonly StatusView[];
  readonly discount: DiscountView | null;
}

/** A member with the titles of what they hold. */
export const meAnswerOf = ({ member, statuses, discount }: Shown): z.infer<typeof meAnswer> => ({
  memberId: member.id,
  enrolledAt: instantOf(member.enrolledAt),
  statuses: statuses.map(titledStatusOf),
  standingDiscount: standingDiscountOf(discount),
});

/** Everything that an app shows of a member's statuses. */
export const myStatusesAnswerOf = ({ statuses, discount }: Shown): z.infer<typeof myStatusesAnswer> => ({
  standingDiscount: standingDiscountOf(discount),
  statuses: statuses.map(statusViewOf),
});

/** The card and its code, or neither: {@link linkBody} lets nothing else in. */
export const linkCardOf = ({
  cardNumber: card,
  code,
}: LinkBody): { readonly cardNumber: string; readonly code: string } | null =>
  card === undefined || code === undefined ? null : { cardNumber: card, code };

/** Receipts that are looked at for a page: those that did not count for the status are left out of it. */
const RECEIPTS_A_PAGE = 100;

export const whyQuery = z.object({
  system,
  ...pageQuery(RECEIPTS_A_PAGE),
});

export const whyLimitOf = (limit: string | undefined): number => limitOf(limit, RECEIPTS_A_PAGE);

const contribution = z
  .object({
    ...occasion,
    followUp: z
      .object({ kind: z.enum(['return', 'payment']), id: z.string().meta({ examples: ['return-1'] }) })
      .optional()
      .meta({ description: 'The return or the payment that it is; left out: the receipt itself.' }),
    occurredAt: answeredInstant,
    businessDay: answeredDay,
    amount: z.int().meta({
      description: 'What it counted for: minor units or a count; a return counts below 0.',
      examples: [118_750],
    }),
  })
  .meta({
    id: 'Contribution',
    description: 'A receipt behind a status, what followed one, or a change of a visit or an activity.',
  });

export const whyAnswer = z
  .object({
    system: z.string().meta({ examples: ['level'] }),
    title: z.string().meta({ examples: ['Level'] }),
    status: z
      .string()
      .nullable()
      .meta({ examples: ['regular'] }),
    since: answeredInstant,
    because: whyGiven,
    period: dayRange.nullable().meta({ description: 'The days that were measured; null: nothing was.' }),
    measured: z
      .object({
        counter: z.string().meta({ description: "The program's counter.", examples: ['bought'] }),
        unit: measuredUnit,
        currency: z
          .string()
          .nullable()
          .meta({ description: 'Of money: ISO 4217.', examples: ['RUB'] }),
        value: z.int().meta({ description: 'What the review saw.', examples: [1_250_000] }),
        row: z
          .string()
          .nullable()
          .meta({ description: "The program's row that it fell into.", examples: ['over 10000 RUB'] }),
        total: z
          .int()
          .nullable()
          .meta({
            description:
              'What the receipts add up to now; differs where one came too late to count. null: they are more than a page.',
            examples: [1_250_000],
          }),
      })
      .nullable()
      .meta({ description: 'null: nobody has to earn this status.' }),
    entries: z.array(contribution).meta({
      description: 'A page of the receipts behind it, oldest first; it may be empty, and not the last.',
    }),
    next: nextPage,
    sentences: z
      .array(z.string())
      .meta({ description: 'The same for people.', examples: [['Regular asks for over 10000 RUB.']] }),
  })
  .meta({ id: 'WhyAnswer', description: 'Why I have a status.' });

const contributionOf = (receipt: Contribution): z.infer<typeof contribution> => ({
  ...occasionAnswered(receipt),
  ...(receipt.followUp === undefined ? {} : { followUp: receipt.followUp }),
  occurredAt: instantOf(receipt.occurredAt),
  businessDay: isoOf(receipt.day),
  amount: receipt.amount,
});

interface Explained {
  readonly explanation: Explanation;
  readonly next: string | null;
}

/** An explanation of the domain, as the app gets it. */
export function whyAnswerOf({ explanation, next }: Explained): z.infer<typeof whyAnswer> {
  const { system, title, status, since, why, evidence, sentences } = explanation;
  return {
    system,
    title,
    status,
    since: instantOf(since),
    because: whyGivenOf(why),
    period: evidence === null ? null : dayRangeOf(evidence.window),
    measured:
      evidence === null
        ? null
        : {
            counter: evidence.counter,
            unit: evidence.unit,
            currency: evidence.unit === 'money' ? evidence.currency : null,
            value: evidence.value,
            row: evidence.row,
            total: evidence.total,
          },
    entries: (evidence?.contributions ?? []).map(contributionOf),
    next,
    sentences: [...sentences],
  };
}
