import * as z from 'zod';
import type { Benefits, Sale } from '#domain/member/commands.ts';
import type { CategoryOutcome, RuleReason, StatusOutcome } from '#domain/member/entry.ts';
import { formatPercent } from '#domain/values/money.ts';

/** The part that answers to quotes, receipts and what follows them share. */

const minor = z.int().meta({ description: 'Minor units of the currency.', examples: [118_750] });

const percent = z.string().meta({ description: 'A percentage, as people write it.', examples: ['5'] });

export const answeredLine = z
  .object({
    sku: z.string().meta({ examples: ['BISCUITS-200G'] }),
    amountMinor: minor.meta({ description: 'Before benefits, in minor units.', examples: [125_000] }),
    discountMinor: minor.meta({ description: "The line's share of the discounts.", examples: [6250] }),
    soldMinor: minor.meta({ description: 'What the line costs after benefits.', examples: [118_750] }),
  })
  .meta({ id: 'AnsweredLine', description: 'A line with its share of the benefits.' });

export const answeredDiscount = z
  .object({
    rule: z.string().meta({ description: "The program's rule.", examples: ['regular-discount'] }),
    percent,
    amountMinor: minor.meta({ description: 'Its amount over the whole receipt.', examples: [6250] }),
    standing: z.literal(true).optional().meta({
      description:
        "The member's own, which stays and which the rule gave earlier. Left out: it is of this receipt.",
    }),
  })
  .meta({ id: 'AnsweredDiscount', description: 'A discount that was given.' });

export const ruleReason = z
  .object({
    rule: z.string().meta({ description: "The program's rule.", examples: ['regular-discount'] }),
    outcome: z.enum(['won', 'held-back', 'gave', 'overridden', 'not-allowed', 'stopped']).meta({
      description:
        "won, held-back: of the discounts the largest won. gave: moved a status, a category or the member's discount. not-allowed: not in this direction. stopped: changed nothing, and let no later rule run.",
    }),
    percent,
    because: z.record(z.string(), z.string().nullable()).meta({
      description: 'The statuses that the rule asked for and found, by status system.',
      examples: [{ level: 'regular' }],
    }),
    measured: z
      .object({
        counter: z.string().meta({ examples: ['turnover'] }),
        value: z
          .int()
          .meta({ description: 'Minor units, a count, or thousandths of a piece.', examples: [500_000] }),
        row: z
          .string()
          .meta({ description: 'The row of the table that holds it.', examples: ['from 5000 RUB'] }),
      })
      .optional()
      .meta({ description: 'What a rule with a table measured.' }),
    standing: z.literal(true).optional().meta({
      description:
        'What competed is the discount that the member has from this rule. Left out: the rule ran.',
    }),
  })
  .meta({ id: 'RuleReason', description: 'A rule that matched, and what became of it.' });

export const answeredMessages = z
  .array(z.string())
  .meta({ description: 'To be printed on the receipt.', examples: [['You are Regular now.']] });

export const answeredStatuses = z.array(
  z
    .object({
      system: z.string().meta({ examples: ['level'] }),
      before: z
        .string()
        .nullable()
        .meta({ description: 'Held before it.', examples: ['regular'] }),
      after: z
        .string()
        .nullable()
        .meta({ description: 'Held after it.', examples: ['regular'] }),
    })
    .meta({ id: 'StatusOutcome', description: 'A status as it was found and left.' }),
);

export const answeredCategories = z
  .object({
    added: z.array(z.string()).meta({ examples: [['parents']] }),
    removed: z.array(z.string()).meta({ examples: [[]] }),
  })
  .meta({ description: 'Labels that it brought and took.' });

export const answeredMoney = {
  currency: z.string().meta({ description: 'ISO 4217 code.', examples: ['RUB'] }),
  amountMinor: minor.meta({ description: 'Sum of the lines before benefits.', examples: [125_000] }),
  discountMinor: minor.meta({ description: 'Sum of the discounts.', examples: [6250] }),
  soldMinor: minor.meta({ description: 'Sum of the lines after benefits.', examples: [118_750] }),
};

export function answeredLinesOf(
  lines: Sale['lines'],
  lineDiscountsMinor: readonly number[],
): z.infer<typeof answeredLine>[] {
  return lines.map((line, index) => {
    const discountMinor = lineDiscountsMinor[index] ?? 0;
    return {
      sku: line.sku,
      amountMinor: line.amountMinor,
      discountMinor,
      soldMinor: line.amountMinor - discountMinor,
    };
  });
}

export const answeredDiscountsOf = (discounts: Benefits['discounts']): z.infer<typeof answeredDiscount>[] =>
  discounts.map(({ rule, basisPoints, amountMinor, isStanding }) => ({
    rule,
    percent: formatPercent(basisPoints),
    amountMinor,
    ...(isStanding === true ? { standing: true as const } : {}),
  }));

export const ruleReasonsOf = (reasons: readonly RuleReason[]): z.infer<typeof ruleReason>[] =>
  reasons.map(({ rule, outcome, basisPoints, because, measured, isStanding }) => ({
    rule,
    outcome,
    percent: formatPercent(basisPoints),
    because: Object.fromEntries(because),
    ...(measured === undefined
      ? {}
      : { measured: { counter: measured.counter, value: measured.value, row: measured.words } }),
    ...(isStanding === true ? { standing: true as const } : {}),
  }));

export const statusesOf = (statuses: readonly StatusOutcome[]): z.infer<typeof answeredStatuses> =>
  statuses.map(({ system, before, after }) => ({ system, before, after }));

export const categoriesOf = ({ added, removed }: CategoryOutcome): z.infer<typeof answeredCategories> => ({
  added: [...added],
  removed: [...removed],
});

export const sumOf = (amounts: readonly number[]): number => amounts.reduce((sum, amount) => sum + amount, 0);
