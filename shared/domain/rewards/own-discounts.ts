import { type GivenDiscount, shownDiscount, withDiscount } from '#domain/discounts/standing-discounts.ts';
import type { RuleReason } from '#domain/member/entry.ts';
import { type EntryRef, occasionOf } from '#domain/member/entry-ref.ts';
import type { LabelGift, Member, StandingDiscount } from '#domain/member/member.ts';
import type { CompiledRule } from '#domain/program/compiled.ts';
import type { ReceiptContext } from '#domain/program/situation.ts';
import type { Moment } from '#domain/program/timeline.ts';
import { endOfUntil } from '#domain/time/until.ts';
import { type RunningRule, reasonsFor } from './running.ts';

/** An entry, and the rules that ran on it and speak of the standing discount, in their order (D45). */
interface Discounting {
  readonly moment: Moment;
  readonly receipt: {
    readonly key: EntryRef;
    /** The word of `on` that woke them. */
    readonly wakes: string;
    readonly context: ReceiptContext;
  };
  readonly held: ReceiptContext['held'];
  readonly discounting: readonly RunningRule[];
}

/** The standing discounts after an entry. */
interface Discounted extends Pick<Member, 'discounts'> {
  readonly reasons: readonly RuleReason[];
  /** Which rule did it; `null`: none spoke. */
  readonly rule: { readonly rule: string; readonly kind: 'given' | 'removed' } | null;
}

/** The largest of each kind is given, whatever the order of the rules (Y24), and taking off comes last (D45, D92). */
export function discountsAfter(before: Member['discounts'], on: Discounting): Discounted {
  const { moment, receipt, discounting } = on;
  if (discounting.length === 0) return { discounts: before, reasons: [], rule: null };
  const offers = discounting.map((running) => ({ running, given: givenBy(running, on) }));
  let discounts = before;
  const gave = new Set<RunningRule>();
  for (const hasEnd of [true, false]) {
    const ofKind = offers.filter(({ given }) => given !== null && (given.until !== null) === hasEnd);
    const largest = largestOf(ofKind);
    if (largest?.given == null) continue;
    const after = withDiscount(discounts, largest.given, { moment, wakes: receipt.wakes });
    if (isMoved(discounts, after)) gave.add(largest.running);
    discounts = after;
  }
  const takesOff = offers.find(({ running }) => running.row.effects.memberDiscount === 0)?.running;
  if (takesOff !== undefined && discounts.length > 0) {
    discounts = [];
    gave.add(takesOff);
  }
  const reasonOf = reasonsFor(on.held);
  const reasons = offers.flatMap(({ running, given }): RuleReason[] => {
    if (gave.has(running)) return [reasonOf(running, 'gave')];
    const isBehind = given !== null && !discounts.some((each) => isSame(each, given));
    if (isBehind) return [reasonOf(running, 'held-back')];
    return running.rule.combine ? [] : [reasonOf(running, 'stopped')];
  });
  const shown = shownDiscount(discounts);
  return {
    discounts,
    reasons,
    rule:
      shown === null
        ? { rule: takesOff?.rule.name ?? '', kind: 'removed' }
        : { rule: shown.rule, kind: 'given' },
  };
}

/** A discount with an end that has passed, as of a late receipt, is not given. */
function givenBy({ rule, row }: RunningRule, on: Discounting): GivenDiscount | null {
  const { memberDiscount: basisPoints, until } = row.effects;
  if (basisPoints === null || basisPoints === 0) return null;
  const { timeline, program, now } = on.moment;
  const { day } = on.receipt.context;
  const end =
    until === null ? null : endOfUntil(until, day, { calendar: timeline.calendar, zone: program.zone });
  if (end !== null && end <= now) return null;
  const isTakenBack = rule.clawback === 'always';
  return { basisPoints, until: end, rule: rule.name, gift: giftOf(rule, on), isTakenBack };
}

/** Of equal ones the first to run. */
const largestOf = <Offer extends { readonly given: GivenDiscount | null }>(
  offers: readonly Offer[],
): Offer | null =>
  offers.reduce<Offer | null>(
    (best, each) =>
      best === null || (each.given?.basisPoints ?? 0) > (best.given?.basisPoints ?? 0) ? each : best,
    null,
  );

type Lying = Pick<StandingDiscount, 'basisPoints' | 'until'>;

const isSame = (one: Lying, { basisPoints, until }: Lying): boolean =>
  one.basisPoints === basisPoints && one.until === until;

/** Whether something lies there that did not, or no longer. */
const isMoved = (before: Member['discounts'], after: Member['discounts']): boolean =>
  before.length !== after.length || after.some((each) => !before.some((other) => isSame(other, each)));

/** A rule, and the entry on which it gives (D94). */
export const giftOf = (
  { name: rule }: CompiledRule,
  { moment, receipt }: Pick<Discounting, 'moment' | 'receipt'>,
): LabelGift => ({
  rule,
  ...occasionOf(receipt.key),
  day: receipt.context.day,
  programVersion: moment.version.version,
});
