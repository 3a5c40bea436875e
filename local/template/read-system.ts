import { makeReferences, type Surroundings } from './identities.ts';
import { type References, resolveIntrinsics } from './intrinsics.ts';
import { Properties } from './properties.ts';
import { readPermissions } from './read-permissions.ts';
import { readRoutes } from './read-routes.ts';
import { readThrottle } from './read-throttle.ts';
import type { Resolved } from './resolved.ts';
import type {
  FunctionDescription,
  IndexDescription,
  KeyNames,
  Permission,
  QueueDescription,
  QueueMapping,
  ScheduleDescription,
  SecretDescription,
  StreamMapping,
  SystemDescription,
  TableDescription,
} from './system.ts';
import { type Template, UnknownInTemplate } from './template.ts';

/**
 * Reads a template into a description of the system. `codeFolderOf` answers the folder of a function's bundle by the
 * name of its zip file. Throws `UnknownInTemplate` for whatever the runner could not carry out.
 */
export function readSystem(
  template: Template,
  at: Surroundings,
  codeFolderOf: (zipName: string) => string,
): SystemDescription {
  const references = makeReferences(template, at);
  const all = (type: string): Resolved[] =>
    Object.entries(template.Resources)
      .filter(([, resource]) => resource.Type === type)
      .map(([id, resource]) => ({
        id,
        ref: references.ref(id),
        properties: new Properties(id, resolveIntrinsics(resource.Properties ?? {}, references)),
        attribute: (name) => references.getAtt(id, name),
      }));

  const permissions = readPermissions(all);
  const functions = all('AWS::Lambda::Function').map((it) => readFunction(it, codeFolderOf, permissions));
  const tables = all('AWS::DynamoDB::GlobalTable').map(readTable);
  const queues = all('AWS::SQS::Queue').map(readQueue);
  const arnByNameOrArn = new Map(
    all('AWS::Lambda::Function').flatMap((it) => {
      const arn = it.attribute('Arn');
      return [
        [it.ref, arn],
        [arn, arn],
      ] as const;
    }),
  );
  for (const it of all('AWS::Lambda::Alias')) {
    const name = it.properties.text('FunctionName');
    const arn = arnByNameOrArn.get(name);
    if (arn === undefined) throw new UnknownInTemplate(`${it.id} is an alias of no function.`);
    for (const called of [it.ref, `${name}:${it.properties.text('Name')}`]) arnByNameOrArn.set(called, arn);
  }
  const functionArn = (nameOrArn: string) => {
    const arn = arnByNameOrArn.get(nameOrArn);
    if (arn === undefined) throw new UnknownInTemplate(`There is no function ${nameOrArn}.`);
    return arn;
  };
  const mappings = all('AWS::Lambda::EventSourceMapping').map((it) =>
    readMapping(it, tables, queues, functionArn),
  );
  return {
    functions,
    tables,
    queues,
    buckets: all('AWS::S3::Bucket').map((it) => ({ name: it.ref, arn: it.attribute('Arn') })),
    buses: all('AWS::Events::EventBus').map((it) => ({ name: it.ref, arn: it.attribute('Arn') })),
    secrets: all('AWS::SecretsManager::Secret').map(readSecret),
    routes: readRoutes(all, functionArn),
    throttle: readThrottle(all),
    streamMappings: mappings.filter((mapping) => 'tableName' in mapping),
    queueMappings: mappings.filter((mapping) => 'queueArn' in mapping),
    schedules: all('AWS::Scheduler::Schedule').map((it) => readSchedule(it, functionArn)),
    outputs: outputsOf(template, references),
  };
}

/** What no resource here answers, such as an address in the cloud, is left out. */
function outputsOf({ Outputs = {} }: Template, references: References): Readonly<Record<string, string>> {
  const resolved = Object.entries(Outputs).flatMap(([name, { Value }]): [string, string][] => {
    try {
      const value = resolveIntrinsics(Value, references);
      return typeof value === 'string' ? [[name, value]] : [];
    } catch (error) {
      if (error instanceof UnknownInTemplate) return [];
      throw error;
    }
  });
  return Object.fromEntries(resolved);
}

function readFunction(
  it: Resolved,
  codeFolderOf: (zipName: string) => string,
  permissions: ReadonlyMap<string, readonly Permission[]>,
): FunctionDescription {
  const { properties } = it;
  properties.mustNotHave('Layers', 'ImageConfig', 'VpcConfig', 'FileSystemConfigs');
  const environment = properties.inner('Environment').inner('Variables').allTexts();
  return {
    name: environment.POWERTOOLS_SERVICE_NAME ?? it.id,
    arn: it.attribute('Arn'),
    codeFolder: codeFolderOf(properties.inner('Code').text('S3Key')),
    handler: properties.text('Handler'),
    memoryMb: properties.number('MemorySize', 128),
    timeoutMs: properties.number('Timeout', 3) * 1000,
    environment,
    permissions: permissions.get(properties.text('Role')) ?? [],
  };
}

