import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { apiClient, RefusedByApi } from '../../cli/target/api-client.ts';

let server: Server | null = null;
afterEach(() => new Promise((resolve) => (server === null ? resolve(undefined) : server.close(resolve))));

/** A server that gives one answer after the other, the last one for good; tells the bodies that it was sent. */
async function answering(...answers: readonly (readonly [status: number, body: string])[]) {
  const bodies: string[] = [];
  server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += String(part);
    bodies.push(body);
    const [status, text] = answers[Math.min(bodies.length, answers.length) - 1] ?? [500, ''];
    response.writeHead(status, { 'retry-after': '0', connection: 'close' }).end(text);
  });
  await new Promise((resolve) => server?.listen(0, '127.0.0.1', () => resolve(undefined)));
  return { bodies, base: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const request = { method: 'PUT', path: '/v1/receipts/00000001', body: { lines: [] } } as const;

describe('a till’s client', () => {
  it.each([408, 425, 429, 500, 502, 503, 504])('sends the same again after %i', async (status) => {
    const { base, bodies } = await answering([status, ''], [status, 'not JSON'], [201, '{"ok":true}']);
    expect(await apiClient(base)(request)).toEqual({ status: 201, body: { ok: true } });
    expect(bodies).toEqual(['{"lines":[]}', '{"lines":[]}', '{"lines":[]}']);
  });

  it.each([400, 401, 403, 404, 409, 413, 422])('never sends again after %i', async (status) => {
    const { base, bodies } = await answering([status, '{"code":"schema","detail":"no"}']);
    await expect(apiClient(base)(request)).rejects.toThrow(
      new RefusedByApi('PUT /v1/receipts/00000001', status, 'schema', 'no'),
    );
    expect(bodies.length).toBe(1);
  });

  it('gives up in the end, with the last answer', async () => {
    const { base, bodies } = await answering([503, '{"code":"try-again","detail":"busy"}']);
    await expect(apiClient(base)(request)).rejects.toThrow('503 try-again busy');
    expect(bodies.length).toBe(10);
  });
});
