import { beforeEach, describe, expect, test } from 'vitest';
import { type Exchange, type Units, unitsOf } from '../../cost/usage/capacity.ts';
import { Shadows } from '../../cost/usage/shadow.ts';

const table = {
  name: 'T',
  key: { partition: 'pk', sort: 'sk' },
  indexes: [
    { name: 'due', key: { partition: 'duePk', sort: 'dueSk' }, projection: 'KEYS_ONLY' as const },
    { name: 'entries', key: { partition: 'entryPk', sort: 'entrySk' }, projection: 'KEYS_ONLY' as const },
  ],
};

let shadows: Shadows;
beforeEach(() => {
  shadows = new Shadows([table]);
});

const text = (length: number) => ({ S: 'x'.repeat(length) });
const units = (tableWrites: number, indexWrites: number, reads: number): Units => ({
  tableWrites,
  indexWrites,
  reads,
});
const key = { pk: { S: 'M#1' }, sk: { S: 'STATE' } };
/** 2 + 3 + 2 + 5 = 12 bytes of key. */
const KEY_BYTES = 12;

const run = (operation: string, request: object, response: object | null = {}): Units =>
  unitsOf({ operation, request, response } as Exchange, shadows);
const put = (item: object, response: object | null = {}) =>
  run('PutItem', { TableName: 'T', Item: { ...key, ...item } }, response);
const update = (UpdateExpression: string, values: object, response: object | null = {}) =>
  run(
    'UpdateItem',
    { TableName: 'T', Key: key, UpdateExpression, ExpressionAttributeValues: values },
    response,
  );

describe('writes', () => {
  test('a small item is one unit', () => expect(put({ a: text(1) })).toEqual(units(1, 0, 0)));

  test('exactly 1 KB is one unit, a byte more is two', () => {
    expect(put({ a: text(1024 - KEY_BYTES - 1) })).toEqual(units(1, 0, 0));
    expect(put({ a: text(1024 - KEY_BYTES) })).toEqual(units(2, 0, 0));
  });

  test('the larger of before and after counts', () => {
    put({ a: text(3000) });
    expect(put({ a: text(1) })).toEqual(units(3, 0, 0));
    expect(put({ a: text(1) })).toEqual(units(1, 0, 0));
  });

  test('an update costs by the whole item, not by what it changes', () => {
    put({ a: text(2500), v: { N: '1' } });
    expect(update('SET v = :v', { ':v': { N: '2' } })).toEqual(units(3, 0, 0));
  });

  test('an update that makes the item smaller costs by what it was', () => {
    put({ a: text(2500) });
    expect(update('REMOVE a', {})).toEqual(units(3, 0, 0));
    expect(update('SET v = :v', { ':v': { N: '2' } })).toEqual(units(1, 0, 0));
  });

  test('an item that was read is known to the update that follows', () => {
    run('GetItem', { TableName: 'T', Key: key }, { Item: { ...key, a: text(2500) } });
    expect(update('SET v = :v', { ':v': { N: '2' } })).toEqual(units(3, 0, 0));
  });

  test('a failed condition costs by what stands there and changes nothing', () => {
    put({ a: text(2500) });
    expect(put({ a: text(9000) }, null)).toEqual(units(3, 0, 0));
    expect(update('SET v = :v', { ':v': { N: '2' } })).toEqual(units(3, 0, 0));
  });

  test('a delete costs by what it deletes', () => {
    put({ a: text(2500), duePk: { S: 'a' }, dueSk: { S: 'b' } });
    expect(run('DeleteItem', { TableName: 'T', Key: key })).toEqual(units(3, 1, 0));
    expect(put({ a: text(1) })).toEqual(units(1, 0, 0));
  });
});

describe('index writes', () => {
  const due = (sk: string) => ({ duePk: { S: 'SHARD#01' }, dueSk: { S: sk } });

  test('an entry that appears: one', () => expect(put(due('1'))).toEqual(units(1, 1, 0)));

  test('an item with half of an index’s key is not in it', () => {
    expect(put({ duePk: { S: 'SHARD#01' } })).toEqual(units(1, 0, 0));
  });

  test('both indexes: one each', () => {
    expect(put({ ...due('1'), entryPk: { S: 'M#1' }, entrySk: { S: '2024' } })).toEqual(units(1, 2, 0));
  });

  test('a key that stays: none, whatever else changes', () => {
    put({ ...due('1'), v: { N: '1' } });
    expect(update('SET v = :v', { ':v': { N: '2' } })).toEqual(units(1, 0, 0));
    expect(update('SET dueSk = :s', { ':s': { S: '1' } })).toEqual(units(1, 0, 0));
  });

  test('a key that moves: two; one that goes: one', () => {
    put(due('1'));
    expect(update('SET dueSk = :s', { ':s': { S: '2' } })).toEqual(units(1, 2, 0));
    expect(update('REMOVE duePk, dueSk', {})).toEqual(units(1, 1, 0));
  });
});

