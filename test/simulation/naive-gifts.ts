import { dayLater, periodHolding, startOf } from './naive-calendar.ts';
import type { NaiveCounters, NaiveReceipt } from './naive-counters.ts';
import { rankOf, type SimRule, type SimVersion } from './sim-program.ts';

/** Who gave something, and on which receipt. */
export interface NaiveGiver {
  readonly rule: SimRule;
  readonly version: SimVersion;
  /** The receipt, by its store and id. */
  readonly receipt: string;
  /** The day from which the rule looked. */
  readonly day: number;
}

/** A status that a rule gave until a moment. */
export interface NaiveGift {
  readonly status: string;
  readonly until: number;
  /** It was given downwards: it lies over what is earned. */
  readonly hides: boolean;
  /**
   * Who gave it first; `null`: a rule has only prolonged what was earned. A KNOWN LIMIT of the product: what another receipt
   * has prolonged goes with the first alone, and what was earned goes with none.
   */
  readonly by: NaiveGiver | null;
}

export interface NaiveLabel {
  readonly name: string;
  readonly since: number;
  /** `null`: nothing takes it back. */
  readonly by: NaiveGiver | null;
}

/** The status that shows, of what is earned and what was given (D82). */
export function topOf(earned: string | null, gifts: readonly NaiveGift[]): string | null {
  const downwards = gifts.find(({ hides }) => hides);
  if (downwards !== undefined) return downwards.status;
  return gifts.reduce<string | null>(
    (top, { status }) => (rankOf(status) > rankOf(top) ? status : top),
    earned,
  );
}

/** The gift that shows; `null`: what is earned does. */
export function topGift(earned: string | null, gifts: readonly NaiveGift[]): NaiveGift | null {
  const top = topOf(earned, gifts);
  return gifts.find(({ hides }) => hides) ?? gifts.find(({ status }) => status === top) ?? null;
}

/** Gifts with one more (D7, D82); the same list: it changes nothing. */
export function withGift(
  earned: string | null,
  gifts: readonly NaiveGift[],
  { status, until, by }: Omit<NaiveGift, 'hides'>,
  transition: 'any' | 'up',
  mayComeBack: boolean,
): readonly NaiveGift[] {
  const shown = topOf(earned, gifts);
  if (status === shown) {
    const top = topGift(earned, gifts);
    if (top !== null && until <= top.until) return gifts;
    // Prolonged without a word.
    const prolonged = { status, until, hides: top?.hides ?? false, by: top?.by ?? null };
    return withOne(
      gifts.filter((each) => each !== top),
      prolonged,
      mayComeBack,
    );
  }
  if (transition === 'up' && rankOf(status) < rankOf(shown)) return gifts;
  const hides = rankOf(status) < rankOf(earned);
  return withOne(gifts, { status, until, hides, by }, mayComeBack);
}

/** @param mayComeBack what lies beneath shows again when the goods come back of what lies over it (D94) */
function withOne(gifts: readonly NaiveGift[], given: NaiveGift, mayComeBack: boolean): readonly NaiveGift[] {
  // A later gift ends one that was given downwards.
  const others = gifts.filter((each) => !each.hides);
  if (!given.hides && others.some(({ status, until }) => status === given.status && until >= given.until))
    return others;
  const all = [...others.filter(({ status }) => status !== given.status), given];
  if (mayComeBack) return all;
  const isOutlived = (each: NaiveGift): boolean =>
    all.some(
      (other) =>
        other !== each &&
        !other.hides &&
        other.until >= each.until &&
        rankOf(other.status) >= rankOf(each.status),
    );
  return all.filter((each) => each.hides || !isOutlived(each));
}

/** The moment at which a status is over that is given on a day. */
export function endOfGift(
  until: string,
  day: number,
  { program: { zone, weekStartsOn } }: SimVersion,
): number {
  const [, next, unit] = /^end-of-(next-)?(.*)$/.exec(until) ?? [];
  if (unit === undefined) return startOf(dayLater(day, until), zone);
  const { to } = periodHolding(unit, weekStartsOn, day);
  return startOf(next === undefined ? to : periodHolding(unit, weekStartsOn, to).to, zone);
}

/** What a rule looks at; `null`: nobody counts it any more. */
function seenBy(
  { rule: { look }, version, day }: Omit<NaiveGiver, 'receipt'>,
  receipt: NaiveReceipt,
  counters: NaiveCounters,
): number | null {
  if (look.counter !== null) return counters.seenBy(version, look.counter, look.window, day);
  return look.of === 'sold-amount' ? receipt.sold : receipt.paid;
}

/** Whether a rule runs for a receipt. */
export function runs(
  giver: Omit<NaiveGiver, 'receipt'>,
  receipt: NaiveReceipt,
  counters: NaiveCounters,
): boolean {
  const seen = seenBy(giver, receipt, counters);
  return seen !== null && seen > giver.rule.over;
}

/**
 * Asked again: whether a rule would not give it any more, by what is left; of nothing it gives nothing. What is no longer
 * counted takes nothing.
 */
export function isLost(giver: NaiveGiver, receipt: NaiveReceipt, counters: NaiveCounters): boolean {
  if (receipt.isGone) return true;
  const seen = seenBy(giver, receipt, counters);
  return seen !== null && seen <= giver.rule.over;
}
