import { inject } from 'vitest';
import { createTable, localClient } from '../fixtures/table.ts';
import { claimContract } from './contracts/claim-contract.ts';
import { ledgerContract } from './contracts/ledger-contract.ts';
import { worldOf } from './world.ts';

const client = localClient(inject('dynamodbEndpoint'), 'ledger');
let tables = 0;
const make = async () => {
  tables += 1;
  return worldOf(await createTable(client, `ledger-${tables}`));
};

ledgerContract(make);
claimContract(make);
