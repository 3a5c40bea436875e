import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type * as z from 'zod';
import type { shardMessage } from '#contracts/events.ts';

/** The queue's limit for one call, in messages. */
const CALL_SIZE = 10;

/** Sends each shard as a message of its own. @throws {Error} if the queue refused one: the next tick sends all again */
export function shardQueue(
  client: SQSClient,
  queueUrl: string,
): { send(shards: readonly number[]): Promise<void> } {
  return {
    async send(shards) {
      for (let from = 0; from < shards.length; from += CALL_SIZE) {
        const { Failed = [] } = await client.send(
          new SendMessageBatchCommand({
            QueueUrl: queueUrl,
            Entries: shards.slice(from, from + CALL_SIZE).map((shard) => ({
              Id: String(shard),
              MessageBody: JSON.stringify({ shard } satisfies z.infer<typeof shardMessage>),
            })),
          }),
        );
        if (Failed.length > 0) throw new Error(`the queue refused ${Failed.length} shards`);
      }
    },
  };
}
