import { setTimeout as sleep } from 'node:timers/promises';
import type { Message } from '@aws-sdk/client-sqs';
import type { Invocation } from '../functions/function-worker.ts';
import type { Functions } from '../functions/functions.ts';
import type { QueueMapping } from '../template/system.ts';
import type { Queues } from './queues.ts';

/** Lambda starts with five pollers; two keep two processors busy. */
const POLLERS = 2;

/** An event source mapping on a queue. What its function does not finish becomes visible again and, in the end, dead. */
export class QueueConsumer {
  readonly #mapping: QueueMapping;
  readonly #region: string;
  readonly #queues: Queues;
  readonly #functions: Functions;
  readonly #stopping = new AbortController();
  /** Messages that the function did not finish; they lie invisible in the queue until their time comes again. */
  readonly #left = new Set<string>();
  #pollers: readonly Promise<void>[] = [];

  constructor(mapping: QueueMapping, region: string, queues: Queues, functions: Functions) {
    this.#mapping = mapping;
    this.#region = region;
    this.#queues = queues;
    this.#functions = functions;
  }

  start(): void {
    this.#pollers = Array.from({ length: POLLERS }, () => this.#poll());
  }

  /** Settles when no message waits and none is being worked on; answers whether there was anything to wait for. */
  async drain(): Promise<boolean> {
    let any = false;
    while ((await this.#queues.count(this.#mapping.queueArn)) > this.#left.size) {
      any = true;
      await sleep(10);
    }
    return any;
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await Promise.all(this.#pollers);
  }

  async #poll(): Promise<void> {
    const { queueArn, batchSize } = this.#mapping;
    while (!this.#stopping.signal.aborted) {
      try {
        const messages = await this.#queues.receive(queueArn, batchSize, this.#stopping.signal);
        if (messages.length > 0) await this.#deal(messages);
      } catch (error) {
        if (this.#stopping.signal.aborted) return;
        console.error('The queue could not be read:', error);
        await sleep(1000);
      }
    }
  }

  async #deal(messages: readonly Message[]): Promise<void> {
    for (const { MessageId } of messages) this.#left.delete(MessageId ?? '');
    const event = { Records: messages.map((message) => this.#record(message)) };
    const outcome = await this.#functions.invoke(this.#mapping.functionArn, event);
    const failed = this.#failedOf(messages, outcome);
    const done = messages.filter((message) => !failed.includes(message));
    await this.#queues.delete(this.#mapping.queueArn, done);
    for (const { MessageId } of failed) this.#left.add(MessageId ?? '');
  }

  #failedOf(messages: readonly Message[], outcome: Invocation): readonly Message[] {
    if (outcome.kind !== 'answered') return messages;
    if (!this.#mapping.partialFailures) return [];
    const answer = JSON.parse(outcome.payload) as { batchItemFailures?: { itemIdentifier: string }[] } | null;
    const failed = new Set(answer?.batchItemFailures?.map((failure) => failure.itemIdentifier));
    return messages.filter(({ MessageId }) => failed.has(MessageId ?? ''));
  }

  #record(message: Message): object {
    return {
      messageId: message.MessageId,
      receiptHandle: message.ReceiptHandle,
      body: message.Body,
      attributes: message.Attributes ?? {},
      messageAttributes: message.MessageAttributes ?? {},
      md5OfBody: message.MD5OfBody,
      eventSource: 'aws:sqs',
      eventSourceARN: this.#mapping.queueArn,
      awsRegion: this.#region,
    };
  }
}
