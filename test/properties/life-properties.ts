import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Counters } from '#domain/member/counters.ts';
import type { Member } from '#domain/member/member.ts';
import { differencesOf } from '#domain/rebuild.ts';
import { isAllBack } from '#domain/returns/left.ts';
import { asEpochMs } from '#domain/time/time.ts';
import { anyLife, anyLifeVersions, type LifeVersion, type Step } from './generated-lives.ts';
import { anyWish, type Wish } from './generated-returns.ts';
import { happen, planned } from './lives.ts';
import { oneGift, RETURNING_STORE, steadyLadders, withFewerRules } from './narrowed-lives.ts';
import { ReturnLife } from './return-life.ts';
import { BEGINNING, keepingAll, remade, timelineOf } from './stories.ts';

const PROFILE = { version: 1, attributes: new Map() };
const ALL: Wish = { kind: 'all' };

type Sold = Step & { readonly kind: 'sale' };

const returning = (wish: Wish) => ({
  kind: 'return' as const,
  of: 0,
  wish,
  refundShare: null,
  minutesLater: 0,
  minutesLate: 0,
});
const emptyBill: Sold = {
  kind: 'sale',
  storeId: 'store-0',
  lines: [],
  paidMinor: 0,
  minutesLater: 0,
  minutesLate: 0,
};

/** Whether a sale has come back whole, and all that was paid for it. */
function isUndone(life: ReturnLife, receiptId: string): boolean {
  const left = life.sales.get(receiptId)?.body.left;
  return left !== undefined && isAllBack(left) && left.paidMinor === left.refundedMinor;
}

/** What each column holds and by which days; what holds nothing is as if it was not there. */
function heldBy({ days, sums, tallies, splitBy = 0 }: Counters): unknown {
  const ids = [...new Set([...sums.keys(), ...tallies.keys()])].sort();
  const columns = ids.flatMap((id) => {
    const [sum, tally] = [sums.get(id), tallies.get(id)];
    const byDay = days.flatMap((day, at) => {
      const [value, texts] = [sum?.values[at] ?? 0, [...(tally?.values[at] ?? [])].sort()];
      return value === 0 && texts.length === 0 ? [] : [[day, value, texts]];
    });
    const before = [sum?.before ?? 0, [...(tally?.before ?? [])].sort()];
    const isEmpty = byDay.length === 0 && JSON.stringify(before) === '[0,[]]';
    return isEmpty ? [] : [[id, before, byDay]];
  });
  return [splitBy, columns];
}

/** What a member holds: statuses with all that lies in them, and labels. */
const held = ({ statuses, categories }: Member): unknown => [
  [...statuses].map(([system, { computed, until, earned, grace, given }]) => [
    system,
    [computed, until, earned.status],
    grace?.status,
    given.map((each) => [each.status, each.until, each.hides]),
  ]),
  categories.map(({ name }) => name).sort(),
];

/** A status that a rule found there already, and only made last longer: whose it is then, is open. */
const isProlonged = ({ statuses }: Member, before: Member): boolean =>
  [...statuses].some(([system, { given }]) =>
    given.some(
      (each) =>
        !(each.why.kind === 'rule' && each.why.receiptId === 'X') &&
        before.statuses.get(system)?.given.some(({ until }) => until === each.until) !== true,
    ),
  );

const onTime = (steps: readonly Step[]): readonly Step[] =>
  steps
    .filter(({ kind }) => kind === 'sale' || kind === 'sweep')
    .map((step) => ({ ...step, minutesLate: 0 }));

const versionsOf = anyLifeVersions({ hasRules: true, hasDiscounts: true });
const alwaysBack = anyLifeVersions({ hasRules: true, hasDiscounts: true, clawback: 'always' });
const anySold = fc.tuple(fc.integer({ min: 1_000, max: 30_000 }), fc.integer({ min: 1, max: 4 })).map(
  ([amountMinor, pieces]): Sold => ({
    ...emptyBill,
    storeId: RETURNING_STORE,
    lines: [
      { sku: 'cup', pieces, amountMinor },
      { sku: 'toy', pieces: 1, amountMinor: 500 },
    ],
    paidMinor: null,
  }),
);

