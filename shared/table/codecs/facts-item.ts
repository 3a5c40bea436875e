import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { DiscountReason, Fact } from '#domain/member/facts.ts';
import { assert } from '../assertions.ts';
import { factKey, factSeqIn, memberIdIn } from '../keys.ts';
import {
  type Attributes,
  ifAny,
  integer,
  keyAttributes,
  list,
  mapOf,
  openItem,
  presentOf,
  record,
  type StoredFields,
  type StoredValue,
  text,
  textOrNull,
} from './attributes.ts';
import { occasionAttributes, occasionIn } from './occasion.ts';
import { decodeReason, encodeReason } from './status-reason.ts';

/**
 * The facts of one decision are one item: history and outbox in one. Its key are the member and the first fact's number;
 * the others follow it, one after the other. Without packed bytes, so that a stream's record reads the same.
 */
export function factsItem(facts: readonly Fact[]): Attributes {
  const [first] = facts;
  assert(first !== undefined, 'an item of no facts');
  assert(
    facts.every(({ seq }, index) => seq === first.seq + index),
    `${first.memberId}: facts ${facts.map(({ seq }) => seq).join(' ')} do not follow each other`,
  );
  return {
    ...keyAttributes(factKey(first.memberId, first.seq)),
    fs: list(facts.map(encodeFact)),
  };
}

const encodeFact = (fact: Fact): AttributeValue =>
  record({
    k: text(fact.kind),
    t: integer(fact.at),
    r: integer(fact.recordedAt),
    pv: integer(fact.programVersion),
    ...detailsOf(fact),
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
        tf: integer(fact.notifyFrom),
      };
    case 'category-changed':
      return {
        ca: text(fact.category),
        ch: text(fact.change),
        ru: text(fact.rule),
        ...occasionAttributes(fact),
      };
    case 'discount-changed':
      return {
        ...presentOf({
          fr: ifAny(fact.from, integer),
          to: ifAny(fact.to, integer),
          un: ifAny(fact.until, integer),
        }),
        w: encodeDiscountReason(fact.why),
      };
    case 'friend-came':
    case 'friend-left':
      return { iv: text(fact.inviter) };
    case 'code-printed':
      return { st: text(fact.storeId) };
    default:
      return fact satisfies never;
  }
}

function encodeDiscountReason(why: DiscountReason): AttributeValue {
  switch (why.kind) {
    case 'given':
    case 'removed':
      return record({ k: text(why.kind), ...occasionAttributes(why), ru: text(why.rule) });
    case 'taken-back':
      return record({ k: text(why.kind), ...occasionAttributes(why) });
    case 'ended':
      return record({ k: text(why.kind) });
    default:
      return why satisfies never;
  }
}

function decodeDiscountReason(stored: StoredValue): DiscountReason {
  const fields = stored.fields();
  const kind = fields.get('k').oneOf(['given', 'removed', 'taken-back', 'ended']);
  if (kind === 'ended') return { kind };
  const on = occasionIn(fields);
  return kind === 'taken-back' ? { kind, ...on } : { kind, rule: fields.get('ru').text(), ...on };
}

/**
 * Reads the facts of an item, from the table or from a stream record's new image; what does not decode throws, with the
 * item's key. The first form kept one fact an item, its names beside the key.
 */
export function factsOfItem(item: Attributes): readonly Fact[] {
  const { key, fields } = openItem(item);
  const [memberId, first] = [memberIdIn(key), factSeqIn(key)];
  const stored = fields.find('fs')?.list() ?? null;
  if (stored === null) return [decodeFact(fields, memberId, first)];
  return stored.map((fact, index) => decodeFact(fact.fields(), memberId, first + index));
}

function decodeFact(fields: StoredFields, memberId: string, seq: number): Fact {
  const head = {
    seq,
    memberId,
    at: fields.get('t').instant(),
    recordedAt: fields.get('r').instant(),
    programVersion: fields.get('pv').integer(),
  };
  const kind = fields
    .get('k')
    .oneOf([
      'enrolled',
      'status-changed',
      'category-changed',
      'discount-changed',
      'friend-came',
      'friend-left',
      'code-printed',
    ]);
  if (kind === 'enrolled') {
    return { kind, ...head, statuses: fields.get('st').mapOf((status) => status.textOrNull()) };
  }
  if (kind === 'friend-came' || kind === 'friend-left')
    return { kind, ...head, inviter: fields.get('iv').text() };
  if (kind === 'code-printed') return { kind, ...head, storeId: fields.get('st').text() };
  if (kind === 'discount-changed') {
    return {
      kind,
      ...head,
      from: fields.find('fr')?.integer() ?? null,
      to: fields.find('to')?.integer() ?? null,
      until: fields.find('un')?.instant() ?? null,
      why: decodeDiscountReason(fields.get('w')),
    };
  }
  if (kind === 'category-changed') {
    return {
      kind,
      ...head,
      category: fields.get('ca').text(),
      change: fields.get('ch').oneOf(['added', 'removed']),
      rule: fields.get('ru').text(),
      ...occasionIn(fields),
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
    notifyFrom: fields.get('tf').instant(),
  };
}
