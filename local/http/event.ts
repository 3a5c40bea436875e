import { isUtf8 } from 'node:buffer';
import type { IncomingHttpHeaders } from 'node:http';
import type { RouteMatch } from './route-table.ts';

/** A request as the gateway took it in. */
export interface GatewayRequest {
  readonly requestId: string;
  readonly method: string;
  /** Path and query as they came. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly sourceIp: string;
  readonly atEpochMs: number;
}

/** The authorizer's findings, in the place where handlers look for them. */
export type AuthorizerContext =
  | { readonly lambda: Readonly<Record<string, unknown>> }
  | {
      readonly jwt: {
        readonly claims: Readonly<Record<string, string>>;
        readonly scopes: readonly string[] | null;
      };
    };

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const TEXTUAL = /^(text\/|application\/(json|xml|javascript|x-www-form-urlencoded|[^;]*\+json|[^;]*\+xml))/i;

/** Everything of an event that a Lambda authorizer sees as well: payload format 2.0 without the body. */
export function makeRequestParts(request: GatewayRequest, match: RouteMatch) {
  const { path, query } = splitUrl(request.url);
  const headers = flattenHeaders(request.headers);
  const cookies = request.headers.cookie?.split('; ');
  const parameters = queryParameters(query);
  return {
    version: '2.0',
    routeKey: match.route.routeKey,
    rawPath: decodePath(path),
    rawQueryString: query,
    ...(cookies === undefined ? {} : { cookies }),
    headers,
    ...(parameters === null ? {} : { queryStringParameters: parameters }),
    ...(Object.keys(match.pathParameters).length === 0 ? {} : { pathParameters: match.pathParameters }),
    requestContext: {
      accountId: '000000000000',
      apiId: 'local',
      domainName: headers.host ?? 'localhost',
      domainPrefix: 'localhost',
      http: {
        method: request.method,
        path: decodePath(path),
        protocol: 'HTTP/1.1',
        sourceIp: request.sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: request.requestId,
      routeKey: match.route.routeKey,
      stage: '$default',
      time: commonLogTime(request.atEpochMs),
      timeEpoch: request.atEpochMs,
    },
  };
}

/** The event that the function behind a route receives: payload format 2.0 of an HTTP API. */
export function makeEvent(request: GatewayRequest, match: RouteMatch, authorizer: AuthorizerContext | null) {
  const parts = makeRequestParts(request, match);
  const { requestContext } = parts;
  return {
    ...parts,
    requestContext: authorizer === null ? requestContext : { ...requestContext, authorizer },
    ...bodyOf(request),
  };
}

function bodyOf({ body, headers }: GatewayRequest): { body?: string; isBase64Encoded: boolean } {
  if (body.length === 0) return { isBase64Encoded: false };
  const textual = TEXTUAL.test(headers['content-type'] ?? '') && headers['content-encoding'] === undefined;
  // What is no valid text travels as bytes, so that the function sees what the sender sent.
  return textual && isUtf8(body)
    ? { body: body.toString('utf8'), isBase64Encoded: false }
    : { body: body.toString('base64'), isBase64Encoded: true };
}

export function splitUrl(url: string): { readonly path: string; readonly query: string } {
  const mark = url.indexOf('?');
  return mark < 0 ? { path: url, query: '' } : { path: url.slice(0, mark), query: url.slice(mark + 1) };
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function flattenHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (name === 'cookie' || value === undefined) continue;
    flat[name] = Array.isArray(value) ? value.join(',') : value;
  }
  return flat;
}

function queryParameters(query: string): Record<string, string> | null {
  const parameters: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(query)) {
    parameters[name] = name in parameters ? `${parameters[name]},${value}` : value;
  }
  return Object.keys(parameters).length === 0 ? null : parameters;
}

/** `12/Mar/2020:19:03:58 +0000`. */
function commonLogTime(epochMs: number): string {
  const [day = '', clock = ''] = new Date(epochMs).toISOString().split('T');
  const [year, month, date] = day.split('-');
  return `${date}/${MONTHS[Number(month) - 1]}/${year}:${clock.slice(0, 8)} +0000`;
}
