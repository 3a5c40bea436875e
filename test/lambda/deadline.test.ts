import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { backgroundHandler } from '#lambda/background-handler.ts';
import { dynamoDbClient } from '#lambda/clients.ts';
import { answer } from '#lambda/http-answer.ts';
import { httpHandler } from '#lambda/http-handler.ts';
import { logger } from '#lambda/instruments.ts';
import { openTable } from '#table/send.ts';
import { context, problemIn, recorded } from '../fixtures/edge.ts';

/** A table that hangs, in each way in which a server can: what a request does that waits for it. */

vi.setConfig({ testTimeout: 10_000 });

/** The time that the function says it has: the second that must remain, and a little. */
const left = { ...context, getRemainingTimeInMillis: () => 1_250 };

const EMPTY = 'HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.0\r\nContent-Length: 2\r\n\r\n{}';

let server: Server;
let sockets: Socket[];
/** How many attempts reached the table. */
let attempts: number;

/** A server that does with each attempt what `act` says; it counts from one. */
async function serve(act: (socket: Socket, attempt: number) => void): Promise<void> {
  server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
    socket.on('data', () => {
      attempts += 1;
      act(socket, attempts);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', `http://127.0.0.1:${port}`);
}

beforeEach(() => {
  attempts = 0;
  sockets = [];
  vi.stubEnv('AWS_REGION', 'eu-central-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'local');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'local');
  for (const level of ['info', 'error'] as const) vi.spyOn(logger, level).mockReturnValue(undefined);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  for (const socket of sockets) socket.destroy();
  server.close();
});

/** Waits until the other side has hung up on every attempt. */
const hungUp = () =>
  Promise.all(
    sockets.map((socket) => socket.destroyed || new Promise((resolve) => socket.once('close', resolve))),
  );

const hanging: readonly (readonly [string, (socket: Socket, attempt: number) => void, number])[] = [
  ['that never answers', () => undefined, 1],
  ['that answers once and never again', (socket, attempt) => void (attempt === 1 && socket.write(EMPTY)), 2],
  [
    'that begins to answer and does not end',
    (socket) => void socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n{'),
    1,
  ],
  [
    'that sends a byte now and then',
    (socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n');
      const timer = setInterval(() => void socket.write(' '), 20);
      socket.once('close', () => clearInterval(timer));
    },
    1,
  ],
  [
    'that fails fast, each time',
    (socket) => void socket.end('HTTP/1.1 500 no\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'),
    4,
  ],
];

/** Five reads, one after the other. */
async function readOften(): Promise<void> {
  const table = openTable(dynamoDbClient(), 'T');
  for (let count = 0; count < 5; count += 1)
    await table.get({ TableName: 'T', Key: { pk: { S: 'p' }, sk: { S: `${count}` } } });
}

describe('a request that meets a table', () => {
  test.each(hanging)('%s is asked to send again, and leaves no call behind', async (_what, act, most) => {
    await serve(act);
    const handler = httpHandler('PUT /x', async () => {
      await readOften();
      return answer(200, {});
    });
    const result = await handler(recorded('put-receipt'), left);
    expect(result.statusCode).toBe(503);
    expect(result.headers?.['retry-after']).toBe('1');
    expect(problemIn(result)).toMatchObject({ code: 'try-again' });
    await hungUp();
    expect(attempts).toBeLessThanOrEqual(most);
  });

  test('that is well is not cut off', async () => {
    await serve((socket) => void socket.write(EMPTY));
    const handler = httpHandler('PUT /x', async () => {
      await readOften();
      return answer(200, {});
    });
    expect((await handler(recorded('put-receipt'), context)).statusCode).toBe(200);
    expect(attempts).toBe(5);
  });
});

test.each(hanging)(
  'a run of the background that meets a table %s fails, and comes again',
  async (_what, act) => {
    await serve(act);
    const run = backgroundHandler('sweep-shard', readOften);
    await expect(run(undefined, left)).rejects.toThrow('The run failed');
    await hungUp();
  },
);

test('two requests at once have a deadline each', async () => {
  await serve(() => undefined);
  const handler = httpHandler('PUT /x', async () => {
    await readOften();
    return answer(200, {});
  });
  const later = { ...context, getRemainingTimeInMillis: () => 1_500 };
  const order: string[] = [];
  await Promise.all([
    handler(recorded('put-receipt'), later).then(() => order.push('the later')),
    handler(recorded('put-receipt'), left).then(() => order.push('the earlier')),
  ]);
  expect(order).toEqual(['the earlier', 'the later']);
});
