import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { UsageBook } from '../../cost/usage/usage-book.ts';
import type { EventBuses } from './event-bus.ts';
import { answer, refuse } from './json-answer.ts';
import type { Objects } from './objects.ts';
import type { PermissionCheck } from './permission-check.ts';
import { readWhole } from './read-whole.ts';
import type { RecordingProxy } from './recording-proxy.ts';
import type { Secrets } from './secrets.ts';

const known = new Set(['AWSEvents.PutEvents', 'secretsmanager.GetSecretValue']);
/** Who may do anything, as whoever owns the account may. */
const OPERATOR = 'operator';

/**
 * The AWS endpoints that functions are given, each function its own path, so that every call is known by its caller:
 * `/<service>/<function>`.
 */
export class AwsEndpoints {
  readonly #server: Server;
  readonly #book: UsageBook;
  readonly #database: RecordingProxy;
  readonly #buses: EventBuses;
  readonly #secrets: Secrets;
  readonly #objects: Objects;
  readonly #check: PermissionCheck;

  constructor(parts: {
    readonly book: UsageBook;
    readonly database: RecordingProxy;
    readonly buses: EventBuses;
    readonly secrets: Secrets;
    readonly objects: Objects;
    readonly check: PermissionCheck;
  }) {
    this.#book = parts.book;
    this.#database = parts.database;
    this.#buses = parts.buses;
    this.#secrets = parts.secrets;
    this.#objects = parts.objects;
    this.#check = parts.check;
    this.#server = createServer((incoming, response) => {
      this.#serve(incoming, response).catch((error: unknown) => {
        console.error('An AWS endpoint failed:', error);
        if (!response.headersSent) refuse(response, 500, 'InternalFailure', String(error));
      });
    });
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  /** The variables by which the SDK of a function finds these endpoints. */
  environmentFor(functionName: string): Record<string, string> {
    const { port } = this.#server.address() as AddressInfo;
    const at = (service: string) => `http://127.0.0.1:${port}/${service}/${functionName}`;
    return {
      AWS_ENDPOINT_URL_DYNAMODB: at('dynamodb'),
      AWS_ENDPOINT_URL_EVENTBRIDGE: at('eventbridge'),
      AWS_ENDPOINT_URL_SECRETS_MANAGER: at('secretsmanager'),
    };
  }

  /** Where the operator's own commands find these services. */
  forOperator(): { readonly secretsManager: string; readonly s3: string } {
    const { port } = this.#server.address() as AddressInfo;
    const at = (service: string) => `http://127.0.0.1:${port}/${service}/${OPERATOR}`;
    return { secretsManager: at('secretsmanager'), s3: at('s3') };
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#database.close();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, service, functionName = ''] = (incoming.url ?? '').split('/');
    if (service === 'dynamodb') return this.#database.pass(functionName, incoming, response);
    if (service === 's3' && functionName === OPERATOR)
      return this.#objects.serve((incoming.url ?? '').slice(`/s3/${OPERATOR}`.length), incoming, response);
    const action = String(incoming.headers['x-amz-target'] ?? '');
    const operation = action.split('.')[1] ?? action;
    if (functionName !== OPERATOR) this.#book.recordCall(functionName, operation);
    const request = JSON.parse((await readWhole(incoming)).toString() || '{}') as Record<string, unknown>;
    const isJudged = known.has(action) && functionName !== OPERATOR;
    const refusal = isJudged ? this.#check.refusal(functionName, operation, request) : null;
    if (refusal !== null) return refuse(response, 400, 'AccessDeniedException', refusal);
    if (action === 'AWSEvents.PutEvents') {
      const entries = request.Entries as readonly object[] | undefined;
      this.#book.of(functionName).eventsPublished += entries?.length ?? 0;
      return answer(response, this.#buses.putEvents(request));
    }
    if (action === 'secretsmanager.GetSecretValue') {
      const value = this.#secrets.getSecretValue(request);
      if (value !== null) return answer(response, value);
      return refuse(response, 400, 'ResourceNotFoundException', 'There is no such secret.');
    }
    if (action === 'secretsmanager.PutSecretValue' && functionName === OPERATOR) {
      const value = this.#secrets.putSecretValue(request);
      if (value !== null) return answer(response, value);
      return refuse(response, 400, 'ResourceNotFoundException', 'There is no such secret.');
    }
    return refuse(response, 400, 'UnknownOperationException', `${action} is not known to the local runner.`);
  }
}
