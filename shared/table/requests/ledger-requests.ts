import type {
  GetItemCommandInput,
  PutItemCommandInput,
  QueryCommandInput,
  TransactWriteItem,
  TransactWriteItemsCommandInput,
  UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { type Entry, isFollowUp, isSale, memberOf, refOf, type SaleEntry } from '#domain/member/entry.ts';
import type { EntryRef } from '#domain/member/entry-ref.ts';
import type { Awaited, Change, ChangingRef, FollowedSale } from '#operations/ports/ledger.ts';
import { assert } from '../assertions.ts';
import { type Attributes, integer, keyAttributes } from '../codecs/attributes.ts';
import { awaitedItem } from '../codecs/awaited-item.ts';
import { entryItem } from '../codecs/entry-item.ts';
import { factsItem } from '../codecs/facts-item.ts';
import { leftAttributes } from '../codecs/sale-body.ts';
import { dueAttributes, stateAttributes } from '../codecs/state-item.ts';
import { changesPrefix, entryKeyOf, followUpRange, waitingKey } from '../entry-keys.ts';
import { cardKey, dueKey, entryKey, stateKey } from '../keys.ts';
import { auditAction } from './audit-requests.ts';
import {
  type Condition,
  entryIsUnclaimed,
  followUpIsUnclaimed,
  itemIsNew,
  memberIsAtVersion,
  saleIsAsRead,
  saleIsAwaited,
} from './conditions.ts';

/** A commit as one request, with the places of its actions in the transaction. */
export type CommitRequest =
  | { readonly kind: 'update'; readonly request: UpdateItemCommandInput }
  | {
      readonly kind: 'transaction';
      readonly request: TransactWriteItemsCommandInput;
      readonly entryAt: number | null;
      /** Entries that go with it, and the sale that it follows; what refuses them was written by another call. */
      readonly besideAt: readonly number[];
      readonly stateAt: number;
    };

/** The write protocol (reliability §2): entry, member and facts in one transaction; a member alone in one update. */
export function commitRequest(tableName: string, change: Change): CommitRequest {
  return changeRequest(tableName, change, {
    entry: saleIsAwaited(change.awaited ?? 0),
    followed: () => itemIsNew,
  });
}

/** The same for an entry that is stored without a member, and is replaced while it still has none, with what followed it. */
export function claimRequest(tableName: string, change: Change): CommitRequest {
  const { entry } = change;
  assert(entry !== null && isSale(entry), 'there is no entry to claim');
  return changeRequest(tableName, change, {
    entry: entryIsUnclaimed(entry.meaning, entry.body.left?.revision ?? 0),
    followed: ({ meaning }) => followUpIsUnclaimed(meaning),
  });
}

interface EntryConditions {
  readonly entry: Condition;
  readonly followed: (entry: Entry) => Condition;
}

function changeRequest(tableName: string, change: Change, conditions: EntryConditions): CommitRequest {
  assertOneStep(change);
  const { before, entry, facts, audit } = change;
  const state = stateUpdate(tableName, change);
  if (entry === null && facts.length === 0 && audit === undefined) return { kind: 'update', request: state };
  const entries = entry === null ? [] : entryActions(tableName, entry, change, conditions, before.id);
  return {
    kind: 'transaction',
    request: {
      TransactItems: [
        ...entries,
        { Update: state },
        ...(facts.length === 0
          ? []
          : [{ Put: { TableName: tableName, Item: factsItem(facts), ...itemIsNew } }]),
        ...(audit === undefined ? [] : [auditAction(tableName, audit)]),
      ],
    },
    entryAt: entry === null ? null : 0,
    besideAt: entries.slice(1).map((_, index) => index + 1),
    stateAt: entries.length,
  };
}

/** An entry, and what is written beside it: what followed it, or the sale that it follows. */
function entryActions(
  tableName: string,
  entry: Entry,
  { followed = [], sold }: FollowedSale,
  conditions: EntryConditions,
  memberId: string | null,
): readonly TransactWriteItem[] {
  const put = (item: Entry, condition: Condition): TransactWriteItem => ({
    Put: {
      TableName: tableName,
      Item: entryItem(item),
      ...condition,
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  });
  assert(
    isFollowUp(entry) ? sold?.source === entry.source && sold.id === entry.id : sold === undefined,
    'what follows a sale is written with it, and a sale alone',
  );
  return [
    put(entry, conditions.entry),
    ...followed.map((each) => put(each, conditions.followed(each))),
    ...(sold === undefined ? [] : [{ Update: soldUpdate(tableName, sold, memberId) }]),
  ];
}

/** What is left of a sale, under what was read of it. */
function soldUpdate(tableName: string, { source, id, body }: SaleEntry, memberId: string | null) {
  const { left } = body;
  assert(left !== undefined && left.revision > 0, `${source}/${id}: nothing has followed it`);
  const { rv, lf } = leftAttributes(body, left);
  const { ConditionExpression, ExpressionAttributeValues } = saleIsAsRead(memberId, left.revision - 1);
  return {
    TableName: tableName,
    Key: keyAttributes(entryKey(source, id)),
    UpdateExpression: 'SET rv = :rv, lf = :lf',
    ConditionExpression,
    ExpressionAttributeValues: { ...ExpressionAttributeValues, ':rv': rv, ':lf': lf },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
  };
}

/** The change is one step of one member. */
function assertOneStep({ before, after, entry, facts, followed = [] }: Change): void {
  const { id } = before;
  assert(after.id === id, 'a change turns a member into another');
  assert(before.version >= 1, `${id} was never written, so it cannot be changed`);
  assert(
    [...(entry === null ? [] : [entry]), ...followed].every((each) => memberOf(each) === id),
    `${id} would commit the entry of another member`,
  );
  assert(after.seq === before.seq + facts.length, `${id} would end at another number than its last fact's`);
  for (const [index, fact] of facts.entries()) {
    assert(fact.memberId === id, `${id} would commit the fact of another member`);
    assert(fact.seq === before.seq + index + 1, `the facts of ${id} are not numbered one after the other`);
  }
}

/** Sets every attribute that this code knows and removes those that are empty now; what it does not know stays. */
function stateUpdate(tableName: string, { before, after }: Change) {
  const due = dueKey(after.id, after.dueAt);
  const dueMoved = due.dueSk !== dueKey(before.id, before.dueAt).dueSk;
  // Naming the index' attributes at all is what costs; a commit that leaves the timer alone does not.
  const attributes = { ...stateAttributes(after), ...(dueMoved ? dueAttributes(due) : {}) };
  const sets = ['v = :v'];
  const removes: string[] = [];
  const condition = memberIsAtVersion(before.version);
  const values = { ...condition.ExpressionAttributeValues, ':v': integer(before.version + 1) };
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined) {
      removes.push(name);
    } else {
      sets.push(`${name} = :${name}`);
      Object.assign(values, { [`:${name}`]: value });
    }
  }
  return {
    TableName: tableName,
    Key: keyAttributes(stateKey(after.id)),
    UpdateExpression: `SET ${sets.join(', ')}${removes.length === 0 ? '' : ` REMOVE ${removes.join(', ')}`}`,
    ConditionExpression: condition.ConditionExpression,
    ExpressionAttributeValues: values,
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
  };
}

