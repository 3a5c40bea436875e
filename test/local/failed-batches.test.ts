import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DataFolder } from '../../local/data-folder.ts';
import type { Queues } from '../../local/queues/queues.ts';
import { FailedBatches } from '../../local/streams/failed-batches.ts';
import type { StreamRecord } from '../../local/streams/stream-reader.ts';

const record = (SequenceNumber: string): StreamRecord =>
  ({ eventName: 'INSERT', dynamodb: { SequenceNumber } }) as unknown as StreamRecord;
const batch = {
  functionArn: 'arn:function',
  streamArn: 'arn:stream',
  records: [record('7'), record('8')],
  attempts: 6,
};
const whereItLay = {
  requestContext: {
    functionArn: 'arn:function',
    condition: 'RetryAttemptsExhausted',
    approximateInvokeCount: 6,
  },
  DDBStreamBatchInfo: {
    streamArn: 'arn:stream',
    startSequenceNumber: '7',
    endSequenceNumber: '8',
    batchSize: 2,
  },
};

let folder: string;
let sent: unknown[];
let failed: FailedBatches;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'laurel-failed-'));
  sent = [];
  const queues = { send: async (arn: string, message: unknown) => sent.push([arn, message]) };
  failed = new FailedBatches({
    queues: queues as unknown as Queues,
    data: new DataFolder(folder, { remember: false }),
    buckets: [{ name: 'failed', arn: 'arn:aws:s3:::failed' }],
  });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a bucket gets the batch whole', async () => {
  await failed.keep('arn:aws:s3:::failed', batch);
  const inBucket = join(folder, 'buckets', 'failed', 'aws', 'lambda');
  const [only = '', ...others] = readdirSync(inBucket);
  expect(others).toEqual([]);
  const { payload, ...rest } = JSON.parse(readFileSync(join(inBucket, only), 'utf8'));
  expect(rest).toEqual(whereItLay);
  expect(JSON.parse(payload)).toEqual({ Records: batch.records });
  expect(sent).toEqual([]);
});

test('a queue is told where it lay; without a destination it is dropped', async () => {
  await failed.keep('arn:queue', batch);
  await failed.keep(null, batch);
  expect(sent).toEqual([['arn:queue', whereItLay]]);
});
