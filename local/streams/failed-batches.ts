import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DataFolder } from '../data-folder.ts';
import type { Queues } from '../queues/queues.ts';
import type { StreamRecord } from './stream-reader.ts';

/** A batch that its consumer was given for the last time. */
interface FailedBatch {
  readonly functionArn: string;
  readonly streamArn: string;
  readonly records: readonly StreamRecord[];
  readonly attempts: number;
}

/** On-failure destinations: a queue is told where the batch lay, a bucket (here a folder) gets it whole. */
export class FailedBatches {
  readonly #queues: Queues;
  readonly #data: DataFolder;
  readonly #bucketByArn: ReadonlyMap<string, string>;

  constructor(parts: {
    readonly queues: Queues;
    readonly data: DataFolder;
    readonly buckets: readonly { readonly name: string; readonly arn: string }[];
  }) {
    this.#queues = parts.queues;
    this.#data = parts.data;
    this.#bucketByArn = new Map(parts.buckets.map(({ name, arn }) => [arn, name]));
  }

  /** @param destinationArn `null`: the batch is dropped, as Lambda drops it */
  async keep(destinationArn: string | null, batch: FailedBatch): Promise<void> {
    if (destinationArn === null) return;
    const bucket = this.#bucketByArn.get(destinationArn);
    if (bucket === undefined) return this.#queues.send(destinationArn, whereItLay(batch));
    const folder = join(this.#data.folder(join('buckets', bucket)), 'aws', 'lambda');
    mkdirSync(folder, { recursive: true });
    const payload = JSON.stringify({ Records: batch.records });
    writeFileSync(join(folder, `${randomUUID()}.json`), JSON.stringify({ ...whereItLay(batch), payload }));
  }
}

const whereItLay = ({ functionArn, streamArn, records, attempts }: FailedBatch) => ({
  requestContext: { functionArn, condition: 'RetryAttemptsExhausted', approximateInvokeCount: attempts },
  DDBStreamBatchInfo: {
    streamArn,
    startSequenceNumber: records[0]?.dynamodb.SequenceNumber,
    endSequenceNumber: records.at(-1)?.dynamodb.SequenceNumber,
    batchSize: records.length,
  },
});
