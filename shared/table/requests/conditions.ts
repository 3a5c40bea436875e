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

/** The timeline is still the one that was read; revision 0 is the one that is not there yet. */
export const timelineIsAtRevision = (revision: number): Condition =>
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

/** The card is known and its one-time code may still be tried. */
export const triesAreLeft: Condition = {
  ConditionExpression: 'tr > :none',
  ExpressionAttributeValues: { ':none': integer(0) },
};
