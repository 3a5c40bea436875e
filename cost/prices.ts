/** AWS's list prices, in US dollars, without free tiers and volume discounts. Each has its source below. */
export const prices = {
  region: 'us-east-1',
  asOf: '2026-11-25',
  httpApiPerMillion: 1.0,
  lambdaRequestPerMillion: 0.2,
  /** arm64. */
  lambdaGbSecond: 0.0000133334,
  /** Memory that buys a whole processor; less of it buys a share. */
  lambdaProcessorMb: 1769,
  dynamoDbWritePerMillion: 0.625,
  dynamoDbReadPerMillion: 0.125,
  dynamoDbStorageGbMonth: 0.25,
  dynamoDbPitrGbMonth: 0.2,
  logsPerGb: 0.5,
  eventBridgePerMillion: 1.0,
  schedulerPerMillion: 1.0,
  sqsPerMillion: 0.4,
  xrayPerMillion: 5.0,
  metricMonth: 0.3,
  alarmMonth: 0.1,
  dashboardMonth: 3.0,
  secretMonth: 0.4,
  kmsKeyMonth: 1.0,
  backupGbMonth: 0.1,
} as const;

type Price = Exclude<keyof typeof prices, 'region' | 'asOf' | 'lambdaProcessorMb'>;

/** AWS's own page of a price, and whether it could be read there or elsewhere on the day `prices.asOf`. */
interface PriceSource {
  readonly page: string;
  /** `own page`: AWS's text says it. `elsewhere`: others quote it. `not checked`: the page's numbers could not be read. */
  readonly checked: 'own page' | 'elsewhere' | 'not checked';
}

const at = (page: string, checked: PriceSource['checked']): PriceSource => ({
  page: `https://aws.amazon.com/${page}/pricing/`,
  checked,
});

/** For who checks the prices; a test holds it complete. */
export const priceSources: Readonly<Record<Price, PriceSource>> = {
  // From the page's own worked example; the 301st million and on are $0.90.
  httpApiPerMillion: at('api-gateway', 'own page'),
  lambdaRequestPerMillion: at('lambda', 'elsewhere'),
  lambdaGbSecond: at('lambda', 'elsewhere'),
  dynamoDbWritePerMillion: at('dynamodb', 'elsewhere'),
  dynamoDbReadPerMillion: at('dynamodb', 'elsewhere'),
  dynamoDbStorageGbMonth: at('dynamodb', 'own page'),
  // That it is by the table's size without its indexes, whatever the window, is in DynamoDB's guide.
  dynamoDbPitrGbMonth: at('dynamodb', 'not checked'),
  logsPerGb: at('cloudwatch', 'not checked'),
  eventBridgePerMillion: at('eventbridge', 'not checked'),
  schedulerPerMillion: at('eventbridge', 'not checked'),
  sqsPerMillion: at('sqs', 'not checked'),
  xrayPerMillion: at('xray', 'own page'),
  metricMonth: at('cloudwatch', 'elsewhere'),
  alarmMonth: at('cloudwatch', 'elsewhere'),
  dashboardMonth: at('cloudwatch', 'not checked'),
  secretMonth: at('secrets-manager', 'not checked'),
  kmsKeyMonth: at('kms', 'not checked'),
  backupGbMonth: at('backup', 'not checked'),
};

/** Milliseconds of a call to another service inside AWS: an assumption, on the safe side. */
export const ASSUMED_CALL_MS = 5;

/** Lines of a bill that no single function has. */
export const leftOut = [
  'reading the table’s stream: free where Lambda is the reader',
  'the queue’s own requests of the sweep: some dozens in five minutes, whatever the number of receipts',
  'storage, backups, data going out, the gateway’s access log',
  'sampled traces and account-wide trails, where they are switched on',
] as const;
