import type { DiscountReason, FactDraft } from '#domain/member/facts.ts';
import type { LabelGift, Member, StandingDiscount } from '#domain/member/member.ts';
import type { CompiledProgram } from '#domain/program/compiled.ts';
import { inForce, type Moment } from '#domain/program/timeline.ts';
import type { EpochMs } from '#domain/time/time.ts';
import { MAX_DISCOUNTS_BENEATH, MAX_GIVERS_OF_LABEL, MAX_STANDING_DISCOUNTS } from '#domain/values/limits.ts';

/** The discount that stays with a member (D45): what lies beside what, which of it shows, and what ends it. */

type Held = readonly StandingDiscount[];

/** The one that shows and competes: the largest; of equal ones that which lasts longest. `null`: none. */
export const shownDiscount = (held: Held): StandingDiscount | null =>
  held.reduce<StandingDiscount | null>(
    (best, each) => (best === null || isBefore(each, best) ? each : best),
    null,
  );

const isBefore = (one: StandingDiscount, other: StandingDiscount): boolean =>
  one.basisPoints > other.basisPoints || (one.basisPoints === other.basisPoints && lastsLonger(one, other));

const lastsLonger = (one: Pick<StandingDiscount, 'until'>, other: Pick<StandingDiscount, 'until'>): boolean =>
  other.until !== null && (one.until === null || one.until > other.until);

/** A discount as a rule gives it on one entry. */
export interface GivenDiscount extends Pick<StandingDiscount, 'basisPoints' | 'until' | 'rule'> {
  readonly gift: LabelGift;
  /** Its rule takes it back when the goods come back that it was given for (D94). */
  readonly isTakenBack: boolean;
}

/** A standing discount that time ended, and what shows since (D93). Basis points; `null`: none. */
export interface DiscountEnd {
  readonly at: EpochMs;
  readonly from: number;
  readonly to: number | null;
  readonly until: EpochMs | null;
  readonly programVersion: number;
}

/** The word of `on` that woke the rules, and when. */
interface Waking {
  readonly moment: Moment;
  readonly wakes: string;
}

/**
 * What is held after the largest of one kind, with an end or without, was given. It replaces what is held of its kind, but what
 * is larger stays where its rule does not speak on such entries, and what would outlast it stays beneath.
 */
export function withDiscount(held: Held, given: GivenDiscount, { moment, wakes }: Waking): Held {
  const { now, program } = moment;
  const stays = (each: StandingDiscount): boolean => {
    if ((each.until === null) !== (given.until === null)) return true;
    if (speaksOn(program, each.rule, wakes)) return false;
    return (
      each.basisPoints > given.basisPoints ||
      (each.basisPoints < given.basisPoints && lastsLonger(each, given))
    );
  };
  const kept = held.filter(stays);
  const isCovered = kept.some(
    (each) =>
      (each.until === null) === (given.until === null) &&
      each.basisPoints > given.basisPoints &&
      !lastsLonger(given, each),
  );
  if (isCovered) return held;
  const replaced = held.filter((each) => !kept.includes(each));
  return atMost([...kept, afterReplacing(replaced, given, now)]);
}

/** A rule that is gone speaks on everything: what it gave makes room for what is given by those that are there. */
const speaksOn = ({ rules }: CompiledProgram, rule: string, wakes: string): boolean =>
  rules.find(({ name }) => name === rule)?.on.includes(wakes) ?? true;

function afterReplacing(
  replaced: Held,
  { basisPoints, until, rule, gift, isTakenBack }: GivenDiscount,
  now: EpochMs,
): StandingDiscount {
  const same = replaced.find((each) => each.basisPoints === basisPoints);
  const head = { basisPoints, until, rule, since: same?.since ?? now };
  // One whose rule takes nothing back makes it stay, whoever else gave it.
  if (!isTakenBack) return head;
  if (same === undefined || same.until !== until) return { ...head, gifts: [gift], ...beneath(replaced) };
  if (same.gifts === undefined) return head;
  const { over } = same;
  const gifts = [...same.gifts, gift].slice(0, MAX_GIVERS_OF_LABEL);
  return { ...head, gifts, ...(over === undefined ? {} : { over }) };
}

