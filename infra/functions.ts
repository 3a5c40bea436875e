import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  ApplicationLogLevel,
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import {
  type EnvironmentKey,
  environmentNames,
  environmentOf,
  type FunctionName,
} from '#contracts/environment.ts';
import { type Bundles, bundleFunctions, sourcesOfFunctions } from './bundles.ts';
import { resourceActions, type TablePermission, tablePermissions } from './permissions.ts';
import type { Stage } from './stage.ts';

/** What stands behind a name in the environment: the value that is written there, and the ARN to allow. */
export type FunctionResources = Readonly<
  Record<EnvironmentKey, { readonly value: string; readonly arn: string }>
>;

interface Size {
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
}

const API_SIZE: Size = { memoryMb: 512, timeoutSeconds: 10 };
/** The till waits for these: twice the memory is twice the processor. */
const TILL_SIZE: Size = { memoryMb: 1024, timeoutSeconds: 10 };

const sizes: Partial<Record<FunctionName, Size>> = {
  'quote-receipt': TILL_SIZE,
  'score-receipt': TILL_SIZE,
  'authorize-till': { memoryMb: 512, timeoutSeconds: 5 },
  'publish-facts': { memoryMb: 512, timeoutSeconds: 30 },
  'start-sweep': { memoryMb: 256, timeoutSeconds: 30 },
  'sweep-shard': { memoryMb: 1024, timeoutSeconds: 60 },
};

/** The longest that one invocation of the function may take. */
export function timeoutOf(name: FunctionName): Duration {
  return Duration.seconds(sizeOf(name).timeoutSeconds);
}

function sizeOf(name: FunctionName): Size {
  return sizes[name] ?? API_SIZE;
}

/** Every function of the contract, each with its own role, log group and environment. */
export class LoyaltyFunctions extends Construct {
  readonly byName: Readonly<Record<FunctionName, LambdaFunction>>;
  private readonly bundles: Bundles;

  constructor(
    scope: Construct,
    id: string,
    props: { readonly stage: Stage; readonly resources: FunctionResources },
  ) {
    super(scope, id);
    this.bundles = Stack.of(this).bundlingRequired ? bundleFunctions(functionNames) : sourcesOfFunctions;
    const made = functionNames.map((name) => [name, this.make(name, props.stage, props.resources)] as const);
    this.byName = Object.fromEntries(made) as Record<FunctionName, LambdaFunction>;
  }

  private make(name: FunctionName, stage: Stage, resources: FunctionResources): LambdaFunction {
    const id = constructId(name);
    const logGroup = new LogGroup(this, `${id}Logs`, {
      retention: stage === 'prod' ? RetentionDays.THREE_MONTHS : RetentionDays.ONE_WEEK,
      removalPolicy: stage === 'prod' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    // A role of our own: the managed basic role may write to every log group of the account.
    const role = new Role(this, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    for (const statement of statementsFor(name, resources)) role.addToPrincipalPolicy(statement);
    return new LambdaFunction(this, id, {
      code: Code.fromAsset(this.bundles(name)),
      handler: 'index.handler',
      description: `Laurel: ${name}`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: sizeOf(name).memoryMb,
      timeout: timeoutOf(name),
      role,
      logGroup,
      tracing: Tracing.ACTIVE,
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: ApplicationLogLevel.INFO,
      // The platform's start, end and report lines would cost more than our own one line a request.
      systemLogLevelV2: SystemLogLevel.WARN,
      environment: environmentFor(name, resources),
    });
  }
}

export const functionNames = Object.keys(environmentOf) as FunctionName[];

/** `score-receipt` → `ScoreReceipt`. */
export function constructId(name: string): string {
  return name.replaceAll(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());
}

function needsOf(name: FunctionName): readonly EnvironmentKey[] {
  return environmentOf[name];
}

function environmentFor(name: FunctionName, resources: FunctionResources): Record<string, string> {
  return {
    POWERTOOLS_SERVICE_NAME: name,
    POWERTOOLS_METRICS_NAMESPACE: 'Laurel',
    // An error's message may quote what a person sent.
    POWERTOOLS_TRACER_CAPTURE_ERROR: 'false',
    ...Object.fromEntries(needsOf(name).map((need) => [environmentNames[need], resources[need].value])),
  };
}

function statementsFor(name: FunctionName, resources: FunctionResources): PolicyStatement[] {
  return needsOf(name).map((need) => {
    if (need !== 'tableName') {
      return new PolicyStatement({ actions: [resourceActions[need]], resources: [resources[need].arn] });
    }
    const permission = permissionOf(name);
    const table = resources.tableName.arn;
    return new PolicyStatement({
      actions: [...permission.actions],
      resources: [table, ...(permission.indexes ?? []).map((index) => `${table}/index/${index}`)],
    });
  });
}

function permissionOf(name: FunctionName): TablePermission {
  const permission = (tablePermissions as Partial<Record<FunctionName, TablePermission>>)[name];
  if (permission === undefined) throw new Error(`${name} is given the table's name but no permission on it.`);
  return permission;
}
