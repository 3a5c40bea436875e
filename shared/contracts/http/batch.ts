import * as z from 'zod';
import { atMost } from './bounded.ts';
import { storeId } from './ids.ts';

/** Up to a hundred of whatever tills and calendars send, in one request (D102). */

const MAX_BATCH_ITEMS = 100;

const batchKinds = ['receipt', 'return', 'payment', 'visit', 'visit-payment', 'activity'] as const;

export type BatchKind = (typeof batchKinds)[number];

const anyId = z.string().regex(/^[A-Za-z0-9._-]{1,64}$/);

/** One item; its own form is looked at by itself, so that a bad one harms no other. */
export const batchItem = z
  .strictObject({
    kind: z.enum(batchKinds),
    id: anyId.meta({
      description: 'Its own id, as in the path of its route.',
      examples: ['292-0417-000871'],
    }),
    saleId: anyId.optional().meta({
      description:
        'Of a return and a payment the receipt, of a payment of a visit the visit that it follows.',
      examples: ['292-0417-000871'],
    }),
    storeId: storeId
      .optional()
      .meta({ description: 'The same as `storeId` in its body.', examples: ['292'] }),
    body: z.looseObject({}).meta({
      description: 'The body of its route.',
      examples: [
        {
          occurredAt: '2026-03-14T18:20:05+03:00',
          currency: 'RUB',
          lines: [{ sku: 'TEA', quantity: 1, amountMinor: 10_000 }],
        },
      ],
    }),
  })
  .refine(({ storeId: named, body }) => named === undefined || (body.storeId ?? named) === named, {
    path: ['storeId'],
    error: 'must be the `storeId` of its body',
  })
  .meta({ id: 'BatchItem', description: 'One of a batch: what its own route would be sent.' });

export type BatchItem = z.infer<typeof batchItem>;

/** A batch as it is read: its items one by one. */
export const batchOfItems = z.strictObject({
  items: atMost(MAX_BATCH_ITEMS, z.array(z.unknown()).min(1).max(MAX_BATCH_ITEMS)),
});

/** A batch as it is promised. */
export const batchBody = z
  .strictObject({
    items: atMost(MAX_BATCH_ITEMS, z.array(batchItem).min(1).max(MAX_BATCH_ITEMS)).meta({
      description: `Worked off in this order: at most ${MAX_BATCH_ITEMS}.`,
    }),
  })
  .meta({ id: 'BatchBody', description: 'What has happened, oldest first.' });

export const batchAnswer = z
  .object({
    items: z
      .array(
        z.object({
          status: z.int().meta({ description: 'As its own route would have answered.', examples: [201] }),
          body: z.looseObject({}).meta({ description: 'The answer, or the problem, of its route.' }),
        }),
      )
      .meta({ description: 'One for each, in the same order.' }),
  })
  .meta({ id: 'BatchAnswer', description: 'What became of each.' });

/** The id of what an item follows, where its kind follows something. */
const PATHS: Readonly<Record<BatchKind, (item: BatchItem) => Readonly<Record<string, string | undefined>>>> =
  {
    receipt: ({ id }) => ({ receiptId: id }),
    return: ({ id, saleId }) => ({ receiptId: saleId, returnId: id }),
    payment: ({ id, saleId }) => ({ receiptId: saleId, paymentId: id }),
    visit: ({ id }) => ({ visitId: id }),
    'visit-payment': ({ id, saleId }) => ({ visitId: saleId, paymentId: id }),
    activity: ({ id }) => ({ activityId: id }),
  };

/** An item as the path and the body of its own route. */
export const batchRequestOf = (
  item: BatchItem,
): { readonly path: Readonly<Record<string, string | undefined>>; readonly body: object } => ({
  path: PATHS[item.kind](item),
  body: item.storeId === undefined ? item.body : { storeId: item.storeId, ...item.body },
});
