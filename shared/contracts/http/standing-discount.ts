import * as z from 'zod';
import type { DiscountReason } from '#domain/member/facts.ts';
import type { DiscountView } from '#domain/showing/discount-view.ts';
import { formatPercent } from '#domain/values/money.ts';
import { answeredInstant, instantOf, instantOrNull } from './instant.ts';
import { occasion } from './occasion.ts';

/** The discount that stays with a member, as all reads show it (D45). */

const percent = z.string().meta({ description: 'A percentage, as people write it.', examples: ['5'] });

const standingDiscount = z
  .object({
    percent,
    rule: z.string().meta({ description: 'The rule that gave it.', examples: ['by-visits'] }),
    since: answeredInstant,
    until: answeredInstant
      .nullable()
      .meta({ description: 'When it ends by itself; null: at no set moment.', examples: [null] }),
    then: percent.nullable().meta({
      description: 'The one that shows when it ends; null: none, or it does not end.',
      examples: [null],
    }),
  })
  .meta({
    id: 'StandingDiscount',
    description: "The member's own discount: it competes on every receipt, and the largest wins.",
  });

export const standingDiscountOrNull = standingDiscount
  .nullable()
  .meta({ description: "The member's own discount, which stays; null: none." });

/** A discount as the domain shows it. */
export const standingDiscountOf = (view: DiscountView | null): z.infer<typeof standingDiscount> | null =>
  view === null
    ? null
    : {
        percent: formatPercent(view.basisPoints),
        rule: view.rule,
        since: instantOf(view.since),
        until: instantOrNull(view.until),
        then: view.then === null ? null : formatPercent(view.then),
      };

/** What moved it: a rule gave one or took all, the goods came back, or its time was over. */
const discountReason = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('given'), rule: z.string().meta({ examples: ['by-visits'] }), ...occasion }),
  z.object({ kind: z.literal('removed'), rule: z.string().meta({ examples: ['long-away'] }), ...occasion }),
  z.object({ kind: z.literal('taken-back'), ...occasion }),
  z.object({ kind: z.literal('ended') }),
]);

/** How a change of it is told. */
export const discountChange = {
  from: percent.nullable().meta({ description: 'What showed before; null: none.', examples: [null] }),
  to: percent.nullable().meta({ description: 'What shows since; null: none.', examples: ['5'] }),
  until: answeredInstant
    .nullable()
    .meta({ description: 'When what shows ends; null: at no set moment.', examples: [null] }),
  why: discountReason,
};

interface Changed {
  readonly from: number | null;
  readonly to: number | null;
  readonly until: Parameters<typeof instantOrNull>[0];
  readonly why: DiscountReason;
}

export const discountChangeOf = ({ from, to, until, why }: Changed) => ({
  from: from === null ? null : formatPercent(from),
  to: to === null ? null : formatPercent(to),
  until: instantOrNull(until),
  why,
});
