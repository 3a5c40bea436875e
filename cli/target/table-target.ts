import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { asEpochMs } from '#domain/time/time.ts';
import type { Acting } from '#operations/audit.ts';
import type { Clock } from '#operations/ports/clock-and-random.ts';
import { randomIds } from '#operations/random.ts';
import { openTable, type Table } from '#table/send.ts';
import { type WholeTable, wholeTable } from '#table/whole-table.ts';
import type { Call } from '../commands/command.ts';
import { type LastingNotes, lastingNotes } from './lasting-notes.ts';
import { localClock } from './local-clock.ts';
import { localControl } from './local-control.ts';
import { readLocalTarget } from './local-target.ts';
import { awsOperator, localOperator } from './operator.ts';
import { type SealSecret, sealSecret } from './seal-secret.ts';
import { servedClock } from './served-clock.ts';
import { readStackOutputs } from './stack-outputs.ts';
import { targetWish } from './target-options.ts';

/** A running Laurel: its table, the clock that goes with it, and where its API answers. */
export interface Target {
  /** For people: `the stack Laurel in eu-central-1`. */
  readonly name: string;
  readonly api: string;
  readonly table: Table;
  /** All of the table, for backup, restore and rebuild. */
  readonly whole: WholeTable;
  /** The secret behind its digests, codes and seals. */
  readonly seal: SealSecret;
  /** What must not come back with a restored table. */
  readonly lasting: LastingNotes;
  /** The system's: of the runner, or of the service that answers. */
  readonly clock: Clock;
  /** Who acts through this command: asked for where something is about to be written, for the audit tells it. */
  readonly acting: () => Promise<Acting>;
  /** How far this machine's own clock is ahead of it; `null`: it is not compared. */
  readonly clockAheadMs: () => number | null;
  readonly close: () => void;
}

/** Opens the Laurel that the call means, does the work, and closes it whatever comes of it. */
export async function withTarget<Result>(
  call: Call,
  work: (target: Target) => Promise<Result>,
): Promise<Result> {
  const wish = targetWish(call);
  const target =
    wish.kind === 'local'
      ? await openLocal(wish.home)
      : await openStack(wish.stack, wish.region, wish.profile);
  try {
    return await work(target);
  } finally {
    target.close();
  }
}

async function openStack(stack: string, region: string | null, profile: string | null): Promise<Target> {
  const settings = { ...(region === null ? {} : { region }), ...(profile === null ? {} : { profile }) };
  const outputs = await readStackOutputs(stack, settings);
  const regional = { ...settings, region: outputs.region };
  const client = new DynamoDBClient(regional);
  const clock = servedClock(client);
  return {
    name: `the stack ${stack} in ${outputs.region}`,
    api: outputs.ApiUrl,
    table: openTable(client, outputs.TableName),
    whole: wholeTable(client, outputs.TableName),
    seal: sealSecret(regional, outputs.SealSecretArn ?? null),
    lasting: lastingNotes(regional, outputs.LastingBucketName ?? null),
    clock,
    acting: async () => ({ clock, ids: randomIds, actor: await awsOperator(regional) }),
    clockAheadMs: clock.aheadMs,
    close: () => client.destroy(),
  };
}

/** The local system of a folder; its clock is the runner's. */
export async function openLocal(home: string): Promise<Target> {
  const target = readLocalTarget(home);
  const account = {
    region: target.region,
    credentials: { accessKeyId: target.accessKeyId, secretAccessKey: target.secretAccessKey },
  };
  const client = new DynamoDBClient({ ...account, endpoint: target.dynamodb });
  const now = asEpochMs(await localClock(localControl(target.api)).now());
  const clock = { now: () => now };
  return {
    name: `the local system at ${target.api}`,
    api: target.api,
    table: openTable(client, target.tableName),
    whole: wholeTable(client, target.tableName),
    seal: sealSecret({ ...account, endpoint: target.secretsManager }, target.sealSecretArn),
    lasting: lastingNotes(
      { ...account, endpoint: target.s3, forcePathStyle: true },
      target.lastingBucketName,
    ),
    clock,
    acting: async () => ({ clock, ids: randomIds, actor: localOperator() }),
    clockAheadMs: () => null,
    close: () => client.destroy(),
  };
}