/** Two lives, one without a receipt and all that followed it. */
function livesWithout(versions: readonly LifeVersion[], steps: readonly Step[], pick: number) {
  const programs = timelineOf(versions);
  const plan = planned(steps);
  const sales = plan.filter(({ step }) => step.kind === 'sale');
  const receiptId = sales[pick % Math.max(1, sales.length)]?.receiptId ?? null;
  if (receiptId === null) return null;
  const [life, without] = [new ReturnLife(programs), new ReturnLife(programs)];
  for (const each of plan) {
    happen(life, each);
    if (each.receiptId === receiptId) without.pass(each.now);
    else happen(without, each);
  }
  const now = (plan.at(-1)?.now ?? BEGINNING) + 60_000;
  happen(life, { step: returning(ALL), now, receiptId });
  if (!isUndone(life, receiptId)) return null;
  // Days go when something counts, so the same has to count for both.
  for (const each of [life, without]) happen(each, { step: emptyBill, now: now + 1, receiptId: 'last' });
  return { life, without };
}

/** Properties of lives with returns and payments, by name. */
export const lifeProperties = {
  'a state made anew from sales, returns and payments is the state, across changes of versions': fc.property(
    versionsOf,
    anyLife(10),
    fc.integer({ min: 0, max: 100 * 24 * 60 }),
    (versions, steps, minutesLater) => {
      const programs = timelineOf(versions);
      const life = new ReturnLife(programs);
      let now = BEGINNING;
      for (const each of planned(steps)) {
        happen(life, each);
        now = each.now;
      }
      now += minutesLater * 60_000;
      life.pass(now);
      const who = { id: 'm', enrolledAt: asEpochMs(BEGINNING), profile: PROFILE };
      // In any order: a rebuild finds entries by the day on which they count.
      const made = remade(programs, who, life.entries.toReversed(), now);
      const moment = programs.at(asEpochMs(now));
      assert.deepStrictEqual(made === null ? ['all'] : differencesOf(life.member, made, moment), []);
    },
  ),
  'a return of long ago takes what it would take if no day were ever summed up (D88)': fc.property(
    versionsOf,
    fc.option(fc.integer({ min: 1, max: 200 }), { nil: null }),
    anyLife(10),
    ([first], daysLater, steps) => {
      if (first === undefined) return;
      const programs = timelineOf(daysLater === null ? [first] : withFewerRules(first, daysLater));
      const [life, wanted] = [new ReturnLife(programs), new ReturnLife(keepingAll(programs))];
      for (const each of planned(steps)) {
        assert.deepStrictEqual(happen(life, each), happen(wanted, each));
        assert.deepStrictEqual(life.member.statuses, wanted.member.statuses);
        assert.deepStrictEqual(life.member.categories, wanted.member.categories);
      }
    },
  ),
  'D29: a life counts as the life without a sale that has all come back': fc.property(
    anyLifeVersions({ hasRules: true, hasDiscounts: false }),
    anyLife(10),
    fc.nat(),
    ([first], steps, pick) => {
      if (first === undefined) return;
      const lives = livesWithout([first], steps, pick);
      if (lives === null) return;
      assert.deepStrictEqual(heldBy(lives.life.member.counters), heldBy(lives.without.member.counters));
    },
  ),
  'D94: a sale that all comes back in parts leaves statuses and labels as they were, with `always`':
    fc.property(
      alwaysBack.map((versions) => steadyLadders(oneGift(versions.slice(0, 1)))),
      anyLife(6).map(onTime),
      anySold,
      fc.array(anyWish, { maxLength: 3 }),
      (versions, steps, sold, wishes) => {
        const life = new ReturnLife(timelineOf(versions));
        const plan = planned(steps);
        for (const each of plan) happen(life, each);
        const now = (plan.at(-1)?.now ?? BEGINNING) + 60_000;
        // What time has moved since shows with the next entry.
        happen(life, { step: emptyBill, now, receiptId: 'last' });
        const before = life.member;
        happen(life, { step: sold, now: now + 1, receiptId: 'X' });
        if (isProlonged(life.member, before)) return;
        for (const [index, wish] of [...wishes, ALL].entries())
          happen(life, { step: returning(wish), now: now + 2 + index, receiptId: 'X' });
        if (isUndone(life, 'X')) assert.deepStrictEqual(held(life.member), held(before));
      },
    ),
};
