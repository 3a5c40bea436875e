import { expect, test } from 'vitest';
import { needsOf } from '../../local/endpoints/needed-permissions.ts';

const tableOf = (name: string) => ({
  arn: `arn:${name}`,
  key: { partition: 'pk' },
  indexes: [{ name: 'due', key: { partition: 'duePk' } }],
});
const key = (pk: string) => ({ pk: { S: pk }, sk: { S: 'x' } });
const byPk = (pk: string) => ({ ExpressionAttributeValues: { ':pk': { S: pk }, ':sk': { S: 'y' } } });

test.each([
  ['GetItem', { TableName: 'T', Key: key('A#1') }, ['dynamodb:GetItem arn:T A#1']],
  ['PutItem', { TableName: 'T', Item: { ...key('A#1'), n: { N: '1' } } }, ['dynamodb:PutItem arn:T A#1']],
  ['Scan', { TableName: 'T' }, ['dynamodb:Scan arn:T ']],
  [
    'Query',
    { TableName: 'T', KeyConditionExpression: 'pk = :pk AND sk = :sk', ...byPk('A#1') },
    ['dynamodb:Query arn:T A#1'],
  ],
  [
    'Query',
    {
      TableName: 'T',
      IndexName: 'due',
      KeyConditionExpression: 'sk BETWEEN :sk AND :sk AND #p = :pk',
      ExpressionAttributeNames: { '#p': 'duePk' },
      ...byPk('S#1'),
    },
    ['dynamodb:Query arn:T/index/due S#1'],
  ],
  [
    'BatchGetItem',
    { RequestItems: { T: { Keys: [key('A#1'), key('B#1')] }, U: { Keys: [key('C#1')] } } },
    ['dynamodb:BatchGetItem arn:T A#1,B#1', 'dynamodb:BatchGetItem arn:U C#1'],
  ],
  [
    'BatchWriteItem',
    {
      RequestItems: {
        T: [{ PutRequest: { Item: key('A#1') } }, { DeleteRequest: { Key: key('B#1') } }],
      },
    },
    ['dynamodb:BatchWriteItem arn:T A#1,B#1'],
  ],
  [
    'TransactWriteItems',
    {
      TransactItems: [
        { Put: { TableName: 'T', Item: key('A#1') } },
        { Update: { TableName: 'T', Key: key('B#1') } },
        { ConditionCheck: { TableName: 'U', Key: key('C#1') } },
        { Delete: { TableName: 'T', Key: key('D#1') } },
      ],
    },
    [
      'dynamodb:PutItem arn:T A#1',
      'dynamodb:UpdateItem arn:T B#1',
      'dynamodb:ConditionCheckItem arn:U C#1',
      'dynamodb:DeleteItem arn:T D#1',
    ],
  ],
  [
    'TransactGetItems',
    { TransactItems: [{ Get: { TableName: 'T', Key: key('A#1') } }] },
    ['dynamodb:GetItem arn:T A#1'],
  ],
])('%s %j', (operation, request, expected) => {
  const needs = needsOf(operation, request, tableOf);
  expect(
    needs.map(({ action, resourceArn, leadingKeys }) => `${action} ${resourceArn} ${leadingKeys.join(',')}`),
  ).toEqual(expected);
});

test('a query whose partition cannot be seen is refused, not waved through', () => {
  const request = { TableName: 'T', KeyConditionExpression: 'other = :pk', ...byPk('A#1') };
  expect(() => needsOf('Query', request, tableOf)).toThrow(
    'No pk is found in the key condition other = :pk.',
  );
});