/** An entry of nobody: a single put; `cardAt` is where an unmatched one asks whether its card still has no member. */
export type RecordRequest =
  | { readonly kind: 'put'; readonly request: PutItemCommandInput }
  | {
      readonly kind: 'transaction';
      readonly request: TransactWriteItemsCommandInput;
      readonly entryAt: number;
      readonly besideAt: readonly number[];
      /** `null`: no card is asked. */
      readonly cardAt: number | null;
    };

/**
 * Stores an entry without a member. A sale that waits for its card's member is noted at the card in the same transaction,
 * while the card has none: so enrolment, which makes the card's item, finds every note or comes first. What follows such
 * a sale needs no note of its own.
 */
export function recordRequest(tableName: string, entry: Entry, followed: FollowedSale = {}): RecordRequest {
  assert(entry.owner.kind !== 'member', 'an entry with a member is committed together with the member');
  const actions = entryActions(
    tableName,
    entry,
    followed,
    { entry: saleIsAwaited(followed.awaited ?? 0), followed: () => itemIsNew },
    null,
  );
  const { owner, day, occurredAt } = entry;
  const [put] = actions;
  const ref = refOf(entry);
  const isChange = ref.change !== undefined;
  const card = owner.kind === 'card' && (isSale(entry) || isChange) ? owner.cardNumber : null;
  // Of one that changes the first says it for all that follow.
  const isNoted = !isChange || ref.change?.number === 1;
  if (card === null && actions.length === 1 && put?.Put !== undefined)
    return { kind: 'put', request: put.Put as PutItemCommandInput };
  const noted: readonly TransactWriteItem[] =
    card === null
      ? []
      : [
          { ConditionCheck: { TableName: tableName, Key: keyAttributes(cardKey(card)), ...itemIsNew } },
          ...(isNoted
            ? [
                {
                  Put: {
                    TableName: tableName,
                    Item: keyAttributes(waitingKey(card, day, occurredAt, entryKeyOf(ref))),
                  },
                },
              ]
            : []),
        ];
  return {
    kind: 'transaction',
    request: { TransactItems: [...actions, ...noted] },
    entryAt: 0,
    besideAt: actions.slice(1).map((_, index) => index + 1),
    cardAt: card === null ? null : actions.length,
  };
}

/** One more waits for a sale that is not there. */
export const parkRequest = (tableName: string, ref: EntryRef, awaited: Awaited): PutItemCommandInput => ({
  TableName: tableName,
  Item: awaitedItem(ref, awaited),
  ...saleIsAwaited(awaited.length - 1),
});

export const readEntryRequest = (
  tableName: string,
  storeId: string,
  receiptId: string,
): GetItemCommandInput => ({
  TableName: tableName,
  Key: keyAttributes(entryKey(storeId, receiptId)),
  ConsistentRead: true,
});

/** The last change of a visit or an activity, read strongly. */
export function lastChangeRequest(tableName: string, { of, source, id }: ChangingRef): QueryCommandInput {
  const { pk, sk } = changesPrefix(source, id, of);
  return {
    TableName: tableName,
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
    ExpressionAttributeValues: { ':pk': { S: pk }, ':prefix': { S: sk } },
    ConsistentRead: true,
    ScanIndexForward: false,
    Limit: 1,
  };
}

/** A page of what has followed a receipt, read strongly. */
export function followUpsRequest(
  tableName: string,
  { source, id }: EntryRef,
  after: Attributes | null,
): QueryCommandInput {
  const { pk, first, last } = followUpRange(source, id);
  return {
    TableName: tableName,
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
    ExpressionAttributeValues: { ':pk': { S: pk }, ':first': { S: first }, ':last': { S: last } },
    ConsistentRead: true,
    ...(after !== null && { ExclusiveStartKey: after }),
  };
}
