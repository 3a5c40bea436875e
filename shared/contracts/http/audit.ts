import * as z from 'zod';
import type { EpochMs } from '#domain/time/time.ts';
import { memberId } from './ids.ts';
import { answeredInstant, instant, instantOf } from './instant.ts';
import { limitOf, nextPage, pageQuery } from './pages.ts';
import { text } from './text.ts';

/** Why somebody does what only they may: for who asks later, and who is asked about it. */
export const reason = text(200).meta({
  description: 'Why, in at most 200 letters: the audit tells it. Nothing personal.',
  examples: ['Called the hotline: the delivery did not find them.'],
});

const ENTRIES_A_PAGE = 20;

export const auditQuery = z.object({
  memberId: memberId.optional().meta({ description: 'What was done to this member alone.' }),
  action: z
    .string()
    .regex(/^[a-z-]{1,40}\.[a-z-]{1,40}$/)
    .optional()
    .meta({
      description: 'Acts of this kind alone. Such a page may be short, or empty, and not the last.',
      examples: ['contact.read'],
    }),
  since: instant.optional().meta({ description: 'Nothing that was done before this moment.' }),
  ...pageQuery(ENTRIES_A_PAGE),
});

export const auditLimitOf = (limit: string | undefined): number => limitOf(limit, ENTRIES_A_PAGE);

const actor = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('administrator'),
    issuer: z.string().meta({ examples: ['https://staff.example'] }),
    subject: z.string().meta({ description: 'By the token, as is the issuer.', examples: ['5f0c8e7c'] }),
    name: z
      .string()
      .nullable()
      .meta({ description: 'As the token says it, if it does.', examples: ['Ada'] }),
  }),
  z.object({
    kind: z.literal('operator'),
    identity: z.string().meta({
      description:
        'Of the `laurel` command: what AWS says of the credentials, or the account of the machine.',
      examples: ['arn:aws:sts::123456789012:assumed-role/Operators/ada'],
    }),
  }),
]);

const auditEntryAnswer = z
  .object({
    id: z.string().meta({ examples: ['k3vq0x2m1abc'] }),
    at: answeredInstant,
    actor,
    action: z.string().meta({
      description:
        '`contact.read`, `till-key.created`, `till-key.revoked`, `program.activated`, `member.rebuilt`, `table.restored`, `table.healed`, `override.set`, `override.removed`, and what later releases add.',
      examples: ['contact.read'],
    }),
    subject: z
      .object({
        kind: z
          .string()
          .meta({ description: '`member`, `till-key`, `program`, `table`.', examples: ['member'] }),
        id: z.string().meta({ examples: ['m7Qf2xKp9RtZ'] }),
      })
      .meta({ description: 'What it was done to.' }),
    reason: z.string().nullable().meta({ description: 'Null: none was asked for.' }),
    self: z.enum(['own', 'other', 'not-checkable']).nullable().meta({
      description:
        "Whose account it was: the actor's own, another's, or not to be told, since their login is linked to none. Null: no member's.",
    }),
    changes: z
      .array(
        z.object({
          what: z.string().meta({ examples: ['in force from'] }),
          before: z.string().nullable(),
          after: z.string().nullable(),
        }),
      )
      .meta({ description: 'What is another than it was, in a few words.' }),
  })
  .meta({ id: 'AuditEntry', description: 'Something that was done by hand.' });

export const auditAnswer = z
  .object({
    items: z.array(auditEntryAnswer).meta({ description: 'Newest first.' }),
    next: nextPage,
  })
  .meta({ id: 'AuditAnswer', description: 'A page of what was done by hand.' });

type AuditEntryAnswer = z.infer<typeof auditEntryAnswer>;

/** An entry as it is told: of the same form, but for its moment. */
export const auditEntryAnswerOf = (
  entry: Omit<AuditEntryAnswer, 'at' | 'changes'> & {
    readonly at: EpochMs;
    readonly changes: readonly Readonly<AuditEntryAnswer['changes'][number]>[];
  },
): AuditEntryAnswer => ({ ...entry, at: instantOf(entry.at), changes: [...entry.changes] });

/** Where a page ended, as a cursor holds it. */
export const auditPlaceText = ({ at, id }: { readonly at: EpochMs; readonly id: string }): string =>
  `${at}.${id}`;

export function auditPlaceOf(place: string): { readonly at: EpochMs; readonly id: string } {
  const [at = '', id = ''] = place.split('.');
  return { at: Number(at) as EpochMs, id };
}

export const contactQuery = z.object({ reason });

export const contactAnswer = z
  .object({
    memberId: z.string().meta({ examples: ['m7Qf2xKp9RtZ'] }),
    name: z
      .string()
      .nullable()
      .meta({ examples: ['Anna'] }),
    phone: z
      .string()
      .nullable()
      .meta({ description: 'In clear, E.164.', examples: ['+79161234567'] }),
  })
  .meta({
    id: 'ContactAnswer',
    description: 'How to reach a member. That it was asked is told in the audit.',
  });
