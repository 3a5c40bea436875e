import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Returned } from '#domain/member/commands.ts';
import type { Program } from '#domain/program/program.ts';
import type { Timeline } from '#domain/program/timeline.ts';
import { agree, type Beside, bought, follow, giveBack, totalsOf } from './beside-pencil.ts';
import {
  anyBought,
  anyFollowing,
  anyParts,
  type Bought,
  type Following,
  type Parts,
  partOf,
} from './generated-returns.ts';
import { countedFor, everyCounter } from './naive-receipt.ts';
import { freeze, programsOf } from './stories.ts';

/** Counters of every kind, and a discount of the whole receipt. */
const counting = (percent: number): Program => ({
  name: 'counting',
  zone: 'UTC',
  currency: 'RUB',
  closingDelayHours: 48,
  maxReceiptAgeDays: 400,
  counters: everyCounter,
  statusSystems: { level: { statuses: { one: {} } } },
  rules: percent === 0 ? [] : [{ name: 'off', on: ['sale'], then: { discount: `${percent}%` } }],
});

/** Made once: nothing of a program changes by being decided with. */
const PROGRAMS: readonly Timeline[] = [0, 3.33, 33, 100].map((percent) => programsOf(counting(percent)));
const anyPrograms = fc.constantFrom(0, 0, 1, 2, 3).map((index) => PROGRAMS[index] as Timeline);

/** The parts of a receipt's goods, in one of two orders, as returns of one to three of them. */
function returnsOf({ lines }: Bought, { shares, orders, sizes }: Parts, order: 0 | 1): readonly Returned[] {
  const parts = lines.flatMap(({ quantityThousandths }, line) => {
    let left = quantityThousandths;
    return (shares[line % shares.length] ?? []).flatMap((share) => {
      const part = Math.min(left, partOf(quantityThousandths, share * 2));
      left -= part;
      return part === 0 && quantityThousandths > 0 ? [] : [{ line, quantityThousandths: part }];
    });
  });
  const unique = parts.filter(
    ({ line, quantityThousandths }, place) =>
      quantityThousandths > 0 || parts.findIndex((each) => each.line === line) === place,
  );
  const groups: Returned[] = [];
  for (let from = 0; from < unique.length; ) {
    const size = sizes[groups.length % sizes.length] ?? 1;
    groups.push({ kind: 'lines', lines: unique.slice(from, from + size) });
    from += size;
  }
  const keys = orders[order];
  return groups
    .map((each, index) => ({ each, key: keys[index % keys.length] ?? 0 }))
    .sort((one, other) => one.key - other.key)
    .map(({ each }) => each);
}

/** Gives back until nothing more is taken: goods after the deposits that came back with them. */
function giveBackAll(beside: Beside, returns: readonly Returned[]): number {
  let waiting = returns;
  for (;;) {
    const refused = waiting.filter((returned) => {
      const { code } = giveBack(beside, { returned });
      agree('counters', totalsOf(beside.life), countedFor(beside.receipts));
      return code !== 'taken';
    });
    if (refused.length === 0 || refused.length === waiting.length) return refused.length;
    waiting = refused;
  }
}

const anyBills = fc.array(anyBought, { minLength: 1, maxLength: 3 });

/** What the story of one bill has come to so far. */
interface Sums {
  sold: number;
  refunded: number;
}

/** What must hold whatever happened, said without the pencil. */
function checkSums({ life, sale }: Beside, sums: Sums): void {
  const { left, answer } = life.sales.get('A')?.body ?? {};
  const { paidMinor = answer?.paidMinor ?? 0, refundedMinor = 0 } = left ?? {};
  assert.equal(sums.sold + Number(sale.left), answer?.soldMinor);
  assert.equal(refundedMinor, sums.refunded);
  assert(refundedMinor >= 0 && refundedMinor <= paidMinor, `${refundedMinor} of ${paidMinor} is refunded`);
}

