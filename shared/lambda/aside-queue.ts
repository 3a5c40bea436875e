import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { DynamoDBRecord } from 'aws-lambda';

/** Where records go that can never be published: whole, one a message. @throws {Error} if the queue does not take it */
export const asideQueue = (
  client: SQSClient,
  queueUrl: string,
): { keep(record: DynamoDBRecord): Promise<void> } => ({
  async keep(record) {
    await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(record) }));
  },
});
