import type { components } from '../../client/api-types.ts';
import type { LaurelClient } from '../../client/laurel-client.ts';
import { contentOf } from '../../client/refused-by-api.ts';
import { type GroceryReceipt, receiptIdOf } from './grocery-receipt.ts';

/** A receipt of the data as a till sends it: sold are the lines, paid what the coupons leave of them (D22). */
export function bodyOf(receipt: GroceryReceipt, memberId: string): components['schemas']['ReceiptBody'] {
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
  api: LaurelClient,
  receipt: GroceryReceipt,
  memberId: string,
  tillKey: string,
): Promise<void> {
  const receiptId = receiptIdOf(receipt.receipt);
  const { disposition } = contentOf(
    await api.PUT('/v1/receipts/{receiptId}', {
      params: { path: { receiptId } },
      headers: { authorization: tillKey },
      body: bodyOf(receipt, memberId),
    }),
  );
  if (disposition !== 'scored')
    throw new Error(`receipt ${receiptId} of ${receipt.at} was taken as ${disposition}`);
}
