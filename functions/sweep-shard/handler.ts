import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { shardMessage } from '#contracts/events.ts';
import { metricNames } from '#contracts/metrics.ts';
import { backgroundHandler } from '#lambda/background-handler.ts';
import { dynamoDbClient } from '#lambda/clients.ts';
import { readEnvironment } from '#lambda/environment.ts';
import { count } from '#lambda/instruments.ts';
import { traced, tracedRun } from '#lambda/tracing.ts';
import { sweepShard } from '#operations/sweep.ts';
import { decidingPorts } from '#table/deciding-ports.ts';
import { ledger } from '#table/ledger.ts';
import { openTable } from '#table/send.ts';
import { sweepBoard } from '#table/sweep-board.ts';

const { tableName } = readEnvironment('sweep-shard');
const table = openTable(traced(dynamoDbClient()), tableName);
const ports = {
  ...decidingPorts(table),
  board: sweepBoard(table),
  ledger: ledger(table),
};

async function sweep({ body }: SQSRecord): Promise<void> {
  const { shard } = shardMessage.parse(JSON.parse(body));
  const { written } = await sweepShard(ports, shard);
  count(metricNames.shardsSwept);
  if (written > 0) count(metricNames.membersMoved, written);
}

const processor = new BatchProcessor(EventType.SQS);

export const handler = backgroundHandler(
  'sweep-shard',
  async (event: SQSEvent, context): Promise<SQSBatchResponse> =>
    processPartialResponse(event, sweep, processor, { context, processInParallel: false }),
  [tracedRun()],
);
