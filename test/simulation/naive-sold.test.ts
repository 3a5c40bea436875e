import { expect, test } from 'vitest';
import type { FollowUp, Returned } from '#domain/member/commands.ts';
import { asEpochMs } from '#domain/time/time.ts';
import { type BoughtLine, follow, soldOf, stateAfter } from './naive-sold.ts';

/** What comes back, by the worked examples 1 to 4. */

let ids = 0;
const back = (returned: Returned, refundedMinor: number | null = null): FollowUp => ({
  kind: 'return',
  id: `back-${++ids}`,
  storeId: 'store-0',
  occurredAt: asEpochMs(0),
  returned,
  refundedMinor,
});
const goods = (line: number, pieces: number): Returned => ({
  kind: 'lines',
  lines: [{ line, quantityThousandths: pieces * 1_000 }],
});
const money = (amountMinor: number): Returned => ({ kind: 'amount', amountMinor });
const line = (net: number, pieces: number): BoughtLine => ({ net, quantity: pieces * 1_000 });

/** What each return takes: sold and refunded, or why it is refused. */
function takes(lines: readonly BoughtLine[], paid: number, returns: readonly FollowUp[]) {
  const bought = { lines, paid };
  const done: FollowUp[] = [];
  return returns.map((told) => {
    const next = follow(bought, done, told);
    if (next.kind === 'refused') return next.code;
    done.push(told);
    expect(soldOf(stateAfter(bought, done))).toBe(soldOf(next.state));
    return [next.taken?.sold, next.taken?.refunded];
  });
}
const sold = (lines: readonly BoughtLine[], ...parts: readonly Returned[]) =>
  takes(
    lines,
    0,
    parts.map((part) => back(part)),
  ).map((each) => (typeof each === 'string' ? each : each[0]));

test('1: goods in parts add up to the cent', () => {
  expect(sold([line(1_000, 3)], goods(0, 1), goods(0, 1), goods(0, 1))).toEqual([333, 334, 333]);
  expect(sold([line(1_000, 3)], goods(0, 2), goods(0, 1))).toEqual([667, 333]);
  expect(sold([line(1_001, 2)], goods(0, 1), goods(0, 1))).toEqual([501, 500]);
  expect(sold([line(8_749, 1.25)], goods(0, 0.4), { kind: 'all' })).toEqual([2_800, 5_949]);
});

const MIXED = [line(1_000, 3), line(500, 1), line(-25, 1)];

test('2: money between begins the lines anew', () => {
  expect(sold(MIXED, money(450), goods(0, 1), goods(0, 1), money(559), money(558))).toEqual([
    450,
    233,
    234,
    'return-exceeds-original',
    558,
  ]);
  expect(sold(MIXED, goods(0, 1), money(450), goods(0, 1), goods(0, 1))).toEqual([333, 450, 205, 205]);
});

test('3: money twice', () => {
  const lines = [line(1, 1), line(4, 1)];
  const after = (...parts: readonly number[]) =>
    stateAfter(
      { lines, paid: 0 },
      parts.map((part) => back(money(part))),
    ).parts.map(({ net }) => net);
  expect(after(1, 2)).toEqual([0, 2]);
  expect(after(2, 1)).toEqual([1, 1]);
});

test('4: the share of what was paid', () => {
  const returns = (third: number | null) => [
    back(money(450)),
    back(goods(0, 1)),
    back(goods(0, 1), third),
    back(money(558)),
  ];
  expect(takes(MIXED, 1_000, returns(null))).toEqual([
    [450, 305],
    [233, 158],
    [234, 159],
    [558, 378],
  ]);
  expect(takes(MIXED, 1_000, returns(100)).slice(2)).toEqual([
    [234, 100],
    [558, 437],
  ]);
});
