import fc from 'fast-check';
import type { Clawback, Program } from '#domain/program/program.ts';
import { asEpochMs } from '#domain/time/time.ts';
import { ReturnLife } from './return-life.ts';
import { BEGINNING, programsOf, seen } from './stories.ts';

/** Goods that all come back, beside a life in which they were never sold (D16, D94). */

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const STATUSES = ['low', 'middle', 'high'];

interface Ladder {
  readonly clawback: Clawback;
  readonly every: 'week' | 'month';
  readonly isRolling: boolean;
  readonly measure: 'sold-amount' | 'purchases';
  readonly raise: 'at-turn' | 'at-once';
  readonly lower: 'to-earned' | 'one-step' | 'never';
  readonly keeps: boolean;
  readonly grace: string | null;
  readonly minimumStay: string | null;
  readonly delayHours: number;
}

const option = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null, freq: 1 });

/** What varies: everything that a ladder with periods may say, by the week or the month. */
const anyLadder: fc.Arbitrary<Ladder> = fc.record({
  clawback: fc.constantFrom('none', 'until-rollover', 'until-rollover', 'always', 'always'),
  every: fc.constantFrom('week', 'month'),
  isRolling: fc.boolean(),
  measure: fc.constantFrom('sold-amount', 'purchases'),
  raise: fc.constantFrom('at-turn', 'at-once'),
  lower: fc.constantFrom('to-earned', 'one-step', 'never'),
  keeps: fc.boolean(),
  grace: option(fc.constantFrom('P5D', 'P20D')),
  minimumStay: option(fc.constantFrom('P10D', 'P40D')),
  delayHours: fc.constantFrom(0, 6, 48, 100),
});

/** A receipt of some rubles, or one whose rule gives a status for a time; all of the goods of an earlier one come back. */
type Happens =
  | { readonly kind: 'sale'; readonly rubles: number; readonly hoursLate: number }
  | { readonly kind: 'gift'; readonly gift: number }
  | { readonly kind: 'return'; readonly of: number };

type Step = Happens & { readonly hoursLater: number };

/** What rules give on receipts of so many kopecks. */
const GIFTS = [
  { status: 'middle', until: 'P7D' },
  { status: 'middle', until: 'P30D' },
  { status: 'high', until: 'P7D' },
  { status: 'high', until: 'end-of-month' },
];

const sale: fc.Arbitrary<Happens> = fc.record({
  kind: fc.constant('sale'),
  rubles: fc.integer({ min: 1, max: 70 }),
  hoursLate: fc.oneof(fc.constant(0), fc.constant(0), fc.integer({ min: 1, max: 200 })),
});
const gift: fc.Arbitrary<Happens> = fc.record({
  kind: fc.constant('gift'),
  gift: fc.nat({ max: GIFTS.length - 1 }),
});
const comingBack: fc.Arbitrary<Happens> = fc.record({ kind: fc.constant('return'), of: fc.nat() });

const anySteps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc
    .tuple(
      fc.oneof(fc.integer({ min: 1, max: 72 }), fc.integer({ min: 1, max: 400 })),
      fc.oneof(
        { weight: 4, arbitrary: sale },
        { weight: 1, arbitrary: gift },
        { weight: 3, arbitrary: comingBack },
      ),
    )
    .map(([hoursLater, happens]): Step => ({ hoursLater, ...happens })),
  { minLength: 2, maxLength: 14 },
);

function programOf(ladder: Ladder): Program {
  const { measure, every, lower, raise, clawback, grace, minimumStay } = ladder;
  const literal = (rubles: number) => (measure === 'purchases' ? Math.ceil(rubles / 20) : `${rubles} RUB`);
  const keep = (rubles: number) => (ladder.keeps ? { keep: { from: literal(rubles) } } : {});
  const isLowered = lower !== 'never';
  return {
    name: 'ladder',
    zone: 'UTC',
    currency: 'RUB',
    closingDelayHours: ladder.delayHours,
    maxReceiptAgeDays: 400,
    counters: { counted: { measure } },
    statusSystems: {
      level: {
        statuses: Object.fromEntries(STATUSES.map((name) => [name, {}])),
        clawback,
        review: {
          every,
          counter: 'counted',
          window: ladder.isRolling ? 'P10D' : `this-${every}`,
          raise,
          lower,
          ...(isLowered && grace !== null ? { grace } : {}),
          ...(isLowered && minimumStay !== null ? { minimumStay } : {}),
          table: [
            { below: literal(30), status: 'low' },
            { from: literal(30), below: literal(70), status: 'middle', ...keep(15) },
            { from: literal(70), status: 'high', ...keep(50) },
          ],
        },
      },
    },
    rules: [
      {
        name: 'gift',
        on: ['sale'],
        measure: { of: 'sold-amount', window: 'this-receipt' },
        table: GIFTS.map(({ status, until }, index) => ({
          from: `0.${index + 10} RUB`,
          below: `0.${index + 11} RUB`,
          status: { level: clawback === 'always' ? status : 'high' },
          until,
        })),
      },
    ],
  };
}

interface Sold {
  readonly receiptId: string;
  readonly now: number;
  readonly occurredAt: number;
  readonly amountMinor: number;
}

