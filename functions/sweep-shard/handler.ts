import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { backgroundHandler } from '#lambda/background-handler.ts';
import { dynamoDbClient, sqsClient } from '#lambda/clients.ts';
import { readEnvironment } from '#lambda/environment.ts';
import { shardQueue } from '#lambda/shard-queue.ts';
import { sweptShards } from '#lambda/swept-shards.ts';
import { traced, tracedRun } from '#lambda/tracing.ts';
import { sweepShard } from '#operations/sweep.ts';
import { decidingPorts } from '#table/deciding-ports.ts';
import { entryHistory } from '#table/histories.ts';
import { ledger } from '#table/ledger.ts';
import { openTable } from '#table/send.ts';
import { sweepBoard } from '#table/sweep-board.ts';

const { tableName, shardQueueUrl } = readEnvironment('sweep-shard');
const table = openTable(traced(dynamoDbClient()), tableName);
const queue = shardQueue(traced(sqsClient()), shardQueueUrl);
const ports = {
  ...decidingPorts(table),
  board: sweepBoard(table),
  ledger: ledger(table),
  history: entryHistory(table),
};
const work = {
  sweep: (shard: number, hasTime: () => boolean) => sweepShard(ports, shard, hasTime),
  goOn: (shard: number) => queue.send([shard]),
};

export const handler = backgroundHandler(
  'sweep-shard',
  async (event: SQSEvent, context): Promise<SQSBatchResponse> => sweptShards(work, event, context),
  [tracedRun()],
);
