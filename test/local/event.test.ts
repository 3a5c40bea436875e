import { describe, expect, test } from 'vitest';
import { type GatewayRequest, makeEvent } from '../../local/http/event.ts';
import { RouteTable } from '../../local/http/route-table.ts';
import type { RouteDescription } from '../../local/template/system.ts';

const route = (routeKey: string): RouteDescription => ({
  routeKey,
  functionArn: routeKey,
  authorizer: null,
  scopes: [],
});
const table = new RouteTable(
  [
    'PUT /v1/receipts/{receiptId}',
    'GET /v1/receipts/{receiptId}',
    'POST /v1/members',
    'POST /v1/members:resolve',
    '$default',
  ].map(route),
);

function eventOf(change: Partial<GatewayRequest>) {
  const request: GatewayRequest = {
    requestId: 'r1',
    method: 'PUT',
    url: '/v1/receipts/R-1',
    headers: { 'content-type': 'application/json' },
    body: Buffer.from('{}'),
    sourceIp: '127.0.0.1',
    atEpochMs: Date.UTC(2017, 0, 1, 5, 0, 7),
    ...change,
  };
  const match = table.find(request.method, request.url.split('?')[0] ?? '');
  if (match === null) throw new Error('no route');
  return makeEvent(request, match, null);
}

describe('the route of a request', () => {
  test.each([
    ['PUT', '/v1/receipts/R-1', 'PUT /v1/receipts/{receiptId}', { receiptId: 'R-1' }],
    ['GET', '/v1/receipts/a%20b', 'GET /v1/receipts/{receiptId}', { receiptId: 'a b' }],
    ['GET', '/v1/receipts/a%2Fb', 'GET /v1/receipts/{receiptId}', { receiptId: 'a/b' }],
    ['POST', '/v1/members', 'POST /v1/members', {}],
    ['POST', '/v1/members:resolve', 'POST /v1/members:resolve', {}],
    ['POST', '/v1/members:other', '$default', {}],
    ['DELETE', '/v1/receipts/R-1', '$default', {}],
    ['PUT', '/v1/receipts', '$default', {}],
    ['PUT', '/v1/receipts/R-1/lines', '$default', {}],
    ['GET', '/', '$default', {}],
  ])('%s %s → %s', (method, path, routeKey, pathParameters) => {
    const match = table.find(method, path);
    expect(match?.route.routeKey).toBe(routeKey);
    expect({ ...match?.pathParameters }).toEqual(pathParameters);
  });

  test('without $default there may be none', () => {
    expect(new RouteTable([route('GET /a')]).find('GET', '/b')).toBeNull();
  });
});

describe('the event of a request (payload format 2.0)', () => {
  test('has path, query, headers and context in their places', () => {
    const event = eventOf({
      url: '/v1/receipts/R%201?storeId=292&tag=a&tag=b',
      headers: { host: 'till', 'x-one': 'A', cookie: 'a=1; b=2', 'content-type': 'application/json' },
    });
    expect(event).toEqual({
      version: '2.0',
      routeKey: 'PUT /v1/receipts/{receiptId}',
      rawPath: '/v1/receipts/R 1',
      rawQueryString: 'storeId=292&tag=a&tag=b',
      cookies: ['a=1', 'b=2'],
      headers: { host: 'till', 'x-one': 'A', 'content-type': 'application/json' },
      queryStringParameters: { storeId: '292', tag: 'a,b' },
      pathParameters: { receiptId: 'R 1' },
      requestContext: {
        accountId: '000000000000',
        apiId: 'local',
        domainName: 'till',
        domainPrefix: 'localhost',
        http: {
          method: 'PUT',
          path: '/v1/receipts/R 1',
          protocol: 'HTTP/1.1',
          sourceIp: '127.0.0.1',
          userAgent: '',
        },
        requestId: 'r1',
        routeKey: 'PUT /v1/receipts/{receiptId}',
        stage: '$default',
        time: '01/Jan/2017:05:00:07 +0000',
        timeEpoch: 1_483_246_807_000,
      },
      body: '{}',
      isBase64Encoded: false,
    });
  });

  test('leaves out what is not there', () => {
    const event = eventOf({ method: 'GET', url: '/nowhere', headers: {}, body: Buffer.alloc(0) });
    expect(event).not.toHaveProperty('queryStringParameters');
    expect(event).not.toHaveProperty('pathParameters');
    expect(event).not.toHaveProperty('cookies');
    expect(event).not.toHaveProperty('body');
    expect(event.isBase64Encoded).toBe(false);
  });

  test.each([
    ['JSON', { 'content-type': 'application/json; charset=utf-8' }, Buffer.from('{"é":1}'), '{"é":1}', false],
    ['another JSON', { 'content-type': 'application/problem+json' }, Buffer.from('{}'), '{}', false],
    ['text', { 'content-type': 'text/plain' }, Buffer.from('hello'), 'hello', false],
    ['no type', {}, Buffer.from('hello'), 'aGVsbG8=', true],
    ['bytes', { 'content-type': 'application/octet-stream' }, Buffer.from([0, 255]), 'AP8=', true],
    [
      'JSON that is no UTF-8',
      { 'content-type': 'application/json' },
      Buffer.from([0xff, 0xfe]),
      '//4=',
      true,
    ],
    [
      'packed JSON',
      { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      Buffer.from('{}'),
      'e30=',
      true,
    ],
  ])('%s as a body', (_, headers, sent, body, isBase64Encoded) => {
    const event = eventOf({ headers, body: sent });
    expect({ body: event.body, isBase64Encoded: event.isBase64Encoded }).toEqual({ body, isBase64Encoded });
  });
});
