import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { RunnerClock } from '../clock/runner-clock.ts';
import type { Functions } from '../functions/functions.ts';
import type { RouteDescription } from '../template/system.ts';
import { answerOf, type GatewayAnswer, ownAnswer } from './answer.ts';
import { Gate } from './authorizers.ts';
import { type GatewayRequest, makeEvent, splitUrl } from './event.ts';
import { RouteTable } from './route-table.ts';
import type { Throttle } from './throttle.ts';

/** API Gateway's limit of a payload. */
const BODY_LIMIT_BYTES = 10 * 1024 * 1024;

/** The HTTP API: takes a request through route, authorizer and function to its answer. */
export class Gateway {
  readonly #routes: RouteTable;
  readonly #gate: Gate;
  readonly #functions: Functions;
  readonly #clock: RunnerClock;
  readonly #throttle: Throttle;

  constructor(
    routes: readonly RouteDescription[],
    functions: Functions,
    clock: RunnerClock,
    throttle: Throttle,
  ) {
    this.#routes = new RouteTable(routes);
    this.#gate = new Gate(functions, clock);
    this.#functions = functions;
    this.#clock = clock;
    this.#throttle = throttle;
  }

  async answer(incoming: IncomingMessage): Promise<GatewayAnswer> {
    const requestId = randomUUID();
    const answer = await this.#answer(requestId, incoming);
    return { ...answer, headers: { ...answer.headers, 'apigw-requestid': requestId } };
  }

  async #answer(requestId: string, incoming: IncomingMessage): Promise<GatewayAnswer> {
    const { method = 'GET', url = '/', headers, socket } = incoming;
    const match = this.#routes.find(method, splitUrl(url).path);
    if (match === null) return ownAnswer(404, 'Not Found');
    // Before anything else is done, and without a word of when to come again: the gateway has none.
    if (!this.#throttle.take(match.route.routeKey)) return ownAnswer(429, 'Too Many Requests');
    const body = await readBody(incoming, BODY_LIMIT_BYTES);
    if (body === null) return ownAnswer(413, 'Request Entity Too Large');
    const request: GatewayRequest = {
      requestId,
      method,
      url,
      headers,
      body,
      sourceIp: socket.remoteAddress ?? '127.0.0.1',
      atEpochMs: this.#clock.now(),
    };
    const verdict = await this.#gate.judge(request, match);
    switch (verdict.kind) {
      case 'unauthorized':
        return ownAnswer(401, 'Unauthorized');
      case 'forbidden':
        return ownAnswer(403, 'Forbidden');
      case 'broken':
        return ownAnswer(500, 'Internal Server Error');
      case 'allowed': {
        const event = makeEvent(request, match, verdict.context);
        return answerOf(await this.#functions.invoke(match.route.functionArn, event));
      }
      default:
        return verdict satisfies never;
    }
  }
}

/** The whole body, or `null` once it is larger than the limit; the rest is then read and thrown away. */
export async function readBody(incoming: AsyncIterable<Buffer>, limitBytes: number): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming) {
    length += chunk.length;
    if (length <= limitBytes) chunks.push(chunk);
  }
  return length > limitBytes ? null : Buffer.concat(chunks);
}
