/** AWS's list prices, in US dollars, without free tiers and volume discounts. */
export const prices = {
  region: 'us-east-1',
  asOf: '2026-11-01',
  httpApiPerMillion: 1.0,
  lambdaRequestPerMillion: 0.2,
  /** arm64. */
  lambdaGbSecond: 0.0000133334,
  /** Memory that buys a whole processor; less of it buys a share. */
  lambdaProcessorMb: 1769,
  dynamoDbWritePerMillion: 0.625,
  dynamoDbReadPerMillion: 0.125,
  logsPerGb: 0.5,
  eventBridgePerMillion: 1.0,
  sqsPerMillion: 0.4,
} as const;

/** What a call to another service takes inside AWS, in milliseconds: an assumption, on the safe side. */
export const ASSUMED_CALL_MS = 5;

/** What a bill has and these lines have not. */
export const leftOut = [
  'reading the table’s stream: free where Lambda is the reader',
  'the queue’s own requests of the sweep: some dozens in five minutes, whatever the number of receipts',
  'storage, backups, data going out, the gateway’s access log',
  'sampled traces and account-wide trails, where they are switched on',
] as const;
