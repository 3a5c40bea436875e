import type { FollowUp, Returned } from '#domain/member/commands.ts';

/** A line as it was bought: what it cost after benefits, and how much of it, in thousandths. */
export interface BoughtLine {
  readonly net: number;
  readonly quantity: number;
}

/** A sale as far as it can come back. */
export interface Bought {
  readonly lines: readonly BoughtLine[];
  readonly paid: number;
}

/** A line since money without goods came off it last: so much for so many, and how many of these are back. */
interface Part {
  readonly net: number;
  readonly of: number;
  readonly back: number;
  /** A line of quantity 0 is back. */
  readonly isBack: boolean;
}

/** A sale after what followed it. */
export interface SoldState {
  readonly parts: readonly Part[];
  /** Paid in all, and handed back of it. */
  readonly paid: number;
  readonly refunded: number;
}

/** What a return took. */
export interface Taken {
  readonly lines: readonly { readonly line: number; readonly quantity: number; readonly amount: number }[];
  readonly sold: number;
  readonly refunded: number;
}

export type Following =
  | { readonly kind: 'follows'; readonly state: SoldState; readonly taken: Taken | null }
  | { readonly kind: 'refused'; readonly code: string };

/** `net × some ÷ all`, half up, below zero with the sign. */
function shareOf(net: number, some: number, all: number): number {
  const share = Math.floor((2 * Math.abs(net) * some + all) / (2 * all));
  return net < 0 && share > 0 ? -share : share;
}

const isGone = ({ of, back, isBack }: Part): boolean => (of === 0 ? isBack : back === of);
const moneyOf = ({ net, of, back, isBack }: Part): number =>
  of === 0 ? (isBack ? 0 : net) : net - shareOf(net, back, of);
const whole = (part: Part): Part => (part.of === 0 ? { ...part, isBack: true } : { ...part, back: part.of });

export const soldOf = ({ parts }: SoldState): number => parts.reduce((sum, part) => sum + moneyOf(part), 0);
export const paidOf = ({ paid, refunded }: SoldState): number => paid - refunded;
export const goodsOf = ({ of, back }: Part): number => of - back;
export const isAllGone = ({ parts }: SoldState): boolean => parts.every(isGone);

/** Whether something that was bought, and not only a deposit that came back with it, is still there. */
export const isBoughtStill = ({ lines }: Bought, { parts }: SoldState, amounts: readonly number[]): boolean =>
  lines.some((_, place) => {
    const part = parts[place];
    return part !== undefined && !isGone(part) && (amounts[place] ?? 0) >= 0;
  });

/** The sale after all that followed it, from the beginning. Each of them was possible. */
export function stateAfter(bought: Bought, followers: readonly FollowUp[]): SoldState {
  let state: SoldState = {
    parts: bought.lines.map(({ net, quantity }) => ({ net, of: quantity, back: 0, isBack: false })),
    paid: bought.paid,
    refunded: 0,
  };
  for (const told of followers) {
    const next = followedBy(state, bought, told);
    if (next.kind === 'refused') throw new Error(`what followed is ${next.code}`);
    state = next.state;
  }
  return state;
}

/** One more return or payment of a sale (D39, D40, D43). */
export const follow = (bought: Bought, followers: readonly FollowUp[], told: FollowUp): Following =>
  followedBy(stateAfter(bought, followers), bought, told);

function followedBy(before: SoldState, bought: Bought, told: FollowUp): Following {
  if (told.kind === 'payment')
    return { kind: 'follows', state: { ...before, paid: before.paid + told.amountMinor }, taken: null };
  const parts = partsAfter(before, told.returned);
  if (parts === null) return { kind: 'refused', code: 'return-exceeds-original' };
  const lines = parts.flatMap((after, line) => {
    const part = before.parts[line];
    if (part === undefined || part === after) return [];
    return [{ line, quantity: goodsOf(part) - goodsOf(after), amount: moneyOf(part) - moneyOf(after) }];
  });
  const sold = lines.reduce((sum, { amount }) => sum + amount, 0);
  if (sold < 0) return { kind: 'refused', code: 'negative-return' };
  const after = { ...before, parts };
  const refunded = told.refundedMinor ?? refundOf(after, bought);
  if (refunded > paidOf(before)) return { kind: 'refused', code: 'refund-exceeds-paid' };
  return {
    kind: 'follows',
    state: { ...after, refunded: before.refunded + refunded },
    taken: { lines, sold, refunded },
  };
}

/** The same share of what was paid as of what was sold; the last of it takes the last of what was paid. */
function refundOf(after: SoldState, { lines }: Bought): number {
  if (isAllGone(after)) return paidOf(after);
  const sold = lines.reduce((sum, { net }) => sum + net, 0);
  const gone = sold - soldOf(after);
  if (sold <= 0 || gone <= 0) return 0;
  const share = shareOf(after.paid, gone, sold) - after.refunded;
  return Math.max(0, Math.min(share, paidOf(after)));
}

/** `null`: more than there is. */
function partsAfter(before: SoldState, returned: Returned): readonly Part[] | null {
  switch (returned.kind) {
    case 'all':
      return isAllGone(before) ? null : before.parts.map((part) => (isGone(part) ? part : whole(part)));
    case 'lines':
      return withoutGoods(before.parts, returned.lines);
    case 'amount':
      return withoutMoney(before, returned.amountMinor);
    default:
      return returned satisfies never;
  }
}

function withoutGoods(
  parts: readonly Part[],
  goods: readonly { readonly line: number; readonly quantityThousandths: number }[],
): readonly Part[] | null {
  const after = [...parts];
  for (const { line, quantityThousandths } of goods) {
    const part = after[line];
    const isWhole = part?.of === 0;
    if (part === undefined || isGone(part) || (!isWhole && quantityThousandths > goodsOf(part))) return null;
    after[line] = isWhole ? whole(part) : { ...part, back: part.back + quantityThousandths };
  }
  return after;
}

/** Money without goods, from the lines above zero; all that is left takes the goods too. */
function withoutMoney(before: SoldState, amount: number): readonly Part[] | null {
  const rest = soldOf(before);
  if (amount > rest) return null;
  if (amount === rest) return before.parts.map((part) => (isGone(part) ? part : whole(part)));
  const shares = spread(
    amount,
    before.parts.map((part) => Math.max(0, moneyOf(part))),
  );
  return before.parts.map((part, line) => {
    const share = shares[line] ?? 0;
    return share === 0 ? part : { net: moneyOf(part) - share, of: goodsOf(part), back: 0, isBack: false };
  });
}

/** By largest remainder, ties to the first: one after the other gets one more, who lacks most. */
export function spread(total: number, weights: readonly number[]): readonly number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  if (sum === 0) return weights.map(() => 0);
  const shares = weights.map((weight) => Math.floor((total * weight) / sum));
  const lacks = weights.map((weight) => (total * weight) % sum);
  const order = weights
    .map((_, place) => place)
    .sort((one, other) => (lacks[other] ?? 0) - (lacks[one] ?? 0));
  const left = total - shares.reduce((all, share) => all + share, 0);
  for (const place of order.slice(0, left)) shares[place] = (shares[place] ?? 0) + 1;
  return shares;
}
