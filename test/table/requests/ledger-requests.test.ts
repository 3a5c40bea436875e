import { describe, expect, test } from 'vitest';
import { asEpochMs } from '#domain/time/time.ts';
import { entryItem } from '#table/codecs/entry-item.ts';
import { factsItem } from '#table/codecs/facts-item.ts';
import {
  claimRequest,
  commitRequest,
  readEntryRequest,
  recordRequest,
} from '#table/requests/ledger-requests.ts';
import { raisedFact, sampleEntry, sampleMember, stepOf } from '../samples.ts';

const before = sampleMember('m1', { version: 7 });
const entry = sampleEntry('r-1', 'm1');
const STATE_MAP = {
  M: {
    level: {
      M: {
        c: { S: 'silver' },
        s: { N: '1488326400000' },
        w: { M: { k: { S: 'initial' } } },
        ct: { N: '17226' },
      },
    },
  },
};

describe('a commit', () => {
  test('is one transaction: entry, state, facts, each under its condition', () => {
    expect(commitRequest('T', stepOf(before, entry, [raisedFact('m1', 2)]))).toEqual({
      kind: 'transaction',
      entryAt: 0,
      besideAt: [],
      stateAt: 1,
      request: {
        TransactItems: [
          {
            Put: {
              TableName: 'T',
              Item: entryItem(entry),
              ConditionExpression: 'attribute_not_exists(pk)',
              ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
            },
          },
          {
            Update: {
              TableName: 'T',
              Key: { pk: { S: 'M#m1' }, sk: { S: 'STATE' } },
              UpdateExpression:
                'SET v = :v, pv = :pv, en = :en, sq = :sq, ne = :ne, de = :de, st = :st REMOVE ca, di, pt, ou, uq, iv, le, cn, cs',
              ConditionExpression: 'v = :read',
              ExpressionAttributeValues: {
                ':read': { N: '7' },
                ':v': { N: '8' },
                ':pv': { N: '1' },
                ':en': { N: '1488326400000' },
                ':sq': { N: '2' },
                ':ne': { N: '1' },
                ':de': { S: 'ffffffff00000000' },
                ':st': STATE_MAP,
              },
              ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
            },
          },
          {
            Put: {
              TableName: 'T',
              Item: factsItem([raisedFact('m1', 2)]),
              ConditionExpression: 'attribute_not_exists(pk)',
            },
          },
        ],
      },
    });
  });

  test('touches the due index only when the due key moves', () => {
    const after = { ...before, dueAt: asEpochMs(1_500_000_000_000) };
    const moved = commitRequest('T', { before, after, entry: null, facts: [] });
    expect(moved).toEqual({
      kind: 'update',
      request: {
        TableName: 'T',
        Key: { pk: { S: 'M#m1' }, sk: { S: 'STATE' } },
        UpdateExpression:
          'SET v = :v, pv = :pv, en = :en, sq = :sq, ne = :ne, de = :de, st = :st, duePk = :duePk, dueSk = :dueSk REMOVE ca, di, pt, ou, uq, iv, le, cn, cs',
        ConditionExpression: 'v = :read',
        ExpressionAttributeValues: {
          ':read': { N: '7' },
          ':v': { N: '8' },
          ':pv': { N: '1' },
          ':en': { N: '1488326400000' },
          ':sq': { N: '1' },
          ':ne': { N: '0' },
          ':de': { S: '0000000000000000' },
          ':st': STATE_MAP,
          ':duePk': { S: 'SHARD#01' },
          ':dueSk': { S: '001500000000000#m1' },
        },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
    });
  });

  test('of facts alone has its state first', () => {
    const after = { ...before, seq: 2 };
    const commit = commitRequest('T', { before, after, entry: null, facts: [raisedFact('m1', 2)] });
    expect(commit).toMatchObject({ kind: 'transaction', entryAt: null, stateAt: 0 });
  });

  test.each([
    ['another member', { ...stepOf(before, entry), after: sampleMember('m2') }, 'into another'],
    ['a member never written', stepOf({ ...before, version: 0 }, entry), 'never written'],
    ['an entry of another', stepOf(before, sampleEntry('r-1', 'm2')), 'the entry of another member'],
    ['an entry of nobody', stepOf(before, sampleEntry('r-1', null)), 'the entry of another member'],
    ['a fact of another', stepOf(before, entry, [raisedFact('m2', 2)]), 'the fact of another member'],
    ['a gap in the facts', stepOf(before, entry, [raisedFact('m1', 3)]), 'not numbered one after the other'],
    ['a seq without its fact', { ...stepOf(before, entry), after: { ...before, seq: 2 } }, 'another number'],
  ])('refuses %s', (_, change, error) => {
    expect(() => commitRequest('T', change)).toThrow(error);
  });
});

describe('a claim', () => {
  test('replaces the entry while it says the same and has no member', () => {
    const claim = claimRequest('T', stepOf(before, entry));
    if (claim.kind !== 'transaction') throw new Error('a claim is a transaction');
    expect(claim.request.TransactItems?.[0]).toEqual({
      Put: {
        TableName: 'T',
        Item: entryItem(entry),
        ConditionExpression:
          'attribute_exists(pk) AND attribute_not_exists(m) AND h = :meaning AND attribute_not_exists(rv)',
        ExpressionAttributeValues: { ':meaning': { S: 'mQ3vXbUe0o2n8b6Qy5v1sT7kXq0m4n2c8d6e1f3a5b7' } },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
    });
  });

  test('needs an entry', () => {
    expect(() => claimRequest('T', { before, after: before, entry: null, facts: [] })).toThrow('no entry');
  });
});

describe('an entry without a member', () => {
  test('of nobody is a single put', () => {
    const anonymous = sampleEntry('r-1', null);
    expect(recordRequest('T', anonymous)).toEqual({
      kind: 'put',
      request: {
        TableName: 'T',
        Item: entryItem(anonymous),
        ConditionExpression: 'attribute_not_exists(pk)',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
    });
  });

  test('of a card is noted at the card, while the card has no member', () => {
    const unmatched = sampleEntry('r-1', null, { cardNumber: '290001' });
    expect(recordRequest('T', unmatched)).toEqual({
      kind: 'transaction',
      entryAt: 0,
      besideAt: [],
      cardAt: 1,
      request: {
        TransactItems: [
          {
            Put: {
              TableName: 'T',
              Item: entryItem(unmatched),
              ConditionExpression: 'attribute_not_exists(pk)',
              ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
            },
          },
          {
            ConditionCheck: {
              TableName: 'T',
              Key: { pk: { S: 'C#290001' }, sk: { S: 'L' } },
              ConditionExpression: 'attribute_not_exists(pk)',
            },
          },
          {
            Put: {
              TableName: 'T',
              Item: { pk: { S: 'C#290001' }, sk: { S: 'W#2017-03-31#001490954400000#292#r-1' } },
            },
          },
        ],
      },
    });
  });

  test('with a member is refused', () => {
    expect(() => recordRequest('T', entry)).toThrow('committed together with the member');
  });
});

test('reading an entry is one strong read by key', () => {
  expect(readEntryRequest('T', '292', 'r-1')).toEqual({
    TableName: 'T',
    Key: { pk: { S: 'E#292#r-1' }, sk: { S: 'E' } },
    ConsistentRead: true,
  });
});
