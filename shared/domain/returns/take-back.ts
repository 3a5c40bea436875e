import type { Returned } from '#domain/member/commands.ts';
import { type Refusal, refuse } from '#domain/member/decision.ts';
import type { LineLeft, LineTaken, SaleLeft } from '#domain/member/entry.ts';
import { formatMoney, roundedShare, spread } from '#domain/values/money.ts';
import { goodsLeft, isAllBack, isGone, moneyLeft, paidLeft, soldLeft } from './left.ts';

/** A return as far as its sums go, and what is left after it. */
export interface TakenBack {
  readonly kind: 'taken';
  readonly left: SaleLeft;
  readonly lines: readonly LineTaken[];
  readonly soldMinor: number;
  readonly refundedMinor: number;
}

interface Told {
  readonly returned: Returned;
  readonly refundedMinor: number | null;
}

/**
 * Takes a return from what is left of its sale (D39, D40). Parts in any order add up to the cent: goods are cumulative
 * shares of their line; money without goods is spread by largest remainder, and its lines begin anew with what is left.
 * @param sold what the whole sale came to, and in which currency
 */
export function takeBack(
  before: SaleLeft,
  { soldMinor, currency }: { readonly soldMinor: number; readonly currency: string },
  told: Told,
): TakenBack | Refusal {
  const taken = linesAfter(before, told.returned, currency);
  if (taken.kind === 'refused') return taken;
  const { lines } = taken;
  const gone = before.lines.flatMap((line, index): LineTaken[] => {
    const after = lines[index] ?? line;
    if (after === line) return [];
    return [
      {
        line: index,
        quantityThousandths: goodsLeft(line) - goodsLeft(after),
        amountMinor: moneyLeft(line) - moneyLeft(after),
      },
    ];
  });
  const sum = gone.reduce((all, { amountMinor }) => all + amountMinor, 0);
  if (sum < 0) {
    return refuse(
      'negative-return',
      `What comes back adds up to ${formatMoney(sum, currency)}, and a return is of 0 or more.`,
      pointerOf(told.returned),
    );
  }
  const voided = { ...before, lines, ...(lines.length === 0 && { isVoid: true as const }) };
  const refunded = refundOf(voided, soldMinor, told.refundedMinor);
  if (refunded === null) {
    return refuse(
      'refund-exceeds-paid',
      `Of what was paid ${formatMoney(paidLeft(before), currency)} is not refunded yet.`,
      '/refundedMinor',
    );
  }
  return {
    kind: 'taken',
    left: {
      ...voided,
      revision: before.revision + 1,
      refundedMinor: before.refundedMinor + refunded,
    },
    lines: gone,
    soldMinor: sum,
    refundedMinor: refunded,
  };
}

/** A bill after one more payment; it counts in full, whatever came back before (D40, D43). */
export const withPayment = (left: SaleLeft, amountMinor: number): SaleLeft => ({
  ...left,
  revision: left.revision + 1,
  paidMinor: left.paidMinor + amountMinor,
});

const pointerOf = ({ kind }: Returned): string =>
  ({ all: '/all', lines: '/lines', amount: '/amountMinor' })[kind];

type After = { readonly kind: 'after'; readonly lines: readonly LineLeft[] };

function linesAfter(left: SaleLeft, returned: Returned, currency: string): After | Refusal {
  switch (returned.kind) {
    case 'all':
      return isAllBack(left)
        ? exceeds('Nothing is left of the receipt.', '/all')
        : { kind: 'after', lines: left.lines.map(wholly) };
    case 'lines':
      return withGoodsBack(left.lines, returned.lines);
    case 'amount':
      return withMoneyBack(left, returned.amountMinor, currency);
    default:
      return returned satisfies never;
  }
}

const exceeds = (detail: string, pointer: string): Refusal =>
  refuse('return-exceeds-original', detail, pointer);

/** The line with all of it back; one that is gone stays as it is. */
const wholly = (line: LineLeft): LineLeft =>
  isGone(line)
    ? line
    : line.quantityThousandths === 0
      ? { ...line, isBack: true }
      : { ...line, backThousandths: line.quantityThousandths };

function withGoodsBack(
  lines: readonly LineLeft[],
  back: Extract<Returned, { kind: 'lines' }>['lines'],
): After | Refusal {
  const after = [...lines];
  for (const [index, { line: place, quantityThousandths }] of back.entries()) {
    const line = after[place];
    const pointer = `/lines/${index}`;
    if (line === undefined) return exceeds(`The receipt has no line ${place}.`, `${pointer}/line`);
    if (isGone(line)) return exceeds(`Nothing is left of line ${place}.`, pointer);
    if (line.quantityThousandths === 0) {
      after[place] = wholly(line);
      continue;
    }
    if (quantityThousandths === 0) {
      return refuse('return-of-nothing', `Nothing of line ${place} comes back.`, `${pointer}/quantity`);
    }
    if (quantityThousandths > goodsLeft(line)) {
      return exceeds(
        `Of line ${place} a quantity of ${goodsLeft(line) / 1000} is left.`,
        `${pointer}/quantity`,
      );
    }
    after[place] = { ...line, backThousandths: line.backThousandths + quantityThousandths };
  }
  return { kind: 'after', lines: after };
}

/** Money without goods comes off the lines above zero; all that is left takes the goods too. */
function withMoneyBack(left: SaleLeft, amountMinor: number, currency: string): After | Refusal {
  const { lines } = left;
  const rest = soldLeft(left);
  if (amountMinor > rest)
    return exceeds(`Of the receipt ${formatMoney(rest, currency)} is left.`, '/amountMinor');
  if (amountMinor === rest) return { kind: 'after', lines: lines.map(wholly) };
  const shares = spread(
    amountMinor,
    lines.map((line) => Math.max(0, moneyLeft(line))),
  );
  return {
    kind: 'after',
    lines: lines.map((line, index) => {
      const share = shares[index] ?? 0;
      if (share === 0) return line;
      return {
        netMinor: moneyLeft(line) - share,
        quantityThousandths: goodsLeft(line),
        backThousandths: 0,
        isBack: false,
      };
    }),
  };
}

/** The part of what was paid that goes back (D40). `null`: the till told more than is there. */
function refundOf(after: SaleLeft, soldMinor: number, told: number | null): number | null {
  const rest = paidLeft(after);
  if (told !== null) return told > rest ? null : told;
  if (isAllBack(after)) return rest;
  const gone = soldMinor - soldLeft(after);
  if (soldMinor <= 0 || gone <= 0) return 0;
  return Math.min(rest, Math.max(0, roundedShare(after.paidMinor, gone, soldMinor) - after.refundedMinor));
}
