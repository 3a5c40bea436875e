import * as z from 'zod';
import type { SaleLine, Visit } from '#domain/member/commands.ts';
import type { EpochMs } from '#domain/time/time.ts';
import { MAX_LINES } from '#domain/values/limits.ts';
import { atMost } from './bounded.ts';
import { answeredChange, type ChangeOutcome, changeAnswered } from './changed.ts';
import { cardNumber, memberId, paymentId, storeId, visitId } from './ids.ts';
import { answeredInstant, epochMsOf, instant, instantOf } from './instant.ts';
import { amountMinor, currency } from './money.ts';
import { paymentKind, saleLine, saleLineOf } from './sale.ts';
import { type Taken, takenOf } from './taken.ts';

/** Visits of a calendar, and what is paid of them (D44). */

export const visitPath = z.strictObject({ visitId });

const visitStatus = z.enum(['booked', 'came', 'no-show', 'cancelled']).meta({
  description:
    'booked: it is to come, or it is not known. came: it counts. no-show: the client did not come. cancelled: nothing is left of it.',
});

export const visitBody = z
  .strictObject({
    visitId: visitId.optional().meta({ description: 'If sent, the same as in the path.' }),
    storeId: storeId.optional(),
    memberId: memberId.optional().meta({ description: 'The member, if the id is known.' }),
    cardNumber: cardNumber
      .optional()
      .meta({ description: "The client's card. With a member id: both must be of one person." }),
    status: visitStatus,
    startsAt: instant.meta({ description: 'When the visit begins: it counts on the business day of it.' }),
    changedAt: instant.optional().meta({
      description:
        'When it became so: changes are ordered by it, whenever they arrive. Left out: when it arrives, so a repetition is the newest change.',
    }),
    currency,
    amountMinor: amountMinor
      .min(0)
      .optional()
      .meta({ description: 'What is charged, in minor units; or `lines`.', examples: [250_000] }),
    lines: atMost(MAX_LINES, z.array(saleLine).min(1).max(MAX_LINES), 'too-many-lines')
      .optional()
      .meta({ description: 'The services and goods, at what is charged for them; or `amountMinor`.' }),
    paidMinor: amountMinor
      .min(0)
      .optional()
      .meta({
        description:
          'Paid with the visit; left out: what is charged. 0 where payments are told by themselves.',
        examples: [250_000],
      }),
  })
  .refine((body) => (body.amountMinor === undefined) !== (body.lines === undefined), {
    params: { code: 'amount-or-lines' },
  })
  .refine((body) => body.memberId !== undefined || body.cardNumber !== undefined, {
    params: { code: 'member-or-card' },
  })
  .meta({ id: 'VisitBody', description: 'A visit, all of it, as it is now.' });

type VisitBody = z.infer<typeof visitBody>;

interface VisitAsked extends Omit<Visit, 'changedAt'> {
  readonly storeId: string;
  readonly visitId: string;
  readonly memberId: string | null;
  readonly cardNumber: string | null;
  readonly changedAt: EpochMs | null;
}

/** A visit as the operation takes it. */
export function visitOf(
  body: VisitBody,
  of: { readonly storeId: string; readonly visitId: string },
): VisitAsked {
  const lines: readonly SaleLine[] = (body.lines ?? []).map(saleLineOf);
  return {
    ...of,
    memberId: body.memberId ?? null,
    cardNumber: body.cardNumber ?? null,
    status: body.status,
    startsAt: epochMsOf(body.startsAt),
    changedAt: body.changedAt === undefined ? null : epochMsOf(body.changedAt),
    currency: body.currency,
    amountMinor: body.amountMinor ?? lines.reduce((sum, line) => sum + line.amountMinor, 0),
    lines,
    paidMinor: body.paidMinor ?? null,
  };
}

const answeredVisit = {
  visitId: z.string().meta({ examples: ['visit-4711'] }),
  ...answeredChange,
  status: visitStatus,
  startsAt: answeredInstant,
  changedAt: answeredInstant.meta({ description: 'When the visit became as it stands.' }),
  currency: z.string().meta({ description: 'ISO 4217 code.', examples: ['RUB'] }),
  soldMinor: z.int().meta({ description: 'What is charged, in minor units.', examples: [250_000] }),
  paidMinor: z.int().meta({
    description: 'Paid in all: with the visit, and in payments of their own.',
    examples: [250_000],
  }),
  notes: z.array(z.enum(['paid-exceeds-sold'])).meta({
    description: 'paid-exceeds-sold: more was paid than is charged, and counts so while the visit is `came`.',
    examples: [[]],
  }),
};

export const visitAnswer = z.object(answeredVisit).meta({
  id: 'VisitAnswer',
  description:
    'The visit as it stands, also for a repetition and for a change that is older than what is stored.',
});

function visitAnswerOf(entry: ChangeOutcome['entry']): z.infer<typeof visitAnswer> {
  const { body } = entry;
  if (body.kind !== 'visit') throw new TypeError('an activity is stored under the key of a visit');
  const { visit, answer } = body;
  return {
    visitId: entry.id,
    ...changeAnswered(entry),
    status: visit.status,
    startsAt: instantOf(visit.startsAt),
    changedAt: instantOf(visit.changedAt),
    currency: visit.currency,
    soldMinor: answer.soldMinor,
    paidMinor: answer.paidMinor,
    notes: answer.paidMinor > answer.soldMinor ? ['paid-exceeds-sold'] : [],
  };
}

/** The answer to who told a visit. */
export const takenVisitOf = ({ entry, replayed }: ChangeOutcome): Taken<z.infer<typeof visitAnswer>> =>
  takenOf(visitAnswerOf(entry), replayed);

export const visitPaymentPath = z.strictObject({ visitId, paymentId });

export const visitPaymentBody = z
  .strictObject({
    paymentId: paymentId.optional().meta({ description: 'If sent, the same as in the path.' }),
    storeId: storeId.optional(),
    visitStoreId: storeId.optional().meta({
      description: 'The store of the visit, where it is another one of the brand; left out: the own.',
      examples: ['292'],
    }),
    occurredAt: instant.meta({ description: 'When it was paid.' }),
    amountMinor: amountMinor
      .min(1)
      .meta({ description: 'What was paid, in minor units.', examples: [50_000] }),
    cardNumber: cardNumber
      .optional()
      .meta({ description: "The client's card, if you want it checked: the visit must be its own." }),
    kind: paymentKind.optional(),
  })
  .meta({ id: 'VisitPaymentBody', description: 'A payment of a visit: before it, with it, or later.' });

/** A payment of a visit as the operation takes it. */
export const visitPaymentOf = (
  body: z.infer<typeof visitPaymentBody>,
  of: { readonly storeId: string; readonly visitId: string; readonly paymentId: string },
) => ({
  ...of,
  visitStoreId: body.visitStoreId ?? of.storeId,
  occurredAt: epochMsOf(body.occurredAt),
  amountMinor: body.amountMinor,
  cardNumber: body.cardNumber ?? null,
});

export const visitPaymentAnswer = z
  .object({
    paymentId: z.string().meta({ examples: ['payment-1'] }),
    ...answeredVisit,
  })
  .meta({ id: 'VisitPaymentAnswer', description: 'The visit with this payment: the same for each sending.' });

export const takenVisitPaymentOf = (
  id: string,
  { entry, replayed }: ChangeOutcome,
): Taken<z.infer<typeof visitPaymentAnswer>> => takenOf({ paymentId: id, ...visitAnswerOf(entry) }, replayed);
