import { createWriteStream, type WriteStream } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { JWK } from 'jose';
import { UsageBook } from '../cost/usage/usage-book.ts';
import type { RunnerClock } from './clock/runner-clock.ts';
import { DataFolder } from './data-folder.ts';
import { type DynamoDbLocal, startDynamoDbLocal } from './dynamodb-local.ts';
import { AwsEndpoints } from './endpoints/aws-endpoints.ts';
import { EventBuses } from './endpoints/event-bus.ts';
import { Objects } from './endpoints/objects.ts';
import { PermissionCheck } from './endpoints/permission-check.ts';
import { RecordingProxy } from './endpoints/recording-proxy.ts';
import { Secrets } from './endpoints/secrets.ts';
import { Functions } from './functions/functions.ts';
import { Front } from './http/front.ts';
import { Gateway } from './http/gateway.ts';
import { type Audience, audiences, LocalIssuer, makeIssuerKeys } from './http/issuer.ts';
import { Throttle } from './http/throttle.ts';
import { LocalSystem, restoreClock } from './local-system.ts';
import { QueueConsumer } from './queues/queue-consumer.ts';
import { Queues } from './queues/queues.ts';
import { Schedules } from './schedules/schedules.ts';
import { consumeStreams } from './streams/consume-streams.ts';
import { FailedBatches } from './streams/failed-batches.ts';
import type { Positions } from './streams/stream-reader.ts';
import type { Account } from './tables.ts';
import { readSystem } from './template/read-system.ts';
import { readAssembly, synthesize } from './template/synth.ts';
import type { FunctionDescription, SystemDescription } from './template/system.ts';

interface SystemOptions {
  /** Where data and `local.json` go. */
  readonly dataFolder: string;
  /** Nothing outlives the run; what an earlier one left in the folder is not looked at. */
  readonly inMemory?: boolean;
  /** 0, the default: any free one. */
  readonly port?: number;
  /** A folder that `cdk synth` has written; by default this project is synthesized. */
  readonly assemblyFolder?: string;
  /** The time the clock starts at, in a new data folder; the machine's time by default. */
  readonly firstEpochMs?: number;
  /** The most workers that a function may have. */
  readonly workersPerFunction?: number;
  /** Told what is being done, for people who wait. */
  readonly onStep?: (step: string) => void;
}

export interface RunningSystem {
  /** Address of the API, without a slash at its end. */
  readonly url: string;
  readonly data: DataFolder;
  /** The data folder held nothing before this start. */
  readonly isNew: boolean;
  /** Where DynamoDB Local answers, for those who must look past the API. */
  readonly database: { readonly endpoint: string; readonly tableName: string } & Account;
  readonly system: LocalSystem;
  /** Takes no more requests, lets running work end, keeps clock and positions, stops the database. */
  stop(): Promise<void>;
}

export const projectFolder = fileURLToPath(new URL('..', import.meta.url));

const account: Account = { region: 'eu-central-1', accessKeyId: 'local', secretAccessKey: 'local' };
/** More than the machine has processors would only wait for each other. */
const WORKERS_PER_FUNCTION = Math.min(4, Math.max(2, availableParallelism()));

/** Starts the whole system from its template, and answers when it serves. Whatever fails, nothing is left running. */
export async function startSystem(options: SystemOptions): Promise<RunningSystem> {
  const remember = options.inMemory !== true;
  const data = new DataFolder(options.dataFolder, { remember });
  const undo: (() => Promise<unknown>)[] = [];
  const stopAll = async () => {
    const steps = undo.splice(0).toReversed();
    const failures: unknown[] = [];
    for (const step of steps) await step().catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw new AggregateError(failures, 'Not everything could be stopped.');
  };
  try {
    const assemblyFolder = options.assemblyFolder ?? data.file('cdk.out');
    options.onStep?.(
      options.assemblyFolder === undefined ? 'synthesizing the stack' : 'reading the template',
    );
    // The door first: a port that is taken should not be found out after half a minute.
    const front = new Front();
    const url = await front.listen(options.port ?? 0);
    undo.push(() => front.close());
    const starting = startDynamoDbLocal({ dataFolder: remember ? data.folder('dynamodb') : null });
    undo.push(() =>
      starting.then(
        (started) => started.stop(),
        () => {},
      ),
    );
    const [database] = await Promise.all([
      starting,
      options.assemblyFolder === undefined ? synthesize(projectFolder, assemblyFolder) : null,
    ]);
    options.onStep?.('starting what the template describes');
    const clock = restoreClock(data, options.firstEpochMs ?? null);
    const built = await build({ assemblyFolder, data, clock, url, database, options, undo });
    undo.push(() => built.system.stop());
    undo.push(() => front.close());
    built.system.start();
    front.open(built.gateway, built.system);
    const tableName = built.description.tables[0]?.name ?? '';
    const { outputs } = built.description;
    data.announce('local.json', {
      ...account,
      ...built.endpoints.forOperator(),
      api: url,
      dynamodb: database.endpoint,
      tableName,
      sealSecretArn: outputs.SealSecretArn,
      lastingBucketName: outputs.LastingBucketName,
    });
    undo.push(async () => data.remove('local.json'));
    return {
      url,
      data,
      isNew: data.isNew,
      database: { endpoint: database.endpoint, tableName, ...account },
      system: built.system,
      stop: stopAll,
    };
  } catch (error) {
    await stopAll();
    throw error;
  }
}

