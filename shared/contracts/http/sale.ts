import * as z from 'zod';
import type { SaleLine } from '#domain/member/commands.ts';
import { MAX_LINES } from '#domain/values/limits.ts';
import { atMost } from './bounded.ts';
import { cardNumber, memberId, storeId } from './ids.ts';
import { instant } from './instant.ts';
import { amountMinor, currency, quantity, thousandthsOf } from './money.ts';
import { articleCode, text } from './text.ts';

const MAX_PAYMENTS = 50;
/** A sealed quote of 500 lines has about 9,000 characters. */
const MAX_TOKEN_LENGTH = 32_768;

export const saleLine = z
  .strictObject({
    sku: articleCode(64).meta({ description: 'Article code.', examples: ['BISCUITS-200G'] }),
    externalCode: articleCode(64)
      .optional()
      .meta({
        description: "A second code of the article; left out: as the program's catalogue says.",
        examples: ['4600000000017'],
      }),
    quantity,
    amountMinor: amountMinor.meta({
      description:
        "What the whole line costs before Laurel's benefits, in minor units. Below 0 for a deposit that came back or a voucher: it takes no part in benefits.",
      examples: [125_000],
    }),
    categories: atMost(
      20,
      z
        .array(text(100))
        .max(20)
        .meta({
          description:
            "What the article belongs to, exactly as the program writes it; left out: as the program's catalogue says.",
          examples: [['Coffee']],
        }),
    ).optional(),
    text: text(200).optional().meta({ description: 'Name of the article, for people.' }),
  })
  .meta({ id: 'SaleLine', description: 'One line of a receipt.' });

/** Of a payment with its receipt or after it; for people who read requests. */
export const paymentKind = text(32).meta({
  description: 'How it was paid, in words of your own; it is not kept, and no part of the meaning.',
  examples: ['cash'],
});

const salePayment = z
  .strictObject({
    amountMinor: amountMinor.meta({ description: 'What was paid so, in minor units.', examples: [118_750] }),
    kind: paymentKind.optional(),
  })
  .meta({ id: 'SalePayment', description: 'One payment of a receipt.' });

/** The fields that a quote and a receipt share. */
export const saleFields = {
  storeId: storeId.optional(),
  memberId: memberId.optional().meta({ description: 'The member, if the till knows the id.' }),
  cardNumber: cardNumber
    .optional()
    .meta({ description: 'The card that was shown. With a member id: both must be of one person.' }),
  currency,
  lines: atMost(MAX_LINES, z.array(saleLine).max(MAX_LINES), 'too-many-lines').meta({
    description: 'The goods. An empty list is legal.',
  }),
  totalMinor: amountMinor
    .optional()
    .meta({ description: 'The sum of the lines, if you want it checked.', examples: [125_000] }),
  payments: atMost(MAX_PAYMENTS, z.array(salePayment).max(MAX_PAYMENTS))
    .optional()
    .meta({ description: 'What was really paid. Left out: everything that was sold.' }),
  terminalId: text(64).optional().meta({ description: 'The till in its store; kept for people only.' }),
  attempt: z
    .int()
    .min(1)
    .max(1_000_000)
    .optional()
    .meta({ description: 'How often this was sent; no part of its meaning.' }),
  sentAt: instant.optional().meta({ description: 'When it was sent; no part of its meaning.' }),
};

export const quoteToken = z
  .string()
  .regex(/^[A-Za-z0-9_.-]{1,32768}$/)
  .max(MAX_TOKEN_LENGTH)
  .meta({
    description: 'The token of the quote that the customer was shown.',
    examples: ['eyJzdG9yZSI6IjI5MiJ9.c2VhbA'],
  });

const saleForm = z.strictObject(saleFields);

/** A sale as operations take it; wire and domain are two sets of types. */
export interface SaleAsked {
  readonly storeId: string;
  readonly memberId: string | null;
  readonly cardNumber: string | null;
  readonly currency: string;
  readonly lines: readonly SaleLine[];
  /** Sum of the payments; `null`: none were sent. */
  readonly paidMinor: number | null;
  readonly totalMinor: number | null;
}

/** A line as operations take it; the name of its article ends here. */
export const saleLineOf = (line: z.infer<typeof saleLine>): SaleLine => ({
  sku: line.sku,
  ...(line.externalCode === undefined ? {} : { externalCode: line.externalCode }),
  quantityThousandths: thousandthsOf(line.quantity),
  amountMinor: line.amountMinor,
  ...(line.categories === undefined ? {} : { categories: line.categories }),
});

/** The part of a sale that quotes and receipts say alike; names of articles and tills end here. */
export function saleOf(body: z.infer<typeof saleForm>, storeId: string): SaleAsked {
  const payments = body.payments ?? [];
  return {
    storeId,
    memberId: body.memberId ?? null,
    cardNumber: body.cardNumber ?? null,
    currency: body.currency,
    lines: body.lines.map(saleLineOf),
    paidMinor: payments.length === 0 ? null : payments.reduce((sum, payment) => sum + payment.amountMinor, 0),
    totalMinor: body.totalMinor ?? null,
  };
}
