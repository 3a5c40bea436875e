import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { integer, text } from '../codecs/attributes.ts';

/*
 * Under what a write happens, by name. An entry's life, and the conditions between its states:
 *
 *   (nothing) ──itemIsNew──► entry of a member
 *   (nothing) ──itemIsNew──► entry of nobody ──entryIsUnclaimed──► entry of a member
 *   (nothing) ──saleIsAwaited(0)──► what waits for a sale ──saleIsAwaited(n)──► one more, or the sale with all of it
 *   a sale ──saleIsAsRead──► the same after a return or a payment, which is new beside it
 *                 (of a card: and the card's own itemIsNew: it has no member)
 *
 * A member's: (nothing) ──itemIsNew──► version 1 ──memberIsAtVersion(1)──► version 2 ─── …
 */

/** A part of a request: the clause and the values it names. */
export interface Condition {
  readonly ConditionExpression: string;
  readonly ExpressionAttributeValues?: Record<string, AttributeValue>;
}

const NO_MEMBER = 'attribute_not_exists(m)';
const SAYS_THE_SAME = 'h = :meaning';
const allOf = (...clauses: readonly string[]): string => clauses.join(' AND ');

/** Nothing lies under this key yet. */
export const itemIsNew: Condition = { ConditionExpression: 'attribute_not_exists(pk)' };

/** A card or phone leads to this member, or to nobody. */
export const leadsNowhereElse = (memberId: string): Condition => ({
  ConditionExpression: 'attribute_not_exists(pk) OR m = :member',
  ExpressionAttributeValues: { ':member': text(memberId) },
});

/** Something lies under this key. */
export const itemExists: Condition = { ConditionExpression: 'attribute_exists(pk)' };

/** The entry is stored, says the same, has no member, and nothing has followed it but what was read. */
export const entryIsUnclaimed = (meaning: string, revision: number): Condition => ({
  ConditionExpression: allOf('attribute_exists(pk)', NO_MEMBER, SAYS_THE_SAME, isAtRevision(revision)),
  ExpressionAttributeValues: { ':meaning': text(meaning), ...revisionRead(revision) },
});

/** What follows a sale says the same as was read, and has no member. */
export const followUpIsUnclaimed = (meaning: string): Condition => ({
  ConditionExpression: allOf('attribute_exists(pk)', NO_MEMBER, SAYS_THE_SAME),
  ExpressionAttributeValues: { ':meaning': text(meaning) },
});

/** The sale has the member that was read, or none, and nothing has followed it but what was read. */
export const saleIsAsRead = (memberId: string | null, revision: number): Condition => ({
  ConditionExpression: allOf(
    'attribute_exists(h)',
    memberId === null ? NO_MEMBER : 'm = :member',
    isAtRevision(revision),
  ),
  ExpressionAttributeValues: {
    ...(memberId === null ? {} : { ':member': text(memberId) }),
    ...revisionRead(revision),
  },
});

/** So many wait for a sale that is not there yet; 0: nothing lies at its place. */
export const saleIsAwaited = (count: number): Condition =>
  count === 0
    ? itemIsNew
    : {
        ConditionExpression: allOf('attribute_not_exists(h)', isAtRevision(count)),
        ExpressionAttributeValues: revisionRead(count),
      };

const isAtRevision = (revision: number): string =>
  revision === 0 ? 'attribute_not_exists(rv)' : 'rv = :revision';

const revisionRead = (revision: number): Record<string, AttributeValue> =>
  revision === 0 ? {} : { ':revision': integer(revision) };

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
