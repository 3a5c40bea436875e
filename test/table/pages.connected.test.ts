import { BatchWriteItemCommand, type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { type Attributes, keyAttributes } from '#table/codecs/attributes.ts';
import { profileItem } from '#table/codecs/person-items.ts';
import { stateItem } from '#table/codecs/state-item.ts';
import { stateKey } from '#table/keys.ts';
import { memberReader } from '#table/member-reader.ts';
import type { Table } from '#table/send.ts';
import { allPages, itemsOf } from '#table/stored-items.ts';
import { createTable, localClient } from '../fixtures/table.ts';
import { sampleMember } from './samples.ts';

const TABLE = 'pages';
const client: DynamoDBClient = localClient(inject('dynamodbEndpoint'), 'pages');
let table: Table;

beforeAll(async () => {
  table = await createTable(client, TABLE);
});

const put = (Item: Attributes) => client.send(new PutItemCommand({ TableName: TABLE, Item }));

const storeLarge = async (items: readonly Attributes[], size: number): Promise<void> => {
  const payload = { B: new Uint8Array(size) };
  for (let start = 0; start < items.length; start += 20) {
    const puts = items
      .slice(start, start + 20)
      .map((item) => ({ PutRequest: { Item: { ...item, payload } } }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { [TABLE]: puts } }));
  }
};

describe('pages are followed to their end', () => {
  test('a query of more than 1 MB', async () => {
    const items = Array.from({ length: 12 }, (_, index) => ({
      pk: { S: 'LARGE' },
      sk: { S: String(index).padStart(2, '0') },
    }));
    await storeLarge(items, 300_000);
    let asked = 0;
    const found = await allPages(table, (after) => {
      asked += 1;
      return {
        TableName: TABLE,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: 'LARGE' } },
        ...(after === null ? {} : { ExclusiveStartKey: after }),
      };
    });
    expect(found.map(({ sk }) => sk?.S)).toEqual(items.map(({ sk }) => sk.S));
    expect(asked).toBeGreaterThan(2);
  });

  test('a batch of more than 16 MB: what the table leaves out is asked for again', async () => {
    const keys = Array.from({ length: 70 }, (_, index) =>
      stateKey(`large-${String(index).padStart(2, '0')}`),
    );
    await storeLarge(keys.map(keyAttributes), 300_000);
    let asked = 0;
    const counted: Table = {
      ...table,
      getBatch: (request) => {
        asked += 1;
        return table.getBatch(request);
      },
    };
    const absent = stateKey('absent');
    const found = await itemsOf(counted, [...keys, absent]);
    expect(found.map(({ pk }) => pk?.S)).toEqual(keys.map(({ pk }) => pk));
    expect(asked).toBeGreaterThan(1);
  });
});

describe('state and profile', () => {
  test('a state that knows another profile is not decided on', async () => {
    await put(stateItem(sampleMember('m-apart', { profileVersion: 2 }), 1));
    await put(profileItem('m-apart', { version: 1, attributes: new Map() }));
    await expect(memberReader(table).read('m-apart')).rejects.toThrow('do not agree');
    await put(profileItem('m-apart', { version: 2, attributes: new Map() }));
    expect((await memberReader(table).read('m-apart'))?.profile.version).toBe(2);
  });

  test('a state without a profile is a broken invariant', async () => {
    await put(stateItem(sampleMember('m-half'), 1));
    await expect(memberReader(table).read('m-half')).rejects.toThrow('m-half lacks its state or its profile');
  });

  test('neither contact nor facts are read with them', async () => {
    await put(stateItem(sampleMember('m-two'), 1));
    await put(profileItem('m-two', { version: 1, attributes: new Map() }));
    await put({ pk: { S: 'M#m-two' }, sk: { S: 'CONTACT' }, na: { N: '1' } });
    await put({ pk: { S: 'M#m-two' }, sk: { S: 'FACT#0000000001' }, k: { S: 'broken' } });
    expect((await memberReader(table).read('m-two'))?.member.id).toBe('m-two');
  });
});
