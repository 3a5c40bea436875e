import type {
  AttributeValue,
  GetItemCommandInput,
  PutItemCommandInput,
  QueryCommandInput,
  TransactWriteItem,
  TransactWriteItemsCommandInput,
} from '@aws-sdk/client-dynamodb';
import type { Member } from '#domain/member/member.ts';
import type { AuditEntry } from '#operations/ports/audit.ts';
import type { Enrolment, LostEnrolment } from '#operations/ports/register-and-logins.ts';
import { assert } from '../assertions.ts';
import { type Attributes, keyAttributes, text } from '../codecs/attributes.ts';
import { factsItem } from '../codecs/facts-item.ts';
import { cardItem, codeLinkItem, linkItem } from '../codecs/link-items.ts';
import { contactItem, profileItem } from '../codecs/person-items.ts';
import { stateItem } from '../codecs/state-item.ts';
import { cardKey, contactKey, type Key, profileKey, stateKey } from '../keys.ts';
import { auditAction } from './audit-requests.ts';
import { itemExists, itemIsNew, leadsNowhereElse } from './conditions.ts';
import { noteClaimRequest } from './sweep-requests.ts';

/** The version that enrolment writes: the first. */
const FIRST_VERSION = 1;

/** PROFILE and STATE are next to each other in key order: one page reads both. */
export function readMemberRequest(tableName: string, memberId: string): QueryCommandInput {
  const { pk, sk: first } = profileKey(memberId);
  return {
    TableName: tableName,
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
    ExpressionAttributeValues: {
      ':pk': { S: pk },
      ':first': { S: first },
      ':last': { S: stateKey(memberId).sk },
    },
    ConsistentRead: true,
  };
}

/** An enrolment as one request, and the places of its actions in the transaction. */
interface EnrolRequest {
  readonly request: TransactWriteItemsCommandInput;
  readonly cardAt: number;
  readonly phonesAt: readonly number[];
}

/**
 * Card, phone (by its keys, if there is one: the first is written, under the others nobody may have it), state, profile,
 * contact and facts, all new or none; and what waits is noted.
 */
export function enrolRequest(tableName: string, enrolment: Enrolment, phones: readonly Key[]): EnrolRequest {
  const { member, profile, contact, facts, cardNumber } = enrolment;
  assert(member.version <= FIRST_VERSION, `${member.id} has been written before`);
  assert(member.profileVersion === profile.version, `${member.id}: the state knows another profile`);
  assert(member.seq === facts.length, `${member.id}: the state counts other facts than there are`);
  assert(
    facts.every(({ memberId, seq }, index) => memberId === member.id && seq === index + 1),
    `the facts of ${member.id} are not its own, one after the other`,
  );
  const put = (item: Attributes): TransactWriteItem => ({
    Put: { TableName: tableName, Item: item, ...itemIsNew },
  });
  const putLink = (item: Attributes): TransactWriteItem => ({
    Put: { TableName: tableName, Item: item, ...itemIsNew, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' },
  });
  const checkLink = (key: Key): TransactWriteItem => ({
    ConditionCheck: {
      TableName: tableName,
      Key: keyAttributes(key),
      ...itemIsNew,
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  });
  return {
    request: {
      TransactItems: [
        putLink(cardItem(cardKey(cardNumber), member.id, enrolment.meaning)),
        ...phones.map((phone, index) =>
          index === 0 ? putLink(linkItem(phone, member.id)) : checkLink(phone),
        ),
        put(stateItem(member, FIRST_VERSION)),
        put(profileItem(member.id, profile)),
        put(contactItem(member.id, contact, cardNumber)),
        ...(facts.length === 0 ? [] : [put(factsItem(facts))]),
        ...(enrolment.hasWaiting
          ? [{ Update: noteClaimRequest(tableName, { memberId: member.id, cardNumber }) }]
          : []),
      ],
    },
    cardAt: 0,
    phonesAt: phones.map((_, index) => index + 1),
  };
}

/** What is lost of an enrolment, where it is not there: what leads to somebody else refuses all of it. */
export function completeRequest(
  tableName: string,
  { memberId, contact, cardNumber, meaning, attributes }: LostEnrolment,
  phone: Key | null,
): TransactWriteItemsCommandInput {
  const lead = (key: Key, more: string, values: Record<string, AttributeValue>): TransactWriteItem => {
    const condition = leadsNowhereElse(memberId);
    return {
      Update: {
        TableName: tableName,
        Key: keyAttributes(key),
        UpdateExpression: `SET m = :member${more}`,
        ConditionExpression: condition.ConditionExpression,
        ExpressionAttributeValues: { ...condition.ExpressionAttributeValues, ...values },
      },
    };
  };
  const { at } = profileItem(memberId, { version: 1, attributes });
  return {
    TransactItems: [
      { Put: { TableName: tableName, Item: contactItem(memberId, contact, cardNumber), ...itemIsNew } },
      lead(cardKey(cardNumber), ', h = if_not_exists(h, :meaning)', { ':meaning': text(meaning) }),
      ...(phone === null ? [] : [lead(phone, '', {})]),
      ...(at === undefined
        ? []
        : [
            {
              Update: {
                TableName: tableName,
                Key: keyAttributes(profileKey(memberId)),
                // The reserved word needs a name of its own.
                UpdateExpression: 'SET #at = if_not_exists(#at, :attributes)',
                ...itemExists,
                ExpressionAttributeNames: { '#at': 'at' },
                ExpressionAttributeValues: { ':attributes': at },
              },
            },
          ]),
    ],
  };
}

/** A card, phone or login, read strongly: a till may use a card the moment after it was enrolled. */
export const readLinkRequest = (tableName: string, key: Key): GetItemCommandInput => ({
  TableName: tableName,
  Key: keyAttributes(key),
  ConsistentRead: true,
});

export const readContactRequest = (tableName: string, memberId: string): GetItemCommandInput => ({
  TableName: tableName,
  Key: keyAttributes(contactKey(memberId)),
  ConsistentRead: true,
});

export const readProfileRequest = (tableName: string, memberId: string): GetItemCommandInput => ({
  TableName: tableName,
  Key: keyAttributes(profileKey(memberId)),
  ConsistentRead: true,
});

export const readStateRequest = (tableName: string, memberId: string): GetItemCommandInput => ({
  TableName: tableName,
  Key: keyAttributes(stateKey(memberId)),
  ConsistentRead: true,
});

/** A state made anew, where none is: it begins at the first version. The state's action comes first. */
export const putBackRequest = (
  tableName: string,
  member: Member,
  audit: AuditEntry,
): TransactWriteItemsCommandInput => ({
  TransactItems: [
    { Put: { TableName: tableName, Item: stateItem(member, FIRST_VERSION), ...itemIsNew } },
    auditAction(tableName, audit),
  ],
});

/** A login that has a member keeps it. */
export const linkLoginRequest = (
  tableName: string,
  login: Key,
  memberId: string,
  by: { readonly cardNumber: string; readonly printing: number } | null = null,
): PutItemCommandInput => ({
  TableName: tableName,
  Item: by === null ? linkItem(login, memberId) : codeLinkItem(login, memberId, by),
  ...itemIsNew,
  ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
});
