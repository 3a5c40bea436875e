import * as z from 'zod';
import type { ApiClient } from '../target/api-client.ts';
import { cardOf, type GroceryReceipt, receiptIdOf } from './grocery-receipt.ts';

const answer = z.looseObject({ disposition: z.string() });

/** A receipt of the data as a till sends it: sold are the lines, paid what the coupons leave of them (D22). */
export function bodyOf(receipt: GroceryReceipt): Record<string, unknown> {
  const total = receipt.lines.reduce((sum, { salesCents }) => sum + salesCents, 0);
  return {
    cardNumber: cardOf(receipt.household),
    occurredAt: receipt.at,
    currency: 'USD',
    lines: receipt.lines.map(({ product, quantity, salesCents }) => ({
      sku: product,
      quantity,
      amountMinor: salesCents,
    })),
    totalMinor: total,
    payments: [{ amountMinor: Math.max(0, total - receipt.couponCents) }],
  };
}

/**
 * Sends a receipt.
 * @throws RefusedByApi, and an Error where it was taken but not counted for its member
 */
export async function sendReceipt(api: ApiClient, receipt: GroceryReceipt, tillKey: string): Promise<void> {
  const receiptId = receiptIdOf(receipt.receipt);
  const { body } = await api({
    method: 'PUT',
    path: `/v1/receipts/${receiptId}`,
    authorization: tillKey,
    body: bodyOf(receipt),
  });
  const { disposition } = answer.parse(body);
  if (disposition !== 'scored')
    throw new Error(`receipt ${receiptId} of ${receipt.at} was taken as ${disposition}`);
}
