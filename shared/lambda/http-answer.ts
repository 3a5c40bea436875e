import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Refused } from './refused-request.ts';

/** A handler's answer: JSON, or a ready text with its media type. */
interface Answer {
  readonly kind: 'answer';
  readonly status: number;
  readonly body: object | string;
  readonly headers?: Readonly<Record<string, string>>;
  /** How a receipt was taken: stands in the log line. */
  readonly disposition?: string;
}

/** A handler's end: an answer, or an operation's refusal as it came. */
export type Outcome = Answer | Refused;

export const answer = (
  status: number,
  body: object | string,
  more: Pick<Answer, 'headers' | 'disposition'> = {},
): Answer => ({ kind: 'answer', status, body, ...more });

/** Nothing that we answer about people may lie in a cache. */
export const httpOf = ({ status, body, headers = {} }: Answer): APIGatewayProxyStructuredResultV2 => ({
  statusCode: status,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
