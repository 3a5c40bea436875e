import type { SQSClient } from '@aws-sdk/client-sqs';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import * as z from 'zod';
import { detailTypes, referralMessage } from '#contracts/events.ts';
import type { EventBus } from './event-bus.ts';
import { logger, traceOf } from './instruments.ts';
import { oneByOne, workQueue } from './work-queue.ts';

type Referral = z.infer<typeof referralMessage>;

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

/**
 * Tells of friends before the bus hears of anything: what is told twice counts once, and what is not told would never count.
 */
export function friendsFirst(client: SQSClient, queueUrl: string, bus: EventBus): EventBus['publish'] {
  const referrals = workQueue<Referral>(client, queueUrl);
  return async (events) => {
    await referrals.send(referralsIn(events));
    return await bus.publish(events);
  };
}

/** Counts each referral of a batch by itself. @returns the messages that failed, to be brought again */
export const countedReferrals = (
  count: (referral: Referral) => Promise<unknown>,
  event: SQSEvent,
  context: Context,
): Promise<SQSBatchResponse> =>
  oneByOne({ event, context }, async ({ body }) => {
    try {
      await count(referralMessage.parse(JSON.parse(body)));
    } catch (error) {
      // The batch answers which messages failed, and says nothing of why.
      logger.error('not counted', { ...traceOf(error) });
      throw error;
    }
  });
