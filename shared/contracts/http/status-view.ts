import * as z from 'zod';
import type { StatusView } from '#domain/showing/view.ts';
import { answeredInstant, instantOf, instantOrNull } from './instant.ts';
import { whyGiven, whyGivenOf } from './why-given.ts';

const systemName = z.string().meta({ description: 'Name of the status system.', examples: ['level'] });
const statusName = z
  .string()
  .nullable()
  .meta({ description: 'Name of the status; null: none of them.', examples: ['regular'] });

export const heldStatus = z
  .object({ system: systemName, status: statusName })
  .meta({ id: 'HeldStatus', description: 'A status that is held.' });

const alsoMissing = z
  .array(
    z.object({
      counter: z.string().meta({ examples: ['visits'] }),
      unit: z.enum(['money', 'count', 'quantity']),
      currency: z.string().nullable(),
      missing: z.int().meta({ examples: [2] }),
    }),
  )
  .optional()
  .meta({
    description: 'What further counters have to come to, where the row asks for them.',
    examples: [[{ counter: 'visits', unit: 'count', currency: null, missing: 2 }]],
  });

const missing = z.int().meta({
  description: 'The least further amount that fulfils the condition, in the unit of the counter.',
  examples: [1],
});

/** The unit of a measured value: minor units, pieces, or thousandths of a piece. */
export const measuredUnit = z.enum(['money', 'count', 'quantity']);

export const statusView = z
  .object({
    system: systemName,
    title: z.string().meta({ description: 'Title of the status system.', examples: ['Level'] }),
    status: statusName,
    statusTitle: z
      .string()
      .nullable()
      .meta({ examples: ['Regular'] }),
    description: z
      .string()
      .nullable()
      .meta({ description: 'What the status is, for people.', examples: ['For regular guests'] }),
    preferences: z
      .array(z.string())
      .meta({ description: 'What the status gives, in words.', examples: [['5% off each receipt']] }),
    since: answeredInstant,
    until: answeredInstant
      .nullable()
      .meta({ description: 'When it ends by itself; null: at no set moment.', examples: [null] }),
    earned: z
      .string()
      .nullable()
      .meta({
        description: 'What returns when the present status ends; null: it does not end by itself.',
        examples: [null],
      }),
    why: whyGiven,
    reviewAt: answeredInstant.nullable().meta({ description: 'When it is reviewed next; null: at no turn.' }),
    progress: z
      .object({
        counter: z.string().meta({ examples: ['bought'] }),
        unit: measuredUnit,
        currency: z
          .string()
          .nullable()
          .meta({ description: 'Of money: ISO 4217.', examples: ['RUB'] }),
        value: z.int().meta({
          description: 'Measured so far: minor units, a count, or thousandths.',
          examples: [640_000],
        }),
      })
      .nullable()
      .meta({
        description:
          'How far the running period has come, or what counts where there are none; null: no value gives its statuses.',
      }),
    next: z
      .object({ status: z.string(), title: z.string(), missing, also: alsoMissing })
      .nullable()
      .meta({ description: 'The next higher status; null: this is the highest.' }),
    keep: z
      .object({
        missing: missing.meta({
          description: '0: the present status is safe, unless something else is missing too.',
          examples: [0],
        }),
        also: alsoMissing,
      })
      .nullable()
      .meta({ description: 'What is missing to keep the present status; null: nothing can lower it.' }),
    forNextPeriod: z
      .string()
      .nullable()
      .meta({
        description: 'What the coming review would leave if nothing more came.',
        examples: ['regular'],
      }),
    ladder: z
      .array(
        z.object({
          status: z.string().meta({ description: 'Name of the status.', examples: ['regular'] }),
          title: z.string().meta({ examples: ['Regular'] }),
          description: z
            .string()
            .nullable()
            .meta({ description: 'What it is, for people.', examples: [null] }),
          preferences: z
            .array(z.string())
            .meta({ description: 'What it gives, in words.', examples: [['5% off each receipt']] }),
          words: z
            .string()
            .nullable()
            .meta({
              description: 'What earns it, as the program says it; null: nothing does.',
              examples: ['over 10000 RUB'],
            }),
          threshold: z
            .int()
            .nullable()
            .meta({
              description: 'Up to this value it holds: minor units or a count; null for the highest.',
              examples: [2_000_000],
            }),
        }),
      )
      .meta({ description: 'All statuses of the system, lowest first.' }),
  })
  .meta({ id: 'StatusView', description: 'A status with everything that an app shows of it.' });

export type StatusViewBody = z.infer<typeof statusView>;

const alsoOf = ({ also }: NonNullable<StatusView['keep']>) => ({
  ...(also === undefined ? {} : { also: also.map((each) => ({ ...each })) }),
});

/** A view of the domain, as the app gets it. */
export function statusViewOf(view: StatusView): StatusViewBody {
  const { step, review } = view;
  return {
    system: view.system,
    title: view.title,
    status: view.status,
    statusTitle: step?.title ?? null,
    description: step?.description ?? null,
    preferences: [...(step?.preferences ?? [])],
    since: instantOf(view.since),
    until: instantOrNull(view.until),
    why: whyGivenOf(view.why),
    earned: view.earned,
    reviewAt: instantOrNull(review?.reviewAt ?? null),
    progress:
      review === null
        ? null
        : {
            counter: review.counter,
            unit: review.unit,
            currency: review.unit === 'money' ? review.currency : null,
            value: review.value,
          },
    next:
      view.next === null
        ? null
        : {
            status: view.next.status,
            title: view.next.title,
            missing: view.next.missing,
            ...alsoOf(view.next),
          },
    keep: view.keep === null ? null : { missing: view.keep.missing, ...alsoOf(view.keep) },
    forNextPeriod: view.forNextPeriod,
    ladder: view.ladder.map((rung) => ({ ...rung, preferences: [...rung.preferences] })),
  };
}

export const titledStatus = z
  .object({
    system: systemName,
    title: z.string().meta({ description: 'Title of the status system.', examples: ['Level'] }),
    status: statusName,
    statusTitle: z
      .string()
      .nullable()
      .meta({ description: 'Title of the status.', examples: ['Regular'] }),
  })
  .meta({ id: 'TitledStatus', description: 'A status with its titles.' });

export const titledStatusOf = ({
  system,
  title,
  status,
  step,
}: StatusView): z.infer<typeof titledStatus> => ({
  system,
  title,
  status,
  statusTitle: step?.title ?? null,
});
