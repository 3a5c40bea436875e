import { describe, expect, test } from 'vitest';
import { type KeyFamily, keyFamilies, tableLayout } from '#contracts/table-layout.ts';
import type { EntryBody } from '#domain/member/entry.ts';
import type { EntryRef } from '#domain/member/entry-ref.ts';
import { entryKeyOf } from '#table/entry-keys.ts';
import { tablePermissions } from '../../infra/permissions.ts';
import { policiesAsText } from './policy-text.ts';
import { type Context, configurations, Resources, synthesized } from './synthesized.ts';

/*
 * Who may do what is kept as text, statement by statement. What is new there was meant, and is reviewed as text:
 * `npx vitest run --project offline test/infra/policies.test.ts --update` writes it anew.
 */
const textOf = (context: Context | undefined): string =>
  policiesAsText(new Resources(synthesized(context ?? {})).all);

test.each([
  ['dev', 'policies/dev.txt'],
  ['prod, hardened', 'policies/prod-hardened.txt'],
])('every policy statement of %s is the one that was reviewed', async (name, file) => {
  await expect(textOf(configurations[name])).toMatchFileSnapshot(file);
});

test('a statement that the text would leave out is an error', () => {
  const statement = { Effect: 'Allow', NotAction: 'x:Y', Resource: '*' };
  const role = {
    Type: 'AWS::IAM::Role',
    Properties: { AssumeRolePolicyDocument: { Statement: [statement] } },
  };
  expect(() => policiesAsText([['Role', role]])).toThrow(
    'NotAction of a statement would not be written down.',
  );
});

describe('key families', () => {
  const familiesOf = (action: string): Readonly<Record<string, readonly KeyFamily[]>> =>
    Object.fromEntries(
      Object.entries(tablePermissions).flatMap(([name, grants]) => {
        const families = grants.filter((grant) => grant.action === action).flatMap((grant) => grant.families);
        return families.length === 0 ? [] : [[name, families]];
      }),
    );

  test('nobody behind the API writes programs or till keys, and only the till’s gate reads keys', () => {
    const writes = Object.values({ ...familiesOf('dynamodb:PutItem') }).flat();
    const updates = Object.values({ ...familiesOf('dynamodb:UpdateItem') }).flat();
    expect([...writes, ...updates]).not.toContain('program');
    expect([...writes, ...updates]).not.toContain('tillKey');
    const readers = Object.entries(familiesOf('dynamodb:GetItem')).filter(([, own]) =>
      own.includes('tillKey'),
    );
    expect(readers).toEqual([['authorize-till', ['tillKey']]]);
  });

  test('the audit is put by who acts, read by its reader, and updated by nobody', () => {
    const touching = Object.entries(tablePermissions).flatMap(([name, grants]) =>
      grants.filter(({ families }) => families.includes('audit')).map(({ action }) => `${name} ${action}`),
    );
    expect(touching).toEqual([
      'override-status dynamodb:PutItem',
      'remove-override dynamodb:PutItem',
      'read-member-contact dynamodb:PutItem',
      'read-audit dynamodb:Query',
      'read-audit dynamodb:Query',
      'read-audit dynamodb:BatchGetItem',
    ]);
  });

  test('who finds a member’s entries by their days may read entries of every kind', () => {
    const refs: Readonly<Record<EntryBody['kind'], EntryRef>> = {
      sale: { source: '292', id: 'r' },
      return: { source: '292', id: 'r', followUp: { kind: 'return', id: 'b' } },
      payment: { source: '292', id: 'r', followUp: { kind: 'payment', id: 'p' } },
      override: { source: 'm-1', id: 'level', override: 1 },
      visit: { source: '292', id: 'v', change: { of: 'visit', number: 1 } },
      activity: { source: '292', id: 'a', change: { of: 'activity', number: 1 } },
      'taken-back': { source: '292', id: 'v', change: { of: 'visit', number: 2, isBack: true } },
    };
    const familyOf = (ref: EntryRef) =>
      Object.entries(keyFamilies).find(([, pattern]) =>
        entryKeyOf(ref).pk.startsWith(pattern.replace('*', '')),
      )?.[0];
    const finders = Object.entries(tablePermissions).flatMap(([name, grants]) =>
      grants.some(
        ({ index, families }) => index === tableLayout.entryIndex.name && families.includes('member'),
      )
        ? [name]
        : [],
    );
    const read: Readonly<Record<string, readonly string[]>> = familiesOf('dynamodb:BatchGetItem');
    const refused = finders.flatMap((name) =>
      Object.entries(refs)
        .filter(([, ref]) => !read[name]?.includes(familyOf(ref) ?? 'none'))
        .map(([kind]) => `${name} may not read an entry of the kind ${kind}`),
    );
    expect(refused).toEqual([]);
    expect(finders).toEqual([
      'quote-receipt',
      'score-receipt',
      'return-receipt',
      'pay-receipt',
      'take-batch',
      'change-visit',
      'pay-visit',
      'tell-activity',
      'count-referral',
      'enrol-member',
      'explain-my-status',
      'sweep-shard',
    ]);
  });

  test('a receipt’s reader reads receipts, and a pattern of one family fits no other', () => {
    expect(tablePermissions['read-receipt']).toEqual([
      { action: 'dynamodb:GetItem', families: ['entry'] },
      { action: 'dynamodb:BatchGetItem', families: ['program', 'revokedKeys'] },
    ]);
    const prefixes = Object.values(keyFamilies).map((pattern) => pattern.replace('*', ''));
    for (const prefix of prefixes)
      expect(prefixes.filter((other) => other.startsWith(prefix) || prefix.startsWith(other))).toEqual([
        prefix,
      ]);
  });
});
