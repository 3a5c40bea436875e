/** A template in the runner's words: everything resolved, everything accounted for. */
export interface SystemDescription {
  readonly functions: readonly FunctionDescription[];
  readonly tables: readonly TableDescription[];
  readonly queues: readonly QueueDescription[];
  readonly buckets: readonly { readonly name: string; readonly arn: string }[];
  readonly buses: readonly { readonly name: string; readonly arn: string }[];
  readonly secrets: readonly SecretDescription[];
  readonly routes: readonly RouteDescription[];
  /** The stage's limits; `null`: none. */
  readonly throttle: ThrottleDescription;
  readonly streamMappings: readonly StreamMapping[];
  readonly queueMappings: readonly QueueMapping[];
  readonly schedules: readonly ScheduleDescription[];
  /** What the stack tells of itself: name → value. */
  readonly outputs: Readonly<Record<string, string>>;
}

export interface FunctionDescription {
  /** Its name in its own log lines (`POWERTOOLS_SERVICE_NAME`), else its logical id. */
  readonly name: string;
  readonly arn: string;
  /** The folder with its bundle. */
  readonly codeFolder: string;
  /** `file.export`. */
  readonly handler: string;
  readonly memoryMb: number;
  readonly timeoutMs: number;
  readonly environment: Readonly<Record<string, string>>;
  /** The permissions of its role. */
  readonly permissions: readonly Permission[];
}

/** Actions that are allowed on resources; either may end in `*`. */
export interface Permission {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** Patterns that every partition key of a request must fit; `null`: any will do. */
  readonly leadingKeys: readonly string[] | null;
}

export interface KeyNames {
  readonly partition: string;
  readonly sort: string | null;
}

export interface TableDescription {
  readonly name: string;
  readonly arn: string;
  readonly streamArn: string;
  readonly attributes: readonly { readonly AttributeName: string; readonly AttributeType: 'S' | 'N' | 'B' }[];
  readonly key: KeyNames;
  readonly indexes: readonly IndexDescription[];
  readonly streamView: string | null;
}

export interface IndexDescription {
  readonly name: string;
  readonly key: KeyNames;
  readonly projection: 'ALL' | 'KEYS_ONLY';
}

export interface QueueDescription {
  readonly name: string;
  readonly arn: string;
  readonly url: string;
  /** As SQS's CreateQueue takes them. */
  readonly attributes: Readonly<Record<string, string>>;
}

export interface SecretDescription {
  readonly arn: string;
  readonly length: number;
  readonly excludePunctuation: boolean;
}

export type AuthorizerDescription =
  | {
      readonly kind: 'lambda';
      readonly functionArn: string;
      /** API Gateway's selection expressions. */
      readonly identitySource: readonly string[];
      readonly cacheSeconds: number;
    }
  | { readonly kind: 'jwt'; readonly issuer: string; readonly audience: readonly string[] };

export interface RouteDescription {
  /** `PUT /v1/receipts/{receiptId}` or `$default`. */
  readonly routeKey: string;
  readonly functionArn: string;
  readonly authorizer: AuthorizerDescription | null;
  /** Any one of them suffices. */
  readonly scopes: readonly string[];
}

export interface StreamMapping {
  readonly functionArn: string;
  readonly tableName: string;
  /** Filter patterns as JSON; a record passes if one of them matches, or if there are none. */
  readonly patterns: readonly string[];
  readonly batchSize: number;
  readonly bisect: boolean;
  readonly partialFailures: boolean;
  readonly retryAttempts: number;
  readonly maxRecordAgeSeconds: number;
  /** Where a batch goes that is given up: a queue is told where it lay, a bucket gets the records. */
  readonly onFailureArn: string | null;
}

export interface QueueMapping {
  readonly functionArn: string;
  readonly queueArn: string;
  readonly batchSize: number;
  readonly partialFailures: boolean;
}

export interface ScheduleDescription {
  readonly name: string;
  readonly everyMs: number;
  readonly functionArn: string;
  readonly input: string | null;
  readonly deadLetterQueueArn: string | null;
}

/** The stage's limits; `null`: the template sets none. A route named here has limits of its own. */
export interface ThrottleDescription {
  readonly stage: LimitsDescription | null;
  readonly routes: Readonly<Record<string, LimitsDescription>>;
}

export interface LimitsDescription {
  readonly ratePerSecond: number;
  readonly burst: number;
}
