import * as z from 'zod';
import type { ApiClient } from '../target/api-client.ts';
import { type GroceryReceipt, receiptIdOf } from './grocery-receipt.ts';

const answer = z.looseObject({ disposition: z.string() });

/** A receipt of the data as a till sends it: sold are the lines, paid what the coupons leave of them (D22). */
export function bodyOf(receipt: GroceryReceipt, memberId: string): Record<string, unknown> {
  const total = receipt.lines.reduce((sum, { salesCents }) => sum + salesCents, 0);
  return {
    memberId,
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
 * Sends a receipt as a till does that has resolved the member's card before.
 * @throws RefusedByApi, and an Error where it was taken but not counted for its member
 */
export async function sendReceipt(
  api: ApiClient,
  receipt: GroceryReceipt,
  memberId: string,
  tillKey: string,
): Promise<void> {
  const receiptId = receiptIdOf(receipt.receipt);
  const { body } = await api({
    method: 'PUT',
    path: `/v1/receipts/${receiptId}`,
    authorization: tillKey,
    body: bodyOf(receipt, memberId),
  });
  const { disposition } = answer.parse(body);
  if (disposition !== 'scored')
    throw new Error(`receipt ${receiptId} of ${receipt.at} was taken as ${disposition}`);
}
