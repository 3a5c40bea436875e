import type { Resource } from './synthesized.ts';

/**
 * Every policy statement of a template as lines that a person can review: who, what, on what, under which condition.
 * One block for each role, then one for each resource that says itself who may use it.
 */
export function policiesAsText(resources: readonly (readonly [string, Resource])[]): string {
  const ofType = (type: string) => resources.filter(([, resource]) => resource.Type === type);
  const roles = ofType('AWS::IAM::Role').map(([id, { Properties }]) => {
    const own = ofType('AWS::IAM::Policy').filter(([, policy]) =>
      JSON.stringify(policy.Properties.Roles).includes(`"${id}"`),
    );
    return block(`role ${shortened(id)}`, [
      ...statementsIn(Properties.AssumeRolePolicyDocument),
      ...[Properties.ManagedPolicyArns ?? []].flat().map((arn) => `  managed policy ${written(arn)}`),
      ...[Properties.Policies ?? []].flat().map((policy) => `  inline ${written(policy)}`),
      ...own.flatMap(([, policy]) => statementsIn(policy.Properties.PolicyDocument)),
    ]);
  });
  const ofResources = resourcePolicies.flatMap(([type, property, on]) =>
    ofType(type).map(([id, { Properties }]) =>
      block(
        `${type} ${on === null ? shortened(id) : written(Properties[on])}`,
        statementsIn(Properties[property]),
      ),
    ),
  );
  const callers = ofType('AWS::Lambda::Permission').map(
    ([, { Properties }]) =>
      `  ${written(Properties.Principal)} may ${written(Properties.Action)} ${written(Properties.FunctionName)} for ` +
      written(Properties.SourceArn ?? 'anything'),
  );
  return [...roles, ...ofResources, block('AWS::Lambda::Permission', callers.toSorted())]
    .toSorted()
    .join('\n');
}

/** Types whose resources carry a policy: the property that holds it, and the one that says on what it is. */
const resourcePolicies = [
  ['AWS::SQS::QueuePolicy', 'PolicyDocument', 'Queues'],
  ['AWS::S3::BucketPolicy', 'PolicyDocument', 'Bucket'],
  ['AWS::SNS::TopicPolicy', 'PolicyDocument', 'Topics'],
  ['AWS::KMS::Key', 'KeyPolicy', null],
  ['AWS::Backup::BackupVault', 'AccessPolicy', null],
  ['AWS::Events::EventBusPolicy', 'Statement', 'EventBusName'],
  ['AWS::SecretsManager::ResourcePolicy', 'ResourcePolicy', 'SecretId'],
  ['AWS::Logs::ResourcePolicy', 'PolicyDocument', 'PolicyName'],
] as const;

interface Statement {
  readonly Effect: string;
  readonly Principal?: unknown;
  readonly Action: string | readonly string[];
  readonly Resource?: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const block = (title: string, lines: readonly string[]): string => `${title}\n${lines.join('\n')}\n`;

function statementsIn(document: unknown): string[] {
  if (document === undefined) return [];
  return (document as { readonly Statement: readonly Statement[] }).Statement.map((statement) => {
    const { Effect, Principal, Action, Resource, Condition, ...rest } = statement;
    const unknown = Object.keys(rest).filter((name) => name !== 'Sid');
    if (unknown.length > 0)
      throw new Error(`${unknown.join(', ')} of a statement would not be written down.`);
    const who = Principal === undefined ? '' : ` ${written(Principal)}:`;
    const what = [Action].flat().toSorted().join(' ');
    const on = Resource === undefined ? '' : ` on ${written(Resource)}`;
    const conditions = Object.entries(Condition ?? {}).flatMap(([operator, tests]) =>
      Object.entries(tests).map(([key, value]) => ` if ${operator} ${key} ${written(value)}`),
    );
    return `  ${Effect.toLowerCase()}${who} ${what}${on}${conditions.join('')}`;
  });
}

/** A value with its intrinsic functions, as short as it can be read. */
function written(value: unknown): string {
  if (Array.isArray(value)) return value.map(written).join(', ');
  if (value === null || typeof value !== 'object') return String(value);
  const entries = Object.entries(value);
  const [name, argument] = entries[0] ?? ['', ''];
  if (entries.length === 1) {
    if (name === 'Ref') return shortened(String(argument));
    if (name === 'Fn::GetAtt') {
      const [id = '', attribute] = argument as string[];
      return attribute === 'Arn' ? shortened(id) : `${shortened(id)}.${attribute}`;
    }
    if (name === 'Fn::Join') return (argument as [string, unknown[]])[1].map(written).join('');
    if (name === 'Service' || name === 'AWS') return written(argument);
  }
  return JSON.stringify(value);
}

/** A logical id without the hash that CDK adds; a pseudo parameter without its prefix. */
const shortened = (id: string): string => id.replace(/[0-9A-F]{8}$/, '').replace(/^AWS::/, '');