/** Properties of what comes back, by name. */
export const returnProperties = {
  'D29: goods in any order leave the counters of what is left, as a pencil has them': fc.property(
    anyPrograms,
    anyBills,
    anyParts,
    fc.constantFrom(3, 30, 300),
    (programs, bills, parts, daysLater) => {
      const [first] = bills;
      if (first === undefined) return;
      const [one, other] = ([0, 1] as const).map((order) => {
        const beside = bought(programs, bills, daysLater);
        const refused = giveBackAll(beside, returnsOf(first, parts, order));
        return { refused, totals: totalsOf(beside.life) };
      });
      // A deposit that is larger than the share beside it by a rounding is refused in one order and not in the other.
      if (one?.refused === other?.refused) assert.deepStrictEqual(one, other);
    },
  ),
  'D39: goods and money between, to the cent, and never more than was sold': fc.property(
    anyPrograms,
    anyBought,
    fc.array(anyFollowing, { maxLength: 9 }),
    (programs, bill, story) => {
      const beside = bought(programs, [bill]);
      const sums: Sums = { sold: 0, refunded: 0 };
      for (const following of [...story, ALL]) {
        const { sold, refunded } = follow(beside, following);
        sums.sold += sold;
        sums.refunded += refunded;
        checkSums(beside, sums);
        agree('counters', totalsOf(beside.life), countedFor(beside.receipts));
      }
      if (beside.sale.isAllBack) assert.equal(sums.sold, Number(beside.sale.sold));
    },
  ),
  'D39: money in any order takes the same off the receipt': fc.property(
    anyPrograms,
    anyBought,
    fc.array(fc.integer({ min: 1, max: 600 }), { minLength: 1, maxLength: 6 }),
    fc.array(fc.nat(), { minLength: 6, maxLength: 6 }),
    (programs, bill, shares, keys) => {
      const amounts = amountsOf(Number(bought(programs, [bill]).sale.sold), shares);
      const shuffled = amounts
        .map((each, index) => ({ each, key: keys[index] ?? 0 }))
        .sort((one, other) => one.key - other.key)
        .map(({ each }) => each);
      const [one, other] = [amounts, shuffled].map((order) => {
        const beside = bought(programs, [bill]);
        for (const amountMinor of order) {
          const { code } = giveBack(beside, { returned: { kind: 'amount', amountMinor } });
          assert.equal(code, 'taken');
        }
        return OWN.map((name) => totalsOf(beside.life)[name]);
      });
      assert.deepStrictEqual(one, other);
    },
  ),
  'D39, D40: what is refused changes nothing at all, and nothing is written into what was told': fc.property(
    anyPrograms,
    anyBought,
    fc.array(anyFollowing, { minLength: 1, maxLength: 6 }),
    (programs, bill, story) => {
      const beside = bought(programs, [bill]);
      const { life } = beside;
      for (const following of story) {
        const before = [freeze(life.member), freeze(life.sales.get('A')), life.entries.length];
        const { code } = follow(beside, following);
        if (code !== 'taken')
          assert.deepStrictEqual([life.member, life.sales.get('A'), life.entries.length], before);
      }
    },
  ),
  'D40: shares of paid, told refunds and payments between, the last of the sale takes the last': fc.property(
    anyBought,
    fc.array(anyFollowing, { maxLength: 9 }),
    (bill, story) => {
      const beside = bought(PROGRAMS[0] as Timeline, [bill]);
      const { sale, life } = beside;
      let isTold = false;
      for (const following of [...story, ALL]) {
        const { code, refunded } = follow(beside, following);
        isTold ||= following.kind === 'return' && following.refundShare !== null;
        if (code !== 'taken') continue;
        const { left } = life.sales.get('A')?.body ?? {};
        if (left === undefined || following.kind === 'payment') continue;
        assert(refunded >= 0);
        if (following.refundShare === null && sale.isAllBack)
          assert.equal(left.refundedMinor, left.paidMinor);
      }
      // Without told refunds what is refunded is the share of what came back, whatever the steps were.
      if (isTold || story.some(({ kind }) => kind === 'payment') || !sale.isAllBack) return;
      assert.equal(sale.refunded, sale.paid);
    },
  ),
};

const ALL: Following = { kind: 'return', wish: { kind: 'all' }, refundShare: null };
/** The counters of the whole receipt: sold, and the purchase itself. */
const OWN = Object.entries(everyCounter).flatMap(([name, { measure, goods, perReceipt }]) =>
  (measure === 'sold-amount' || measure === 'purchases') && goods === undefined && perReceipt === undefined
    ? [name]
    : [],
);

/** Amounts that add up to no more than a sum: the last may be all that is left. */
function amountsOf(sold: number, shares: readonly number[]): readonly number[] {
  let left = sold;
  return shares.flatMap((share) => {
    const amount = Math.min(left, partOf(sold, share));
    left -= amount;
    return amount <= 0 ? [] : [amount];
  });
}
