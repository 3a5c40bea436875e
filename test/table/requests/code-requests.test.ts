import { describe, expect, test } from 'vitest';
import { loginKey } from '#table/keys.ts';
import {
  firstTryRequest,
  linkByCodeRequest,
  printCodeRequest,
  readCardRequest,
} from '#table/requests/code-requests.ts';
import { raisedFact, sampleMember } from '../samples.ts';

const card = { cardNumber: '290001', memberId: 'm1', printing: 1, isSpent: false };

test('a card is read strongly', () => {
  expect(readCardRequest('T', '290001')).toEqual({
    TableName: 'T',
    Key: { pk: { S: 'C#290001' }, sk: { S: 'L' } },
    ConsistentRead: true,
  });
});

test('the first try of a day begins the day, and tells how many there are', () => {
  const at = { pk: 'C#290001', sk: 'L' };
  expect(firstTryRequest('T', { at, day: 20_000, most: 50, ofCard: true })).toEqual({
    TableName: 'T',
    Key: { pk: { S: 'C#290001' }, sk: { S: 'L' } },
    UpdateExpression: 'SET td = :day, tc = :one',
    ConditionExpression: 'attribute_exists(pk) AND (attribute_not_exists(td) OR (td < :day AND tc <= :most))',
    ExpressionAttributeValues: { ':day': { N: '20000' }, ':most': { N: '50' }, ':one': { N: '1' } },
    ReturnValues: 'ALL_NEW',
  });
});

describe('a login is linked by a code', () => {
  const login = loginKey({ issuer: 'i', subject: 's' });

  test('once: the login is new, and the printing is spent with it', () => {
    expect(linkByCodeRequest('T', login, card)).toEqual({
      TransactItems: [
        {
          Put: {
            TableName: 'T',
            Item: {
              pk: { S: 'LINK#i#s' },
              sk: { S: 'L' },
              m: { S: 'm1' },
              c: { S: '290001' },
              pr: { N: '1' },
            },
            ConditionExpression: 'attribute_not_exists(pk)',
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          },
        },
        {
          Update: {
            TableName: 'T',
            Key: { pk: { S: 'C#290001' }, sk: { S: 'L' } },
            UpdateExpression: 'SET us = :printing',
            ConditionExpression:
              'm = :member AND (attribute_not_exists(pr) OR pr = :printing) AND (attribute_not_exists(us) OR us <> :printing) AND (attribute_not_exists(tr) OR tr > :none OR :printing > :first)',
            ExpressionAttributeValues: {
              ':member': { S: 'm1' },
              ':printing': { N: '1' },
              ':none': { N: '0' },
              ':first': { N: '1' },
            },
          },
        },
      ],
    });
  });

  test('a later printing has to be written at the card', () => {
    const [, spent] = linkByCodeRequest('T', login, { ...card, printing: 3 }).TransactItems ?? [];
    expect(spent?.Update?.ConditionExpression).toMatch(/^m = :member AND pr = :printing AND /);
    expect(spent?.Update?.ExpressionAttributeValues?.[':printing']).toEqual({ N: '3' });
  });
});

describe('a code is printed', () => {
  const before = sampleMember('m1');
  const printed = {
    before,
    after: { ...before, seq: 2 },
    entry: null,
    facts: [raisedFact('m1', 2)],
  };

  test('with a step of the member; the card goes on to its next printing, with all its tries', () => {
    const { request, stateAt, cardAt } = printCodeRequest('T', printed, card);
    const actions = request.TransactItems ?? [];
    expect(actions.map(({ Put, Update }) => (Put?.Item ?? Update?.Key)?.sk?.S)).toEqual([
      'STATE',
      'FACT#0000000002',
      'L',
    ]);
    expect([stateAt, cardAt]).toEqual([0, 2]);
    expect(actions[2]).toEqual({
      Update: {
        TableName: 'T',
        Key: { pk: { S: 'C#290001' }, sk: { S: 'L' } },
        UpdateExpression: 'SET pr = :next REMOVE td, tc',
        ConditionExpression: 'm = :member AND (attribute_not_exists(pr) OR pr = :printing)',
        ExpressionAttributeValues: { ':member': { S: 'm1' }, ':printing': { N: '1' }, ':next': { N: '2' } },
      },
    });
  });

  test('after a later one only if that is the last', () => {
    const { request } = printCodeRequest('T', printed, { ...card, printing: 2 });
    const { Update } = request.TransactItems?.at(-1) ?? {};
    expect(Update?.ConditionExpression).toBe('m = :member AND pr = :printing');
    expect(Update?.ExpressionAttributeValues?.[':next']).toEqual({ N: '3' });
  });

  test('for nobody else, and never without a fact of it', () => {
    expect(() => printCodeRequest('T', printed, { ...card, memberId: 'm2' })).toThrow(
      'a code is printed for the member of another card',
    );
    const silent = { ...printed, after: before, facts: [] };
    expect(() => printCodeRequest('T', silent, card)).toThrow('a code is printed without a trace');
  });
});
