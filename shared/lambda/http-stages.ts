import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { metricNames } from '#contracts/metrics.ts';
import { httpOf, type Outcome } from './http-answer.ts';
import { count, emitMetrics, logger, traceOf } from './instruments.ts';
import { problemAnswer, problemOfError, problemOfRefusal } from './problem-answer.ts';

type Stage = MiddlewareObj<APIGatewayProxyEventV2, Outcome | APIGatewayProxyStructuredResultV2>;

/** The stages' notes to each other about a request, in middy's own place for them. */
interface Notes {
  startedAt?: number;
  code?: string;
  disposition?: string;
}

/** middy makes the place anew for each request and leaves its type open. */
const notesOf = (request: { readonly internal: object }): Notes => request.internal;

/**
 * One short line a request, of known form: status, time, how a receipt was taken; of a problem its route, its code and the id of the
 * request. No body, no query, nobody's id.
 */
export function requestLine(route: string): Stage {
  const write: NonNullable<Stage['after']> = (request) => {
    const { startedAt = 0, code, disposition } = notesOf(request);
    const { statusCode: status = 0 } = request.response as APIGatewayProxyStructuredResultV2;
    const ms = Math.round(performance.now() - startedAt);
    const { requestId } = request.event.requestContext;
    // What went well stands in the log of its function; each byte of it is paid for a million times.
    const where = status >= 400 ? { route, requestId } : {};
    logger.info('request', { ...where, status, ms, disposition, code });
    if (status === 503) count(metricNames.askedToTryAgain);
    else if (status >= 500) count(metricNames.fault);
    else if (status >= 400) count(metricNames.requestRefused);
    emitMetrics();
  };
  return {
    before: (request) => {
      notesOf(request).startedAt = performance.now();
    },
    after: write,
    onError: write,
  };
}

/** The one place where outcomes and errors become HTTP. */
export function httpTranslation(): Stage {
  return {
    after: (request) => {
      const outcome = request.response as Outcome;
      const { requestId } = request.event.requestContext;
      if (outcome.kind === 'refused') {
        notesOf(request).code = outcome.code;
        request.response = problemAnswer(problemOfRefusal(outcome), requestId);
        return;
      }
      if (outcome.disposition !== undefined) notesOf(request).disposition = outcome.disposition;
      request.response = httpOf(outcome);
    },
    onError: (request) => {
      const problem = problemOfError(request.error);
      const { requestId } = request.event.requestContext;
      notesOf(request).code = problem.code;
      if (problem.code === 'internal' || problem.code === 'try-again')
        logger.error('fault', { ...traceOf(request.error), requestId });
      request.response = problemAnswer(problem, requestId);
    },
  };
}
