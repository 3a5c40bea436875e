import * as z from 'zod';
import type { GivenAtTill } from '#domain/member/commands.ts';
import { memberOf, type SaleEntry } from '#domain/member/entry.ts';
import { type EpochMs, isoOf } from '#domain/time/time.ts';
import { MAX_LINES } from '#domain/values/limits.ts';
import { atMost } from './bounded.ts';
import { receiptId, storeId } from './ids.ts';
import { answeredDay, answeredInstant, epochMsOf, instant, instantOf } from './instant.ts';
import { amountMinor } from './money.ts';
import { quoteToken, type SaleAsked, saleFields, saleOf } from './sale.ts';
import {
  answeredCategories,
  answeredDiscount,
  answeredDiscountsOf,
  answeredLine,
  answeredLinesOf,
  answeredMessages,
  answeredMoney,
  answeredStatuses,
  categoriesOf,
  ruleReason,
  ruleReasonsOf,
  statusesOf,
  sumOf,
} from './sale-answer.ts';
import { type Taken, takenOf } from './taken.ts';
import { text } from './text.ts';

export const receiptPath = z.strictObject({ receiptId });

export const receiptQuery = z.object({ storeId: storeId.optional() });

const MAX_GIVEN = 500;

const givenAtTill = z
  .strictObject({
    line: z
      .int()
      .min(0)
      .max(MAX_LINES)
      .meta({ description: 'The line, from 0.', examples: [0] }),
    amountMinor: amountMinor
      .min(0)
      .meta({ description: 'What was taken off the line, in minor units.', examples: [500] }),
    why: text(40).meta({ description: 'A word why, as it stands on the receipt.', examples: ['offline'] }),
  })
  .meta({ id: 'GivenAtTill', description: 'A discount that the till gave by itself.' });

export const receiptBody = z
  .strictObject({
    receiptId: receiptId.optional().meta({ description: 'If sent, the same as in the path.' }),
    ...saleFields,
    occurredAt: instant.meta({ description: 'When the sale happened, by the till.' }),
    given: atMost(MAX_GIVEN, z.array(givenAtTill).max(MAX_GIVEN)).optional().meta({
      description:
        'What the till really gave, by line; an empty list: nothing. Then Laurel decides no discount, and no quote is looked at. A till that was offline says it always. Left out: Laurel decides.',
    }),
    changeMinor: amountMinor
      .min(0)
      .optional()
      .meta({
        description: 'What was handed back of the payments; left out: it is deducted from them already.',
        examples: [500],
      }),
    quote: quoteToken
      .optional()
      .meta({ description: 'The token of the quote that the customer was shown; no part of the meaning.' }),
  })
  .meta({ id: 'ReceiptBody', description: 'A sale that has happened.' });

export type ReceiptBody = z.infer<typeof receiptBody>;

interface ReceiptAsked extends SaleAsked {
  readonly receiptId: string;
  readonly occurredAt: EpochMs;
  readonly given?: readonly GivenAtTill[];
  readonly changeMinor?: number;
  readonly quote: string | null;
}

/** A receipt as the operation takes it; which store it is from was settled with the key. */
export const receiptOf = (
  body: ReceiptBody,
  { storeId, receiptId }: { readonly storeId: string; readonly receiptId: string },
): ReceiptAsked => ({
  ...saleOf(body, storeId),
  receiptId,
  occurredAt: epochMsOf(body.occurredAt),
  quote: body.quote ?? null,
  ...(body.given === undefined ? {} : { given: body.given }),
  ...(body.changeMinor === undefined ? {} : { changeMinor: body.changeMinor }),
});

export const receiptAnswer = z
  .object({
    receiptId: z.string().meta({ examples: ['292-0417-000871'] }),
    storeId: z.string().meta({ examples: ['292'] }),
    disposition: z.enum(['scored', 'anonymous', 'unmatched', 'too-old']).meta({
      description:
        'scored: counted for a member. anonymous: no member was named. unmatched: stored, counts when the card is enrolled. too-old: stored, not counted.',
    }),
    clockAhead: z
      .boolean()
      .meta({ description: "The till's clock is ahead of ours; counted on the day of receipt." }),
    quote: z.enum(['none', 'honoured', 'expired', 'changed', 'used']).meta({
      description:
        'What became of the quote. honoured: as shown. expired: the sale did not happen within the life of the token. changed: goods, member or receipt are not those that were quoted. used: another receipt has used it, or the member used eight others in this half hour.',
    }),
    occurredAt: answeredInstant,
    businessDay: answeredDay.meta({ description: 'The day on which the receipt counts.' }),
    receivedAt: answeredInstant,
    programVersion: z.int().meta({ description: 'The version of the program that decided.', examples: [1] }),
    ...answeredMoney,
    paidMinor: z.int().meta({
      description:
        'What was paid with the receipt: the sum of its payments less the change; without any, what was sold. It stays so, whatever is paid or handed back later.',
      examples: [118_750],
    }),
    lines: z.array(answeredLine),
    discounts: z.array(answeredDiscount),
    memberId: z
      .string()
      .nullable()
      .meta({ examples: ['m7Qf2xKp9RtZ'] }),
    statuses: answeredStatuses,
    categories: answeredCategories,
    messages: answeredMessages,
    notes: z.array(z.enum(['paid-exceeds-sold', 'other-currency'])).meta({
      description:
        'paid-exceeds-sold: more was paid than sold, and counts so. other-currency: no amount of the program is in this currency, so the money counts for nothing.',
      examples: [[]],
    }),
    reasons: z.array(ruleReason).meta({
      description:
        'Rules that ran, and what became of them; those that changed nothing are left out. Of hundreds, those that did something come first, until 36,000 bytes are full.',
    }),
  })
  .meta({ id: 'ReceiptAnswer', description: 'What became of a receipt: the same for each sending.' });

export type ReceiptAnswer = z.infer<typeof receiptAnswer>;

/** The stored entry, as its till is told of it. */
export function receiptAnswerOf(entry: SaleEntry): ReceiptAnswer {
  const { sale, answer, quote } = entry.body;
  return {
    receiptId: sale.receiptId,
    storeId: sale.storeId,
    disposition: answer.disposition,
    clockAhead: answer.clockAhead,
    quote,
    occurredAt: instantOf(sale.occurredAt),
    businessDay: isoOf(answer.day),
    receivedAt: instantOf(entry.receivedAt),
    programVersion: answer.programVersion,
    currency: sale.currency,
    amountMinor: sumOf(sale.lines.map((line) => line.amountMinor)),
    discountMinor: sumOf(answer.lineDiscountsMinor),
    soldMinor: answer.soldMinor,
    paidMinor: answer.paidMinor,
    lines: answeredLinesOf(sale.lines, answer.lineDiscountsMinor),
    discounts: answeredDiscountsOf(answer.discounts),
    // Once claimed, an entry has a member; its till is told what it was told before.
    memberId: answer.disposition === 'unmatched' ? null : memberOf(entry),
    statuses: statusesOf(answer.statuses),
    categories: categoriesOf(answer.categories),
    messages: [...answer.messages],
    notes: [
      ...(answer.paidMinor > answer.soldMinor ? (['paid-exceeds-sold'] as const) : []),
      ...(answer.otherCurrency === true ? (['other-currency'] as const) : []),
    ],
    reasons: ruleReasonsOf(answer.reasons),
  };
}

/** The answer to a receipt's sender. */
export const takenReceiptOf = ({
  entry,
  replayed,
}: {
  readonly entry: SaleEntry;
  readonly replayed: boolean;
}): Taken<ReceiptAnswer> => takenOf(receiptAnswerOf(entry), replayed);
