import fc from 'fast-check';
import type { GivenAtTill, Returned, SaleLine } from '#domain/member/commands.ts';
import { minutesLate } from './lateness.ts';

/** A receipt of up to fifty lines, and what a till gave away of it. */
export interface Bought {
  readonly storeId: string;
  readonly currency: string;
  readonly lines: readonly SaleLine[];
  readonly paidMinor: number | null;
  /** `undefined`: the program's discounts. */
  readonly given: readonly GivenAtTill[] | undefined;
}

export const RECEIPT_STORES = ['store-1', 'store-2'];
/** A receipt's largest sum. */
const MOST = 100_000_000_000;

const pieces = fc.integer({ min: 1, max: 12 }).map((count) => count * 1_000);
/** Weighed goods, of three decimals. */
const weight = fc.integer({ min: 1, max: 5_000 });
const sku = fc.constantFrom('apple', 'cup', 'beans', 'toy');

const goods = fc.record({
  sku,
  quantityThousandths: fc.oneof(
    { weight: 4, arbitrary: pieces },
    { weight: 2, arbitrary: weight },
    { weight: 1, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 1_000_000_000 }) },
  ),
  amountMinor: fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: 0, max: 2_000 }) },
    { weight: 1, arbitrary: fc.constantFrom(0, 1, 2) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 10_000_000 }) },
  ),
});

const deposit = fc.record({
  sku,
  quantityThousandths: fc.oneof(pieces, fc.constant(0)),
  amountMinor: fc.integer({ min: -300, max: -1 }),
});

const anyLine: fc.Arbitrary<SaleLine> = fc.oneof(
  { weight: 6, arbitrary: goods },
  { weight: 1, arbitrary: deposit },
);

const sumOf = (lines: readonly SaleLine[]): number =>
  lines.reduce((all, { amountMinor }) => all + amountMinor, 0);

/**
 * What varies: 0 to 50 lines; pieces, weights of three decimals, quantity 0, up to a million pieces; amounts of nothing, of
 * some cents, of all together 10^11; deposits below zero; discounts of the program, of the till, or none; paid in full, in
 * part, too much, or nothing; two stores and currencies.
 */
export const anyBought: fc.Arbitrary<Bought> = fc
  .record({
    storeId: fc.constantFrom(...RECEIPT_STORES),
    currency: fc.constantFrom('RUB', 'RUB', 'RUB', 'EUR'),
    drawn: fc.oneof(
      { weight: 4, arbitrary: fc.array(anyLine, { maxLength: 4 }) },
      { weight: 1, arbitrary: fc.array(anyLine, { minLength: 5, maxLength: 50 }) },
    ),
    isHuge: fc.integer({ min: 0, max: 7 }).map((one) => one === 0),
    paidShare: fc.option(fc.constantFrom(0, 1, 50, 99, 100, 130), { nil: null, freq: 3 }),
    gifts: fc.option(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 5 }), {
      nil: undefined,
      freq: 3,
    }),
  })
  .map(({ storeId, currency, drawn, isHuge, paidShare, gifts }): Bought => {
    const large = isHuge ? enlarged(drawn) : drawn;
    const lines = sumOf(large) < 0 ? large.filter(({ amountMinor }) => amountMinor >= 0) : large;
    return {
      storeId,
      currency,
      lines,
      paidMinor: paidShare === null ? null : Math.min(MOST, Math.floor((sumOf(lines) / 100) * paidShare)),
      given: gifts === undefined ? undefined : givenOf(lines, gifts),
    };
  });

/** The same goods for 10^11 minor units, or almost. */
function enlarged(lines: readonly SaleLine[]): readonly SaleLine[] {
  const all = sumOf(lines.filter(({ amountMinor }) => amountMinor > 0));
  const times = all === 0 ? 1 : Math.floor(MOST / all);
  return lines.map((line) =>
    line.amountMinor > 0 ? { ...line, amountMinor: line.amountMinor * times } : line,
  );
}

/** Percentages of lines in turn; no more in all than the receipt comes to. */
function givenOf(lines: readonly SaleLine[], percents: readonly number[]): readonly GivenAtTill[] {
  let left = sumOf(lines);
  return lines.flatMap(({ amountMinor }, line): GivenAtTill[] => {
    const wanted = Math.floor((Math.max(0, amountMinor) / 100) * (percents[line % percents.length] ?? 0));
    const amount = Math.min(left, wanted);
    left -= amount;
    return amount === 0 ? [] : [{ line, amountMinor: amount, why: 'word' }];
  });
}

