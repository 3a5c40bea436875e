import { expect, test } from 'vitest';
import { needsOf } from '../../local/endpoints/needed-permissions.ts';

const arnOf = (name: string) => `arn:${name}`;

test.each([
  ['GetItem', { TableName: 'T' }, ['dynamodb:GetItem arn:T']],
  ['Query', { TableName: 'T' }, ['dynamodb:Query arn:T']],
  ['Query', { TableName: 'T', IndexName: 'due' }, ['dynamodb:Query arn:T/index/due']],
  [
    'BatchGetItem',
    { RequestItems: { T: {}, U: {} } },
    ['dynamodb:BatchGetItem arn:T', 'dynamodb:BatchGetItem arn:U'],
  ],
  [
    'TransactWriteItems',
    {
      TransactItems: [
        { Put: { TableName: 'T' } },
        { Update: { TableName: 'T' } },
        { ConditionCheck: { TableName: 'U' } },
        { Delete: { TableName: 'T' } },
      ],
    },
    [
      'dynamodb:PutItem arn:T',
      'dynamodb:UpdateItem arn:T',
      'dynamodb:ConditionCheckItem arn:U',
      'dynamodb:DeleteItem arn:T',
    ],
  ],
  ['TransactGetItems', { TransactItems: [{ Get: { TableName: 'T' } }] }, ['dynamodb:GetItem arn:T']],
])('%s %j', (operation, request, expected) => {
  const needs = needsOf(operation, request, arnOf);
  expect(needs.map(({ action, resourceArn }) => `${action} ${resourceArn}`)).toEqual(expected);
});
