import { Agent, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { UsageBook } from '../../cost/usage/usage-book.ts';
import { refuse } from './json-answer.ts';
import type { PermissionCheck } from './permission-check.ts';
import { readWhole } from './read-whole.ts';

/** Stands between the functions and the database, and writes every exchange into the book. */
export class RecordingProxy {
  readonly #target: URL;
  readonly #book: UsageBook;
  readonly #check: PermissionCheck;
  readonly #now: () => number;
  readonly #agent = new Agent({ keepAlive: true });

  /** `now`: the runner's clock, epoch milliseconds. */
  constructor(target: string, book: UsageBook, check: PermissionCheck, now: () => number) {
    this.#now = now;
    this.#target = new URL(target);
    this.#book = book;
    this.#check = check;
  }

  async pass(functionName: string, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readWhole(incoming);
    const operation = String(incoming.headers['x-amz-target'] ?? '').split('.')[1] ?? '';
    const request = JSON.parse(body.toString()) as Record<string, unknown>;
    const refusal = this.#check.refusal(functionName, operation, request);
    if (refusal !== null) return refuse(response, 400, 'AccessDeniedException', refusal);
    const answer = await this.#forward(incoming, body);
    const answerBody = await readWhole(answer);
    const status = answer.statusCode ?? 500;
    if (status < 500 && operation !== '') {
      this.#book.record(functionName, {
        operation,
        request,
        response: status === 200 ? (JSON.parse(answerBody.toString()) as Record<string, unknown>) : null,
      });
    }
    // Functions live by the runner's clock: with another date in an error the SDK would set its own right, and try again.
    const headers = { ...answer.headers, date: new Date(this.#now()).toUTCString() };
    response.writeHead(status, headers).end(answerBody);
  }

  close(): void {
    this.#agent.destroy();
  }

  #forward(incoming: IncomingMessage, body: Buffer): Promise<IncomingMessage> {
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
    const headers = { ...incoming.headers, host: this.#target.host };
    const outgoing = httpRequest(this.#target, { method: 'POST', headers, agent: this.#agent }, resolve);
    outgoing.once('error', reject);
    outgoing.end(body);
    return promise;
  }
}