/** A wish to give back, which the receipt's state then makes something of. */
export type Wish =
  | { readonly kind: 'lines'; readonly picks: readonly { readonly line: number; readonly share: number }[] }
  | { readonly kind: 'amount'; readonly share: number }
  | { readonly kind: 'all' };

/** What a wish becomes, by what is left of a receipt's money and of each line's goods. */
export function returnedOf(
  wish: Wish,
  left: { readonly moneyMinor: number; readonly thousandths: readonly number[] },
): Returned {
  if (wish.kind === 'all') return wish;
  if (wish.kind === 'amount')
    return { kind: 'amount', amountMinor: Math.max(1, partOf(left.moneyMinor, wish.share)) };
  const lines = wish.picks.map(({ line, share }) => {
    const place = line > 55 ? line : line % Math.max(1, left.thousandths.length);
    return { line: place, quantityThousandths: Math.max(0, partOf(left.thousandths[place] ?? 0, share)) };
  });
  return { kind: 'lines', lines };
}

/** A part of a thousand, at least 1; below 0 nothing, above a thousand one more than all. */
export function partOf(whole: number, share: number): number {
  if (share < 0) return 0;
  if (share > 1_000) return whole + 1;
  return share === 1_000 ? whole : Math.max(1, Number((BigInt(whole) * BigInt(share)) / 1_000n));
}

/** A part of a thousand; 1,000 is all that is left, above it more than that, below 0 nothing. */
const share = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 1_000 }) },
  { weight: 2, arbitrary: fc.constant(1_000) },
  { weight: 1, arbitrary: fc.constantFrom(-1, 1_001) },
);

const wishedLines = fc.record({
  kind: fc.constant('lines' as const),
  // Now and then a line that is not there.
  picks: fc.array(fc.record({ line: fc.nat({ max: 60 }), share }), { minLength: 1, maxLength: 4 }),
});
const wishedMoney = fc.record({ kind: fc.constant('amount' as const), share });

export const anyWish: fc.Arbitrary<Wish> = fc.oneof(
  { weight: 4, arbitrary: wishedLines },
  { weight: 3, arbitrary: wishedMoney },
  { weight: 1, arbitrary: fc.constant<Wish>({ kind: 'all' }) },
);

/** Something that follows a sale. */
export type Following =
  | { readonly kind: 'return'; readonly wish: Wish; readonly refundShare: number | null }
  | { readonly kind: 'payment'; readonly amountMinor: number };

/** What varies: goods, money, all; more than is left, lines that are not there, nothing; told refunds, too large ones too; payments. */
export const anyFollowing: fc.Arbitrary<Following> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('return' as const),
      wish: anyWish,
      refundShare: fc.option(share, { nil: null, freq: 2 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('payment' as const),
      amountMinor: fc.oneof(fc.integer({ min: 1, max: 3_000 }), fc.constant(1)),
    }),
  },
);

/** Goods of a receipt in parts: line → parts of a thousand of it, and in which order they come back. */
export interface Parts {
  readonly shares: readonly (readonly number[])[];
  /** Keys by which two orders are made. */
  readonly orders: readonly [readonly number[], readonly number[]];
  /** How many parts make one return. */
  readonly sizes: readonly number[];
}

/** What varies: up to four parts of each line, all of it or less; two orders of them; one to three parts in one return. */
export const anyParts: fc.Arbitrary<Parts> = fc.record({
  shares: fc.array(fc.array(fc.integer({ min: 1, max: 500 }), { maxLength: 4 }), {
    minLength: 1,
    maxLength: 6,
  }),
  orders: fc.tuple(
    fc.array(fc.nat(), { minLength: 7, maxLength: 7 }),
    fc.array(fc.nat(), { minLength: 7, maxLength: 7 }),
  ),
  sizes: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 4 }),
});

/** How many minutes after one thing the next comes, and how late it arrives. */
export const anyDelay = fc.record({
  minutesLater: fc.oneof(
    fc.integer({ min: 1, max: 60 * 24 }),
    fc.integer({ min: 60, max: 60 * 24 * 20 }),
    fc.integer({ min: 60, max: 60 * 24 * 100 }),
  ),
  minutesLate,
});
