import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Counted } from '#domain/member/counters.ts';
import {
  type Entry,
  type EntryBody,
  type EntryHead,
  type EntryOwner,
  isSale,
  NOBODY,
  refOf,
  type SaleEntry,
} from '#domain/member/entry.ts';
import { asDay } from '#domain/time/time.ts';
import { assert } from '../assertions.ts';
import { changeIn, entryKeyOf, followUpIn, overrideIn } from '../entry-keys.ts';
import { entryIndexKey, type Key, memberIdIn, receiptIn } from '../keys.ts';
import {
  type Attributes,
  ifAny,
  ifSome,
  integer,
  keyAttributes,
  list,
  openItem,
  packed,
  presentOf,
  record,
  type StoredFields,
  text,
} from './attributes.ts';
import { decodeChangeBody, encodeChangeBody } from './change-body.ts';
import { decodeColumnValues, encodeColumnValues } from './column-values-codec.ts';
import { decodeFollowUpBody, encodeFollowUpBody } from './follow-up-body.ts';
import { decodeOverrideBody, encodeOverrideBody } from './override-body.ts';
import { decodeSaleBody, encodeSaleBody } from './sale-body.ts';

/**
 * An entry is one item: guard, ledger line, answer and reasons. Its head is the same for every kind; the rest is the
 * body's own, whose kind `k` names: left out, it is a sale. Names are listed in docs/table.md.
 */
export function entryItem({ body, ...head }: Entry): Attributes {
  const { source, id, owner, day, occurredAt, counted } = head;
  assert(
    storesIn(counted).every((value) => value === source),
    `${source}/${id}: a tally counts another store`,
  );
  const index = owner.kind === 'member' ? entryIndexKey(owner.memberId, day, occurredAt) : null;
  return {
    ...keyAttributes(entryKeyOf(refOf({ ...head, body }))),
    ...presentOf({
      entryPk: ifAny(index, ({ entryPk }) => text(entryPk)),
      entrySk: ifAny(index, ({ entrySk }) => text(entrySk)),
      ...ownerAttributes(owner),
      h: text(head.meaning),
      t: integer(occurredAt),
      r: integer(head.receivedAt),
      d: integer(day),
      ...countedAttributes(counted),
      cl: ifAny(counted.late ?? null, (late) => record({ d: integer(late.day), ...countedAttributes(late) })),
      ...bodyAttributes(body, head),
    }),
  };
}

/** Reads an entry; what does not decode throws, with the item's key. */
export function entryOfItem(item: Attributes): Entry {
  const { key, fields } = openItem(item);
  const place = placeIn(key);
  const { source } = place;
  const head: EntryHead = {
    ...place,
    owner: ownerOf(fields),
    occurredAt: fields.get('t').instant(),
    receivedAt: fields.get('r').instant(),
    day: asDay(fields.get('d').integer()),
    meaning: fields.get('h').text(),
    counted: { ...countedIn(fields, source), ...lateIn(fields, source) },
  };
  return { ...head, body: bodyOf(fields, head, key) };
}

function placeIn(key: Key): Pick<EntryHead, 'source' | 'id'> {
  const override = overrideIn(key);
  if (override !== null) return { source: memberIdIn(key), id: override.system };
  const { storeId: source, receiptId: id } = receiptIn(key);
  return { source, id };
}

const storesIn = ({ tallies, untallied, late }: Counted): readonly string[] => [
  ...tallies.values(),
  ...(untallied?.values() ?? []),
  ...(late === undefined ? [] : storesIn(late)),
];

const countedAttributes = ({ sums, tallies, untallied }: Omit<Counted, 'late'>) => ({
  ct: ifSome(sums, (values) => packed(encodeColumnValues(values))),
  cy: ifSome(tallies, (values) => list([...values.keys()].sort().map(text))),
  cx: ifSome(untallied ?? NONE, (values) => list([...values.keys()].sort().map(text))),
});

const NONE: ReadonlyMap<string, string> = new Map();

function countedIn(fields: StoredFields, source: string): Omit<Counted, 'late'> {
  const columns = (name: string): ReadonlyMap<string, string> | null => {
    const stored = fields.find(name);
    return stored === null ? null : new Map(stored.list().map((column) => [column.text(), source]));
  };
  const untallied = columns('cx');
  return {
    sums: fields.find('ct')?.packed(decodeColumnValues) ?? new Map(),
    tallies: columns('cy') ?? new Map(),
    ...(untallied === null ? {} : { untallied }),
  };
}

/** What counts on the day the entry arrived (D96). */
function lateIn(fields: StoredFields, source: string): Pick<Counted, 'late'> {
  const late = fields.find('cl')?.fields();
  return late === undefined
    ? {}
    : { late: { ...countedIn(late, source), day: asDay(late.get('d').integer()) } };
}

function bodyAttributes(
  body: EntryBody,
  head: EntryHead,
): Readonly<Record<string, AttributeValue | undefined>> {
  switch (body.kind) {
    case 'sale':
      return encodeSaleBody(body, head);
    case 'return':
    case 'payment':
      return encodeFollowUpBody(body, head);
    case 'override':
      return encodeOverrideBody(body, head);
    case 'visit':
    case 'activity':
    case 'taken-back':
      return encodeChangeBody(body, head);
    default:
      return body satisfies never;
  }
}

function bodyOf(fields: StoredFields, head: EntryHead, key: Key): EntryBody {
  const override = overrideIn(key);
  if (override !== null) return decodeOverrideBody(fields, override);
  const change = changeIn(key);
  if (change !== null) return decodeChangeBody(fields, head, change);
  const kind = fields.find('k')?.oneOf(['sale', 'return', 'payment']) ?? 'sale';
  const followUp = followUpIn(key);
  assert((followUp?.kind ?? 'sale') === kind, 'an entry lies under the key of another kind');
  return followUp === null ? decodeSaleBody(fields, head) : decodeFollowUpBody(fields, head, followUp);
}

/** A stored sale; what follows one lies elsewhere. */
export function saleOfItem(item: Attributes): SaleEntry {
  const entry = entryOfItem(item);
  assert(isSale(entry), 'what lies at the place of a sale is none');
  return entry;
}

function ownerAttributes(owner: EntryOwner): Readonly<Record<string, AttributeValue | undefined>> {
  switch (owner.kind) {
    case 'member':
      return {
        m: text(owner.memberId),
        n: ifAny(owner.number, integer),
        cm: ifAny(owner.claimedAt ?? null, integer),
      };
    case 'card':
      return { c: text(owner.cardNumber) };
    case 'nobody':
      return {};
    default:
      return owner satisfies never;
  }
}

function ownerOf(fields: StoredFields): EntryOwner {
  const memberId = fields.find('m')?.text() ?? null;
  const cardNumber = fields.find('c')?.text() ?? null;
  assert(memberId === null || cardNumber === null, 'an entry has a member, and waits at a card');
  if (memberId !== null) {
    const claimedAt = fields.find('cm')?.instant();
    const number = fields.find('n')?.integer() ?? null;
    return { kind: 'member', memberId, number, ...(claimedAt !== undefined && { claimedAt }) };
  }
  return cardNumber === null ? NOBODY : { kind: 'card', cardNumber };
}