interface Ground {
  readonly assemblyFolder: string;
  readonly data: DataFolder;
  readonly clock: RunnerClock;
  readonly url: string;
  readonly database: DynamoDbLocal;
  readonly options: SystemOptions;
  readonly undo: (() => Promise<unknown>)[];
}

async function build(ground: Ground): Promise<{
  readonly description: SystemDescription;
  readonly endpoints: AwsEndpoints;
  readonly gateway: Gateway;
  readonly system: LocalSystem;
}> {
  const { data, clock, database } = ground;
  const queues = await Queues.start(account);
  ground.undo.push(() => queues.stop());
  const issuer = new LocalIssuer(ground.url, clock, await issuerKeys(data));
  const assembly = readAssembly(ground.assemblyFolder);
  const description = readSystem(
    assembly.template,
    {
      region: account.region,
      accountId: '000000000000',
      parameters: parametersFor(issuer),
      queueEndpoint: queues.endpoint,
    },
    assembly.codeFolderOf,
  );
  await queues.make(description.queues);
  const book = new UsageBook(description.tables);
  const buses = new EventBuses(description.buses, () => clock.now());
  const endpoints = endpointsOf(description, { data, clock, database, book, buses });
  await endpoints.start();
  ground.undo.push(() => endpoints.stop());
  const log = createWriteStream(data.file('functions.log'), { flags: 'a' });
  ground.undo.push(async () => log.end());
  const functions = makeFunctions(description, { ground, queues, endpoints, book, log });
  const failed = new FailedBatches({ queues, data, buckets: description.buckets });
  const positions = (data.read('positions.json') ?? {}) as Record<string, Positions>;
  const streamConsumers = await consumeStreams(description, {
    database,
    account,
    positions,
    functions,
    failed,
  });
  const throttle = new Throttle(description.throttle);
  const system = new LocalSystem({
    description,
    throttle,
    data,
    clock,
    issuer,
    functions,
    buses,
    book,
    queueConsumers: description.queueMappings.map(
      (mapping) => new QueueConsumer(mapping, account.region, queues, functions),
    ),
    streamConsumers,
    positions,
    schedules: new Schedules(description.schedules, clock, functions, queues),
  });
  return {
    description,
    endpoints,
    gateway: new Gateway(description.routes, functions, clock, throttle),
    system,
  };
}

function endpointsOf(
  description: SystemDescription,
  parts: Pick<Ground, 'data' | 'clock' | 'database'> & {
    readonly book: UsageBook;
    readonly buses: EventBuses;
  },
): AwsEndpoints {
  const { data, clock, database, book, buses } = parts;
  const check = new PermissionCheck(description);
  return new AwsEndpoints({
    book,
    buses,
    check,
    secrets: new Secrets(description.secrets, data),
    objects: new Objects(description.buckets, data),
    database: new RecordingProxy(database.endpoint, book, check, () => clock.now()),
  });
}

function makeFunctions(
  description: SystemDescription,
  parts: {
    readonly ground: Ground;
    readonly queues: Queues;
    readonly endpoints: AwsEndpoints;
    readonly book: UsageBook;
    readonly log: WriteStream;
  },
): Functions {
  const { ground, queues, endpoints, book, log } = parts;
  return new Functions(description.functions, (it: FunctionDescription) => ({
    clock: ground.clock.memory,
    most: ground.options.workersPerFunction ?? WORKERS_PER_FUNCTION,
    environment: {
      AWS_REGION: account.region,
      AWS_ACCESS_KEY_ID: account.accessKeyId,
      AWS_SECRET_ACCESS_KEY: account.secretAccessKey,
      AWS_LAMBDA_FUNCTION_NAME: it.name,
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(it.memoryMb),
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
      LAMBDA_TASK_ROOT: it.codeFolder,
      // The clock of these is wound: ages are measured by another.
      LAUREL_WOUND_CLOCK: 'yes',
      AWS_ENDPOINT_URL_SQS: queues.endpoint,
      ...endpoints.environmentFor(it.name),
    },
    onPrint: (text) => {
      book.of(it.name).logBytes += text.length;
      log.write(text);
    },
    onInvocation: (name, milliseconds, outcome) => {
      const usage = book.of(name);
      usage.invocations += 1;
      usage.milliseconds += milliseconds;
      if (outcome.kind === 'answered') {
        usage.cpuMilliseconds += outcome.cpuMs;
        return;
      }
      // A function that throws or hangs has a fault; a refusal would have been an answer.
      console.error(`${name} ${outcome.kind === 'failed' ? `failed: ${outcome.errorMessage}` : 'timed out'}`);
      log.write(`${JSON.stringify({ level: 'ERROR', function: name, ...outcome })}\n`);
    },
  }));
}

/** The template's own parameters: the issuers of tokens are the local ones. */
function parametersFor(issuer: LocalIssuer): Record<string, string> {
  const prefix = { member: 'Member', admin: 'Admin' } as const;
  return Object.fromEntries(
    audiences.flatMap((audience) => [
      [`${prefix[audience]}IssuerUrl`, issuer.urlOf(audience)],
      [`${prefix[audience]}Audience`, issuer.audienceClaim(audience)],
    ]),
  );
}

async function issuerKeys(data: DataFolder): Promise<Record<Audience, JWK>> {
  const kept = data.read('issuer-keys.json') as Record<Audience, JWK> | null;
  const keys = kept ?? (await makeIssuerKeys());
  data.keep('issuer-keys.json', keys);
  return keys;
}

/** The folder of the ordinary start. */
export const usualDataFolder = join(projectFolder, '.laurel');
