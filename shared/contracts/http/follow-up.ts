import * as z from 'zod';
import type { FollowUp } from '#domain/member/commands.ts';
import {
  type Entry,
  memberOf,
  type PaymentBody,
  type ReturnBody,
  type SaleEntry,
} from '#domain/member/entry.ts';
import { type EpochMs, isoOf } from '#domain/time/time.ts';
import { cardNumber, storeId } from './ids.ts';
import { answeredDay, answeredInstant, epochMsOf, instant, instantOf } from './instant.ts';
import { currency } from './money.ts';
import { answeredCategories, answeredStatuses, categoriesOf, statusesOf } from './sale-answer.ts';

/** The part that returns and payments share: what follows a sale. */

export const followUpFields = {
  storeId: storeId.optional(),
  saleStoreId: storeId.optional().meta({
    description:
      'The store of the receipt, where it is another one of the brand; left out: the own. A wrong one is not noticed: what follows a receipt that is not there is `parked`.',
    examples: ['292'],
  }),
  occurredAt: instant.meta({ description: 'When it happened, by the till.' }),
  cardNumber: cardNumber.optional().meta({
    description:
      "The card that was shown, if you want it checked: the receipt must be its own, and a receipt of nobody is no card's.",
  }),
  currency: currency
    .optional()
    .meta({ description: "If you want it checked: it must be the receipt's.", examples: ['RUB'] }),
};

const followUpForm = z.strictObject(followUpFields);

/** Which till it comes from, and which receipt it follows, by path and key. */
export interface Followed {
  readonly receiptId: string;
  /** The store for which the key speaks. */
  readonly storeId: string;
}

/** What follows a sale, as the operation takes it. */
export interface FollowUpAsked<Told extends FollowUp> {
  readonly saleStoreId: string;
  readonly receiptId: string;
  readonly told: Told;
  readonly cardNumber: string | null;
  readonly currency: string | null;
}

export const followUpOf = <Told extends FollowUp>(
  body: z.infer<typeof followUpForm>,
  { receiptId, storeId }: Followed,
  told: (head: { readonly storeId: string; readonly occurredAt: EpochMs }) => Told,
): FollowUpAsked<Told> => ({
  saleStoreId: body.saleStoreId ?? storeId,
  receiptId,
  told: told({ storeId, occurredAt: epochMsOf(body.occurredAt) }),
  cardNumber: body.cardNumber ?? null,
  currency: body.currency ?? null,
});

/** What became of it: it counted, or it waits for its sale. */
export type FollowUpOutcome =
  | {
      readonly kind: 'followed-up';
      readonly entry: Entry<ReturnBody | PaymentBody>;
      readonly sold: SaleEntry;
      readonly replayed: boolean;
    }
  | { readonly kind: 'parked'; readonly receivedAt: EpochMs; readonly replayed: boolean };

export const answeredHead = {
  receiptId: z.string().meta({ description: 'The receipt that it follows.', examples: ['292-0417-000871'] }),
  saleStoreId: z.string().meta({ description: "The receipt's store.", examples: ['292'] }),
  storeId: z.string().meta({ description: 'Where it happened.', examples: ['292'] }),
  disposition: z.enum(['scored', 'anonymous', 'unmatched', 'too-old', 'parked']).meta({
    description:
      'As its receipt was taken: scored, anonymous, unmatched or too-old. parked: the receipt is not there, in the store `saleStoreId`; nothing is done until it comes, and this counts right after it.',
  }),
  clockAhead: z.boolean().meta({ description: "The till's clock is ahead of ours." }),
  occurredAt: answeredInstant,
  businessDay: answeredDay
    .nullable()
    .meta({ description: "The receipt's day, on which this counts; null: parked." }),
  receivedAt: answeredInstant,
  programVersion: z
    .int()
    .nullable()
    .meta({ description: 'The version of the program that decided; null: parked.', examples: [1] }),
  currency: z
    .string()
    .nullable()
    .meta({ description: 'ISO 4217 code of the receipt; null: parked.', examples: ['RUB'] }),
  memberId: z
    .string()
    .nullable()
    .meta({ description: "The receipt's member; null: nobody.", examples: ['m7Qf2xKp9RtZ'] }),
};

export const answeredMoves = { statuses: answeredStatuses, categories: answeredCategories };

const answeredFollowUp = z.object({ ...answeredHead, ...answeredMoves });

/** The part of an answer that returns and payments share; while it waits nothing is known of its sale. */
export function followUpAnswerOf(
  { saleStoreId, receiptId, told }: FollowUpAsked<FollowUp>,
  outcome: FollowUpOutcome,
): z.infer<typeof answeredFollowUp> {
  const head = { receiptId, saleStoreId, storeId: told.storeId, occurredAt: instantOf(told.occurredAt) };
  if (outcome.kind === 'parked') {
    return {
      ...head,
      disposition: 'parked',
      clockAhead: told.occurredAt > outcome.receivedAt,
      businessDay: null,
      receivedAt: instantOf(outcome.receivedAt),
      programVersion: null,
      currency: null,
      memberId: null,
      statuses: [],
      categories: { added: [], removed: [] },
    };
  }
  const { entry, sold } = outcome;
  const { answer } = entry.body;
  return {
    ...head,
    disposition: answer.disposition,
    clockAhead: answer.clockAhead,
    businessDay: isoOf(answer.day),
    receivedAt: instantOf(entry.receivedAt),
    programVersion: answer.programVersion,
    currency: sold.body.sale.currency,
    // Once claimed, an entry has a member; its till is told what it was told before.
    memberId: answer.disposition === 'unmatched' ? null : memberOf(entry),
    statuses: statusesOf(answer.statuses),
    categories: categoriesOf(answer.categories),
  };
}
