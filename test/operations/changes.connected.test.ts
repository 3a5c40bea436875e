import { inject } from 'vitest';
import { stateRepair } from '#table/state-repair.ts';
import { houseOn } from '../fixtures/house.ts';
import { createTable, localClient } from '../fixtures/table.ts';
import { changesContract, NOON, salon } from './changes.ts';

let tables = 0;

changesContract(async () => {
  tables += 1;
  const table = await createTable(localClient(inject('dynamodbEndpoint'), 'changes'), `changes-${tables}`);
  const house = houseOn(table, NOON);
  await house.activate(salon);
  return { ...house, states: stateRepair(table) };
});
