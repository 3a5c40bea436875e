import type { Counters, SumColumn, TallyColumn } from '#domain/member/counters.ts';
import { asDay } from '#domain/time/time.ts';

/** Numbers from 0 to 1 of a linear congruential generator: the same on every machine. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** How a synthetic counter is drawn on a day with a purchase: how often it counts, and from how many equal values. */
const COLUMNS = [
  { id: '0a000001', chance: 1, values: 12_000 },
  { id: '0a000002', chance: 1, values: 12_000 },
  { id: '0a000003', chance: 1, values: 2 },
  { id: '0a000004', chance: 0.8, values: 8_000 },
  { id: '0a000005', chance: 0.5, values: 3_000 },
  { id: '0a000006', chance: 0.4, values: 2_000 },
  { id: '0a000007', chance: 0.3, values: 1_000 },
  { id: '0a000008', chance: 0.6, values: 20 },
  { id: '0a000009', chance: 0.2, values: 5_000 },
] as const;
const STORES = ['292', '381', '31862', '446'];

const bits = (chance: number): number => (chance === 0 || chance === 1 ? 0 : -chance * Math.log2(chance));

/**
 * Ten counters (nine sums, the visited stores) of somebody who buys twice a week.
 * `entropyBytes` is what the drawing itself contains: no form can be smaller on average.
 */
export function shopperCounters(keptDays: number): { counters: Counters; entropyBytes: number } {
  const random = seeded(20_170_331);
  let entropy = 0;
  const days = Array.from({ length: keptDays }, (_, day) => asDay(17_000 + day)).filter(() => {
    entropy += bits(2 / 7) + bits(5 / 7);
    return random() < 2 / 7;
  });
  const sums = new Map<string, SumColumn>();
  for (const { id, chance, values } of COLUMNS) {
    const drawn = days.map(() => {
      entropy += bits(chance) + bits(1 - chance) + chance * Math.log2(values);
      return random() < chance ? 1 + Math.floor(random() * values) : 0;
    });
    const before = Math.floor(random() * 1_000_000);
    entropy += Math.log2(1_000_000);
    sums.set(id, { before, values: drawn });
  }
  const visited = days.map(() => {
    entropy += Math.log2(STORES.length);
    return new Map([[STORES[Math.floor(random() * STORES.length)] ?? '292', 1]]);
  });
  const stores: TallyColumn = { before: new Map(), values: visited };
  const counters = { days, sums, tallies: new Map([['0a00000a', stores]]) };
  return { counters, entropyBytes: Math.round(entropy / 8) };
}
