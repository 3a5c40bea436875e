import { type References, resolveIntrinsics } from './intrinsics.ts';
import { Properties } from './properties.ts';
import { type Template, type TemplateResource, UnknownInTemplate } from './template.ts';

/** Where the local system pretends to live. */
export interface Surroundings {
  readonly region: string;
  readonly accountId: string;
  /** Values for the template's parameters. */
  readonly parameters: Readonly<Record<string, string>>;
  /** The base address of the queues, without a slash at its end. */
  readonly queueEndpoint: string;
}

/** A resource's answers to `Ref` and `Fn::GetAtt`. */
interface Identity {
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
}

type IdentityOf = (logicalId: string, properties: Properties, at: Surroundings) => Identity;

const arn = (at: Surroundings, service: string, rest: string) =>
  `arn:aws:${service}:${at.region}:${at.accountId}:${rest}`;

const byLogicalId: IdentityOf = (id) => ({ ref: id, attributes: {} });
const withArn =
  (service: string, path: string): IdentityOf =>
  (id, _, at) => ({ ref: id, attributes: { Arn: arn(at, service, `${path}${id}`) } });

/** The resource types that are carried out here, or that others refer to. */
const identities: Readonly<Record<string, IdentityOf>> = {
  'AWS::DynamoDB::GlobalTable': (id, properties, at) => {
    const name = properties.textOr('TableName', id);
    const tableArn = arn(at, 'dynamodb', `table/${name}`);
    return { ref: name, attributes: { Arn: tableArn, StreamArn: `${tableArn}/stream/local` } };
  },
  'AWS::Lambda::Function': (id, properties, at) => {
    const name = properties.textOr('FunctionName', id);
    return { ref: name, attributes: { Arn: arn(at, 'lambda', `function:${name}`) } };
  },
  'AWS::SQS::Queue': (id, properties, at) => {
    const name = properties.textOr('QueueName', id);
    return {
      ref: `${at.queueEndpoint}/${at.accountId}/${name}`,
      attributes: { Arn: arn(at, 'sqs', name), QueueName: name },
    };
  },
  'AWS::Events::EventBus': (id, properties, at) => {
    const name = properties.textOr('Name', id);
    return { ref: name, attributes: { Name: name, Arn: arn(at, 'events', `event-bus/${name}`) } };
  },
  'AWS::SecretsManager::Secret': (id, _, at) => {
    const secretArn = arn(at, 'secretsmanager', `secret:${id}`);
    return { ref: secretArn, attributes: { Id: secretArn } };
  },
  'AWS::ApiGatewayV2::Api': byLogicalId,
  'AWS::ApiGatewayV2::Authorizer': byLogicalId,
  'AWS::ApiGatewayV2::Integration': byLogicalId,
  'AWS::ApiGatewayV2::Route': byLogicalId,
  'AWS::ApiGatewayV2::Stage': byLogicalId,
  'AWS::Lambda::EventSourceMapping': byLogicalId,
  'AWS::Scheduler::Schedule': withArn('scheduler', 'schedule/default/'),
  'AWS::Lambda::Version': (id) => ({ ref: id, attributes: { Version: '1' } }),
  'AWS::IAM::Role': withArn('iam', 'role/'),
  'AWS::IAM::Policy': byLogicalId,
  'AWS::S3::Bucket': (id, properties) => {
    const name = properties.textOr('BucketName', id.toLowerCase());
    return { ref: name, attributes: { Arn: `arn:aws:s3:::${name}` } };
  },
  'AWS::Logs::LogGroup': withArn('logs', 'log-group:'),
};

/** Resource types that need nothing on one machine, and why. Any other is an error. */
const nothingHere: Readonly<Record<string, string>> = {
  'AWS::CDK::Metadata': 'says which constructs were used',
  'AWS::Lambda::Permission': 'functions are called by nobody but the runner',
  'AWS::S3::BucketPolicy': 'the bucket is a folder of this machine’s user',
  'AWS::SQS::QueuePolicy': 'queues listen on this machine alone',
};

/** An alias is called as its function is: there is one version here, the present one. */
function aliasOf(properties: Properties, at: Surroundings): Identity {
  properties.mustNotHave('RoutingConfig', 'ProvisionedConcurrencyConfig');
  const name = properties.text('FunctionName').split(':').at(-1) ?? '';
  const aliasArn = arn(at, 'lambda', `function:${name}:${properties.text('Name')}`);
  return { ref: aliasArn, attributes: { AliasArn: aliasArn } };
}

/**
 * Gives every resource of the template its identity, and answers references by them.
 * A resource type that is not known is an `UnknownInTemplate` that names type and logical id.
 */
export function makeReferences(template: Template, at: Surroundings): References {
  const known = new Map<string, Identity>();
  const [aliases, others] = partition(
    Object.entries(template.Resources),
    ([, { Type }]) => Type === 'AWS::Lambda::Alias',
  );
  for (const [id, resource] of others) known.set(id, identify(id, resource, at));
  const pseudo: Readonly<Record<string, string>> = {
    'AWS::Region': at.region,
    'AWS::AccountId': at.accountId,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::StackName': 'Laurel',
  };
  const ref = (name: string) => {
    const value =
      known.get(name)?.ref ?? pseudo[name] ?? at.parameters[name] ?? template.Parameters?.[name]?.Default;
    if (value === undefined)
      throw new UnknownInTemplate(`Ref ${name} leads nowhere: no such resource or parameter.`);
    return value;
  };
  const getAtt = (id: string, attribute: string) => {
    const value = known.get(id)?.attributes[attribute];
    if (value === undefined) throw new UnknownInTemplate(`Fn::GetAtt ${id}.${attribute} leads nowhere.`);
    return value;
  };
  const references = { ref, getAtt };
  // Named after their functions, so those come first.
  for (const [id, { Properties: own }] of aliases)
    known.set(id, aliasOf(new Properties(id, resolveIntrinsics(own ?? {}, references)), at));
  return references;
}

function partition<Value>(
  values: readonly Value[],
  isFirst: (value: Value) => boolean,
): [first: Value[], second: Value[]] {
  return [values.filter(isFirst), values.filter((value) => !isFirst(value))];
}

function identify(id: string, resource: TemplateResource, at: Surroundings): Identity {
  const identityOf = resource.Type in nothingHere ? byLogicalId : identities[resource.Type];
  if (identityOf === undefined) {
    throw new UnknownInTemplate(`The local runner does not know ${resource.Type} (resource ${id}).`);
  }
  return identityOf(id, new Properties(id, resource.Properties), at);
}
