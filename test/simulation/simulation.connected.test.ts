import { expect, inject, test } from 'vitest';
import { createTable, localClient } from '../fixtures/table.ts';
import { worldOf } from '../table/world.ts';
import { simulate } from './simulate.ts';

test('a shop on a real table does what a pencil says', async () => {
  const seed = 5_000;
  const table = await createTable(localClient(inject('dynamodbEndpoint'), 'simulation'), 'laurel');
  const report = await simulate(worldOf(table), seed, { members: 6, steps: 120 });
  expect(report.receipts).toBeGreaterThan(40);
});
