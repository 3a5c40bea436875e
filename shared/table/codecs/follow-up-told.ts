import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { FollowUp, Returned } from '#domain/member/commands.ts';
import type { EpochMs } from '#domain/time/time.ts';
import { flag, ifAny, integer, packed, type StoredFields, text } from './attributes.ts';
import { decodeLinesBack, encodeLinesBack } from './lines-left-codec.ts';

/**
 * What a till told of a return or a payment, beside its kind, id and moment: `sr` where it happened (absent: at the sale's
 * store), `al` all comes back, `tl` lines that were told, packed, or `am` an amount; `rf` the refund that was told.
 */
export function toldAttributes(
  told: FollowUp,
  saleStoreId: string,
): Readonly<Record<string, AttributeValue | undefined>> {
  const where = { sr: told.storeId === saleStoreId ? undefined : text(told.storeId) };
  if (told.kind === 'payment') return { ...where, am: integer(told.amountMinor) };
  return { ...where, ...returnedAttributes(told.returned), rf: ifAny(told.refundedMinor, integer) };
}

function returnedAttributes(returned: Returned): Readonly<Record<string, AttributeValue>> {
  switch (returned.kind) {
    case 'all':
      return { al: flag(true) };
    case 'lines':
      return { tl: packed(encodeLinesBack(returned.lines.map((line) => ({ ...line, amountMinor: 0 })))) };
    case 'amount':
      return { am: integer(returned.amountMinor) };
    default:
      return returned satisfies never;
  }
}

/** Reads it again; kind, id and moment stand elsewhere. */
export function toldIn(
  fields: StoredFields,
  head: {
    readonly kind: FollowUp['kind'];
    readonly id: string;
    readonly occurredAt: EpochMs;
    readonly saleStoreId: string;
  },
): FollowUp {
  const { kind, id, occurredAt, saleStoreId } = head;
  const storeId = fields.find('sr')?.text() ?? saleStoreId;
  if (kind === 'payment') return { kind, id, storeId, occurredAt, amountMinor: fields.get('am').integer() };
  const refundedMinor = fields.find('rf')?.integer() ?? null;
  return { kind, id, storeId, occurredAt, returned: returnedIn(fields), refundedMinor };
}

function returnedIn(fields: StoredFields): Returned {
  if (fields.find('al') !== null) return { kind: 'all' };
  const lines = fields.find('tl');
  if (lines === null) return { kind: 'amount', amountMinor: fields.get('am').integer() };
  return {
    kind: 'lines',
    lines: lines
      .packed(decodeLinesBack)
      .map(({ line, quantityThousandths }) => ({ line, quantityThousandths })),
  };
}
