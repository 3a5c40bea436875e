import type {
  GetItemCommandInput,
  TransactWriteItemsCommandInput,
  UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import type { Change } from '#operations/ports/ledger.ts';
import type { CardCode } from '#operations/ports/register-and-logins.ts';
import { assert } from '../assertions.ts';
import { integer, keyAttributes } from '../codecs/attributes.ts';
import { cardKey, type Key } from '../keys.ts';
import { dayIsNew, itemExists, printingIsLast, printingIsOpen, triesAreLeft } from './conditions.ts';
import { commitRequest } from './ledger-requests.ts';
import { linkLoginRequest, readLinkRequest } from './member-requests.ts';

export const readCardRequest = (tableName: string, cardNumber: string): GetItemCommandInput =>
  readLinkRequest(tableName, cardKey(cardNumber));

/** Tries of a day: the key they are counted at, the day, and how many there are. */
interface Tries {
  readonly at: Key;
  readonly day: number;
  readonly most: number;
  /** Of a card, which must be there; when its tries of a day are used up, no other day brings new ones. */
  readonly ofCard: boolean;
}

/** One more try on a day on which some were counted. */
export const countTryRequest = (tableName: string, { at, day, most }: Tries): UpdateItemCommandInput => {
  const condition = triesAreLeft(day, most);
  return {
    TableName: tableName,
    Key: keyAttributes(at),
    UpdateExpression: 'SET tc = tc + :one',
    ConditionExpression: condition.ConditionExpression,
    ExpressionAttributeValues: { ...condition.ExpressionAttributeValues, ':one': integer(1) },
    ReturnValues: 'ALL_NEW',
  };
};

/** The first try of a day. */
export const firstTryRequest = (
  tableName: string,
  { at, day, most, ofCard }: Tries,
): UpdateItemCommandInput => {
  const condition = dayIsNew(day, ofCard ? most : Number.MAX_SAFE_INTEGER);
  const isThere = ofCard ? `${itemExists.ConditionExpression} AND ` : '';
  return {
    TableName: tableName,
    Key: keyAttributes(at),
    UpdateExpression: 'SET td = :day, tc = :one',
    ConditionExpression: `${isThere}(${condition.ConditionExpression})`,
    ExpressionAttributeValues: { ...condition.ExpressionAttributeValues, ':one': integer(1) },
    ReturnValues: 'ALL_NEW',
  };
};

/** The login's action comes first, the card's second. */
export const linkByCodeRequest = (
  tableName: string,
  login: Key,
  { cardNumber, memberId, printing }: CardCode,
): TransactWriteItemsCommandInput => ({
  TransactItems: [
    // The login says by which printing: half of this after a restore can be told.
    { Put: linkLoginRequest(tableName, login, memberId, { cardNumber, printing }) },
    {
      Update: {
        TableName: tableName,
        Key: keyAttributes(cardKey(cardNumber)),
        UpdateExpression: 'SET us = :printing',
        ...printingIsOpen(memberId, printing),
      },
    },
  ],
});

/** A step of the member with its fact, and the card's next printing: tries begin anew. */
export function printCodeRequest(
  tableName: string,
  change: Change,
  { cardNumber, memberId, printing }: CardCode,
): {
  readonly request: TransactWriteItemsCommandInput;
  readonly stateAt: number;
  readonly cardAt: number;
} {
  assert(change.after.id === memberId, 'a code is printed for the member of another card');
  const step = commitRequest(tableName, change);
  assert(step.kind === 'transaction', 'a code is printed without a trace');
  const { TransactItems = [] } = step.request;
  const condition = printingIsLast(memberId, printing);
  const card = {
    Update: {
      TableName: tableName,
      Key: keyAttributes(cardKey(cardNumber)),
      UpdateExpression: 'SET pr = :next REMOVE td, tc',
      ConditionExpression: condition.ConditionExpression,
      ExpressionAttributeValues: { ...condition.ExpressionAttributeValues, ':next': integer(printing + 1) },
    },
  };
  return {
    request: { TransactItems: [...TransactItems, card] },
    stateAt: step.stateAt,
    cardAt: TransactItems.length,
  };
}
