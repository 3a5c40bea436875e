import * as z from 'zod';
import { storeId } from '../http/ids.ts';
import { currency, money, name } from './words.ts';

/** The measures of counters and rules, and the ranges of their values. */

const labels = z.array(z.string().min(1).max(100)).max(10_000);

const goods = z
  .strictObject({
    skus: labels.optional().describe('Article codes, exactly as the tills send them (I26).'),
    categories: labels
      .optional()
      .describe('Categories of goods, exactly as the catalogue or the tills name them (I24).'),
    externalCodes: labels
      .optional()
      .describe('Second codes of articles, exactly as the tills send them or the catalogue has them (I26).'),
    exceptExternalCodes: labels.optional().describe('Not the articles with these second codes.'),
    exceptSkus: labels.optional().describe('Not these articles, whatever else names them (I29).'),
    exceptCategories: labels.optional().describe('Not the goods of these categories (I28).'),
    descendants: z
      .boolean()
      .optional()
      .describe('`true`: a category stands for those below it too. Left out: for itself alone (I25, D12).'),
  })
  .describe('Which goods are meant. Without articles, codes and categories: all of them (I27).');

const perReceipt = z
  .strictObject({
    min: z.number().min(0).optional().describe('At least so many.'),
    max: z.number().min(0).optional().describe('At most so many.'),
  })
  .describe('How many of the goods one receipt must hold for it to count (I30).');

export const measureName = z
  .enum([
    'sold-amount',
    'paid-amount',
    'purchases',
    'purchase-days',
    'stores',
    'goods-amount',
    'goods-quantity',
    'visits',
    'no-shows',
    'activity',
  ])
  .describe(
    'What is counted: `sold-amount` (the lines after benefits), `paid-amount` (the payments), `purchases` (receipts), `purchase-days` (different days), `stores` (different points of sale), `goods-amount` or `goods-quantity` (of some goods), `visits` and `no-shows` (of a calendar), `activity` (something else that members do). Amounts count of receipts and of visits.',
  );

export const measureFilters = {
  goods: goods.optional(),
  perReceipt: perReceipt.optional(),
  stores: z.array(storeId).optional().describe('Receipts of these points of sale only (D25).'),
  activity: name.optional().describe('Of `activity`: one of `activities` (D46).'),
  currency: currency.optional().describe("Of an amount, if it is not the program's (D20)."),
};

export const whenChanged = {
  whenChanged: z
    .enum(['continue', 'reset'])
    .optional()
    .describe(
      'What becomes of that which was counted when a version changes what is counted: it goes on by the new definition, or begins anew (D80). Left out: `continue`.',
    ),
};

const literal = z.union([z.number(), money]).meta({
  description: 'A threshold: a whole number for a count, or money with its currency.',
  examples: ['10000 RUB', 5],
});

export const ends = {
  from: literal.optional().describe('The row begins here, this value included.'),
  over: literal.optional().describe('The row begins just above this value (strict).'),
  upTo: literal.optional().describe('The row ends here, this value included.'),
  below: literal.optional().describe('The row ends just under this value (strict).'),
};
