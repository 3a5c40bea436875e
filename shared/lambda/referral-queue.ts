import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import * as z from 'zod';
import { detailTypes, referralMessage } from '#contracts/events.ts';
import type { EventBus } from './event-bus.ts';
import { logger, traceOf } from './instruments.ts';

type Referral = z.infer<typeof referralMessage>;

/** The queue's limit for one call, in messages. */
const CALL_SIZE = 10;

/** An event as far as a friend's coming is known by it. */
const friendEvent = z.object({
  detailType: z.enum([detailTypes.friendCame, detailTypes.friendLeft]),
  detail: z.object({ memberId: z.string(), inviter: z.string(), at: z.string() }),
});

/** The referrals among the events of facts. */
const referralsIn = (events: readonly object[]): readonly Referral[] =>
  events.flatMap((event): Referral[] => {
    const read = friendEvent.safeParse(event);
    if (!read.success) return [];
    const { detailType, detail } = read.data;
    const change = detailType === detailTypes.friendCame ? 'came' : 'left';
    return [{ newcomer: detail.memberId, inviter: detail.inviter, change, at: Date.parse(detail.at) }];
  });

/** Sends each referral as a message of its own. @throws {Error} if the queue refused one: the stream brings all again */
export const referralQueue = (
  client: SQSClient,
  queueUrl: string,
): { send(referrals: readonly Referral[]): Promise<void> } => ({
  async send(referrals) {
    for (let from = 0; from < referrals.length; from += CALL_SIZE) {
      const { Failed = [] } = await client.send(
        new SendMessageBatchCommand({
          QueueUrl: queueUrl,
          Entries: referrals.slice(from, from + CALL_SIZE).map((referral, index) => ({
            Id: String(index),
            MessageBody: JSON.stringify(referral),
          })),
        }),
      );
      if (Failed.length > 0) throw new Error(`the queue refused ${Failed.length} referrals`);
    }
  },
});

/**
 * Tells of friends before the bus hears of anything: what is told twice counts once, and what is not told would never count.
 */
export const friendsFirst =
  (referrals: ReturnType<typeof referralQueue>, bus: EventBus): EventBus['publish'] =>
  async (events) => {
    await referrals.send(referralsIn(events));
    return await bus.publish(events);
  };

/** Counts each referral of a batch by itself. @returns the messages that failed, to be brought again */
export async function countedReferrals(
  count: (referral: Referral) => Promise<unknown>,
  { Records }: SQSEvent,
): Promise<SQSBatchResponse> {
  const batchItemFailures: SQSBatchResponse['batchItemFailures'] = [];
  for (const { body, messageId } of Records) {
    try {
      await count(referralMessage.parse(JSON.parse(body)));
    } catch (error) {
      logger.error('not counted', { ...traceOf(error) });
      batchItemFailures.push({ itemIdentifier: messageId });
    }
  }
  return { batchItemFailures };
}