function readTable(it: Resolved): TableDescription {
  const { properties } = it;
  properties.mustNotHave('LocalSecondaryIndexes', 'TimeToLiveSpecification');
  return {
    name: it.ref,
    arn: it.attribute('Arn'),
    streamArn: it.attribute('StreamArn'),
    attributes: properties.each('AttributeDefinitions').map((attribute) => ({
      AttributeName: attribute.text('AttributeName'),
      AttributeType: attribute.text('AttributeType') as 'S' | 'N' | 'B',
    })),
    key: readKey(properties),
    indexes: properties.each('GlobalSecondaryIndexes').map(readIndex),
    streamView: properties.inner('StreamSpecification').textOr('StreamViewType', null),
  };
}

function readIndex(index: Properties): IndexDescription {
  const projection = index.inner('Projection').text('ProjectionType');
  if (projection !== 'ALL' && projection !== 'KEYS_ONLY') {
    throw new UnknownInTemplate(
      `The projection ${projection} of index ${index.text('IndexName')} is not known here.`,
    );
  }
  return { name: index.text('IndexName'), key: readKey(index), projection };
}

function readKey(of: Properties): KeyNames {
  const named = new Map(
    of.each('KeySchema').map((part) => [part.text('KeyType'), part.text('AttributeName')]),
  );
  const partition = named.get('HASH');
  if (partition === undefined) throw new UnknownInTemplate('A key schema without a partition key.');
  return { partition, sort: named.get('RANGE') ?? null };
}

function readQueue(it: Resolved): QueueDescription {
  const { properties } = it;
  properties.mustNotHave('FifoQueue', 'DelaySeconds');
  const attributes: Record<string, string> = {};
  for (const name of ['VisibilityTimeout', 'MessageRetentionPeriod', 'ReceiveMessageWaitTimeSeconds']) {
    if (properties.has(name)) attributes[name] = String(properties.number(name, 0));
  }
  if (properties.has('RedrivePolicy')) {
    const redrive = properties.inner('RedrivePolicy');
    attributes.RedrivePolicy = JSON.stringify({
      deadLetterTargetArn: redrive.text('deadLetterTargetArn'),
      maxReceiveCount: redrive.number('maxReceiveCount', 1),
    });
  }
  return { name: it.attribute('QueueName'), arn: it.attribute('Arn'), url: it.ref, attributes };
}

function readSecret(it: Resolved): SecretDescription {
  it.properties.mustNotHave('SecretString');
  const generate = it.properties.inner('GenerateSecretString');
  generate.mustNotHave('SecretStringTemplate', 'GenerateStringKey', 'ExcludeCharacters');
  return {
    arn: it.ref,
    length: generate.number('PasswordLength', 32),
    excludePunctuation: generate.flag('ExcludePunctuation'),
  };
}

function readMapping(
  it: Resolved,
  tables: readonly TableDescription[],
  queues: readonly QueueDescription[],
  functionArn: (nameOrArn: string) => string,
): StreamMapping | QueueMapping {
  const { properties } = it;
  const source = properties.text('EventSourceArn');
  const basis = {
    functionArn: functionArn(properties.text('FunctionName')),
    batchSize: properties.number('BatchSize', source.includes(':sqs:') ? 10 : 100),
    partialFailures: properties.texts('FunctionResponseTypes').includes('ReportBatchItemFailures'),
  };
  const patterns = properties
    .inner('FilterCriteria')
    .each('Filters')
    .map((filter) => filter.text('Pattern'));
  const table = tables.find((candidate) => candidate.streamArn === source);
  if (table !== undefined) {
    return {
      ...basis,
      tableName: table.name,
      patterns,
      bisect: properties.flag('BisectBatchOnFunctionError'),
      retryAttempts: properties.number('MaximumRetryAttempts', -1),
      maxRecordAgeSeconds: properties.number('MaximumRecordAgeInSeconds', -1),
      onFailureArn: properties.inner('DestinationConfig').inner('OnFailure').textOr('Destination', null),
    };
  }
  const queue = queues.find((candidate) => candidate.arn === source);
  if (queue === undefined) throw new UnknownInTemplate(`${it.id} reads from ${source}, which is not here.`);
  if (patterns.length > 0) throw new UnknownInTemplate(`${it.id}: filters on a queue are not known here.`);
  return { ...basis, queueArn: queue.arn };
}

const unitMs = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

function readSchedule(it: Resolved, functionArn: (nameOrArn: string) => string): ScheduleDescription {
  const expression = it.properties.text('ScheduleExpression');
  const [, count, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  if (count === undefined || unit === undefined) {
    throw new UnknownInTemplate(`${it.id}: the schedule ${expression} is not known here, only rate(…).`);
  }
  const target = it.properties.inner('Target');
  return {
    name: it.id,
    everyMs: Number(count) * unitMs[unit as keyof typeof unitMs],
    functionArn: functionArn(target.text('Arn')),
    input: target.textOr('Input', null),
    deadLetterQueueArn: target.inner('DeadLetterConfig').textOr('Arn', null),
  };
}
