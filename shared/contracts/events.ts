import * as z from 'zod';
import { occasion } from './http/occasion.ts';
import { discountChange } from './http/standing-discount.ts';

/** The events on the bus, one a fact. Consumers are idempotent by `id` and ignore a lower `seq`. */
export const factEventSource = 'laurel.facts';

export const detailTypes = {
  enrolled: 'MemberEnrolled',
  statusChanged: 'StatusChanged',
  categoryChanged: 'CategoryChanged',
  discountChanged: 'StandingDiscountChanged',
  friendCame: 'FriendCame',
  friendLeft: 'FriendLeft',
  codePrinted: 'LinkCodePrinted',
} as const;

const period = z.object({ from: z.iso.date(), to: z.iso.date().describe('The first day after the period.') });

const statusReasonShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('initial') }),
  z.object({ kind: z.literal('review'), period, value: z.int(), programVersion: z.int() }),
  z.object({ kind: z.literal('raised-at-once'), period, value: z.int(), programVersion: z.int() }),
  z.object({ kind: z.literal('dropped'), was: z.string(), programVersion: z.int() }),
  z.object({
    kind: z.literal('override'),
    mode: z.enum(['set', 'floor', 'ceiling', 'freeze']),
    at: z.iso.datetime(),
  }),
  z.object({
    kind: z.literal('taken-back'),
    was: z.string().nullable(),
    ...occasion,
    day: z.iso.date(),
    programVersion: z.int(),
  }),
  z.object({
    kind: z.literal('rule'),
    rule: z.string(),
    measured: z.object({ counter: z.string(), value: z.int(), row: z.string() }).nullable(),
    ...occasion,
    day: z.iso.date(),
    programVersion: z.int(),
    was: z.string().optional().describe('The status that it took off.'),
  }),
]);

const head = {
  id: z.string().describe('Member id and seq: the same for each delivery of the same fact.'),
  memberId: z.string(),
  seq: z.int(),
  at: z.iso.datetime(),
  recordedAt: z.iso.datetime(),
  programVersion: z.int(),
};

export const enrolledDetail = z.object({ ...head, statuses: z.record(z.string(), z.string().nullable()) });

export const statusChangedDetail = z.object({
  ...head,
  system: z.string(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  direction: z.enum(['raised', 'lowered', 'changed']),
  why: statusReasonShape,
  notifyFrom: z.iso.datetime().describe('The member may be notified from then on.'),
});

export const categoryChangedDetail = z.object({
  ...head,
  category: z.string(),
  change: z.enum(['added', 'removed']),
  rule: z.string().describe('The rule that did it.'),
  ...occasion,
});

export const discountChangedDetail = z.object({ ...head, ...discountChange });

export const friendDetail = z.object({
  ...head,
  inviter: z.string().describe('The member who had invited this one.'),
});

export const codePrintedDetail = z.object({
  ...head,
  storeId: z.string().describe('The store whose till printed it.'),
});

/** The message of the queue of referrals: for whom a friend counts, or counts no more (D46). */
export const referralMessage = z.strictObject({
  newcomer: z.string(),
  inviter: z.string(),
  change: z.enum(['came', 'left']),
  at: z.int(),
});

/** The message of the shard queue: one shard to look at. */
export const shardMessage = z.strictObject({ shard: z.int().min(0).max(63) });
