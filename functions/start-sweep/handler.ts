import { SHARDS } from '#contracts/table-layout.ts';
import { backgroundHandler } from '#lambda/background-handler.ts';
import { sqsClient } from '#lambda/clients.ts';
import { readEnvironment } from '#lambda/environment.ts';
import { shardQueue } from '#lambda/shard-queue.ts';
import { traced, tracedRun } from '#lambda/tracing.ts';
import { startSweep } from '#operations/sweep.ts';

const { shardQueueUrl } = readEnvironment('start-sweep');
const ports = { queue: shardQueue(traced(sqsClient()), shardQueueUrl) };

export const handler = backgroundHandler('start-sweep', async () => startSweep(ports, SHARDS), [tracedRun()]);
