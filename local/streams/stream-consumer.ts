import { setTimeout as sleep } from 'node:timers/promises';
import type { Functions } from '../functions/functions.ts';
import type { StreamMapping } from '../template/system.ts';
import { deliverBatch } from './batch-delivery.ts';
import type { FailedBatches } from './failed-batches.ts';
import { readPattern } from './pattern.ts';
import type { StreamReader, StreamRecord } from './stream-reader.ts';

/** Lambda polls a shard four times a second. */
const POLL_MS = 250;

/** An event source mapping on a table's stream: reads, filters, batches, delivers. */
export class StreamConsumer {
  readonly #mapping: StreamMapping;
  readonly #reader: StreamReader;
  readonly #streamArn: string;
  readonly #functions: Functions;
  readonly #failed: FailedBatches;
  readonly #passes: (record: StreamRecord) => boolean;
  /** Rounds follow one another; whoever wants one waits for its turn. */
  #turn: Promise<unknown> = Promise.resolve();
  #stopping = false;
  #loop: Promise<void> | null = null;

  constructor(parts: {
    readonly mapping: StreamMapping;
    readonly reader: StreamReader;
    readonly streamArn: string;
    readonly functions: Functions;
    readonly failed: FailedBatches;
  }) {
    this.#mapping = parts.mapping;
    this.#reader = parts.reader;
    this.#streamArn = parts.streamArn;
    this.#functions = parts.functions;
    this.#failed = parts.failed;
    const filters = parts.mapping.patterns.map(readPattern);
    this.#passes = (record) => filters.length === 0 || filters.some((filter) => filter(record));
  }

  start(): void {
    this.#loop = this.#run();
  }

  /** Reads until a whole round finds nothing; answers whether any record passed by. */
  async drain(): Promise<boolean> {
    let any = false;
    while (await this.#round()) any = true;
    return any;
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#loop;
  }

  async #run(): Promise<void> {
    while (!this.#stopping) {
      try {
        if (await this.#round()) continue;
      } catch (error) {
        if (!this.#stopping) console.error('The stream could not be read:', error);
      }
      await sleep(POLL_MS);
    }
  }

  #round(): Promise<boolean> {
    const round = this.#turn.then(() => this.#reader.readOnce(1000, (records) => this.#deal(records)));
    this.#turn = round.catch(() => false);
    return round;
  }

  async #deal(records: readonly StreamRecord[]): Promise<void> {
    const wanted = records.filter(this.#passes);
    for (let at = 0; at < wanted.length; at += this.#mapping.batchSize) {
      await deliverBatch(wanted.slice(at, at + this.#mapping.batchSize), this.#mapping, {
        invoke: (batch) =>
          this.#functions.invoke(this.#mapping.functionArn, {
            Records: batch.map((record) => ({ ...record, eventSourceARN: this.#streamArn })),
          }),
        giveUp: (records, attempts) => {
          const { functionArn, onFailureArn } = this.#mapping;
          const batch = { functionArn, streamArn: this.#streamArn, records, attempts };
          return this.#failed.keep(onFailureArn, batch);
        },
      });
    }
  }
}
