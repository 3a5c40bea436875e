import * as z from 'zod';
import type { StatusReason } from '#domain/member/member.ts';
import { isoOf } from '#domain/time/time.ts';
import { answeredDay, answeredInstant, dayRange, dayRangeOf, instantOf } from './instant.ts';
import { occasion, occasionAnswered } from './occasion.ts';

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
      ...occasion,
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
      ...occasion,
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
    const { kind, was, day, programVersion } = why;
    return { kind, was, ...occasionAnswered(why), day: isoOf(day), programVersion };
  }
  if (why.kind === 'rule') {
    const { kind, rule, measured, day, programVersion, was } = why;
    return {
      kind,
      rule,
      measured:
        measured === null ? null : { counter: measured.counter, value: measured.value, row: measured.words },
      ...occasionAnswered(why),
      day: isoOf(day),
      programVersion,
      ...(was === undefined ? {} : { was }),
    };
  }
  const { kind, period, value, programVersion } = why;
  return { kind, period: dayRangeOf(period), value, programVersion };
}
