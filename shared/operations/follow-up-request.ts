import type { FollowUp, Returned } from '#domain/member/commands.ts';
import { digest } from './digest.ts';

/** A return or a payment as it crosses the border, already of the right form. */
export interface FollowUpRequest {
  /** The store and receipt that it follows (D42). */
  readonly saleStoreId: string;
  readonly receiptId: string;
  /** `storeId` in it is where it happened. */
  readonly told: FollowUp;
  /** The card that was shown; it must be of the member who has the sale. */
  readonly cardNumber: string | null;
  /** Checked where it is sent: the sale's own. */
  readonly currency: string | null;
}

/** The hash of what it says: the same for every repetition of it (reliability §2). 128 bits, base64url. */
export function meaningOfFollowUp({
  saleStoreId,
  receiptId,
  told,
  cardNumber,
  currency,
}: FollowUpRequest): string {
  const { kind, id, storeId, occurredAt } = told;
  const what =
    told.kind === 'return' ? [returnedAsWritten(told.returned), told.refundedMinor] : [told.amountMinor];
  return digest([kind, saleStoreId, receiptId, id, storeId, occurredAt, cardNumber, currency, ...what]);
}

function returnedAsWritten(returned: Returned): unknown {
  switch (returned.kind) {
    case 'all':
      return ['all'];
    case 'lines':
      return returned.lines.map(({ line, quantityThousandths }) => [line, quantityThousandths]);
    case 'amount':
      return ['amount', returned.amountMinor];
    default:
      return returned satisfies never;
  }
}
