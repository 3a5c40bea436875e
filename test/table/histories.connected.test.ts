import { inject } from 'vitest';
import { shardOf } from '#table/keys.ts';
import { createTable, localClient } from '../fixtures/table.ts';
import { historyContract } from './contracts/history-contract.ts';
import { sweepContract } from './contracts/sweep-contract.ts';
import { worldOf } from './world.ts';

const client = localClient(inject('dynamodbEndpoint'), 'histories');
let tables = 0;
const make = async () => {
  tables += 1;
  return worldOf(await createTable(client, `histories-${tables}`));
};

historyContract(make);
sweepContract(make, shardOf);