const beneath = (replaced: Held): Pick<StandingDiscount, 'over'> =>
  replaced.length === 0 ? {} : { over: replaced.map((each) => cutOff(each, MAX_DISCOUNTS_BENEATH - 1)) };

function cutOff({ over, ...head }: StandingDiscount, depth: number): StandingDiscount {
  return over === undefined || depth === 0
    ? head
    : { ...head, over: over.map((each) => cutOff(each, depth - 1)) };
}

/** Of too many the smallest that ends goes: it would show last. */
function atMost(held: Held): Held {
  if (held.length <= MAX_STANDING_DISCOUNTS) return held;
  const ending = held.filter(({ until }) => until !== null);
  const last = ending.reduce((least, each) => (isBefore(each, least) ? least : each));
  return held.filter((each) => each !== last);
}

/** What is held without what was given for goods that have come back; what that had replaced returns (D94). */
export function withoutGifts(
  held: Held,
  isLost: (gift: LabelGift, discount: StandingDiscount) => boolean,
  now: EpochMs,
): Held {
  return held.flatMap((each): Held => {
    const over = each.over === undefined ? undefined : withoutGifts(each.over, isLost, now);
    const { over: _, ...head } = each;
    const left = { ...head, ...(over === undefined || over.length === 0 ? {} : { over }) };
    if (each.gifts === undefined) return [left];
    const gifts = each.gifts.filter((gift) => !isLost(gift, each));
    if (gifts.length > 0) return [{ ...left, gifts }];
    return (over ?? []).filter(({ until }) => until === null || until > now);
  });
}

/** The gifts behind what is held, those beneath as well. */
export const giftsOfDiscounts = (held: Held): readonly LabelGift[] =>
  held.flatMap(({ gifts = [], over = [] }) => [...gifts, ...giftsOfDiscounts(over)]);

/** What has ended by now is gone, moment by moment: each end of what showed is told by itself (D93). */
export function endDiscounts(
  { now, timeline, version }: Moment,
  { discounts }: Pick<Member, 'discounts'>,
): { readonly discounts: Held; readonly ends: readonly DiscountEnd[] } {
  const ends: DiscountEnd[] = [];
  let held = discounts;
  for (let shown = shownDiscount(held); shown !== null; shown = shownDiscount(held)) {
    const at = shown.until;
    if (at === null || at > now) break;
    held = held.filter(({ until }) => until === null || until > at);
    const next = shownDiscount(held);
    const { version: programVersion } = inForce(timeline.versions, at) ?? version;
    ends.push({
      at,
      from: shown.basisPoints,
      to: next?.basisPoints ?? null,
      until: next?.until ?? null,
      programVersion,
    });
  }
  const running = held.filter(({ until }) => until === null || until > now);
  return { discounts: running.length === held.length ? held : running, ends };
}

/** The facts of discounts that time has ended. */
export const endFacts = ({
  discountEnds,
}: {
  readonly discountEnds: readonly DiscountEnd[];
}): readonly FactDraft[] =>
  discountEnds.map((end) => ({ kind: 'discount-changed', ...end, why: { kind: 'ended' } }));

/** The fact of what a command did to the discount that shows; what shows as before is not told. */
export function discountFacts(
  { now, version }: Moment,
  before: Member,
  after: Member,
  why: DiscountReason,
): readonly FactDraft[] {
  const [was, is] = [shownDiscount(before.discounts), shownDiscount(after.discounts)];
  const [from, to] = [was?.basisPoints ?? null, is?.basisPoints ?? null];
  if (from === to) return [];
  const programVersion = version.version;
  return [{ kind: 'discount-changed', at: now, programVersion, from, to, until: is?.until ?? null, why }];
}
