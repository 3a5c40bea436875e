import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { laurelClient } from '../../client/laurel-client.ts';
import { patientFetch } from '../../client/patient-fetch.ts';
import { contentOf, RefusedByApi } from '../../client/refused-by-api.ts';

let server: Server | null = null;
afterEach(() => new Promise((resolve) => (server === null ? resolve(undefined) : server.close(resolve))));

/** Breaks off in the middle of an answer. */
const BROKEN = 0;

/** A server that gives one answer after the other, the last one for good; tells the bodies that it was sent. */
async function answering(...answers: readonly (readonly [status: number, body: string])[]) {
  const bodies: string[] = [];
  server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += String(part);
    bodies.push(body);
    const [status, text] = answers[Math.min(bodies.length, answers.length) - 1] ?? [500, ''];
    if (status === BROKEN) {
      response.writeHead(200, { 'content-length': '100' }).write(text, () => response.destroy());
      return;
    }
    response.writeHead(status, { 'retry-after': '0', connection: 'close' }).end(text);
  });
  await new Promise((resolve) => server?.listen(0, '127.0.0.1', () => resolve(undefined)));
  return { bodies, base: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const send = (base: string) =>
  laurelClient(base, patientFetch).PUT('/v1/receipts/{receiptId}', {
    params: { path: { receiptId: '00000001' } },
    headers: { authorization: 'pos_key' },
    body: { occurredAt: '2024-05-20T12:00:00+03:00', currency: 'RUB', lines: [] },
  });

const SENT = '{"occurredAt":"2024-05-20T12:00:00+03:00","currency":"RUB","lines":[]}';

describe('a till’s client', () => {
  it.each([BROKEN, 408, 425, 429, 500, 502, 503, 504])('sends the same again after %i', async (status) => {
    const { base, bodies } = await answering([status, ''], [status, 'not JSON'], [201, '{"ok":true}']);
    const { response, data } = await send(base);
    expect([response.status, data]).toEqual([201, { ok: true }]);
    expect(bodies).toEqual([SENT, SENT, SENT]);
  });

  it.each([400, 401, 403, 404, 409, 413, 422])('never sends again after %i', async (status) => {
    const { base, bodies } = await answering([status, '{"code":"schema","detail":"no"}']);
    const answered = await send(base);
    expect(() => contentOf(answered)).toThrow(
      new RefusedByApi('/v1/receipts/00000001', status, 'schema', 'no'),
    );
    expect(bodies).toEqual([SENT]);
  });

  it('gives up in the end, with the last answer', async () => {
    const { base, bodies } = await answering([503, '{"code":"try-again","detail":"busy"}']);
    const answered = await send(base);
    expect(() => contentOf(answered)).toThrow('503 try-again busy');
    expect(bodies.length).toBe(10);
  });

  it('says the first words of an answer that is no problem', async () => {
    const { base } = await answering([404, 'a page of somebody else']);
    const answered = await send(base);
    expect(() => contentOf(answered)).toThrow('was refused: 404  a page of somebody else');
  });
});
