import { inject } from 'vitest';
import { stateRepair } from '#table/state-repair.ts';
import { houseOn } from '../fixtures/house.ts';
import { monthlyAmount } from '../fixtures/programs.ts';
import { createTable, localClient } from '../fixtures/table.ts';
import { followUpContract } from './follow-ups.ts';

let tables = 0;

followUpContract(async () => {
  tables += 1;
  const table = await createTable(
    localClient(inject('dynamodbEndpoint'), 'followups'),
    `follow-ups-${tables}`,
  );
  const house = houseOn(table, '2024-05-20T12:00:00+03:00');
  await house.activate(monthlyAmount({ raise: 'at-once' }));
  return { ...house, states: stateRepair(table) };
});
