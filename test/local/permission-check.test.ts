import { expect, test } from 'vitest';
import { PermissionCheck } from '../../local/endpoints/permission-check.ts';
import type { SystemDescription } from '../../local/template/system.ts';

const table = 'arn:aws:dynamodb:x:0:table/small';
const check = new PermissionCheck({
  tables: [{ name: 'small', arn: table, key: { partition: 'pk', sort: 'sk' }, indexes: [] }],
  buses: [],
  functions: [
    {
      name: 'keep',
      permissions: [{ actions: ['dynamodb:PutItem'], resources: [table], leadingKeys: ['A#*'] }],
    },
  ],
} as unknown as SystemDescription);

const put = (pk: string) => ({ TableName: 'small', Item: { pk: { S: pk }, sk: { S: 'x' } } });

test('a function may write its own key family, and is refused another, without anybody’s id in the words', () => {
  expect(check.refusal('keep', 'PutItem', put('A#1'))).toBe(null);
  expect(check.refusal('keep', 'PutItem', put('B#somebody'))).toBe(
    `keep is not authorized to perform: dynamodb:PutItem on resource: ${table} under keys of: B`,
  );
  const both = { TransactItems: [{ Put: put('A#1') }, { Put: put('B#1') }] };
  expect(check.refusal('keep', 'TransactWriteItems', both)).toContain('under keys of: B');
});

test('another table, another function, another action', () => {
  expect(check.refusal('keep', 'PutItem', { ...put('A#1'), TableName: 'other' })).toContain(
    'resource: other',
  );
  expect(check.refusal('stranger', 'PutItem', put('A#1'))).toContain('stranger is not authorized');
  expect(check.refusal('keep', 'Scan', { TableName: 'small' })).toContain('dynamodb:Scan');
});
