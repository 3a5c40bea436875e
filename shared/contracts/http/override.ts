import * as z from 'zod';
import type { Override } from '#domain/member/member.ts';
import type { StatusView } from '#domain/showing/view.ts';
import type { EpochMs } from '#domain/time/time.ts';
import { reason } from './audit.ts';
import { memberId, system } from './ids.ts';
import { answeredInstant, epochMsOf, instant, instantOf, instantOrNull } from './instant.ts';
import { overrideMode } from './why-given.ts';

export const overridePath = z.strictObject({
  memberId,
  system,
});

export const overrideBody = z
  .strictObject({
    mode: overrideMode,
    status: z
      .string()
      .min(1)
      .max(64)
      .nullable()
      .optional()
      .meta({
        description:
          'Name of the status; null: none of them. Of a freeze it is left out, of the others it is needed.',
        examples: ['regular'],
      }),
    until: instant
      .nullable()
      .optional()
      .meta({
        description:
          'When it ends. Left out or null: a set at the next review, the others when they are taken off.',
        examples: ['2026-06-01T00:00:00+03:00'],
      }),
    reason,
  })
  .refine(({ mode, status }) => (status === undefined) === (mode === 'freeze'), {
    path: ['status'],
    params: { code: 'status-of-mode' },
  })
  .meta({ id: 'OverrideBody', description: 'What an operator puts over a status.' });

type OverrideBody = z.infer<typeof overrideBody>;

export const overrideRemovalQuery = z.object({ reason });

/** An override as the operation takes it. */
export const toldOverrideOf = ({
  mode,
  status,
  until,
}: OverrideBody): {
  readonly mode: Override['mode'];
  readonly status: string | null;
  readonly until: EpochMs | null;
} => ({
  mode,
  status: status ?? null,
  until: until === undefined || until === null ? null : epochMsOf(until),
});

const overriddenStatus = z
  .string()
  .nullable()
  .meta({ examples: ['regular'] });

const heldOverride = z
  .object({
    mode: overrideMode,
    status: overriddenStatus.meta({ description: 'The status it names; of a freeze the one that was held.' }),
    until: answeredInstant
      .nullable()
      .meta({ description: 'When it ends; null: a set at the next review, else when it is taken off.' }),
    at: answeredInstant.meta({ description: 'When it was put there.' }),
    reason: z.string().meta({ examples: ['The receipts of March were given to another card.'] }),
    actor: z.string().meta({ description: 'Who put it there.', examples: ['ada@example.com'] }),
  })
  .meta({ id: 'HeldOverride', description: 'What an operator has put over a status.' });

/** What staff is told of a status beside what its member is. */
export const staffFields = {
  computed: overriddenStatus.meta({ description: 'By the rules alone; it goes on under an override.' }),
  override: heldOverride.nullable().meta({ description: 'null: nothing is over it.', examples: [null] }),
  overrideRevision: z.int().meta({
    description: 'How often an override was written here: what `If-Match` names to write another.',
    examples: [0],
  }),
};

export const staffFieldsOf = ({ computed, override, overrideRevision }: StatusView) => ({
  computed,
  override: override === null ? null : heldOverrideOf(override),
  overrideRevision,
});

const heldOverrideOf = ({
  mode,
  status,
  until,
  at,
  reason: why,
  actor,
}: Override): z.infer<typeof heldOverride> => ({
  mode,
  status,
  until: instantOrNull(until),
  at: instantOf(at),
  reason: why,
  actor,
});

export const overrideAnswer = z
  .object({
    memberId: z.string().meta({ examples: ['m7Qf2xKp9RtZ'] }),
    system: z.string().meta({ examples: ['level'] }),
    status: overriddenStatus.meta({ description: 'The status that shows now.' }),
    since: answeredInstant,
    until: answeredInstant
      .nullable()
      .meta({ description: 'When that ends by itself; null: at no set moment.', examples: [null] }),
    ...staffFields,
  })
  .meta({ id: 'OverrideAnswer', description: 'A status with what is over it now.' });

export const overrideAnswerOf = (member: string, view: StatusView): z.infer<typeof overrideAnswer> => ({
  memberId: member,
  system: view.system,
  status: view.status,
  since: instantOf(view.since),
  until: instantOrNull(view.until),
  ...staffFieldsOf(view),
});
