import fc from 'fast-check';
import type { Program } from '#domain/program/program.ts';
import { anyLife } from './generated-lives.ts';
import { happen, planned } from './lives.ts';
import { LADDER_STATUSES, type Ladder, NaiveLadder } from './naive-ladder.ts';
import { ReturnLife } from './return-life.ts';
import { BEGINNING, programsOf, seen } from './stories.ts';

const HOUR = 3_600_000;

/** What varies: the counter, both thresholds, thresholds that keep, lower, raise, clawback, the closing delay. */
const anyLadder = fc
  .record({
    measure: fc.constantFrom('sold-amount' as const, 'paid-amount' as const, 'purchases' as const),
    low: fc.integer({ min: 1, max: 8 }),
    more: fc.integer({ min: 1, max: 8 }),
    keeps: fc.tuple(
      fc.option(fc.integer({ min: 0, max: 100 }), { nil: null, freq: 1 }),
      fc.option(fc.integer({ min: 0, max: 100 }), { nil: null, freq: 1 }),
    ),
    lower: fc.constantFrom('to-earned' as const, 'one-step' as const, 'never' as const),
    raise: fc.constantFrom('at-turn' as const, 'at-once' as const),
    clawback: fc.constantFrom('none' as const, 'until-rollover' as const, 'always' as const),
    delayHours: fc.constantFrom(0, 6, 48, 240),
  })
  .map(({ measure, low, more, keeps, ...words }) => {
    const unit = measure === 'purchases' ? 1 : 1_500;
    const thresholds = [low * unit, (low + more) * unit] as const;
    const keepOf = (at: 0 | 1): number | null => {
      const percent = keeps[at];
      return percent === null ? null : Math.floor((thresholds[at] * percent) / 100);
    };
    return { measure, ladder: { ...words, thresholds, keeps: [keepOf(0), keepOf(1)] } satisfies Ladder };
  });

function programOf(measure: 'sold-amount' | 'paid-amount' | 'purchases', ladder: Ladder): Program {
  const { thresholds, keeps, lower, raise, clawback, delayHours } = ladder;
  const literal = (value: number) => (measure === 'purchases' ? value : `${(value / 100).toFixed(2)} RUB`);
  const keepOf = (at: 0 | 1) => (keeps[at] === null ? {} : { keep: { from: literal(keeps[at]) } });
  const [middle, high] = thresholds.map(literal);
  return {
    name: 'ladder',
    zone: 'UTC',
    currency: 'RUB',
    closingDelayHours: delayHours,
    maxReceiptAgeDays: 400,
    counters: { counted: { measure } },
    statusSystems: {
      level: {
        statuses: Object.fromEntries(LADDER_STATUSES.map((name) => [name, {}])),
        clawback,
        review: {
          every: 'month',
          counter: 'counted',
          window: 'this-month',
          raise,
          lower,
          table: [
            { below: middle as string, status: 'low' },
            { from: middle as string, below: high as string, status: 'middle', ...keepOf(0) },
            { from: high as string, status: 'high', ...keepOf(1) },
          ],
        },
      },
    },
    rules: [],
  };
}

/** The moments between two at which time alone may move a status, and just before: turns, and the ends of delays. */
function turnsBetween(from: number, to: number, delayHours: number): readonly number[] {
  const found: number[] = [];
  const first = new Date(from);
  for (let month = first.getUTCMonth(); ; month += 1) {
    const turn = Date.UTC(first.getUTCFullYear(), month, 1);
    if (turn > to) break;
    found.push(turn - 1, turn, turn + delayHours * HOUR);
  }
  return found.filter((at) => at > from && at <= to).sort((one, other) => one - other);
}

/** Properties of a ladder after returns, by name. */
export const ladderProperties = {
  'D16, D94: a monthly ladder shows what a pencil says, under each word of clawback': fc.property(
    anyLadder,
    anyLife(10),
    fc.integer({ min: 0, max: 70 * 24 }),
    ({ measure, ladder }, steps, hoursLater) => {
      const programs = programsOf(programOf(measure, ladder));
      const life = new ReturnLife(programs);
      const pencil = new NaiveLadder(ladder, BEGINNING);
      const look = (at: number): void => {
        const [found] = seen(programs, life.member, at);
        const wanted = pencil.shownAt(at);
        if (found?.status !== wanted)
          throw new Error(`${new Date(at).toISOString()}: ${found?.status}, the pencil says ${wanted}`);
      };
      let last = BEGINNING;
      for (const each of planned(steps)) {
        for (const at of turnsBetween(last, each.now, ladder.delayHours)) look(at);
        const before = life.entries.length;
        happen(life, each);
        last = each.now;
        const entry = life.entries[before];
        if (entry !== undefined) {
          const isReturn = entry.body.kind === 'return';
          const amount = [...entry.counted.sums.values()][0] ?? 0;
          pencil.enter({ now: last, day: entry.day, amount, isReturn });
        }
        look(last);
      }
      const end = last + hoursLater * HOUR;
      for (const at of [...turnsBetween(last, end, ladder.delayHours), end]) look(at);
    },
  ),
};
