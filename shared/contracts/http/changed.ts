import * as z from 'zod';
import { type ChangedEntry, memberOf } from '#domain/member/entry.ts';
import { isoOf } from '#domain/time/time.ts';
import { answeredDay, answeredInstant, instantOf } from './instant.ts';
import {
  answeredCategories,
  answeredMessages,
  answeredStatuses,
  categoriesOf,
  ruleReason,
  ruleReasonsOf,
  statusesOf,
} from './sale-answer.ts';

/** The part that answers to visits, their payments and activities share: what a change came to. */
export const answeredChange = {
  storeId: z.string().meta({ examples: ['292'] }),
  disposition: z.enum(['scored', 'anonymous', 'unmatched', 'too-old']).meta({
    description:
      'scored: it is of a member. unmatched: stored, counts when the card is enrolled. too-old: stored, not counted.',
  }),
  clockAhead: z.boolean().meta({ description: 'The clock that told it is ahead of ours.' }),
  businessDay: answeredDay.meta({ description: 'The day on which it counts, or would.' }),
  receivedAt: answeredInstant,
  programVersion: z.int().meta({ description: 'The version of the program that decided.', examples: [1] }),
  memberId: z
    .string()
    .nullable()
    .meta({ examples: ['m7Qf2xKp9RtZ'] }),
  statuses: answeredStatuses,
  categories: answeredCategories,
  messages: answeredMessages,
  reasons: z
    .array(ruleReason)
    .meta({ description: 'Rules that it woke, and what became of them, as a receipt tells them.' }),
};

const answeredForm = z.object(answeredChange);

export function changeAnswered(entry: ChangedEntry): z.infer<typeof answeredForm> {
  const { answer } = entry.body;
  return {
    storeId: entry.source,
    disposition: answer.disposition,
    clockAhead: answer.clockAhead,
    businessDay: isoOf(answer.day),
    receivedAt: instantOf(entry.receivedAt),
    programVersion: answer.programVersion,
    memberId: memberOf(entry),
    statuses: statusesOf(answer.statuses),
    categories: categoriesOf(answer.categories),
    messages: [...answer.messages],
    reasons: ruleReasonsOf(answer.reasons),
  };
}

/** What became of a change, as the operation says it. */
export interface ChangeOutcome {
  readonly entry: ChangedEntry;
  readonly replayed: boolean;
}
