import type {
  GetItemCommandInput,
  PutItemCommandInput,
  TransactWriteItem,
  TransactWriteItemsCommandInput,
  UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { type Entry, memberOf } from '#domain/member/entry.ts';
import type { Change } from '#operations/ports/ledger.ts';
import { assert } from '../assertions.ts';
import { integer, keyAttributes } from '../codecs/attributes.ts';
import { entryItem } from '../codecs/entry-item.ts';
import { factsItem } from '../codecs/facts-item.ts';
import { dueAttributes, stateAttributes } from '../codecs/state-item.ts';
import { cardKey, dueKey, entryKey, stateKey, waitingKey } from '../keys.ts';
import { type Condition, entryIsUnclaimed, itemIsNew, memberIsAtVersion } from './conditions.ts';

/** A commit as one request; `entryAt` and `stateAt` are the places of their actions in the transaction. */
export type CommitRequest =
  | { readonly kind: 'update'; readonly request: UpdateItemCommandInput }
  | {
      readonly kind: 'transaction';
      readonly request: TransactWriteItemsCommandInput;
      readonly entryAt: number | null;
      readonly stateAt: number;
    };

/** The write protocol (reliability §2): entry, member and facts in one transaction; a member alone in one update. */
export function commitRequest(tableName: string, change: Change): CommitRequest {
  return changeRequest(tableName, change, itemIsNew);
}

/** The same for an entry that is stored without a member, and is replaced while it still has none. */
export function claimRequest(tableName: string, change: Change): CommitRequest {
  assert(change.entry !== null, 'there is no entry to claim');
  return changeRequest(tableName, change, entryIsUnclaimed(change.entry.meaning));
}

function changeRequest(tableName: string, change: Change, entryCondition: Condition): CommitRequest {
  assertOneStep(change);
  const { entry, facts } = change;
  const state = stateUpdate(tableName, change);
  if (entry === null && facts.length === 0) return { kind: 'update', request: state };
  const entries: TransactWriteItem[] =
    entry === null
      ? []
      : [
          {
            Put: {
              TableName: tableName,
              Item: entryItem(entry),
              ...entryCondition,
              ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
            },
          },
        ];
  return {
    kind: 'transaction',
    request: {
      TransactItems: [
        ...entries,
        { Update: state },
        ...(facts.length === 0
          ? []
          : [{ Put: { TableName: tableName, Item: factsItem(facts), ...itemIsNew } }]),
      ],
    },
    entryAt: entry === null ? null : 0,
    stateAt: entries.length,
  };
}

/** The change is one step of one member. */
function assertOneStep({ before, after, entry, facts }: Change): void {
  const { id } = before;
  assert(after.id === id, 'a change turns a member into another');
  assert(before.version >= 1, `${id} was never written, so it cannot be changed`);
  assert(entry === null || memberOf(entry) === id, `${id} would commit the entry of another member`);
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
      readonly cardAt: number;
    };

/**
 * Stores an entry without a member. One that waits for its card's member is noted at the card in the same transaction,
 * while the card has none: so enrolment, which makes the card's item, finds every note or comes first.
 */
export function recordRequest(tableName: string, entry: Entry): RecordRequest {
  assert(entry.owner.kind !== 'member', 'an entry with a member is committed together with the member');
  const put = {
    TableName: tableName,
    Item: entryItem(entry),
    ...itemIsNew,
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
  };
  const { owner, source, id, day, occurredAt } = entry;
  if (owner.kind !== 'card') return { kind: 'put', request: put };
  const { cardNumber } = owner;
  const note = keyAttributes(waitingKey(cardNumber, day, occurredAt, entryKey(source, id)));
  const card = keyAttributes(cardKey(cardNumber));
  return {
    kind: 'transaction',
    request: {
      TransactItems: [
        { Put: put },
        { ConditionCheck: { TableName: tableName, Key: card, ...itemIsNew } },
        { Put: { TableName: tableName, Item: note } },
      ],
    },
    entryAt: 0,
    cardAt: 1,
  };
}

export const readEntryRequest = (
  tableName: string,
  storeId: string,
  receiptId: string,
): GetItemCommandInput => ({
  TableName: tableName,
  Key: keyAttributes(entryKey(storeId, receiptId)),
  ConsistentRead: true,
});
