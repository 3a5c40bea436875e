/**
 * Names of the metrics, declared once: functions emit them, alarms watch them. Only what is out of the ordinary is
 * emitted, so that an ordinary receipt costs one log line and no more; the gateway counts requests by itself.
 */
export const metricNames = {
  /** A request answered with a 4xx problem of ours. */
  requestRefused: 'RequestRefused',
  /** A 503: the sender was asked to send it again. */
  askedToTryAgain: 'AskedToTryAgain',
  /** A 500: a fault of ours. */
  fault: 'Fault',
  factsPublished: 'FactsPublished',
  /** Facts that the bus did not take; the stream brings them again. */
  factsNotPublished: 'FactsNotPublished',
  /** Records with facts that can never be published: they lie in a queue of their own. */
  factsPutAside: 'FactsPutAside',
  /** Entries of the audit that somebody modified or removed: they are only ever appended. */
  auditChanged: 'AuditChanged',
  shardsSwept: 'ShardsSwept',
  /** Members whom a sweep could not settle; it passes them by and tries them again. */
  membersNotSwept: 'MembersNotSwept',
  membersMoved: 'MembersMoved',
  /** Requests that the gateway itself refused with 429: counted from its log, since it has no figure of its own. */
  requestsThrottled: 'RequestsThrottled',
} as const;

export type MetricName = (typeof metricNames)[keyof typeof metricNames];
