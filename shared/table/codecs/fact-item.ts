import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Fact } from '#domain/member/facts.ts';
import { factKey, factSeqIn, memberIdIn } from '../keys.ts';
import {
  type Attributes,
  integer,
  keyAttributes,
  mapOf,
  openItem,
  presentOf,
  text,
  textOrNull,
} from './attributes.ts';
import { decodeReason, encodeReason } from './status-reason.ts';

/** A fact's item; the member and the number are its key. Without packed bytes, so that a stream's record reads the same. */
export const factItem = (fact: Fact): Attributes => ({
  ...keyAttributes(factKey(fact.memberId, fact.seq)),
  ...presentOf({
    k: text(fact.kind),
    t: integer(fact.at),
    r: integer(fact.recordedAt),
    pv: integer(fact.programVersion),
    ...detailsOf(fact),
  }),
});

function detailsOf(fact: Fact): Readonly<Record<string, AttributeValue>> {
  switch (fact.kind) {
    case 'enrolled':
      return { st: mapOf(fact.statuses, textOrNull) };
    case 'status-changed':
      return {
        sy: text(fact.system),
        fr: textOrNull(fact.from),
        to: textOrNull(fact.to),
        di: text(fact.direction),
        w: encodeReason(fact.why),
        tf: integer(fact.tellFrom),
      };
    case 'category-changed':
      return {
        ca: text(fact.category),
        ch: text(fact.change),
        ru: text(fact.rule),
        st: text(fact.storeId),
        id: text(fact.receiptId),
      };
    default:
      return fact satisfies never;
  }
}

/** Reads a fact, from the table or from a stream record's new image; what does not decode throws, with the item's key. */
export function factOfItem(item: Attributes): Fact {
  const { key, fields } = openItem(item);
  const head = {
    seq: factSeqIn(key),
    memberId: memberIdIn(key),
    at: fields.get('t').instant(),
    recordedAt: fields.get('r').instant(),
    programVersion: fields.get('pv').integer(),
  };
  const kind = fields.get('k').oneOf(['enrolled', 'status-changed', 'category-changed']);
  if (kind === 'enrolled') {
    return { kind, ...head, statuses: fields.get('st').mapOf((status) => status.textOrNull()) };
  }
  if (kind === 'category-changed') {
    return {
      kind,
      ...head,
      category: fields.get('ca').text(),
      change: fields.get('ch').oneOf(['added', 'removed']),
      rule: fields.get('ru').text(),
      storeId: fields.get('st').text(),
      receiptId: fields.get('id').text(),
    };
  }
  return {
    kind,
    ...head,
    system: fields.get('sy').text(),
    from: fields.get('fr').textOrNull(),
    to: fields.get('to').textOrNull(),
    direction: fields.get('di').oneOf(['raised', 'lowered', 'changed']),
    why: decodeReason(fields.get('w')),
    tellFrom: fields.get('tf').instant(),
  };
}
