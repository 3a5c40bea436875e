import { expect, test } from 'vitest';
import { readUpdate, UnreadableUpdate } from '../../cost/usage/update-expression.ts';

const names = { '#v': 'version', '#b': 'bytes' };
const values = { ':n': { N: '123' }, ':t': { S: 'hello' } };
const standing: Readonly<Record<string, number>> = { version: 2, note: 9 };

const read = (UpdateExpression: string) =>
  Object.fromEntries(
    readUpdate(
      { UpdateExpression, ExpressionAttributeNames: names, ExpressionAttributeValues: values },
      (attribute) => standing[attribute] ?? null,
    ),
  );

test.each([
  ['SET note = :t', { note: { kind: 'set', bytes: 5, value: { S: 'hello' } } }],
  [
    'SET #v = :n, #b = :t REMOVE note, gone',
    {
      version: { kind: 'set', bytes: 3, value: { N: '123' } },
      bytes: { kind: 'set', bytes: 5, value: { S: 'hello' } },
      note: { kind: 'removed' },
      gone: { kind: 'removed' },
    },
  ],
  ['SET #v = #v + :n', { version: { kind: 'set', bytes: 3, value: null } }],
  ['SET note = if_not_exists(note, :t)', { note: { kind: 'set', bytes: 9, value: null } }],
  [
    'SET fresh = if_not_exists(fresh, :t), #v = :n',
    {
      fresh: { kind: 'set', bytes: 5, value: null },
      version: { kind: 'set', bytes: 3, value: { N: '123' } },
    },
  ],
  ['ADD tries :n', { tries: { kind: 'set', bytes: 3, value: null } }],
  ['REMOVE #v', { version: { kind: 'removed' } }],
])('%s', (expression, expected) => {
  expect(read(expression)).toEqual(expected);
});

test.each(['SET a.b = :n', 'SET a[0] = :n', 'SET a = list_append(a, :t)', 'DELETE a :t', 'SET a = :unknown'])(
  '%s cannot be told from the request',
  (expression) => {
    expect(() => read(expression)).toThrow(UnreadableUpdate);
  },
);
