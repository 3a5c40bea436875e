import * as z from 'zod';
import type { StatusReason } from '#domain/member/member.ts';
import type { StatusView } from '#domain/showing/view.ts';
import { isoOf } from '#domain/time/time.ts';
import { answeredDay, answeredInstant, dayRange, dayRangeOf, instantOf, instantOrNull } from './instant.ts';

const systemName = z.string().meta({ description: 'Name of the status system.', examples: ['level'] });
const statusName = z
  .string()
  .nullable()
  .meta({ description: 'Name of the status; null: none of them.', examples: ['regular'] });

export const heldStatus = z
  .object({ system: systemName, status: statusName })
  .meta({ id: 'HeldStatus', description: 'A status that is held.' });

/** What an override does to the computed status. */
export const overrideMode = z.enum(['set', 'floor', 'ceiling', 'freeze']).meta({
  id: 'OverrideMode',
  description:
    'set: this status shows. floor: none below it. ceiling: none above it. freeze: the one that was held at that moment.',
  examples: ['floor'],
});

/** Why a status was given. Values are minor units or counts, as the system's counter measures. */
export const whyGiven = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('initial') }),
    z.object({
      kind: z.literal('review'),
      period: dayRange,
      value: z.int().meta({ examples: [1_250_000] }),
      programVersion: z.int().meta({ examples: [1] }),
    }),
    z.object({
      kind: z.literal('raised-at-once'),
      period: dayRange,
      value: z.int().meta({ examples: [1_250_000] }),
      programVersion: z.int().meta({ examples: [1] }),
    }),
    z.object({
      kind: z.literal('dropped'),
      was: z.string().meta({ description: 'The status that is no more.', examples: ['platinum'] }),
      programVersion: z.int().meta({ examples: [2] }),
    }),
    z.object({
      kind: z.literal('override'),
      mode: overrideMode,
      at: answeredInstant.meta({ description: 'When it was put there.' }),
    }),
    z.object({
      kind: z.literal('taken-back'),
      was: z
        .string()
        .nullable()
        .meta({
          description: 'The status that a rule had given for the goods; null: it had taken this one off.',
          examples: ['gold'],
        }),
      storeId: z.string().meta({ examples: ['292'] }),
      receiptId: z.string().meta({ examples: ['292-0417-000871'] }),
      day: answeredDay,
      programVersion: z.int().meta({ examples: [1] }),
    }),
    z.object({
      kind: z.literal('rule'),
      rule: z.string().meta({ examples: ['welcome-gold'] }),
      measured: z
        .object({ counter: z.string(), value: z.int(), row: z.string() })
        .nullable()
        .meta({ description: 'null: the rule depends on nothing that is measured.' }),
      storeId: z.string().meta({ examples: ['292'] }),
      receiptId: z.string().meta({ examples: ['292-0417-000871'] }),
      day: answeredDay,
      programVersion: z.int().meta({ examples: [1] }),
      was: z
        .string()
        .optional()
        .meta({
          description:
            'The status that the rule took off. Left out: it gave one, or what it took off is not known.',
          examples: ['gold'],
        }),
    }),
  ])
  .meta({
    id: 'WhyGiven',
    description:
      'initial: the status of a new member. review: the value that the review of a period saw. raised-at-once: the value that the running period reached. rule: a rule gave it for a receipt, or took the one off that was held, and there is none. dropped: a version of the program took out the status that was held, and this one follows it. taken-back: goods of the receipt came back for which a rule had given the status `was`, and this one is held again. override: an operator put it there.',
  });

export function whyGivenOf(why: StatusReason): z.infer<typeof whyGiven> {
  if (why.kind === 'initial') return { kind: 'initial' };
  if (why.kind === 'override') return { kind: why.kind, mode: why.mode, at: instantOf(why.at) };
  if (why.kind === 'dropped') {
    const { kind, was, programVersion } = why;
    return { kind, was, programVersion };
  }
  if (why.kind === 'taken-back') {
    const { kind, was, storeId, receiptId, day, programVersion } = why;
    return { kind, was, storeId, receiptId, day: isoOf(day), programVersion };
  }
  if (why.kind === 'rule') {
    const { kind, rule, measured, storeId, receiptId, day, programVersion, was } = why;
    return {
      kind,
      rule,
      measured:
        measured === null ? null : { counter: measured.counter, value: measured.value, row: measured.words },
      storeId,
      receiptId,
      day: isoOf(day),
      programVersion,
      ...(was === undefined ? {} : { was }),
    };
  }
  const { kind, period, value, programVersion } = why;
  return { kind, period: dayRangeOf(period), value, programVersion };
}

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
