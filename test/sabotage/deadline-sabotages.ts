import { row, type Sabotage } from './sabotage.ts';

const DEADLINE = 'test/lambda/deadline.test.ts';
const SEND = 'test/table/send.test.ts';
const ANSWERS = 'test/lambda/problem-answers.test.ts';
const deadline = 'shared/lambda/deadline.ts';
const send = 'shared/table/send.ts';

/** Busy is busy in every form, and what hangs is given up in time. */
export const deadlineSabotages: readonly Sabotage[] = [
  row(
    'a second remains for the answer',
    deadline,
    'timeoutEarlyInMillis: 1_000',
    'timeoutEarlyInMillis: 0',
    DEADLINE,
  ),
  row(
    'calls end with their request',
    deadline,
    'abortSignal === undefined ? options : { ...options, abortSignal }',
    'options',
    DEADLINE,
  ),
  row(
    'each request has a deadline of its own',
    deadline,
    'running.run(signal, async () => act(event, context))',
    'act(event, context)',
    DEADLINE,
  ),
  row('a throttled transaction is busy', send, "  'ThrottlingError',\n", '', SEND),
  row('a transaction beyond its units is busy', send, "  'ProvisionedThroughputExceeded',\n", '', SEND),
  row('a fault beside a throttle is a fault', send, 'codes.every(', 'codes.some(', SEND),
  row('a cancellation without a reason is a fault', send, 'codes.length > 0 && ', '', SEND),
  row(
    'what a service says of itself is busy',
    'shared/lambda/busy-errors.ts',
    "error.$fault === 'server'",
    'false',
    ANSWERS,
  ),
  row(
    'what a service says of us is a fault',
    'shared/lambda/busy-errors.ts',
    "error.$fault === 'server'",
    'true',
    ANSWERS,
  ),
];
