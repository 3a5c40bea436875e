import type { SQSClient } from '@aws-sdk/client-sqs';
import type * as z from 'zod';
import type { shardMessage } from '#contracts/events.ts';
import { workQueue } from './work-queue.ts';

/** Sends each shard as a message of its own. @throws {Error} if the queue refused one: the next tick sends all again */
export function shardQueue(
  client: SQSClient,
  queueUrl: string,
): { send(shards: readonly number[]): Promise<void> } {
  const queue = workQueue<z.infer<typeof shardMessage>>(client, queueUrl);
  return { send: (shards) => queue.send(shards.map((shard) => ({ shard }))) };
}
