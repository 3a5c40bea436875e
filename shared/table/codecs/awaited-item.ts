import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { EntryRef } from '#domain/member/entry-ref.ts';
import type { Awaited, Waiting } from '#operations/ports/ledger.ts';
import { assert } from '../assertions.ts';
import { entryKey, receiptIn } from '../keys.ts';
import {
  type Attributes,
  ifAny,
  integer,
  keyAttributes,
  list,
  openItem,
  record,
  type StoredValue,
  text,
} from './attributes.ts';
import { toldAttributes, toldIn } from './follow-up-told.ts';

const KIND = 'awaited';

/**
 * What waits for a sale lies at the sale's own key (D41): `rv` how many, `wt` each with `k` kind, `i` id, `t` occurred at, `r` received
 * at, `h` hash of its meaning, `c` card, `cu` currency, and what it told.
 */
export const awaitedItem = ({ source, id }: EntryRef, awaited: Awaited): Attributes => ({
  ...keyAttributes(entryKey(source, id)),
  k: text(KIND),
  rv: integer(awaited.length),
  wt: list(awaited.map((waiting) => encodeWaiting(waiting, source))),
});

/** Whether the item at a sale's key is no sale yet. */
export const isAwaitedItem = (item: Attributes): boolean => item.k?.S === KIND;

export function awaitedOfItem(item: Attributes): Awaited {
  const { key, fields } = openItem(item);
  const { storeId } = receiptIn(key);
  const awaited = fields
    .get('wt')
    .list()
    .map((waiting) => decodeWaiting(waiting, storeId));
  assert(fields.get('rv').integer() === awaited.length, 'not as many wait for a sale as are counted');
  return awaited;
}

const encodeWaiting = (
  { told, cardNumber, currency, meaning, receivedAt }: Waiting,
  saleStoreId: string,
): AttributeValue =>
  record({
    k: text(told.kind),
    i: text(told.id),
    t: integer(told.occurredAt),
    r: integer(receivedAt),
    h: text(meaning),
    c: ifAny(cardNumber, text),
    cu: ifAny(currency, text),
    ...toldAttributes(told, saleStoreId),
  });

function decodeWaiting(stored: StoredValue, saleStoreId: string): Waiting {
  const fields = stored.fields();
  const kind = fields.get('k').oneOf(['return', 'payment']);
  const occurredAt = fields.get('t').instant();
  return {
    told: toldIn(fields, { kind, id: fields.get('i').text(), occurredAt, saleStoreId }),
    cardNumber: fields.find('c')?.text() ?? null,
    currency: fields.find('cu')?.text() ?? null,
    meaning: fields.get('h').text(),
    receivedAt: fields.get('r').instant(),
  };
}
