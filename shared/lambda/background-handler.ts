import middy, { type MiddlewareObj } from '@middy/core';
import type { Context } from 'aws-lambda';
import { metricNames } from '#contracts/metrics.ts';
import { count, emitMetrics, logger, traceOf } from './instruments.ts';

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
    },
  };
}

/** The stack of what no person waits for: streams, queues, schedules, authorizers. What is thrown stays thrown. */
export const backgroundHandler = <Event, Result>(
  name: string,
  act: (event: Event, context: Context) => Promise<Result>,
  stages: readonly MiddlewareObj[] = [],
): ((event: Event, context: Context) => Promise<Result>) =>
  middy<Event, Result>()
    .use(runLine(name))
    .use([...stages])
    .handler(async (event, context) => act(event, context)) as unknown as (
    event: Event,
    context: Context,
  ) => Promise<Result>;
