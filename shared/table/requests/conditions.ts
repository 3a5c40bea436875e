import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { integer, text } from '../codecs/attributes.ts';

/*
 * Under what a write happens, by name. An entry's life, and the conditions between its states:
 *
 *   (nothing) ──itemIsNew──► entry of a member
 *   (nothing) ──itemIsNew──► entry of nobody ──entryIsUnclaimed──► entry of a member
 *                 (of a card: and the card's own itemIsNew: it has no member)
 *
 * A member's: (nothing) ──itemIsNew──► version 1 ──memberIsAtVersion(1)──► version 2 ─── …
 */

/** A part of a request: the clause and the values it names. */
export interface Condition {
  readonly ConditionExpression: string;
  readonly ExpressionAttributeValues?: Record<string, AttributeValue>;
}

/** Nothing lies under this key yet. */
export const itemIsNew: Condition = { ConditionExpression: 'attribute_not_exists(pk)' };

/** A card or phone leads to this member, or to nobody. */
export const leadsNowhereElse = (memberId: string): Condition => ({
  ConditionExpression: 'attribute_not_exists(pk) OR m = :member',
  ExpressionAttributeValues: { ':member': text(memberId) },
});

/** Something lies under this key. */
export const itemExists: Condition = { ConditionExpression: 'attribute_exists(pk)' };

/** The entry is stored, says the same, and has no member. */
export const entryIsUnclaimed = (meaning: string): Condition => ({
  ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(m) AND h = :meaning',
  ExpressionAttributeValues: { ':meaning': text(meaning) },
});

/** Nobody has written the member since it was read. */
export const memberIsAtVersion = (version: number): Condition => ({
  ConditionExpression: 'v = :read',
  ExpressionAttributeValues: { ':read': integer(version) },
});

/** The timeline, or another list with a revision, is still the one that was read; revision 0 is the one that is not there yet. */
export const listIsAtRevision = (revision: number): Condition =>
  revision === 0
    ? itemIsNew
    : {
        ConditionExpression: 'rev = :revision',
        ExpressionAttributeValues: { ':revision': integer(revision) },
      };

/** Nobody has come as far in this shard. */
export const progressIsBehind = (progress: string): Condition => ({
  ConditionExpression: 'attribute_not_exists(w) OR w < :progress',
  ExpressionAttributeValues: { ':progress': text(progress) },
});

/** Tries were counted on this day already, and no more than `most`. */
export const triesAreLeft = (day: number, most: number): Condition => ({
  ConditionExpression: 'td >= :day AND tc <= :most',
  ExpressionAttributeValues: { ':day': integer(day), ':most': integer(most) },
});

/** None was counted on this day yet, and no more than `most` on the last one. */
export const dayIsNew = (day: number, most: number): Condition => ({
  ConditionExpression: 'attribute_not_exists(td) OR (td < :day AND tc <= :most)',
  ExpressionAttributeValues: { ':day': integer(day), ':most': integer(most) },
});

/** The card is the member's, this is its last printing, and it has linked nobody. */
export const printingIsOpen = (memberId: string, printing: number): Condition => ({
  ConditionExpression: `m = :member AND ${isPrinting(printing)} AND (attribute_not_exists(us) OR us <> :printing) AND (attribute_not_exists(tr) OR tr > :none OR :printing > :first)`,
  ExpressionAttributeValues: {
    ':member': text(memberId),
    ':printing': integer(printing),
    ':none': integer(0),
    ':first': integer(1),
  },
});

/** The card is the member's, and this is its last printing. */
export const printingIsLast = (memberId: string, printing: number): Condition => ({
  ConditionExpression: `m = :member AND ${isPrinting(printing)}`,
  ExpressionAttributeValues: { ':member': text(memberId), ':printing': integer(printing) },
});

/** The first printing is not written. */
const isPrinting = (printing: number): string =>
  printing === 1 ? '(attribute_not_exists(pr) OR pr = :printing)' : 'pr = :printing';
