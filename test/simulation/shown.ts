import type { Fact } from '#domain/member/facts.ts';
import type { HeldCategory } from '#domain/member/member.ts';
import type { DiscountView } from '#domain/showing/discount-view.ts';
import type { StatusView } from '#domain/showing/view.ts';
import { rootOf } from './sim-program.ts';

/** The part of one system that is compared with the pencil; `next` and `keep` are questions of their own. */
export const shownOf = ({
  system,
  status,
  computed,
  override,
  overrideRevision,
  since,
  until,
  review,
  forNextPeriod,
}: StatusView) => ({
  system,
  status,
  computed,
  override:
    override === null ? null : { mode: override.mode, status: override.status, until: override.until },
  writings: overrideRevision,
  since,
  until,
  period: review?.period,
  reviewAt: review?.reviewAt,
  value: review?.value,
  // By then another version may call it otherwise.
  forNextPeriod: rootOf(forNextPeriod),
});

/** The part of one system's facts that is compared. */
export const toldIn = (system: string, facts: readonly Fact[]) =>
  facts.flatMap((fact) => {
    if (fact.kind !== 'status-changed' || rootOf(fact.system) !== system) return [];
    const { from, to, direction, at, notifyFrom } = fact;
    // A fact says what a status was called then, the pencil which it was.
    return [{ system, from: rootOf(from), to: rootOf(to), direction, at, notifyFrom }];
  });

/** The labels of a member. */
export const labelsIn = (held: readonly HeldCategory[]) => held.map(({ name, since }) => ({ name, since }));

/** The standing discount as it is shown, in percent. */
export const discountIn = (shown: DiscountView | null) =>
  shown === null
    ? null
    : {
        percent: shown.basisPoints / 100,
        rule: shown.rule,
        since: shown.since,
        until: shown.until,
        then: shown.then === null ? null : shown.then / 100,
      };

/** The facts about standing discounts that are compared. */
export const discountsTold = (facts: readonly Fact[]) =>
  facts.flatMap((fact) => {
    if (fact.kind !== 'discount-changed') return [];
    const { from, to, until, at, why } = fact;
    const percent = (basisPoints: number | null) => (basisPoints === null ? null : basisPoints / 100);
    return [{ from: percent(from), to: percent(to), until, at, isEnd: why.kind === 'ended' }];
  });

/** The facts about labels that are compared. */
export const labelsTold = (facts: readonly Fact[]) =>
  facts.flatMap((fact) => {
    if (fact.kind !== 'category-changed') return [];
    const { category, change, rule, at } = fact;
    return [{ label: rootOf(category), change, rule, at }];
  });
