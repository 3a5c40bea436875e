import { inject } from 'vitest';
import { createTable, localClient } from '../fixtures/table.ts';
import { archiveContract } from './contracts/archive-contract.ts';
import { registerContract } from './contracts/register-contract.ts';
import { worldOf } from './world.ts';

const client = localClient(inject('dynamodbEndpoint'), 'register');
let tables = 0;
const make = async () => {
  tables += 1;
  return worldOf(await createTable(client, `register-${tables}`));
};

registerContract(make);
archiveContract(make);
