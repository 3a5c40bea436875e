import { Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import {
  Alias,
  ApplicationLogLevel,
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import {
  type EnvironmentKey,
  environmentNames,
  environmentOf,
  type FunctionName,
  functionsShownCards,
  ownCardsName,
} from '#contracts/environment.ts';
import { keyFamilies } from '#contracts/table-layout.ts';
import { type Bundles, bundleFunctions, sourcesOfFunctions } from './bundles.ts';
import { type KeyedService, useOfKey } from './encryption.ts';
import { keyedServices, resourceActions, type TableGrant, tablePermissions } from './permissions.ts';
import { logRetentionOf, removalOf, type Settings } from './settings.ts';

/** The thing behind a name in the environment: the value that is written there, and the ARN to allow. */
type FunctionResources = Readonly<Record<EnvironmentKey, { readonly value: string; readonly arn: string }>>;

interface Size {
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
}

const API_SIZE: Size = { memoryMb: 512, timeoutSeconds: 10 };
/** The till waits for these, and more memory is more processor; beyond this it costs more than the three milliseconds are worth. */
const TILL_SIZE: Size = { memoryMb: 768, timeoutSeconds: 10 };

const sizes: Partial<Record<FunctionName, Size>> = {
  'quote-receipt': TILL_SIZE,
  'score-receipt': TILL_SIZE,
  'return-receipt': TILL_SIZE,
  'pay-receipt': TILL_SIZE,
  // A hundred, one after the other: under the thirty seconds after which the gateway gives up.
  'take-batch': { memoryMb: 1024, timeoutSeconds: 28 },
  'change-visit': TILL_SIZE,
  'pay-visit': TILL_SIZE,
  'tell-activity': TILL_SIZE,
  // It can answer no 503: after two seconds it gives up, so that the till may send again.
  'authorize-till': { memoryMb: 512, timeoutSeconds: 3 },
  'publish-facts': { memoryMb: 512, timeoutSeconds: 30 },
  'count-referral': { memoryMb: 512, timeoutSeconds: 30 },
  'start-sweep': { memoryMb: 256, timeoutSeconds: 30 },
  'sweep-shard': { memoryMb: 1024, timeoutSeconds: 60 },
};

/**
 * The most that run at once, in `prod`: what anybody may call without a credential, and what only support needs, must
 * not take from the tills their share of the account's thousand. Tills and members themselves are held by the routes'
 * throttles, the sweep by its queue. An account whose whole quota is below 190 cannot reserve and has to ask first.
 */
const atMost: Partial<Record<FunctionName, number>> = {
  'serve-docs': 5,
  // Anybody may call it, with any key: a till does once an hour and route.
  'authorize-till': 50,
  'refuse-unknown-route': 5,
  'read-member': 10,
  'read-member-history': 10,
  'override-status': 5,
  'remove-override': 5,
  'read-member-contact': 5,
  'read-audit': 5,
};

/** The longest that one invocation of the function may take. */
export function timeoutOf(name: FunctionName): Duration {
  return Duration.seconds(sizeOf(name).timeoutSeconds);
}

function sizeOf(name: FunctionName): Size {
  return sizes[name] ?? API_SIZE;
}

interface FunctionsProps {
  readonly settings: Settings;
  readonly resources: FunctionResources;
  readonly key: Key | undefined;
}

/** Every function of the contract, each with its own role, log group and environment, behind an alias. */
export class LoyaltyFunctions extends Construct {
  readonly byName: Readonly<Record<FunctionName, LambdaFunction>>;
  /** The version that is live, and called. A deploy moves the alias, and moves it back if that was wrong. */
  readonly live: Readonly<Record<FunctionName, Alias>>;
  private readonly bundles: Bundles;
  private readonly props: FunctionsProps;

  constructor(scope: Construct, id: string, props: FunctionsProps) {
    super(scope, id);
    this.props = props;
    this.bundles = Stack.of(this).bundlingRequired ? bundleFunctions(functionNames) : sourcesOfFunctions;
    const ofEach = <Made>(make: (name: FunctionName) => Made) =>
      Object.fromEntries(functionNames.map((name) => [name, make(name)])) as Record<FunctionName, Made>;
    this.byName = ofEach((name) => this.make(name));
    this.live = ofEach(
      (name) =>
        new Alias(this, `${constructId(name)}Live`, {
          aliasName: 'live',
          version: this.byName[name].currentVersion,
        }),
    );
  }

  private make(name: FunctionName): LambdaFunction {
    const id = constructId(name);
    const { settings, key } = this.props;
    const logGroup = new LogGroup(this, `${id}Logs`, {
      retention: logRetentionOf(settings),
      removalPolicy: removalOf(settings),
      encryptionKey: key,
    });
    return new LambdaFunction(this, id, {
      code: Code.fromAsset(this.bundles(name)),
      handler: 'index.handler',
      description: `Laurel: ${name}`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: sizeOf(name).memoryMb,
      timeout: timeoutOf(name),
      reservedConcurrentExecutions: settings.stage === 'prod' ? atMost[name] : undefined,
      role: this.makeRole(name, logGroup),
      logGroup,
      tracing: Tracing.ACTIVE,
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: ApplicationLogLevel.INFO,
      // The platform's start, end and report lines would cost more than our own one line a request.
      systemLogLevelV2: SystemLogLevel.WARN,
      environment: {
        ...environmentFor(name, Stack.of(this).stackName, this.props.resources),
        ...ownCardsFor(name, settings),
      },
      // An earlier version stays, so that the alias can be moved back by hand.
      currentVersionOptions: { removalPolicy: removalOf(settings) },
    });
  }

  /** A role of our own: the managed basic role may write to every log group of the account. */
  private makeRole(name: FunctionName, logGroup: LogGroup): Role {
    const { resources, key } = this.props;
    const role = new Role(this, `${constructId(name)}Role`, {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    });
    logGroup.grantWrite(role);
    for (const statement of statementsFor(name, resources)) role.addToPrincipalPolicy(statement);
    const services = keyedServicesOf(name);
    if (key !== undefined && services.length > 0) role.addToPrincipalPolicy(useOfKey(key, services));
    return role;
  }
}

const readsStream = (name: FunctionName): boolean => name === 'publish-facts' || name === 'watch-audit';

/** The encrypted data that a function meets: by its needs, and what the stream's consumer reads and leaves. */
function keyedServicesOf(name: FunctionName): readonly KeyedService[] {
  const own: readonly KeyedService[] = readsStream(name) ? ['dynamodb', 's3'] : [];
  return [...own, ...needsOf(name).flatMap((need) => keyedServices[need] ?? [])];
}

export const functionNames = Object.keys(environmentOf) as FunctionName[];

/** `score-receipt` → `ScoreReceipt`. */
export function constructId(name: string): string {
  return name.replaceAll(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());
}

function needsOf(name: FunctionName): readonly EnvironmentKey[] {
  return environmentOf[name];
}

function environmentFor(
  name: FunctionName,
  namespace: string,
  resources: FunctionResources,
): Record<string, string> {
  return {
    POWERTOOLS_SERVICE_NAME: name,
    // The stack's name: brands and stages in one account keep their figures, and so their alarms, apart.
    POWERTOOLS_METRICS_NAMESPACE: namespace,
    // An error's message may quote what a person sent.
    POWERTOOLS_TRACER_CAPTURE_ERROR: 'false',
    ...Object.fromEntries(needsOf(name).map((need) => [environmentNames[need], resources[need].value])),
  };
}

/** Functions that are shown cards know the brand's own ranges. */
const ownCardsFor = (name: FunctionName, { ownCardRanges }: Settings): Record<string, string> =>
  ownCardRanges !== '' && functionsShownCards.has(name) ? { [ownCardsName]: ownCardRanges } : {};

function statementsFor(name: FunctionName, resources: FunctionResources): PolicyStatement[] {
  return needsOf(name).flatMap((need) => {
    const { arn } = resources[need];
    if (need !== 'tableName') {
      return [new PolicyStatement({ actions: [resourceActions[need]], resources: [arn] })];
    }
    return grantsOf(name).map(
      ({ action, families, index }) =>
        new PolicyStatement({
          actions: [action],
          resources: [index === undefined ? arn : `${arn}/index/${index}`],
          conditions: {
            'ForAllValues:StringLike': {
              'dynamodb:LeadingKeys': families.map((family) => keyFamilies[family]),
            },
          },
        }),
    );
  });
}

function grantsOf(name: FunctionName): readonly TableGrant[] {
  const grants = (tablePermissions as Partial<Record<FunctionName, readonly TableGrant[]>>)[name];
  if (grants === undefined) throw new Error(`${name} is given the table's name but no permission on it.`);
  return grants;
}
