import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { activateProgram } from '#operations/activate-program.ts';
import type { SaleRequest } from '#operations/sale-request.ts';
import { issueTillKey } from '#operations/till-keys.ts';
import { openTable } from '#table/send.ts';
import { tillKeys } from '#table/till-keys.ts';
import { type Audit, audit } from '../faults/books.ts';
import { compiledProgram, program } from '../faults/load-under-faults.ts';
import { NOW } from '../faults/receipts.ts';
import { houseOn } from '../fixtures/house.ts';
import { localClient } from '../fixtures/table.ts';

/** A system that is served somewhere, with members and a key that speaks for all their stores. */
export interface Target {
  readonly url: string;
  readonly tillKey: string;
  readonly memberIds: readonly string[];
  /** Sets the stage's limits from now on. */
  throttle(ratePerSecond: number, burst: number): Promise<void>;
  /** The books of the whole table against everything that was sent so far. */
  audit(sent: readonly SaleRequest[]): Promise<Audit>;
}

const STORES = Array.from({ length: 7 }, (_, index) => `store-${index}`);

/** Makes a served system ready: a program in force, members, a till key. */
export async function makeReady(
  url: string,
  database: { readonly endpoint: string; readonly tableName: string; readonly accessKeyId: string },
  members: number,
): Promise<Target> {
  const client: DynamoDBClient = localClient(database.endpoint, database.accessKeyId);
  const table = openTable(client, database.tableName);
  const house = houseOn(table, NOW);
  const activated = await activateProgram(house, program, null);
  if (activated.kind === 'refused') throw new Error(`the program was not activated: ${activated.code}`);
  const memberIds: string[] = [];
  for (let index = 0; index < members; index += 1) memberIds.push(await house.enrol(`card-${1000 + index}`));
  const { key } = await issueTillKey({ ...house, keys: tillKeys(table) }, STORES);
  return {
    url,
    tillKey: key,
    memberIds,
    async throttle(ratePerSecond, burst) {
      const body = JSON.stringify({ ratePerSecond, burst });
      const response = await fetch(`${url}/_local/throttle`, { method: 'PUT', body });
      if (!response.ok) throw new Error(`the throttle was not set: ${await response.text()}`);
    },
    audit: (sent) => audit(client, database.tableName, compiledProgram, sent),
  };
}
