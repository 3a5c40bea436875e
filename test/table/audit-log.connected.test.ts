import { inject } from 'vitest';
import { createTable, localClient } from '../fixtures/table.ts';
import { auditContract } from './contracts/audit-contract.ts';
import { worldOf } from './world.ts';

const client = localClient(inject('dynamodbEndpoint'), 'audit');
let tables = 0;

auditContract(async () => {
  tables += 1;
  return worldOf(await createTable(client, `audit-${tables}`));
});
