import { describe, expect, test } from 'vitest';
import { cardNumberIn, loginKey, phoneKey } from '#table/keys.ts';
import { auditAction } from '#table/requests/audit-requests.ts';
import {
  completeRequest,
  enrolRequest,
  linkLoginRequest,
  putBackRequest,
  readContactRequest,
  readLinkRequest,
  readProfileRequest,
  readStateRequest,
} from '#table/requests/member-requests.ts';
import { someAct } from '../../fixtures/hand.ts';
import { sampleEnrolment, sampleMember } from '../samples.ts';

const NEW = 'attribute_not_exists(pk)';

describe('what is read of a member is read strongly, by its key', () => {
  test.each([
    { of: 'the contact', request: () => readContactRequest('T', 'm1'), pk: 'M#m1', sk: 'CONTACT' },
    { of: 'the profile', request: () => readProfileRequest('T', 'm1'), pk: 'M#m1', sk: 'PROFILE' },
    { of: 'the state', request: () => readStateRequest('T', 'm1'), pk: 'M#m1', sk: 'STATE' },
    { of: 'a phone', request: () => readLinkRequest('T', phoneKey('d')), pk: 'PHONE#d', sk: 'L' },
  ])('$of', ({ request, pk, sk }) => {
    expect(request()).toEqual({
      TableName: 'T',
      Key: { pk: { S: pk }, sk: { S: sk } },
      ConsistentRead: true,
    });
  });
});

describe('an enrolment', () => {
  const enrolment = sampleEnrolment('m1', '290001');

  test('of a card at which nothing waits notes nothing', () => {
    const { request } = enrolRequest('T', enrolment, []);
    expect(request.TransactItems?.map((action) => Object.keys(action).join())).toEqual([
      'Put',
      'Put',
      'Put',
      'Put',
      'Put',
    ]);
  });

  test('of a card at which receipts wait notes the card for the sweep, in the same transaction', () => {
    const { request } = enrolRequest('T', { ...enrolment, hasWaiting: true }, []);
    expect(request.TransactItems?.at(-1)).toEqual({
      Update: {
        TableName: 'T',
        Key: { pk: { S: 'SWEEP#01' }, sk: { S: 'S' } },
        UpdateExpression: 'ADD c :claims',
        ConditionExpression: 'attribute_not_exists(c) OR size(c) < :most',
        ExpressionAttributeValues: { ':claims': { SS: ['m1 290001'] }, ':most': { N: '2000' } },
      },
    });
  });

  test('without facts writes none', () => {
    const member = { ...enrolment.member, seq: 0 };
    const { request } = enrolRequest('T', { ...enrolment, member, facts: [] }, []);
    expect(request.TransactItems?.map(({ Put }) => Put?.Item?.sk?.S)).toEqual([
      'L',
      'STATE',
      'PROFILE',
      'CONTACT',
    ]);
  });

  test('of a member that has the first version already is one', () => {
    const member = { ...enrolment.member, version: 1 };
    expect(enrolRequest('T', { ...enrolment, member }, []).cardAt).toBe(0);
  });

  const [enrolled] = enrolment.facts;
  if (enrolled === undefined) throw new Error('the sample has a fact');

  test.each([
    ['with the fact of another member', [{ ...enrolled, memberId: 'm2' }]],
    ['with a fact that is numbered otherwise', [{ ...enrolled, seq: 2 }]],
    ['whose second fact has the number of the first', [enrolled, enrolled]],
    ['whose second fact is of another member', [enrolled, { ...enrolled, memberId: 'm2', seq: 2 }]],
  ])('%s is refused', (_, facts) => {
    const member = { ...enrolment.member, seq: facts.length };
    expect(() => enrolRequest('T', { ...enrolment, member, facts }, [])).toThrow(
      'the facts of m1 are not its own, one after the other',
    );
  });
});

describe('what is lost of an enrolment', () => {
  const lost = {
    memberId: 'm1',
    contact: { name: 'Ada', phone: '+49151' },
    cardNumber: '290001',
    meaning: 'what was asked for',
    attributes: new Map([['birthday', '1990-02-28']]),
  };

  test('leads card and phone to the member or to nobody else, and adds attributes to a profile that has none', () => {
    expect(completeRequest('T', lost, phoneKey('d')).TransactItems).toEqual([
      {
        Put: {
          TableName: 'T',
          Item: {
            pk: { S: 'M#m1' },
            sk: { S: 'CONTACT' },
            na: { S: 'Ada' },
            ph: { S: '+49151' },
            cd: { S: '290001' },
          },
          ConditionExpression: NEW,
        },
      },
      {
        Update: {
          TableName: 'T',
          Key: { pk: { S: 'C#290001' }, sk: { S: 'L' } },
          UpdateExpression: 'SET m = :member, h = if_not_exists(h, :meaning)',
          ConditionExpression: 'attribute_not_exists(pk) OR m = :member',
          ExpressionAttributeValues: { ':member': { S: 'm1' }, ':meaning': { S: 'what was asked for' } },
        },
      },
      {
        Update: {
          TableName: 'T',
          Key: { pk: { S: 'PHONE#d' }, sk: { S: 'L' } },
          UpdateExpression: 'SET m = :member',
          ConditionExpression: 'attribute_not_exists(pk) OR m = :member',
          ExpressionAttributeValues: { ':member': { S: 'm1' } },
        },
      },
      {
        Update: {
          TableName: 'T',
          Key: { pk: { S: 'M#m1' }, sk: { S: 'PROFILE' } },
          UpdateExpression: 'SET #at = if_not_exists(#at, :attributes)',
          ConditionExpression: 'attribute_exists(pk)',
          ExpressionAttributeNames: { '#at': 'at' },
          ExpressionAttributeValues: { ':attributes': { M: { birthday: { S: '1990-02-28' } } } },
        },
      },
    ]);
  });

  test('of a member without phone and attributes touches neither', () => {
    const bare = { ...lost, contact: { name: 'Ada', phone: null }, attributes: new Map<string, string>() };
    const keys = completeRequest('T', bare, null).TransactItems?.map(
      ({ Put, Update }) => (Put?.Item ?? Update?.Key)?.pk?.S,
    );
    expect(keys).toEqual(['M#m1', 'C#290001']);
  });
});

test('a state that is made anew never replaces one that is there', () => {
  const audit = someAct(9);
  const { TransactItems = [] } = putBackRequest('T', sampleMember('m1', { version: 0 }), audit);
  const [state, act] = TransactItems;
  expect(act).toEqual(auditAction('T', audit));
  expect(state?.Put).toMatchObject({
    TableName: 'T',
    Item: { pk: { S: 'M#m1' }, sk: { S: 'STATE' }, v: { N: '1' } },
    ConditionExpression: NEW,
  });
});

test('a login that was linked by a code says by which printing of which card', () => {
  const login = loginKey({ issuer: 'i', subject: 's' });
  expect(linkLoginRequest('T', login, 'm1', { cardNumber: '290001', printing: 2 })).toEqual({
    TableName: 'T',
    Item: {
      pk: { S: 'LINK#i#s' },
      sk: { S: 'L' },
      m: { S: 'm1' },
      c: { S: '290001' },
      pr: { N: '2' },
    },
    ConditionExpression: NEW,
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
});

test('only the key of a card has the number of a card', () => {
  expect(cardNumberIn({ pk: 'C#290001', sk: 'L' })).toBe('290001');
  for (const key of [
    { pk: 'C#290001', sk: 'W#2017' },
    { pk: 'PHONE#d', sk: 'L' },
  ])
    expect(() => cardNumberIn(key)).toThrow('a key is not that of a card');
});
