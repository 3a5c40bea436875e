/**
 * The variables of each function's environment, declared once: infra writes these names, handlers read them.
 * Powertools' own (`POWERTOOLS_SERVICE_NAME`, `POWERTOOLS_METRICS_NAMESPACE`) are set for all.
 */
export const environmentNames = {
  tableName: 'TABLE_NAME',
  factBusName: 'FACT_BUS_NAME',
  shardQueueUrl: 'SHARD_QUEUE_URL',
  asideQueueUrl: 'ASIDE_QUEUE_URL',
  referralQueueUrl: 'REFERRAL_QUEUE_URL',
  sealSecretArn: 'SEAL_SECRET_ARN',
} as const;

/** The card ranges that the deployment names as its own (D79): set for functions that are shown cards, where there are any. */
export const ownCardsName = 'OWN_CARD_RANGES';

export const functionsShownCards: ReadonlySet<string> = new Set([
  'quote-receipt',
  'score-receipt',
  'return-receipt',
  'pay-receipt',
  'take-batch',
  'change-visit',
  'pay-visit',
  'tell-activity',
  'enrol-member',
  'resolve-card',
  'print-code',
  'link-me',
]);

export type EnvironmentKey = keyof typeof environmentNames;

/** Function (folder under `functions/`) → what it needs. */
export const environmentOf = {
  'quote-receipt': ['tableName', 'sealSecretArn'],
  'score-receipt': ['tableName', 'sealSecretArn'],
  'read-receipt': ['tableName'],
  'return-receipt': ['tableName'],
  'pay-receipt': ['tableName'],
  'take-batch': ['tableName', 'sealSecretArn'],
  'change-visit': ['tableName'],
  'pay-visit': ['tableName'],
  'tell-activity': ['tableName'],
  'enrol-member': ['tableName', 'sealSecretArn'],
  'resolve-card': ['tableName'],
  'print-code': ['tableName', 'sealSecretArn'],
  'link-me': ['tableName', 'sealSecretArn'],
  'read-me': ['tableName'],
  'read-my-statuses': ['tableName'],
  'explain-my-status': ['tableName', 'sealSecretArn'],
  'read-member': ['tableName'],
  'read-member-history': ['tableName', 'sealSecretArn'],
  'override-status': ['tableName'],
  'remove-override': ['tableName'],
  'read-member-contact': ['tableName'],
  'read-audit': ['tableName', 'sealSecretArn'],
  'serve-docs': [],
  'refuse-unknown-route': [],
  'authorize-till': ['tableName'],
  'watch-audit': [],
  'publish-facts': ['factBusName', 'asideQueueUrl', 'referralQueueUrl'],
  'count-referral': ['tableName'],
  'start-sweep': ['shardQueueUrl'],
  'sweep-shard': ['tableName', 'shardQueueUrl'],
} as const satisfies Record<string, readonly EnvironmentKey[]>;

export type FunctionName = keyof typeof environmentOf;
