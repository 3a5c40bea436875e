import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { asEpochMs } from '#domain/time.ts';
import { systemClock } from '#operations/chance.ts';
import type { Clock } from '#operations/ports.ts';
import { openTable, type Table } from '#table/send.ts';
import { localClock } from './local-clock.ts';
import { localControl } from './local-control.ts';
import { readLocalTarget } from './local-target.ts';

/** The table that a command writes to, and the clock that goes with it. */
export interface TableTarget {
  readonly table: Table;
  readonly clock: Clock;
  readonly close: () => void;
}

/**
 * Opens the table of a deployed stack by its name, with the caller's own AWS credentials and region; without a name the
 * one of the local system, whose clock is the runner's.
 */
export async function openTarget(tableName: string | undefined, home: string): Promise<TableTarget> {
  if (tableName !== undefined) {
    const client = new DynamoDBClient({});
    return { table: openTable(client, tableName), clock: systemClock, close: () => client.destroy() };
  }
  const target = readLocalTarget(home);
  const client = new DynamoDBClient({
    endpoint: target.dynamodb,
    region: target.region,
    credentials: { accessKeyId: target.accessKeyId, secretAccessKey: target.secretAccessKey },
  });
  const now = asEpochMs(await localClock(localControl(target.api)).now());
  return {
    table: openTable(client, target.tableName),
    clock: { now: () => now },
    close: () => client.destroy(),
  };
}
