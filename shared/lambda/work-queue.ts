import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';

/** A queue of work: what is sent to it, and how its messages are worked off. */

/** The queue's limit for one call, in messages. */
const CALL_SIZE = 10;

/** Sends each as a message of its own. @throws {Error} if the queue refused one: whoever sends sends all again */
export const workQueue = <Message>(
  client: SQSClient,
  queueUrl: string,
): { send(messages: readonly Message[]): Promise<void> } => ({
  async send(messages) {
    for (let from = 0; from < messages.length; from += CALL_SIZE) {
      const { Failed = [] } = await client.send(
        new SendMessageBatchCommand({
          QueueUrl: queueUrl,
          Entries: messages.slice(from, from + CALL_SIZE).map((message, index) => ({
            Id: String(index),
            MessageBody: JSON.stringify(message),
          })),
        }),
      );
      if (Failed.length > 0) throw new Error(`the queue refused ${Failed.length} messages`);
    }
  },
});

/** Works off a batch one after the other. @returns the messages that failed, to be brought again */
export const oneByOne = (
  { event, context }: { readonly event: SQSEvent; readonly context: Context },
  work: (record: SQSRecord) => Promise<void>,
): Promise<SQSBatchResponse> =>
  processPartialResponse(event, work, new BatchProcessor(EventType.SQS), {
    context,
    processInParallel: false,
  });