const sell = (life: ReturnLife, { receiptId, now, occurredAt, amountMinor }: Sold): void => {
  const lines = [{ sku: 'goods', quantityThousandths: 1_000, amountMinor }];
  const head = { kind: 'sale', receiptId, storeId: 'store-1', currency: 'RUB' } as const;
  life.sell({ ...head, occurredAt: asEpochMs(occurredAt), lines, paidMinor: null, promised: null }, now);
};

const giveBack = (life: ReturnLife, receiptId: string, now: number): void => {
  const head = { kind: 'return', id: `back-${receiptId}`, storeId: 'store-1' } as const;
  const returned = { kind: 'all' } as const;
  life.giveBack(receiptId, { ...head, occurredAt: asEpochMs(now), returned, refundedMinor: null }, now);
};

const rankIn = ({ programs, member }: ReturnLife, now: number): number =>
  STATUSES.indexOf(seen(programs, member, now)[0]?.status ?? '');

/** Which week or month a moment lies in. */
const periodOf = ({ every }: Ladder, at: number): number => {
  const date = new Date(at);
  return every === 'week' ? Math.floor((at / DAY + 3) / 7) : date.getUTCFullYear() * 12 + date.getUTCMonth();
};

/** The last moment before the next period begins, and its first. */
function turnAfter(ladder: Ladder, now: number): number {
  let at = Math.floor(now / DAY) * DAY + DAY;
  while (periodOf(ladder, at) === periodOf(ladder, now)) at += DAY;
  return at;
}

/** One life, what is left of it, and since when a return may show only with the next turn. */
class Beside {
  readonly #ladder: Ladder;
  readonly #life: ReturnLife;
  #left: readonly Sold[] = [];
  #lastReturn = Number.NEGATIVE_INFINITY;

  constructor(ladder: Ladder) {
    this.#ladder = ladder;
    this.#life = new ReturnLife(programsOf(programOf(ladder)));
  }

  buy(sold: Sold): void {
    sell(this.#life, sold);
    this.#left = [...this.#left, sold];
  }

  /** Of what the last closed period or the running one has seen; a return never raises, whatever `clawback` says. */
  bringBack(of: number, now: number): void {
    const running = periodOf(this.#ladder, now);
    const near = this.#left.filter(({ occurredAt }) => periodOf(this.#ladder, occurredAt) >= running - 1);
    const sold = near[of % Math.max(1, near.length)];
    if (sold === undefined) return;
    const held = rankIn(this.#life, now);
    giveBack(this.#life, sold.receiptId, now);
    this.#left = this.#left.filter((each) => each !== sold);
    this.#lastReturn = now;
    // A gift may have been given downwards.
    const isGift = sold.amountMinor < 100;
    if (!isGift && rankIn(this.#life, now) > held)
      throw new Error(`${new Date(now).toISOString()}: a return has raised`);
  }

  /** Never more is held than without what came back; less only where a return would have to give a stay or a grace anew. */
  compare(now: number): void {
    const { clawback, grace, minimumStay, lower } = this.#ladder;
    if (clawback === 'none') return;
    const waits = periodOf(this.#ladder, this.#lastReturn) === periodOf(this.#ladder, now);
    if (clawback === 'until-rollover' && waits) return;
    const other = new ReturnLife(this.#life.programs);
    for (const sold of this.#left) sell(other, sold);
    const [is, wanted] = [rankIn(this.#life, now), rankIn(other, now)];
    // Whoever falls from higher is below a lower threshold that would have kept less.
    const isSkipped = this.#ladder.keeps && lower === 'to-earned';
    const isLess = grace !== null || minimumStay !== null || isSkipped;
    // What was given downwards hides what is earned since: nobody knows whether it would have been given downwards.
    const mayHide = this.#left.some(({ amountMinor }) => GIFTS[amountMinor - 10]?.status === 'middle');
    const mayBeLess = (lower !== 'never' && isLess) || mayHide;
    if (is > wanted || (is < wanted && !mayBeLess))
      throw new Error(`${new Date(now).toISOString()}: ${STATUSES[is]}, never sold ${STATUSES[wanted]}`);
  }
}

/** Properties of returns beside lives without the goods, by name. */
export const neverSoldProperties: Readonly<Record<string, fc.IRawProperty<unknown>>> = {
  'D16, D94: what is held after a return is what would be held had the goods never been sold': fc.property(
    anyLadder,
    anySteps,
    (ladder, steps) => {
      const beside = new Beside(ladder);
      let now = BEGINNING;
      for (const [index, step] of steps.entries()) {
        now += step.hoursLater * HOUR;
        if (step.kind === 'return') beside.bringBack(step.of, now);
        else {
          const isSale = step.kind === 'sale';
          const amountMinor = isSale ? step.rubles * 100 : 10 + step.gift;
          // Through a rolling window a late receipt is seen by periods that are not its own, once they are looked at again.
          const isLate = isSale && !ladder.isRolling;
          const occurredAt = now - (isLate ? step.hoursLate : 0) * HOUR;
          beside.buy({ receiptId: `r${index}`, now, occurredAt, amountMinor });
        }
        beside.compare(now);
      }
      for (let turns = 0; turns < 3; turns += 1) {
        now = turnAfter(ladder, now);
        beside.compare(now);
      }
    },
  ),
};
