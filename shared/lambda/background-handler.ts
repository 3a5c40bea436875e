import middy, { type MiddlewareObj } from '@middy/core';
import type { Context } from 'aws-lambda';
import { metricNames } from '#contracts/metrics.ts';
import { deadlineOptions, underDeadline } from './deadline.ts';
import { count, emitMetrics, logger, traceOf } from './instruments.ts';

/**
 * A failed run as the platform gets to see it: it writes the message of whatever is thrown into the log, and a message
 * may hold what somebody sent.
 */
class RunFailed extends Error {
  constructor(cause: unknown) {
    super('The run failed; its line in the log says where.');
    this.name = traceOf(cause).kind;
    this.stack = `${this.name}: ${this.message}`;
  }
}

/** One line a run: what ran, how long, and whether it failed. */
function runLine(name: string): MiddlewareObj {
  const startedAt = new WeakMap<object, number>();
  const write = (request: object, outcome: 'done' | 'failed'): void => {
    const ms = Math.round(performance.now() - (startedAt.get(request) ?? 0));
    logger.info('run', { name, ms, outcome });
    emitMetrics();
  };
  return {
    before: (request) => {
      startedAt.set(request, performance.now());
    },
    after: (request) => write(request, 'done'),
    onError: (request) => {
      logger.error('fault', { name, ...traceOf(request.error) });
      count(metricNames.fault);
      write(request, 'failed');
      request.error = new RunFailed(request.error);
    },
  };
}

/** The stack of what no person waits for: streams, queues, schedules, authorizers. What is thrown is thrown on, without its words. */
export const backgroundHandler = <Event, Result>(
  name: string,
  act: (event: Event, context: Context) => Promise<Result>,
  stages: readonly MiddlewareObj[] = [],
): ((event: Event, context: Context) => Promise<Result>) =>
  middy<Event, Result>(deadlineOptions)
    .use(runLine(name))
    .use([...stages])
    .handler(underDeadline(act)) as unknown as (event: Event, context: Context) => Promise<Result>;
