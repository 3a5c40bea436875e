import { describe, expect, test } from 'vitest';
import { handler as refuse } from '../../functions/refuse-unknown-route/handler.ts';
import { handler as serve } from '../../functions/serve-docs/handler.ts';
import { call, problemIn, recorded } from '../fixtures/edge.ts';

const ask = (routeKey: string) => call(serve, { ...recorded('default-route'), routeKey });
const askUnknown = (method: string, rawPath: string) => {
  const event = recorded('default-route');
  event.requestContext.http.method = method;
  return call(refuse, { ...event, rawPath });
};

describe('what anybody may read', () => {
  test('the document', async () => {
    const { statusCode, headers, body } = await ask('GET /openapi.json');
    expect([statusCode, headers?.['content-type']]).toEqual([200, 'application/json']);
    expect(JSON.parse(body ?? '')).toMatchObject({ openapi: '3.1.1', info: { title: 'Laurel' } });
  });

  test('the page, which may load and run nothing', async () => {
    const { statusCode, headers, body } = await ask('GET /docs');
    expect([statusCode, headers?.['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(headers?.['content-security-policy']).toContain("default-src 'none'");
    expect(body).toMatch(/^<!doctype html>/);
  });

  test('that it answers, and no more', async () => {
    expect((await ask('GET /health')).body).toBe('{"status":"up"}');
  });
});

describe('what is no route', () => {
  test.each([
    ['GET', '/v1/nothing'],
    ['GET', '/'],
    ['PUT', '/v1/receipts/'],
    ['GET', '/v1/receipts/292-0417-000871/lines'],
    ['POST', '/v1/members:Resolve'],
  ])('%s %s is not found', async (method, path) => {
    expect(problemIn(await askUnknown(method, path))).toMatchObject({ status: 404, code: 'not-found' });
  });

  test.each([
    ['DELETE', '/v1/receipts/292-0417-000871', 'PUT, GET'],
    ['GET', '/v1/quotes', 'POST'],
    ['POST', '/v1/admin/members/m7Qf2xKp9RtZ', 'GET'],
  ])('%s %s names the methods that there are', async (method, path, allow) => {
    const result = await askUnknown(method, path);
    expect(problemIn(result)).toMatchObject({ status: 405, code: 'method-not-allowed' });
    expect(result.headers?.allow).toBe(allow);
  });
});
