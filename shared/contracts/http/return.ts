import * as z from 'zod';
import type { Return, Returned } from '#domain/member/commands.ts';
import type { ReturnAnswer } from '#domain/member/entry.ts';
import { MAX_LINES } from '#domain/values/limits.ts';
import { atMost } from './bounded.ts';
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
import { receiptId, returnId } from './ids.ts';
import { amountMinor, quantity, thousandthsOf } from './money.ts';
import { type Taken, takenOf } from './taken.ts';

export const returnPath = z.strictObject({ receiptId, returnId });

const returnedLine = z
  .strictObject({
    line: z
      .int()
      .min(0)
      .max(MAX_LINES)
      .meta({ description: 'The place of the line in the sale, from 0.', examples: [0] }),
    quantity: quantity.meta({
      description: 'What comes back of it, at most three decimals; of a line of quantity 0: 0.',
      examples: [1],
    }),
  })
  .meta({ id: 'ReturnedLine', description: 'Goods that come back.' });

/** One of the forms that the document lists. */
const says = (field: string, kind: object) => ({
  type: 'object',
  properties: { [field]: kind },
  required: [field],
});

export const returnBody = z
  .strictObject({
    returnId: returnId.optional().meta({ description: 'If sent, the same as in the path.' }),
    ...followUpFields,
    all: z
      .literal(true)
      .optional()
      .meta({ description: 'All that is left of the receipt comes back: also to void it.' }),
    lines: atMost(MAX_LINES, z.array(returnedLine).min(1).max(MAX_LINES), 'too-many-lines')
      .optional()
      .meta({ description: 'Goods of these lines come back.' }),
    amountMinor: amountMinor
      .min(1)
      .optional()
      .meta({ description: 'Money goes back without goods, in minor units.', examples: [12_250] }),
    refundedMinor: amountMinor
      .min(0)
      .optional()
      .meta({
        description:
          'What was really handed back, in minor units; left out: the share of what was paid that belongs to what comes back.',
        examples: [12_250],
      }),
  })
  .refine(
    ({ all, lines, amountMinor: money }) => [all, lines, money].filter((it) => it !== undefined).length === 1,
    { params: { code: 'one-of' } },
  )
  .meta({
    id: 'ReturnBody',
    description: 'A return that has happened: one of `all`, `lines` and `amountMinor` says what came back.',
    // Each names its kind again: a document that is read back forgets what is required of no kind.
    oneOf: [
      says('all', { const: true }),
      says('lines', { type: 'array' }),
      says('amountMinor', { type: 'integer' }),
    ],
  });

type ReturnBody = z.infer<typeof returnBody>;

/** A return as the operation takes it; which store it is from was settled with the key. */
export const returnOf = (
  body: ReturnBody,
  of: Followed & { readonly returnId: string },
): FollowUpAsked<Return> =>
  followUpOf(body, of, (head) => ({
    kind: 'return',
    id: of.returnId,
    ...head,
    returned: returnedOf(body),
    refundedMinor: body.refundedMinor ?? null,
  }));

/** One of the three: {@link returnBody} lets nothing else in. */
function returnedOf({ lines, amountMinor }: ReturnBody): Returned {
  if (amountMinor !== undefined) return { kind: 'amount', amountMinor };
  if (lines === undefined) return { kind: 'all' };
  return {
    kind: 'lines',
    lines: lines.map(({ line, quantity }) => ({ line, quantityThousandths: thousandthsOf(quantity) })),
  };
}

export const returnAnswer = z
  .object({
    ...answeredHead,
    returnId: z.string().meta({ examples: ['return-1'] }),
    lines: z
      .array(
        z.object({
          line: z.int().meta({ description: 'The place of the line in the sale, from 0.', examples: [0] }),
          quantity: z.number().meta({ examples: [1] }),
          amountMinor: z
            .int()
            .meta({ description: 'What it had cost after benefits, in minor units.', examples: [11_875] }),
        }),
      )
      .meta({ description: 'What each line gave back.' }),
    soldMinor: z
      .int()
      .meta({ description: 'Their sum: so much less was sold. 0 while parked.', examples: [11_875] }),
    refundedMinor: z
      .int()
      .meta({ description: 'The part of what was paid that goes back. 0 while parked.', examples: [11_875] }),
    ...answeredMoves,
  })
  .meta({ id: 'ReturnAnswer', description: 'What was taken back: the same for each sending.' });

/** The answer to a return's sender. */
export function takenReturnOf(
  asked: FollowUpAsked<Return>,
  outcome: FollowUpOutcome,
): Taken<z.infer<typeof returnAnswer>> {
  const answer = answerIn(outcome);
  const body = {
    ...followUpAnswerOf(asked, outcome),
    returnId: asked.told.id,
    lines: (answer?.lines ?? []).map(({ line, quantityThousandths, amountMinor }) => ({
      line,
      quantity: quantityThousandths / 1000,
      amountMinor,
    })),
    soldMinor: answer?.soldMinor ?? 0,
    refundedMinor: answer?.refundedMinor ?? 0,
  };
  return takenOf(body, outcome.replayed);
}

/** `null`: it waits. */
function answerIn(outcome: FollowUpOutcome): ReturnAnswer | null {
  if (outcome.kind === 'parked') return null;
  const { body } = outcome.entry;
  if (body.kind !== 'return') throw new TypeError('a payment is stored under the key of a return');
  return body.answer;
}
