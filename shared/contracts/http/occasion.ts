import * as z from 'zod';
import type { Occasion } from '#domain/member/entry-ref.ts';

/** What a rule ran on, in answers and events: a receipt, or an entry of another kind under the same two words. */
export const occasion = {
  storeId: z.string().meta({ examples: ['292'] }),
  receiptId: z
    .string()
    .meta({ description: 'The id of the receipt, or of what `entry` names.', examples: ['292-0417-000871'] }),
  entry: z
    .enum(['visit', 'activity'])
    .optional()
    .meta({ description: 'What it was, if it was no receipt. Left out: a receipt.' }),
};

export const occasionAnswered = ({ storeId, receiptId, entry }: Occasion) => ({
  storeId,
  receiptId,
  ...(entry === undefined ? {} : { entry }),
});
