import { inject } from 'vitest';
import { stateRepair } from '#table/state-repair.ts';
import { houseOn } from '../fixtures/house.ts';
import { monthlyAmount } from '../fixtures/programs.ts';
import { createTable, localClient } from '../fixtures/table.ts';
import { overrideContract } from './overrides.ts';

let tables = 0;

overrideContract(async () => {
  tables += 1;
  const table = await createTable(
    localClient(inject('dynamodbEndpoint'), 'overrides'),
    `overrides-${tables}`,
  );
  const house = houseOn(table, '2024-05-20T12:00:00+03:00');
  await house.activate(monthlyAmount());
  return { ...house, states: stateRepair(table) };
});
