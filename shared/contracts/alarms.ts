/**
 * Names of the alarms, declared once: infra makes them, `docs/runbook.md` has a heading for each. An alarm's full name
 * is the stack's, then this, then which one of several it is: `Laurel.dead-letters.shards`.
 */
export const alarmNames = {
  /** A function threw, ran out of time, or answered 500. One for each function; deploys go back by them. */
  functionFaults: 'function-faults',
  /** The API answers more than a few requests with 5xx. */
  apiErrors: 'api-errors',
  slowAnswers: 'slow-answers',
  /** Tills send what we refuse. */
  refusals: 'refusals',
  /** Tills are told to send the same again. */
  askedToTryAgain: 'asked-to-try-again',
  /** The gateway turns requests away: 429. */
  requestsThrottled: 'requests-throttled',
  functionsThrottled: 'functions-throttled',
  tableThrottled: 'table-throttled',
  /** Facts wait in the stream. */
  factsBehind: 'facts-behind',
  /** Facts were given up and lie in the bucket. */
  failedRecords: 'failed-records',
  /** One for each queue of dead letters. */
  deadLetters: 'dead-letters',
  /** Shards wait in their queue. */
  sweepBehind: 'sweep-behind',
  /** Nobody sweeps. */
  sweepSilent: 'sweep-silent',
  /** Members whom the sweep fails to settle, tick after tick. */
  membersNotSwept: 'members-not-swept',
  /** Somebody modified or removed what the audit had told. */
  auditChanged: 'audit-changed',
  /** The account's bill grows over its budget. */
  spending: 'spending',
} as const;

export type AlarmName = (typeof alarmNames)[keyof typeof alarmNames];
