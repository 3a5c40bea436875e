import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { buildApp } from 'fauxqs';
import type { Account } from '../tables.ts';
import type { QueueDescription } from '../template/system.ts';

/** Longer than a round trip, shorter than a stop should take. */
const LONG_POLL_SECONDS = 5;

/** The queue server, and the little that the runner itself asks of it. */
export class Queues {
  readonly endpoint: string;
  readonly #close: () => Promise<unknown>;
  readonly #client: SQSClient;
  #urlByArn: ReadonlyMap<string, string> = new Map();

  private constructor(endpoint: string, account: Account, close: () => Promise<unknown>) {
    this.endpoint = endpoint;
    this.#close = close;
    this.#client = new SQSClient({
      endpoint,
      region: account.region,
      credentials: { ...account },
      useQueueUrlAsEndpoint: false,
    });
  }

  /** Starts the server on a free port of this machine only; its own `startFauxqs` would listen on every address. */
  static async start(account: Account): Promise<Queues> {
    const app = buildApp({ logger: false, defaultRegion: account.region });
    const endpoint = await app.listen({ host: '127.0.0.1', port: 0 });
    return new Queues(endpoint, account, () => app.close());
  }

  /** Makes the queues; dead-letter queues first, since the others name them. */
  async make(queues: readonly QueueDescription[]): Promise<void> {
    const order = queues.toSorted(
      (a, b) => Number('RedrivePolicy' in a.attributes) - Number('RedrivePolicy' in b.attributes),
    );
    for (const { name, attributes } of order) {
      await this.#client.send(new CreateQueueCommand({ QueueName: name, Attributes: { ...attributes } }));
    }
    this.#urlByArn = new Map(queues.map((queue) => [queue.arn, queue.url]));
  }

  /** Sends a message, as JSON. */
  async send(queueArn: string, message: unknown): Promise<void> {
    const MessageBody = JSON.stringify(message);
    await this.#client.send(new SendMessageCommand({ QueueUrl: this.#urlOf(queueArn), MessageBody }));
  }

  /** Waits a while for messages. Rejects with an `AbortError` when the signal says so. */
  async receive(queueArn: string, most: number, signal: AbortSignal): Promise<readonly Message[]> {
    const answer = await this.#client.send(
      new ReceiveMessageCommand({
        QueueUrl: this.#urlOf(queueArn),
        MaxNumberOfMessages: Math.min(most, 10),
        WaitTimeSeconds: LONG_POLL_SECONDS,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
      }),
      { abortSignal: signal },
    );
    return answer.Messages ?? [];
  }

  async delete(queueArn: string, messages: readonly Message[]): Promise<void> {
    if (messages.length === 0) return;
    await this.#client.send(
      new DeleteMessageBatchCommand({
        QueueUrl: this.#urlOf(queueArn),
        Entries: messages.map(({ ReceiptHandle }, at) => ({ Id: String(at), ReceiptHandle })),
      }),
    );
  }

  /** All messages of the queue: those that wait and those that somebody has received and not yet deleted. */
  async count(queueArn: string): Promise<number> {
    const { Attributes } = await this.#client.send(
      new GetQueueAttributesCommand({
        QueueUrl: this.#urlOf(queueArn),
        AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
      }),
    );
    return (
      Number(Attributes?.ApproximateNumberOfMessages ?? 0) +
      Number(Attributes?.ApproximateNumberOfMessagesNotVisible ?? 0)
    );
  }

  async stop(): Promise<void> {
    this.#client.destroy();
    await this.#close();
  }

  #urlOf(arn: string): string {
    const url = this.#urlByArn.get(arn);
    if (url === undefined) throw new Error(`There is no queue ${arn}.`);
    return url;
  }
}
