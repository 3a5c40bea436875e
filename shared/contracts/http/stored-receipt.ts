import * as z from 'zod';
import type { SaleEntry } from '#domain/member/entry.ts';
import { goodsLeft, isGone, leftOf, moneyLeft, paidLeft, soldLeft } from '#domain/returns/left.ts';
import { receiptAnswer, receiptAnswerOf } from './receipt.ts';

const left = z
  .object({
    soldMinor: z
      .int()
      .meta({ description: 'What is left of what was sold, in minor units.', examples: [106_875] }),
    paidMinor: z.int().meta({
      description:
        'What is left of what was paid: with the receipt and later, less what was handed back. What a payment is answered is the same sum.',
      examples: [106_875],
    }),
    refundedMinor: z.int().meta({
      description: 'What was handed back so far; `paidMinor` is without it already.',
      examples: [11_875],
    }),
    lines: z
      .array(
        z.object({
          line: z.int().meta({ description: 'The place of the line in the sale, from 0.', examples: [0] }),
          quantity: z.number().meta({ description: 'What may still come back of it.', examples: [1] }),
          amountMinor: z
            .int()
            .meta({ description: 'What that costs after benefits, in minor units.', examples: [11_875] }),
        }),
      )
      .meta({ description: 'The lines of which something is left.' }),
  })
  .meta({ id: 'ReceiptLeft', description: 'What is left of a receipt.' });

/** What waited for the receipt and could not be right. */
const refusedBefore = z
  .object({
    kind: z.enum(['return', 'payment']),
    id: z.string().meta({ description: "The till's id of it.", examples: ['return-1'] }),
    code: z.string().meta({
      description: 'The problem that it would have been answered.',
      examples: ['return-exceeds-original'],
    }),
  })
  .meta({
    id: 'RefusedBefore',
    description: 'A return or a payment that came before its receipt, and could not be right.',
  });

export const storedReceipt = receiptAnswer
  .extend({
    left: left
      .nullable()
      .meta({ description: 'After its returns and later payments; null: nothing has followed it.' }),
    refused: z
      .array(refusedBefore)
      .meta({ description: 'Came before it, could not be right, and took nothing.' }),
  })
  .meta({ id: 'StoredReceipt', description: 'The answer to a receipt, and what has become of it since.' });

/** A receipt as its store reads it again. */
export const storedReceiptOf = (entry: SaleEntry): z.infer<typeof storedReceipt> => ({
  ...receiptAnswerOf(entry),
  left: entry.body.left === undefined ? null : leftBodyOf(entry),
  refused: (entry.body.refused ?? []).map(({ kind, id, code }) => ({ kind, id, code })),
});

function leftBodyOf(entry: SaleEntry): z.infer<typeof left> {
  const after = leftOf(entry);
  return {
    soldMinor: soldLeft(after),
    paidMinor: paidLeft(after),
    refundedMinor: after.refundedMinor,
    lines: after.lines.flatMap((line, index) =>
      isGone(line) ? [] : [{ line: index, quantity: goodsLeft(line) / 1000, amountMinor: moneyLeft(line) }],
    ),
  };
}