describe('transactions', () => {
  const receipt = {
    pk: { S: 'E#292#1' },
    sk: { S: 'E' },
    entryPk: { S: 'M#1' },
    entrySk: { S: '2024' },
    a: text(700),
  };
  const parts = [
    { Put: { TableName: 'T', Item: receipt } },
    {
      Update: {
        TableName: 'T',
        Key: key,
        UpdateExpression: 'SET v = :v',
        ExpressionAttributeValues: { ':v': { N: '8' } },
      },
    },
  ];

  test('an ordinary receipt: four units on the table, one on an index, not doubled', () => {
    put({ a: text(600), duePk: { S: 'a' }, dueSk: { S: 'b' } });
    expect(run('TransactWriteItems', { TransactItems: parts })).toEqual(units(4, 1, 0));
  });

  test('one that fails its condition costs by what stands there', () => {
    put({ a: text(1600) });
    expect(run('TransactWriteItems', { TransactItems: parts }, null)).toEqual(units(2 + 4, 0, 0));
  });

  test('a check costs as a write', () => {
    const check = [{ ConditionCheck: { TableName: 'T', Key: key } }];
    expect(run('TransactWriteItems', { TransactItems: check })).toEqual(units(2, 0, 0));
  });
});

describe('reads', () => {
  const get = (bytes: number, ConsistentRead: boolean) =>
    run(
      'GetItem',
      { TableName: 'T', Key: key, ConsistentRead },
      { Item: { ...key, a: text(bytes - KEY_BYTES - 1) } },
    );

  test('4 KB a unit, half for eventual consistency', () => {
    expect(get(4096, true)).toEqual(units(0, 0, 1));
    expect(get(4097, true)).toEqual(units(0, 0, 2));
    expect(get(4096, false)).toEqual(units(0, 0, 0.5));
    expect(get(4097, false)).toEqual(units(0, 0, 1));
  });

  test('what is not there costs as the smallest item', () => {
    expect(run('GetItem', { TableName: 'T', Key: key, ConsistentRead: true })).toEqual(units(0, 0, 1));
    expect(run('Query', { TableName: 'T' }, { Items: [] })).toEqual(units(0, 0, 0.5));
  });

  test('a query adds the sizes of its page before it rounds', () => {
    const item = (n: number) => ({ pk: { S: 'M#1' }, sk: { S: `FACT#${n}` }, a: text(1986) });
    // 2 + 3 + 2 + 6 + 1 + 1986 = 2000 bytes each.
    const Items = [item(1), item(2), item(3), item(4)];
    expect(run('Query', { TableName: 'T', ConsistentRead: true }, { Items })).toEqual(units(0, 0, 2));
    expect(run('Query', { TableName: 'T', ConsistentRead: true }, { Items: Items.slice(0, 2) })).toEqual(
      units(0, 0, 1),
    );
  });

  test('a query of an index costs by what the index holds', () => {
    put({ a: text(9000), duePk: { S: 'a' }, dueSk: { S: 'b' } });
    const Items = [{ ...key, duePk: { S: 'a' }, dueSk: { S: 'b' } }];
    expect(run('Query', { TableName: 'T', IndexName: 'due' }, { Items })).toEqual(units(0, 0, 0.5));
    // And it has taught nothing about the whole item.
    expect(update('SET v = :v', { ':v': { N: '2' } })).toEqual(units(9, 0, 0));
  });

  test('a projection does not make a read cheaper', () => {
    put({ a: text(9000), b: { S: 'x' } });
    const request = { TableName: 'T', Key: key, ConsistentRead: true, ProjectionExpression: 'pk, sk, b' };
    expect(run('GetItem', request, { Item: { ...key, b: { S: 'x' } } })).toEqual(units(0, 0, 3));
  });

  test('a batch rounds each item by itself, and asks for the missing as well', () => {
    const other = { pk: { S: 'M#2' }, sk: { S: 'STATE' } };
    const request = { RequestItems: { T: { Keys: [key, other], ConsistentRead: true } } };
    expect(run('BatchGetItem', request, { Responses: { T: [{ ...key, a: text(5000) }] } })).toEqual(
      units(0, 0, 3),
    );
  });
});

test('an operation without a price is an error, not free', () => {
  expect(() => run('Scan', { TableName: 'T' })).toThrow('The operation Scan has no price here.');
});
