import type { DynamoDBRecord } from 'aws-lambda';
import { afterEach, expect, test, vi } from 'vitest';
import { metricNames } from '#contracts/metrics.ts';
import * as instruments from '#lambda/instruments.ts';
import { changedPlacesOf } from '#lambda/stream-record.ts';
import { context } from '../fixtures/edge.ts';

vi.mock('#lambda/instruments.ts', { spy: true });
afterEach(() => void vi.clearAllMocks());

const record = (eventName: 'INSERT' | 'MODIFY' | 'REMOVE', id: string): DynamoDBRecord => ({
  eventName,
  dynamodb: {
    Keys: { pk: { S: 'AUDIT#2026-11-28' }, sk: { S: `001795858812345#${id}` } },
    OldImage: { rn: { S: 'a reason that names somebody' } },
  },
});

test('what was modified or removed is counted, and told by its place alone', async () => {
  const { handler } = await import('../../functions/watch-audit/handler.ts');
  await handler(
    { Records: [record('MODIFY', 'a1'), record('INSERT', 'a2'), record('REMOVE', 'a3')] },
    context,
  );
  expect(vi.mocked(instruments.count).mock.calls).toEqual([[metricNames.auditChanged, 2]]);
});

test('an entry that is new is no change', () => {
  expect(changedPlacesOf([record('INSERT', 'a1')])).toEqual([]);
  expect(changedPlacesOf([record('REMOVE', 'a1')])).toEqual([
    { what: 'REMOVE', pk: 'AUDIT#2026-11-28', sk: '001795858812345#a1' },
  ]);
  expect(() => changedPlacesOf([{ eventName: 'REMOVE', dynamodb: {} }])).toThrow('has no key');
});
