import type { ChangingKind, Occasion } from '#domain/member/entry-ref.ts';
import { type StoredFields, type StoredValue, text } from './attributes.ts';

const kindIn = (stored: StoredValue): ChangingKind => stored.oneOf(['visit', 'activity']);

/** What a rule ran on, in a map: `st` store and `id`, and `en` what it was if it was no receipt. */
export const occasionAttributes = ({ storeId, receiptId, entry }: Occasion) => ({
  st: text(storeId),
  id: text(receiptId),
  ...(entry === undefined ? {} : { en: text(entry) }),
});

export function occasionIn(fields: StoredFields): Occasion {
  const entry = fields.find('en');
  const on = { storeId: fields.get('st').text(), receiptId: fields.get('id').text() };
  return entry === null ? on : { ...on, entry: kindIn(entry) };
}

/** The same where it is a part of a list that may end before it. */
export const entryOfPart = (stored: StoredValue, part: number): Pick<Occasion, 'entry'> =>
  stored.list().length <= part ? {} : { entry: kindIn(stored.part(part)) };
