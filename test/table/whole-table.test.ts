import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { wholeTable } from '#table/whole-table.ts';

/** A client that takes two requests of a batch and leaves the rest, as a busy table does. */
function busyClient(taken: string[]): DynamoDBClient {
  const send = async ({ input }: { readonly input: { readonly RequestItems: Record<string, object[]> } }) => {
    const all = input.RequestItems.T ?? [];
    taken.push(...all.slice(0, 2).map((request) => JSON.stringify(request)));
    return { UnprocessedItems: all.length > 2 ? { T: all.slice(2) } : {} };
  };
  return { send } as unknown as DynamoDBClient;
}

test('what a busy table leaves unwritten is written again, puts and removals', async () => {
  for (const kind of ['put', 'remove'] as const) {
    const taken: string[] = [];
    const whole = wholeTable(busyClient(taken), 'T');
    const keys = ['a', 'b', 'c', 'd', 'e'].map((pk) => ({ pk, sk: 'S' }));
    if (kind === 'remove') await whole.remove(keys);
    else await whole.put(keys.map(({ pk, sk }) => ({ pk: { S: pk }, sk: { S: sk } })));
    expect(taken).toHaveLength(5);
    expect(new Set(taken).size).toBe(5);
  }
});

test('one that takes nothing is given up', { timeout: 60_000 }, async () => {
  const all = { UnprocessedItems: { T: [{}] } };
  const whole = wholeTable({ send: async () => all } as unknown as DynamoDBClient, 'T');
  await expect(whole.remove([{ pk: 'a', sk: 'S' }])).rejects.toThrow('leaves items unwritten');
});
