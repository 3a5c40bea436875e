import * as z from 'zod';
import type { EpochMs } from '#domain/time/time.ts';
import { answeredChange, type ChangeOutcome, changeAnswered } from './changed.ts';
import { activityId, cardNumber, memberId, storeId } from './ids.ts';
import { answeredInstant, epochMsOf, instant, instantOf } from './instant.ts';
import { type Taken, takenOf } from './taken.ts';

/** What members do beside buying, as other systems tell it (D46). */

export const activityPath = z.strictObject({ activityId });

const activityName = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,63}$/)
  .meta({ description: 'One of the `activities` of the program.', examples: ['review'] });

export const activityBody = z
  .strictObject({
    activityId: activityId.optional().meta({ description: 'If sent, the same as in the path.' }),
    storeId: storeId.optional(),
    memberId: memberId.optional().meta({ description: 'The member, if the id is known.' }),
    cardNumber: cardNumber
      .optional()
      .meta({ description: "The member's card. With a member id: both must be of one person." }),
    activity: activityName,
    occurredAt: instant.meta({ description: 'When it was done.' }),
  })
  .refine((body) => body.memberId !== undefined || body.cardNumber !== undefined, {
    params: { code: 'member-or-card' },
  })
  .meta({ id: 'ActivityBody', description: 'Something that a member did.' });

interface ActivityAsked {
  readonly storeId: string;
  readonly activityId: string;
  readonly memberId: string | null;
  readonly cardNumber: string | null;
  readonly activity: string;
  readonly occurredAt: EpochMs;
}

/** An activity as the operation takes it. */
export const activityOf = (
  body: z.infer<typeof activityBody>,
  of: { readonly storeId: string; readonly activityId: string },
): ActivityAsked => ({
  ...of,
  memberId: body.memberId ?? null,
  cardNumber: body.cardNumber ?? null,
  activity: body.activity,
  occurredAt: epochMsOf(body.occurredAt),
});

export const activityAnswer = z
  .object({
    activityId: z.string().meta({ examples: ['review-90210'] }),
    activity: activityName,
    occurredAt: answeredInstant,
    ...answeredChange,
  })
  .meta({ id: 'ActivityAnswer', description: 'What became of an activity: the same for each sending.' });

/** The answer to who told an activity. */
export function takenActivityOf({ entry, replayed }: ChangeOutcome): Taken<z.infer<typeof activityAnswer>> {
  const { body } = entry;
  if (body.kind !== 'activity') throw new TypeError('a visit is stored under the key of an activity');
  const { activity, occurredAt } = body;
  return takenOf(
    { activityId: entry.id, activity, occurredAt: instantOf(occurredAt), ...changeAnswered(entry) },
    replayed,
  );
}
