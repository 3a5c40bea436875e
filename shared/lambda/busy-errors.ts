/** Errors of the SDK and of the table that mean: nothing is known to be wrong, send the same again. */
const BUSY = new Set([
  'AbortError',
  'InternalServerError',
  'InternalServerErrorException',
  'InternalServiceErrorException',
  'LimitExceededException',
  'ProvisionedThroughputExceededException',
  'PriorRequestNotComplete',
  'ReplicatedWriteConflictException',
  'RequestLimitExceeded',
  'RequestTimeout',
  'ServiceUnavailable',
  'ServiceUnavailableException',
  'TableBusyError',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TimeoutError',
  'TooManyRequestsException',
  'TransactionConflictException',
  'TransactionInProgressException',
]);

const BROKEN_CONNECTION = new Set([
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EAI_AGAIN',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPIPE',
  'ETIMEDOUT',
]);

const MAX_CAUSES = 4;

/** Whether an error, or what caused it, is a throttle, a time-out or a lost connection. */
export function isBusy(error: unknown, depth = 0): boolean {
  if (!(error instanceof Error) || depth > MAX_CAUSES) return false;
  const code: unknown = 'code' in error ? error.code : undefined;
  if (BUSY.has(error.name) || (typeof code === 'string' && BROKEN_CONNECTION.has(code))) return true;
  // Whatever a service says of itself: the SDK tells its faults from ours.
  if ('$fault' in error && error.$fault === 'server') return true;
  return isBusy(error.cause, depth + 1);
}
