import { describe, expect, test } from 'vitest';
import { asDay, asEpochMs } from '#domain/time/time.ts';
import { entriesOfMemberRequest, waitingEntriesRequest } from '#table/requests/history-requests.ts';
import { commitRequest } from '#table/requests/ledger-requests.ts';
import { readProgramRequest, readTimelineRequest } from '#table/requests/program-requests.ts';
import {
  membersDueRequest,
  membersOfShardRequest,
  noteClaimedRequest,
  noteFailedRequest,
  noteSettledRequest,
  readNotesRequest,
} from '#table/requests/sweep-requests.ts';
import {
  readRevokedKeysRequest,
  readTillKeyRequest,
  tillKeyNotesRequest,
} from '#table/requests/till-key-requests.ts';
import { raisedFact, sampleMember } from '../samples.ts';

describe('what decides is read strongly, by its key', () => {
  test.each([
    { of: 'the notes of a shard', request: () => readNotesRequest('T', 9), pk: 'SWEEP#09', sk: 'S' },
    { of: 'the timeline', request: () => readTimelineRequest('T'), pk: 'PROGRAM', sk: 'TIMELINE' },
    { of: 'a program', request: () => readProgramRequest('T', 7), pk: 'PROGRAM', sk: 'V#000007' },
    { of: 'a till key', request: () => readTillKeyRequest('T', 'abc'), pk: 'KEY#abc', sk: 'K' },
    { of: 'what was revoked', request: () => readRevokedKeysRequest('T'), pk: 'REVOKED', sk: 'K' },
  ])('$of', ({ request, pk, sk }) => {
    expect(request()).toEqual({
      TableName: 'T',
      Key: { pk: { S: pk }, sk: { S: sk } },
      ConsistentRead: true,
    });
  });
});

describe('notes of a shard are changed one by one, so that no two writers take back each other’s', () => {
  test.each([
    { what: 'failed', request: () => noteFailedRequest('T', 3, ['m1', 'm2']), expression: 'ADD f :members' },
    {
      what: 'settled',
      request: () => noteSettledRequest('T', 3, ['m1', 'm2']),
      expression: 'DELETE f :members',
    },
  ])('$what', ({ request, expression }) => {
    expect(request()).toEqual({
      TableName: 'T',
      Key: { pk: { S: 'SWEEP#03' }, sk: { S: 'S' } },
      UpdateExpression: expression,
      ExpressionAttributeValues: { ':members': { SS: ['m1', 'm2'] } },
    });
  });

  test('claimed', () => {
    expect(noteClaimedRequest('T', { memberId: 'm1', cardNumber: '290001' })).toEqual({
      TableName: 'T',
      Key: { pk: { S: 'SWEEP#01' }, sk: { S: 'S' } },
      UpdateExpression: 'DELETE c :claims',
      ExpressionAttributeValues: { ':claims': { SS: ['m1 290001'] } },
    });
  });
});

describe('members of a shard', () => {
  test('who is due at the very moment is due', () => {
    const at = { upTo: asEpochMs(1_490_954_400_000), after: null, limit: 25 };
    expect(membersDueRequest('T', 1, at)).toStrictEqual({
      TableName: 'T',
      IndexName: 'due',
      KeyConditionExpression: 'duePk = :shard AND dueSk < :later',
      ExpressionAttributeValues: { ':shard': { S: 'SHARD#01' }, ':later': { S: '001490954400001' } },
      Limit: 25,
    });
  });

  test('a page of those who are due goes on after another', () => {
    const at = { upTo: asEpochMs(1_490_954_400_000), after: '001490954000000#m1', limit: 25 };
    expect(membersDueRequest('T', 1, at).ExclusiveStartKey).toEqual({
      pk: { S: 'M#m1' },
      sk: { S: 'STATE' },
      duePk: { S: 'SHARD#01' },
      dueSk: { S: '001490954000000#m1' },
    });
  });

  test('a walk begins at the first', () => {
    expect(membersOfShardRequest('T', 1, null, 50)).toStrictEqual({
      TableName: 'T',
      IndexName: 'due',
      KeyConditionExpression: 'duePk = :shard',
      ExpressionAttributeValues: { ':shard': { S: 'SHARD#01' } },
      Limit: 50,
    });
  });
});

describe('a first page begins nowhere', () => {
  test.each([
    ['the notes of all till keys', () => tillKeyNotesRequest('T', null)],
    ['the entries of a member', () => entriesOfMemberRequest('T', 'm1', asDay(1), asDay(2), { after: null })],
    ['what waits at a card', () => waitingEntriesRequest('T', '290001', { after: null, limit: 7 })],
  ])('%s', (_, request) => {
    expect(Object.keys(request())).not.toContain('ExclusiveStartKey');
  });

  test('all entries of some days are read without a limit', () => {
    const all = entriesOfMemberRequest('T', 'm1', asDay(1), asDay(2), { after: null });
    expect(Object.keys(all)).not.toContain('Limit');
  });
});

describe('the facts of a step', () => {
  const before = sampleMember('m1');
  const step = (seqs: readonly number[]) => ({
    before,
    after: { ...before, seq: before.seq + seqs.length },
    entry: null,
    facts: seqs.map((seq) => raisedFact('m1', seq)),
  });

  test('are numbered one after the other', () => {
    const request = commitRequest('T', step([2, 3]));
    expect(request.kind).toBe('transaction');
    expect(() => commitRequest('T', step([2, 1]))).toThrow('not numbered one after the other');
  });
});
