import { describe, expect, test } from 'vitest';
import { asDay, asEpochMs } from '#domain/time/time.ts';
import { cardKey, loginKey, phoneKey } from '#table/keys.ts';
import { auditAction } from '#table/requests/audit-requests.ts';
import { countTryRequest, firstTryRequest } from '#table/requests/code-requests.ts';
import {
  entriesOfMemberRequest,
  factsRequest,
  readItemsRequest,
  waitingEntriesRequest,
} from '#table/requests/history-requests.ts';
import { enrolRequest, linkLoginRequest, readMemberRequest } from '#table/requests/member-requests.ts';
import { appendProgramRequest, firstOfShardRequest } from '#table/requests/program-requests.ts';
import {
  membersOfShardRequest,
  noteClaimRequest,
  saveProgressRequest,
} from '#table/requests/sweep-requests.ts';
import {
  createTillKeyRequest,
  revokeTillKeyRequest,
  tillKeyNotesRequest,
} from '#table/requests/till-key-requests.ts';
import { someAct } from '../../fixtures/hand.ts';
import { sampleProgram } from '../contracts/archive-contract.ts';
import { sampleEnrolment } from '../samples.ts';

const NEW = 'attribute_not_exists(pk)';

describe('members', () => {
  test('state and profile are one strong query', () => {
    expect(readMemberRequest('T', 'm1')).toEqual({
      TableName: 'T',
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
      ExpressionAttributeValues: {
        ':pk': { S: 'M#m1' },
        ':first': { S: 'PROFILE' },
        ':last': { S: 'STATE' },
      },
      ConsistentRead: true,
    });
  });

  test('an enrolment is one transaction of new items', () => {
    const { request, cardAt, phonesAt } = enrolRequest('T', sampleEnrolment('m1', '290001', '+49151'), [
      phoneKey('d'),
      phoneKey('older'),
    ]);
    const { TransactItems: [card, phone, older, ...others] = [] } = request;
    const places = [card, phone, ...others].map(({ Put } = {}) => [
      Put?.Item?.pk?.S,
      Put?.Item?.sk?.S,
      Put?.ConditionExpression,
      Put?.ReturnValuesOnConditionCheckFailure,
    ]);
    expect(places).toEqual([
      ['C#290001', 'L', NEW, 'ALL_OLD'],
      ['PHONE#d', 'L', NEW, 'ALL_OLD'],
      ['M#m1', 'STATE', NEW, undefined],
      ['M#m1', 'PROFILE', NEW, undefined],
      ['M#m1', 'CONTACT', NEW, undefined],
      ['M#m1', 'FACT#0000000001', NEW, undefined],
    ]);
    expect(older).toEqual({
      ConditionCheck: {
        TableName: 'T',
        Key: { pk: { S: 'PHONE#older' }, sk: { S: 'L' } },
        ConditionExpression: NEW,
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
    });
    expect([cardAt, phonesAt]).toEqual([0, [1, 2]]);
    expect(request.TransactItems?.[0]?.Put?.Item).toEqual({
      pk: { S: 'C#290001' },
      sk: { S: 'L' },
      m: { S: 'm1' },
      h: { S: 'meaning-of-290001' },
    });
    expect(request.TransactItems?.[1]?.Put?.Item).toEqual({
      pk: { S: 'PHONE#d' },
      sk: { S: 'L' },
      m: { S: 'm1' },
    });
    expect(request.TransactItems?.[3]?.Put?.Item?.v).toEqual({ N: '1' });
  });

  test('an enrolment that does not hang together is refused', () => {
    const enrolment = sampleEnrolment('m1', '290001');
    const { member } = enrolment;
    const wrong = (change: object) => () => enrolRequest('T', { ...enrolment, ...change }, []);
    expect(wrong({ member: { ...member, version: 2 } })).toThrow('written before');
    expect(wrong({ profile: { version: 2, attributes: new Map() } })).toThrow('another profile');
    expect(wrong({ facts: [] })).toThrow('other facts');
  });

  test('a login is linked while it has no member', () => {
    expect(linkLoginRequest('T', loginKey({ issuer: 'i', subject: 's' }), 'm1')).toEqual({
      TableName: 'T',
      Item: { pk: { S: 'LINK#i#s' }, sk: { S: 'L' }, m: { S: 'm1' } },
      ConditionExpression: NEW,
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
  });

  test('tries are counted at a card that is there, and beside a login that need not be', () => {
    const card = { at: { pk: 'C#290001', sk: 'L' }, day: 20_000, most: 50, ofCard: true };
    expect(countTryRequest('T', card)).toEqual({
      TableName: 'T',
      Key: { pk: { S: 'C#290001' }, sk: { S: 'L' } },
      UpdateExpression: 'SET tc = tc + :one',
      ConditionExpression: 'td >= :day AND tc <= :most',
      ExpressionAttributeValues: { ':day': { N: '20000' }, ':most': { N: '50' }, ':one': { N: '1' } },
      ReturnValues: 'ALL_NEW',
    });
    expect(firstTryRequest('T', card).ConditionExpression).toBe(
      'attribute_exists(pk) AND (attribute_not_exists(td) OR (td < :day AND tc <= :most))',
    );
    const login = firstTryRequest('T', { ...card, ofCard: false });
    expect(login.ConditionExpression).toBe('(attribute_not_exists(td) OR (td < :day AND tc <= :most))');
    expect(login.ExpressionAttributeValues?.[':most']).toEqual({ N: String(Number.MAX_SAFE_INTEGER) });
  });
});

test('a claim is noted where there is room', () => {
  const claim = { memberId: 'm1', cardNumber: 'c-1' };
  expect(noteClaimRequest('T', claim)).toMatchObject({
    UpdateExpression: 'ADD c :claims',
    ConditionExpression: 'attribute_not_exists(c) OR size(c) < :most',
    ExpressionAttributeValues: { ':claims': { SS: ['m1 c-1'] }, ':most': { N: '2000' } },
  });
});

describe('histories', () => {
  test('a range of days is one key condition; a page goes on where the one before ended', () => {
    const after = { pk: { S: 'E#292#r-1' } };
    expect(entriesOfMemberRequest('T', 'm1', asDay(17_256), asDay(17_258), { after, limit: 7 })).toEqual({
      TableName: 'T',
      IndexName: 'entries',
      KeyConditionExpression: 'entryPk = :member AND entrySk BETWEEN :first AND :last',
      ExpressionAttributeValues: {
        ':member': { S: 'M#m1' },
        ':first': { S: '2017-03-31' },
        ':last': { S: '2017-04-02' },
      },
      Limit: 7,
      ExclusiveStartKey: after,
    });
  });

  test('what waits at a card is read strongly', () => {
    expect(waitingEntriesRequest('T', '290001', { after: 'W#place', limit: 7 })).toEqual({
      TableName: 'T',
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': { S: 'C#290001' }, ':prefix': { S: 'W#' } },
      ConsistentRead: true,
      Limit: 7,
      ExclusiveStartKey: { pk: { S: 'C#290001' }, sk: { S: 'W#place' } },
    });
  });

  test('facts come newest first', () => {
    expect(factsRequest('T', 'm1', 7, 20)).toEqual({
      TableName: 'T',
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
      ExpressionAttributeValues: {
        ':pk': { S: 'M#m1' },
        ':first': { S: 'FACT#0000000000' },
        ':last': { S: 'FACT#0000000007' },
      },
      ScanIndexForward: false,
      ConsistentRead: true,
      Limit: 20,
    });
  });

  test('a batch is read strongly', () => {
    expect(readItemsRequest('T', [cardKey('1')])).toEqual({
      RequestItems: { T: { Keys: [{ pk: { S: 'C#1' }, sk: { S: 'L' } }], ConsistentRead: true } },
    });
  });
});

const audit = someAct(9);

describe('programs', () => {
  test('the first version begins the timeline', () => {
    const [timeline, version, act] =
      appendProgramRequest(
        'T',
        { version: 1, from: asEpochMs(5), announcedAt: asEpochMs(3), outline: null },
        sampleProgram('one'),
        0,
        audit,
      ).TransactItems ?? [];
    expect(timeline).toEqual({
      Update: {
        TableName: 'T',
        Key: { pk: { S: 'PROGRAM' }, sk: { S: 'TIMELINE' } },
        UpdateExpression: 'SET rw = list_append(if_not_exists(rw, :empty), :row), rev = :next',
        ConditionExpression: NEW,
        ExpressionAttributeValues: {
          ':empty': { L: [] },
          ':row': { L: [{ M: { v: { N: '1' }, f: { N: '5' }, a: { N: '3' } } }] },
          ':next': { N: '1' },
        },
      },
    });
    expect(version?.Put?.ConditionExpression).toBe(NEW);
    expect(act).toEqual(auditAction('T', audit));
    expect(version?.Put?.Item?.sk).toEqual({ S: 'V#000001' });
  });

  test('a later one goes on under the revision that was read', () => {
    const [timeline] =
      appendProgramRequest(
        'T',
        { version: 4, from: asEpochMs(5), announcedAt: null, outline: 'as-before' },
        sampleProgram('four'),
        3,
        audit,
      ).TransactItems ?? [];
    expect(timeline?.Update?.ConditionExpression).toBe('rev = :revision');
    expect(timeline?.Update?.ExpressionAttributeValues?.[':revision']).toEqual({ N: '3' });
    expect(timeline?.Update?.ExpressionAttributeValues?.[':next']).toEqual({ N: '4' });
    expect(timeline?.Update?.ExpressionAttributeValues?.[':row']?.L?.[0]?.M?.o).toEqual({
      B: new Uint8Array(),
    });
  });

  test('whether a shard has a member is a query for one', () => {
    expect(firstOfShardRequest('T', 7)).toEqual({
      TableName: 'T',
      IndexName: 'due',
      KeyConditionExpression: 'duePk = :shard',
      ExpressionAttributeValues: { ':shard': { S: 'SHARD#07' } },
      Limit: 1,
    });
  });
});

describe('till keys and sweep', () => {
  test('a key is revoked since the first time, and the list says so in the same transaction', () => {
    const keys = [{ keyId: 'abc', at: asEpochMs(9) }];
    const [key, list, act] =
      revokeTillKeyRequest('T', { keyId: 'abc', at: asEpochMs(9), audit }, { keys, revision: 4 })
        .TransactItems ?? [];
    expect(key?.Update).toEqual({
      TableName: 'T',
      Key: { pk: { S: 'KEY#abc' }, sk: { S: 'K' } },
      UpdateExpression: 'SET re = if_not_exists(re, :at)',
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeValues: { ':at': { N: '9' } },
    });
    expect(act).toEqual(auditAction('T', audit));
    expect(list?.Update).toEqual({
      TableName: 'T',
      Key: { pk: { S: 'REVOKED' }, sk: { S: 'K' } },
      UpdateExpression: 'SET rk = :keys, rev = :next',
      ConditionExpression: 'rev = :revision',
      ExpressionAttributeValues: {
        ':revision': { N: '4' },
        ':next': { N: '5' },
        ':keys': { L: [{ L: [{ S: 'abc' }, { N: '9' }] }] },
      },
    });
  });

  test('a key is made together with the note by which it is listed', () => {
    const key = {
      keyId: 'abc',
      secretHash: 'h',
      stores: ['292'],
      kind: 'live' as const,
      createdAt: asEpochMs(1),
      revokedAt: null,
    };
    expect(createTillKeyRequest('T', key, audit).TransactItems).toEqual([
      {
        Put: {
          TableName: 'T',
          Item: {
            pk: { S: 'KEY#abc' },
            sk: { S: 'K' },
            h: { S: 'h' },
            s: { L: [{ S: '292' }] },
            cr: { N: '1' },
          },
          ConditionExpression: 'attribute_not_exists(pk)',
        },
      },
      { Put: { TableName: 'T', Item: { pk: { S: 'KEYS' }, sk: { S: 'abc' } } } },
      auditAction('T', audit),
    ]);
    expect(tillKeyNotesRequest('T', { pk: { S: 'KEYS' }, sk: { S: 'abc' } })).toEqual({
      TableName: 'T',
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: 'KEYS' } },
      ConsistentRead: true,
      ExclusiveStartKey: { pk: { S: 'KEYS' }, sk: { S: 'abc' } },
    });
  });

  test('a walk goes on after a due key', () => {
    expect(membersOfShardRequest('T', 1, 'never#m1', 50)).toEqual({
      TableName: 'T',
      IndexName: 'due',
      KeyConditionExpression: 'duePk = :shard',
      ExpressionAttributeValues: { ':shard': { S: 'SHARD#01' } },
      Limit: 50,
      ExclusiveStartKey: {
        pk: { S: 'M#m1' },
        sk: { S: 'STATE' },
        duePk: { S: 'SHARD#01' },
        dueSk: { S: 'never#m1' },
      },
    });
    expect(() => membersOfShardRequest('T', 2, 'never#m1', 50)).toThrow('in another shard');
  });

  test('progress is saved unless somebody has come as far', () => {
    const walk = { towards: asDay(131), after: 'never#m1' };
    expect(saveProgressRequest('T', 3, { walkedTo: asDay(100), walk })).toEqual({
      TableName: 'T',
      Key: { pk: { S: 'SWEEP#03' }, sk: { S: 'S' } },
      UpdateExpression: 'SET w = :progress',
      ConditionExpression: 'attribute_not_exists(w) OR w < :progress',
      ExpressionAttributeValues: { ':progress': { S: '0000100/0000131/never#m1' } },
    });
  });
});
