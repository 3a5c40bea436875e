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
  /** `null`: a rule took off what was held. */
  readonly status: string | null;
  readonly until: number;
  /** When it was given, or prolonged. */
  readonly since: number;
  /** It was given downwards: it lies over what is earned. */
  readonly hides: boolean;
  /** Who gave it; `null`: a rule has only prolonged what was earned, which goes with no goods. */
  readonly by: NaiveGiver | null;
}

export interface NaiveLabel {
  readonly name: string;
  readonly since: number;
  /** Whose goods would have to come back, the first four of them; `null`: nothing takes it back. */
  readonly by: readonly NaiveGiver[] | null;
}

/** So many givers of a label are remembered. */
const GIVERS = 4;

/** Labels with one that a rule gives, or gives once more: it goes with the last of those that gave it (D94). */
export function withLabel(
  labels: readonly NaiveLabel[],
  name: string,
  giver: NaiveGiver,
  now: number,
): readonly NaiveLabel[] {
  const isForGood = giver.rule.gives.kind === 'label' && giver.rule.gives.clawback === 'none';
  if (labels.every((label) => label.name !== name))
    return [...labels, { name, since: now, by: isForGood ? null : [giver] }];
  return labels.map((label) => {
    if (label.name !== name || label.by === null) return label;
    return { ...label, by: isForGood ? null : [...label.by, giver].slice(0, GIVERS) };
  });
}

/** The gift that shows; `null`: what is earned does. One given downwards holds as long as it is the last (D82). */
export function topGift(earned: string | null, gifts: readonly NaiveGift[]): NaiveGift | null {
  const last = gifts.at(-1);
  if (last?.hides === true) return last;
  const upwards = gifts.filter(({ hides, status }) => !hides && rankOf(status) >= rankOf(earned));
  const highest = Math.max(...upwards.map(({ status }) => rankOf(status)));
  const equals = upwards.filter(({ status }) => rankOf(status) === highest);
  const until = Math.max(...equals.map((each) => each.until));
  return equals.findLast((each) => each.until === until) ?? null;
}

/** The status that shows, of what is earned and what was given. */
export function topOf(earned: string | null, gifts: readonly NaiveGift[]): string | null {
  const top = topGift(earned, gifts);
  return top === null ? earned : top.status;
}

/** Gifts that have not ended by a moment. One given downwards has ended with the next, and does not come again (D82). */
export function stillGiven(gifts: readonly NaiveGift[], at: number): readonly NaiveGift[] {
  const over = gifts.findLastIndex(({ until }) => until <= at);
  return gifts.filter(({ until, hides }, place) => until > at && !(hides && place < over));
}

/** Gifts with one more (D7, D82); the same list: it changes nothing. */
export function withGift(
  { earned, shown: held }: { readonly earned: string | null; readonly shown: string | null },
  gifts: readonly NaiveGift[],
  { status, until, since, by }: Omit<NaiveGift, 'hides'>,
  transition: 'any' | 'up',
  mayComeBack: boolean,
): readonly NaiveGift[] {
  const shown = topOf(held, gifts);
  const top = topGift(held, gifts);
  // Who has none loses nothing.
  if (status === null && shown === null && top === null) return gifts;
  const given = { status, until, since, hides: status === null || rankOf(status) < rankOf(earned), by };
  if (transition === 'up' && rankOf(status) < rankOf(shown)) return gifts;
  // Where goods may come back each stands by itself (D94), also one that only prolongs another and hides what that one hides.
  if (mayComeBack) {
    const hides = given.hides || (status === shown && gifts.at(-1)?.hides === true);
    return withinLimit(longestLast([...gifts, { ...given, hides }]));
  }
  if (status !== shown) return withOne(gifts, given);
  if (top !== null && until <= top.until) return gifts;
  // Prolonged without a word.
  const prolonged = { ...given, hides: top?.hides ?? false, by: top?.by ?? null };
  return withOne(
    gifts.filter((each) => each !== top),
    prolonged,
  );
}

