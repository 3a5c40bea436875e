import assert from 'node:assert/strict';
import type { Return, Returned, Sale } from '#domain/member/commands.ts';
import type { Timeline } from '#domain/program/timeline.ts';
import { asEpochMs } from '#domain/time/time.ts';
import { differenceOf } from '../simulation/difference.ts';
import { type Bought, type Following, partOf, returnedOf } from './generated-returns.ts';
import { type NaiveOutcome, NaiveSale } from './naive-left.ts';
import type { OnDay } from './naive-receipt.ts';
import { isRefused, ReturnLife } from './return-life.ts';
import { BEGINNING } from './stories.ts';

const DAY = 86_400_000;

/** A life and the pencil beside it. */
export interface Beside {
  readonly life: ReturnLife;
  readonly sale: NaiveSale;
  readonly receipts: readonly OnDay[];
  /** When things come back. */
  readonly now: number;
}

function buy(life: ReturnLife, { given, ...head }: Bought, receiptId: string, now: number): OnDay {
  const sale: Sale = {
    kind: 'sale',
    receiptId,
    occurredAt: asEpochMs(now),
    promised: null,
    ...head,
    ...(given === undefined ? {} : { given }),
  };
  const { lineDiscountsMinor, paidMinor } = life.sell(sale, now);
  return { day: Math.floor(now / DAY), sale: new NaiveSale(head, lineDiscountsMinor, paidMinor) };
}

/** A receipt `A`, the second of some. */
export function bought(programs: Timeline, bills: readonly Bought[], daysLater = 3): Beside {
  const life = new ReturnLife(programs);
  const receipts = bills.map((each, index) =>
    buy(life, each, index === 0 ? 'A' : `other-${index}`, BEGINNING + index * DAY * (index - 1)),
  );
  const sale = receipts[0]?.sale;
  if (sale === undefined) throw new Error('no receipt');
  return { life, sale, receipts, now: BEGINNING + daysLater * DAY };
}

const returnOf = (returned: Returned, id: string, now: number, refundedMinor: number | null): Return => ({
  kind: 'return',
  id,
  storeId: 'store-1',
  occurredAt: asEpochMs(now),
  returned,
  refundedMinor,
});

/** Gives back with both, and compares what they say. */
export function giveBack(
  { life, sale, now }: Beside,
  told: { readonly returned: Returned; readonly refundedMinor?: number | null },
): NaiveOutcome {
  const { returned, refundedMinor = null } = told;
  const command = returnOf(returned, `back-${life.entries.length}`, now, refundedMinor);
  const answer = life.giveBack('A', command, now);
  const wanted = sale.giveBack(returned, refundedMinor);
  const found = isRefused(answer)
    ? { code: answer.code, lines: [], sold: 0, refunded: 0 }
    : { code: 'taken', lines: answer.lines, sold: answer.soldMinor, refunded: answer.refundedMinor };
  agree(JSON.stringify(returned), found, wanted);
  return wanted;
}

export const agree = (what: string, found: unknown, wanted: unknown): void => {
  const difference = differenceOf(found, wanted);
  if (difference !== null) throw new Error(`${what}: ${difference}`);
};

/** What every counter has come to, over all time. */
export function totalsOf({ programs, member: { counters } }: ReturnLife): Readonly<Record<string, number>> {
  const columns = programs.at(asEpochMs(BEGINNING))?.program.counterColumns ?? new Map();
  return Object.fromEntries(
    [...columns].map(([name, { id, aggregate }]) => {
      const [sum, tally] = [counters.sums.get(id), counters.tallies.get(id)];
      if (aggregate === 'distinct') {
        const all = [tally?.before ?? new Map(), ...(tally?.values ?? [])];
        return [name, new Set(all.flatMap((each) => [...each.keys()])).size];
      }
      const values = sum?.values ?? [];
      const byDay = aggregate === 'days' ? values.map((value) => Number(value > 0)) : values;
      return [name, byDay.reduce((all, value) => all + value, sum?.before ?? 0)];
    }),
  );
}

const leftOf = ({ left, lines }: NaiveSale) => ({
  moneyMinor: Number(left),
  thousandths: lines.map(({ of, back }) => Number(of - back)),
});

/** Lets a bill be followed by something, with both; what is paid counts in full. */
export function follow(beside: Beside, following: Following): NaiveOutcome {
  const { life, sale, now } = beside;
  if (following.kind === 'return') {
    const { wish, refundShare } = following;
    const refundedMinor =
      refundShare === null ? null : partOf(Number(sale.paid - sale.refunded), refundShare);
    return giveBack(beside, { returned: returnedOf(wish, leftOf(sale)), refundedMinor });
  }
  const { amountMinor } = following;
  const head = { id: `pay-${life.entries.length}`, storeId: 'store-1', occurredAt: asEpochMs(now) };
  const answer = life.pay('A', { kind: 'payment', ...head, amountMinor }, now);
  const isTooMuch = sale.paid + BigInt(amountMinor) > 100_000_000_000n;
  if (isRefused(answer)) {
    assert.deepStrictEqual([answer.code, isTooMuch], ['amount-too-large', true]);
    return { code: answer.code, lines: [], sold: 0, refunded: 0 };
  }
  sale.paid += BigInt(amountMinor);
  assert.equal(answer.paidMinor, Number(sale.paid - sale.refunded));
  return { code: 'taken', lines: [], sold: 0, refunded: 0 };
}
