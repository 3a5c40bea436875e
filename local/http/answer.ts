import type { ServerResponse } from 'node:http';
import type { Invocation } from '../functions/function-worker.ts';

/** An answer on its way out. */
export interface GatewayAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
  readonly body: string | Buffer;
}

/** The gateway's own small bodies. */
export function ownAnswer(status: number, message: string): GatewayAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    cookies: [],
    body: JSON.stringify({ message }),
  };
}

/** The gateway's answer for a function's outcome, by the rules of payload format 2.0. */
export function answerOf(invocation: Invocation): GatewayAnswer {
  if (invocation.kind === 'timed-out') return ownAnswer(503, 'Service Unavailable');
  if (invocation.kind === 'failed') return ownAnswer(500, 'Internal Server Error');
  const answer: unknown = JSON.parse(invocation.payload);
  if (!isResponse(answer)) {
    const headers = { 'content-type': 'application/json' };
    return {
      status: 200,
      headers,
      cookies: [],
      body: typeof answer === 'string' ? answer : JSON.stringify(answer),
    };
  }
  const headers = Object.entries(answer.headers ?? {}).map(([name, value]) => [
    name.toLowerCase(),
    String(value),
  ]);
  const body = answer.body ?? '';
  return {
    status: Number(answer.statusCode),
    headers: { 'content-type': 'text/plain; charset=utf-8', ...Object.fromEntries(headers) },
    cookies: answer.cookies ?? [],
    body: answer.isBase64Encoded === true ? Buffer.from(body, 'base64') : body,
  };
}

export function send(response: ServerResponse, answer: GatewayAnswer): void {
  response.writeHead(answer.status, {
    ...answer.headers,
    'content-length': Buffer.byteLength(answer.body),
    ...(answer.cookies.length === 0 ? {} : { 'set-cookie': [...answer.cookies] }),
  });
  response.end(answer.body);
}

interface FunctionResponse {
  readonly statusCode: number | string;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly cookies?: readonly string[];
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
}

function isResponse(value: unknown): value is FunctionResponse {
  return value !== null && typeof value === 'object' && 'statusCode' in value;
}
