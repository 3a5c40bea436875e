import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { ProblemBody, ProblemError } from '#contracts/http/problem.ts';
import { type ProblemCode, problems } from '#contracts/problems.ts';
import { isBusy } from './busy-errors.ts';
import { type Refused, RefusedRequest } from './refused-request.ts';

/** Seconds after which a sender may try again. */
const RETRY_AFTER: Partial<Record<ProblemCode, string>> = { 'try-again': '1', 'no-program': '30' };

export interface Problem {
  readonly code: ProblemCode;
  readonly detail?: string | undefined;
  readonly errors?: readonly ProblemError[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** RFC 9457; `instance` is the id of the request, by which support finds its log line. */
export function problemBodyOf({ code, detail, errors = [] }: Problem, requestId: string): ProblemBody {
  const { status, title } = problems[code];
  return {
    type: `/docs#problem-${code}`,
    title,
    status,
    ...(detail === undefined ? {} : { detail }),
    instance: requestId,
    code,
    ...(errors.length === 0 ? {} : { errors: [...errors] }),
  };
}

export function problemAnswer(problem: Problem, requestId: string): APIGatewayProxyStructuredResultV2 {
  const { code, headers = {} } = problem;
  const body = problemBodyOf(problem, requestId);
  const retryAfter = RETRY_AFTER[code];
  return {
    statusCode: body.status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...(retryAfter === undefined ? {} : { 'retry-after': retryAfter }),
      ...headers,
    },
    body: JSON.stringify(body),
  };
}

/** An operation's refusal; where it points into the body, its one error says so too. */
export function problemOfRefusal({ code, detail, pointer }: Refused): Problem {
  const words = detail ?? undefined;
  return {
    code,
    detail: words,
    errors:
      pointer === undefined || pointer === null
        ? []
        : [{ pointer, code, detail: words ?? problems[code].title }],
  };
}

/** Whatever was thrown: a border's refusal, a busy service, or a fault of ours, of which nothing is told. */
export function problemOfError(error: unknown): Problem {
  if (error instanceof RefusedRequest) {
    const { code, errors, headers } = error;
    return { code, detail: errors[0]?.detail, errors, headers };
  }
  return { code: isBusy(error) ? 'try-again' : 'internal' };
}