const isOutlived = (given: NaiveGift, all: readonly NaiveGift[]): boolean =>
  all.some(
    (other) =>
      other !== given &&
      !other.hides &&
      other.until >= given.until &&
      rankOf(other.status) >= rankOf(given.status),
  );

/** Those that can still show: a later gift ends one that was given downwards, and whoever outlives another hides it. */
function withOne(gifts: readonly NaiveGift[], given: NaiveGift): readonly NaiveGift[] {
  const others = gifts.filter((each) => !each.hides);
  if (!given.hides && others.some(({ status, until }) => status === given.status && until >= given.until))
    return others;
  const all = [...others.filter(({ status }) => status !== given.status), given];
  return all.filter((each) => each.hides || !isOutlived(each, all));
}

/** The same given downwards several times in a row holds until the longest is over (D82). */
function longestLast(gifts: readonly NaiveGift[]): readonly NaiveGift[] {
  const last = gifts.at(-1);
  const others = gifts.findLastIndex(({ hides, status }) => !hides || status !== last?.status);
  const same = gifts.slice(others + 1).sort((one, other) => one.until - other.until);
  return [...gifts.slice(0, others + 1), ...same];
}

/** What goods leave of gifts: one that was given downwards hides only as long as something higher is beneath it. */
export function stillHiding(earned: string | null, gifts: readonly NaiveGift[]): readonly NaiveGift[] {
  const isAnyGiven = gifts.some(({ status }) => status !== null);
  const isBelow = ({ status }: NaiveGift): boolean =>
    rankOf(status) < rankOf(earned) || (status === null && isAnyGiven);
  const left = gifts.map((each) => ({ ...each, hides: each.hides && isBelow(each) }));
  return longestLast(left.filter(({ status, hides }) => status !== null || hides));
}

/** So many gifts are remembered. */
const MOST = 8;

/** Of too many the one goes that cannot show as long as nothing comes back, and ends first. */
function withinLimit(gifts: readonly NaiveGift[]): readonly NaiveGift[] {
  if (gifts.length <= MOST) return gifts;
  const hidden = gifts.slice(0, -1).filter((each) => each.hides || isOutlived(each, gifts));
  const end = Math.min(...hidden.map(({ until }) => until));
  const first = hidden.find(({ until }) => until === end);
  return gifts.filter((each) => each !== first);
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

/** What a rule looks at; `null`: at nothing, or nobody counts it any more. */
function seenBy(
  { version, day }: Omit<NaiveGiver, 'receipt'>,
  look: SimRule['look'],
  receipt: NaiveReceipt,
  counters: NaiveCounters,
): number | null {
  if (look.counter !== null) return counters.seenBy(version, look.counter, look.window, day);
  if (look.of === 'nothing') return null;
  return look.of === 'sold-amount' ? receipt.sold : receipt.paid;
}

/** All that has to agree. */
const looksOf = ({ rule: { look, over, also } }: Omit<NaiveGiver, 'receipt'>) => [
  { look, over },
  ...(also === undefined ? [] : [{ look: also, over: also.over }]),
];

/** Whether a rule runs for a receipt. */
export function runs(
  giver: Omit<NaiveGiver, 'receipt'>,
  receipt: NaiveReceipt,
  counters: NaiveCounters,
): boolean {
  return looksOf(giver).every(
    ({ look, over }) =>
      (look.counter === null && look.of === 'nothing') ||
      (seenBy(giver, look, receipt, counters) ?? over) > over,
  );
}

/**
 * Asked again: whether a rule would not give it any more, by what is left; of nothing it gives nothing. What is no longer
 * counted takes nothing.
 */
export function isLost(giver: NaiveGiver, receipt: NaiveReceipt, counters: NaiveCounters): boolean {
  if (receipt.isGone) return true;
  // A visit that has become something else wakes other rules.
  const { standsFor } = receipt;
  if (standsFor !== undefined && !giver.rule.on.some((word) => standsFor.includes(word))) return true;
  return looksOf(giver).some(
    ({ look, over }) => (seenBy(giver, look, receipt, counters) ?? over + 1) <= over,
  );
}
