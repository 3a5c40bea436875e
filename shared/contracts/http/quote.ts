import * as z from 'zod';
import type { Sale } from '#domain/member/commands.ts';
import type { SaleAnswer } from '#domain/member/entry.ts';
import { type EpochMs, isoOf } from '#domain/time/time.ts';
import { receiptId } from './ids.ts';
import { answeredDay, answeredInstant, epochMsOf, instant, instantOf } from './instant.ts';
import { quoteToken, type SaleAsked, saleFields, saleOf } from './sale.ts';
import {
  answeredDiscount,
  answeredDiscountsOf,
  answeredLine,
  answeredLinesOf,
  answeredMoney,
  ruleReason,
  ruleReasonsOf,
  sumOf,
} from './sale-answer.ts';
import { heldStatus } from './status-view.ts';

export const quoteBody = z
  .strictObject({
    ...saleFields,
    receiptId: receiptId.optional().meta({
      description: 'The receipt that will follow, if its id is known: the token then holds for it alone.',
    }),
    occurredAt: instant.optional().meta({ description: 'When the sale will have happened; left out: now.' }),
  })
  .meta({ id: 'QuoteBody', description: 'A sale that may happen.' });

type QuoteBody = z.infer<typeof quoteBody>;

export const quoteAnswer = z
  .object({
    memberId: z
      .string()
      .nullable()
      .meta({ examples: ['m7Qf2xKp9RtZ'] }),
    businessDay: answeredDay,
    programVersion: z.int().meta({ description: 'The version of the program that decided.', examples: [1] }),
    ...answeredMoney,
    lines: z.array(answeredLine),
    discounts: z.array(answeredDiscount),
    statuses: z.array(heldStatus),
    reasons: z
      .array(ruleReason)
      .meta({ description: 'Rules that ran, and what became of them, as the receipt tells them.' }),
    token: quoteToken.nullable().meta({
      description:
        'Send it with the receipt: from now until it expires, one receipt gets exactly these benefits. null: asked for another moment than now (five minutes more or less), for which nothing is promised.',
    }),
    expiresAt: answeredInstant.nullable().meta({ description: 'null: there is no token.' }),
  })
  .meta({ id: 'QuoteAnswer', description: 'What would happen to the sale.' });

type QuoteAnswer = z.infer<typeof quoteAnswer>;

/** A quote as the operation takes it; without a moment it means now. */
export const quoteOf = (
  body: QuoteBody,
  storeId: string,
): SaleAsked & { readonly occurredAt: EpochMs | null; readonly receiptId: string | null } => ({
  ...saleOf(body, storeId),
  receiptId: body.receiptId ?? null,
  occurredAt: body.occurredAt === undefined ? null : epochMsOf(body.occurredAt),
});

interface Quoted {
  readonly memberId: string | null;
  readonly sale: Sale;
  readonly answer: SaleAnswer;
  readonly promise: { readonly token: string; readonly expiresAt: EpochMs } | null;
}

/** The outcome that a receipt would have, as the till shows it. */
export function quoteAnswerOf({ memberId, sale, answer, promise }: Quoted): QuoteAnswer {
  return {
    memberId,
    businessDay: isoOf(answer.day),
    programVersion: answer.programVersion,
    currency: sale.currency,
    amountMinor: sumOf(sale.lines.map((line) => line.amountMinor)),
    discountMinor: sumOf(answer.lineDiscountsMinor),
    soldMinor: answer.soldMinor,
    lines: answeredLinesOf(sale.lines, answer.lineDiscountsMinor),
    discounts: answeredDiscountsOf(answer.discounts),
    statuses: answer.statuses.map(({ system, before }) => ({ system, status: before })),
    reasons: ruleReasonsOf(answer.reasons),
    token: promise?.token ?? null,
    expiresAt: promise === null ? null : instantOf(promise.expiresAt),
  };
}
