import * as z from 'zod';
import type { Payment } from '#domain/member/commands.ts';
import type { PaymentAnswer } from '#domain/member/entry.ts';
import {
  answeredHead,
  answeredMoves,
  type Followed,
  type FollowUpAsked,
  type FollowUpOutcome,
  followUpAnswerOf,
  followUpFields,
  followUpOf,
} from './follow-up.ts';
import { paymentId, receiptId } from './ids.ts';
import { amountMinor } from './money.ts';
import { paymentKind } from './sale.ts';
import { answeredMessages, ruleReason, ruleReasonsOf } from './sale-answer.ts';
import { type Taken, takenOf } from './taken.ts';

export const paymentPath = z.strictObject({ receiptId, paymentId });

export const paymentBody = z
  .strictObject({
    paymentId: paymentId.optional().meta({ description: 'If sent, the same as in the path.' }),
    ...followUpFields,
    amountMinor: amountMinor
      .min(1)
      .meta({ description: 'What was paid, in minor units.', examples: [50_000] }),
    kind: paymentKind.optional(),
  })
  .meta({ id: 'PaymentBody', description: 'A later payment of a receipt.' });

/** A payment as the operation takes it; which store it is from was settled with the key. */
export const paymentOf = (
  body: z.infer<typeof paymentBody>,
  of: Followed & { readonly paymentId: string },
): FollowUpAsked<Payment> =>
  followUpOf(body, of, (head) => ({
    kind: 'payment',
    id: of.paymentId,
    ...head,
    amountMinor: body.amountMinor,
  }));

export const paymentAnswer = z
  .object({
    ...answeredHead,
    paymentId: z.string().meta({ examples: ['payment-2'] }),
    amountMinor: z.int().meta({ description: 'What was paid, in minor units.', examples: [50_000] }),
    paidMinor: z
      .int()
      .nullable()
      .meta({
        description:
          'Paid for the receipt in all, with this payment, less what was handed back by then; null: parked, and not known yet.',
        examples: [118_750],
      }),
    ...answeredMoves,
    messages: answeredMessages,
    notes: z.array(z.enum(['paid-exceeds-sold'])).meta({
      description: 'paid-exceeds-sold: more was paid than is left of the receipt, and counts so.',
      examples: [[]],
    }),
    reasons: z.array(ruleReason).meta({
      description: 'Rules that the payment woke, and what became of them, as a receipt tells them.',
    }),
  })
  .meta({ id: 'PaymentAnswer', description: 'What became of a payment: the same for each sending.' });

/** The answer to a payment's sender. */
export function takenPaymentOf(
  asked: FollowUpAsked<Payment>,
  outcome: FollowUpOutcome,
): Taken<z.infer<typeof paymentAnswer>> {
  const answer = answerIn(outcome);
  const body = {
    ...followUpAnswerOf(asked, outcome),
    paymentId: asked.told.id,
    amountMinor: asked.told.amountMinor,
    paidMinor: answer?.paidMinor ?? null,
    messages: [...(answer?.messages ?? [])],
    notes: answer !== null && answer.paidMinor > answer.soldMinor ? ['paid-exceeds-sold' as const] : [],
    reasons: ruleReasonsOf(answer?.reasons ?? []),
  };
  return takenOf(body, outcome.replayed);
}

/** `null`: it waits. */
function answerIn(outcome: FollowUpOutcome): PaymentAnswer | null {
  if (outcome.kind === 'parked') return null;
  const { body } = outcome.entry;
  if (body.kind !== 'payment') throw new TypeError('a return is stored under the key of a payment');
  return body.answer;
}
