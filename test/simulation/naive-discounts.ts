import type { NaiveDiscountFact, NaiveDiscountView } from './happenings.ts';
import type { NaiveGiver } from './naive-gifts.ts';
import type { SimProgram } from './sim-program.ts';

/** A discount that stays with a member (D45). */
export interface NaiveDiscount {
  readonly percent: number;
  readonly since: number;
  /** `null`: it has no end. */
  readonly until: number | null;
  /** The rule that gave it last. */
  readonly rule: string;
  /** Whose goods would have to come back, the first four of them; `null`: nothing takes it back. */
  readonly by: readonly NaiveGiver[] | null;
  /** What it replaced: that returns with the goods. */
  readonly over: readonly NaiveDiscount[];
}

/** So many lie beside one another; so many givers, and so many one under another, are remembered. */
const MOST = 4;
const GIVERS = 4;
const BENEATH = 3;

type Held = readonly NaiveDiscount[];

/** Never, where it has no end. */
const endOf = ({ until }: Pick<NaiveDiscount, 'until'>): number => until ?? Number.POSITIVE_INFINITY;

/** The largest shows; of equal ones that which lasts longest. */
const inOrder = (held: Held): Held =>
  held.toSorted((one, other) => other.percent - one.percent || (endOf(one) < endOf(other) ? 1 : -1));

export const topDiscount = (held: Held): NaiveDiscount | null => inOrder(held)[0] ?? null;

/** What an entry's rules say of the standing discount, in their order. */
interface Offer extends Pick<NaiveDiscount, 'percent' | 'until'> {
  readonly giver: NaiveGiver;
  readonly isTakenBack: boolean;
}

/** The largest of each kind is given, those with an end and those without; taking off comes last (Y24, D45, D92). */
export function withOffers(
  held: Held,
  offers: readonly Offer[],
  { program, wakes, now }: { readonly program: SimProgram; readonly wakes: string; readonly now: number },
): Held {
  // A rule that is gone makes room for whatever is given.
  const speaks = (name: string): boolean =>
    program.rules?.find((rule) => rule.name === name)?.on.some((word) => word === wakes) ?? true;
  let after = held;
  for (const hasEnd of [true, false]) {
    const ofKind = offers.filter(({ until, percent }) => percent > 0 && (until !== null) === hasEnd);
    const most = Math.max(...ofKind.map(({ percent }) => percent));
    const given = ofKind.find(({ percent }) => percent === most);
    if (given !== undefined) after = withOne(after, given, speaks, now);
  }
  return offers.some(({ percent }) => percent === 0) ? [] : after;
}

function withOne(held: Held, given: Offer, speaks: (rule: string) => boolean, now: number): Held {
  const { percent, until, giver, isTakenBack } = given;
  const isOfKind = (each: NaiveDiscount): boolean => (each.until === null) === (until === null);
  /** What is larger stays where its rule says nothing here, and what is smaller beneath it as long as it lasts longer. */
  const isStaying = (each: NaiveDiscount): boolean =>
    !speaks(each.rule) &&
    (each.percent > percent || (each.percent < percent && endOf(each) > endOf({ until })));
  const staying = held.filter((each) => isOfKind(each) && isStaying(each));
  // Beneath a larger one that lasts as long it would never show.
  if (staying.some((each) => each.percent > percent && endOf(each) >= endOf({ until }))) return held;
  const gone = held.filter((each) => isOfKind(each) && !isStaying(each));
  const same = gone.find((each) => each.percent === percent);
  const one = { percent, until, rule: giver.rule.name, since: same?.since ?? now };
  const others = held.filter((each) => !gone.includes(each));
  return limited([...others, { ...one, ...backed(gone, same, given, isTakenBack) }]);
}

/** Who gave it, and what it lies over. */
function backed(
  gone: Held,
  same: NaiveDiscount | undefined,
  { until, giver }: Offer,
  isTakenBack: boolean,
): Pick<NaiveDiscount, 'by' | 'over'> {
  if (!isTakenBack) return { by: null, over: [] };
  if (same === undefined || same.until !== until)
    return { by: [giver], over: gone.map((each) => cut(each, BENEATH - 1)) };
  if (same.by === null) return { by: null, over: [] };
  return { by: [...same.by, giver].slice(0, GIVERS), over: same.over };
}

const cut = (discount: NaiveDiscount, depth: number): NaiveDiscount => ({
  ...discount,
  over: depth === 0 ? [] : discount.over.map((each) => cut(each, depth - 1)),
});

/** Of too many the smallest that ends goes. */
function limited(held: Held): Held {
  if (held.length <= MOST) return held;
  const last = inOrder(held.filter(({ until }) => until !== null)).at(-1);
  return held.filter((each) => each !== last);
}

/** Goods came back: what was given for them alone goes, and what it had replaced returns, unless that has ended (D94). */
export function withoutGoods(held: Held, isLost: (giver: NaiveGiver) => boolean, now: number): Held {
  return held.flatMap((each): Held => {
    const over = withoutGoods(each.over, isLost, now);
    if (each.by === null) return [{ ...each, over }];
    const by = each.by.filter((giver) => !isLost(giver));
    return by.length > 0 ? [{ ...each, by, over }] : over.filter((beneath) => endOf(beneath) > now);
  });
}

/** Time ends discounts moment by moment; each end of what showed is told (D93). */
export function endedDiscounts(held: Held, now: number, tell: (fact: NaiveDiscountFact) => void): Held {
  let left = held;
  const moments = [...new Set(held.map(endOf))].filter((at) => at <= now);
  for (const at of moments.sort((one, other) => one - other)) {
    const before = topDiscount(left);
    left = left.filter((each) => endOf(each) > at);
    tellDiscount(before, topDiscount(left), at, true, tell);
  }
  return left;
}

export function tellDiscount(
  before: NaiveDiscount | null,
  after: NaiveDiscount | null,
  at: number,
  isEnd: boolean,
  tell: (fact: NaiveDiscountFact) => void,
): void {
  const [from, to] = [before?.percent ?? null, after?.percent ?? null];
  if (from !== to) tell({ from, to, until: after?.until ?? null, at, isEnd });
}

/** What shows of them. */
export function discountShown(held: Held, now: number): NaiveDiscountView | null {
  const left = endedDiscounts(held, now, () => undefined);
  const shown = topDiscount(left);
  if (shown === null) return null;
  const { percent, rule, since, until } = shown;
  const later = until === null ? [] : left.filter((each) => endOf(each) > until);
  return { percent, rule, since, until, then: topDiscount(later)?.percent ?? null };
}
