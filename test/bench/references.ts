import { percentageOf, spread } from '#domain/values/money.ts';
import { type BenchAnswer, type BenchReceipt, type BenchRule, sumsOf } from './rules-workload.ts';

/** Rules as closures, in three degrees of care: what Laurel's own evaluation is measured against. */

type Evaluate = (receipt: BenchReceipt) => BenchAnswer;
type Holds = (receipt: BenchReceipt, sums: ReadonlyMap<string, number>) => boolean;

/** Makes an answer of the rules that match. */
export type Answering = (
  matching: readonly BenchRule[],
  receipt: BenchReceipt,
  sums: ReadonlyMap<string, number>,
) => BenchAnswer;

/** The largest percentage and a number: what peers answer. */
export const flatAnswer: Answering = (matching) => {
  let percent = 0;
  for (const each of matching) if (each.percent > percent) percent = each.percent;
  return { percent, matched: matching.length };
};

/** The answer owed to a till and a member: each line's discount, exact to the cent, and why of each matching rule. */
export const wholeAnswer: Answering = (matching, receipt, sums) => {
  const { percent, matched } = flatAnswer(matching, receipt, sums);
  const amounts = receipt.lines.map(({ amountMinor }) => amountMinor);
  const sum = amounts.reduce((all, amount) => all + amount, 0);
  const amountMinor = percentageOf(sum, percent * 100);
  const because = new Map([['level', receipt.status]]);
  let won = false;
  const reasons = matching.map((rule) => {
    const wins = !won && rule.percent === percent;
    won ||= wins;
    return {
      rule: rule.name,
      outcome: wins ? 'won' : 'held-back',
      basisPoints: rule.percent * 100,
      because,
      measured: {
        counter: 'goods-amount',
        value: sums.get(rule.category) ?? 0,
        words: `from ${rule.fromMinor}`,
      },
    };
  });
  const lineDiscountsMinor = spread(amountMinor, amounts);
  return { percent, matched, amountMinor, lineDiscountsMinor, reasons } as BenchAnswer;
};

/** Each rule adds up its own lines. */
export function plainClosures(rules: readonly BenchRule[], answering: Answering): Evaluate {
  const compiled = rules.map((rule) => {
    const [stores, statuses] = [new Set(rule.stores), new Set(rule.statuses)];
    const [weekdays, districts] = [new Set<string>(rule.weekdays), new Set(rule.districts)];
    const holds = (receipt: BenchReceipt): boolean => {
      if (!stores.has(receipt.store) || !statuses.has(receipt.status)) return false;
      if (!weekdays.has(receipt.weekday) || !districts.has(receipt.district)) return false;
      let sum = 0;
      for (const line of receipt.lines) if (line.category === rule.category) sum += line.amountMinor;
      return sum >= rule.fromMinor;
    };
    return { rule, holds };
  });
  return (receipt) => {
    const matching: BenchRule[] = [];
    for (const { rule, holds } of compiled) if (holds(receipt)) matching.push(rule);
    return answering(matching, receipt, NO_SUMS);
  };
}

const NO_SUMS: ReadonlyMap<string, number> = new Map();

const sumsByCategory = (receipt: BenchReceipt): ReadonlyMap<string, number> => {
  const sums = new Map<string, number>();
  for (const { category, amountMinor } of receipt.lines) {
    sums.set(category, (sums.get(category) ?? 0) + amountMinor);
  }
  return sums;
};

/** A closure a rule; the sums of the lines are made once a receipt. */
export function sharedSums(rules: readonly BenchRule[], answering: Answering): Evaluate {
  const compiled = rules.map((rule) => {
    const [stores, statuses] = [new Set(rule.stores), new Set(rule.statuses)];
    const [weekdays, districts] = [new Set<string>(rule.weekdays), new Set(rule.districts)];
    const holds: Holds = ({ store, status, weekday, district }, sums) =>
      stores.has(store) &&
      statuses.has(status) &&
      weekdays.has(weekday) &&
      districts.has(district) &&
      (sums.get(rule.category) ?? 0) >= rule.fromMinor;
    return { holds, rule };
  });
  return (receipt) => {
    const sums = sumsByCategory(receipt);
    const matching: BenchRule[] = [];
    for (const { holds, rule } of compiled) if (holds(receipt, sums)) matching.push(rule);
    return answering(matching, receipt, sums);
  };
}

/** Bit sets over store, status, weekday and district; what is left looks at the sums. */
export function bitIndex(rules: readonly BenchRule[], answering: Answering): Evaluate {
  const words = Math.ceil(rules.length / 32);
  const indexOf = (valuesOf: (rule: BenchRule) => readonly string[]): Map<string, Int32Array> => {
    const index = new Map<string, Int32Array>();
    for (const [at, rule] of rules.entries()) {
      for (const value of valuesOf(rule)) {
        const bits = index.get(value) ?? new Int32Array(words);
        bits[at >>> 5] = (bits[at >>> 5] ?? 0) | (1 << (at & 31));
        index.set(value, bits);
      }
    }
    return index;
  };
  const stores = indexOf((rule) => rule.stores);
  const statuses = indexOf((rule) => rule.statuses);
  const weekdays = indexOf((rule) => rule.weekdays);
  const districts = indexOf((rule) => rule.districts);
  const none = new Int32Array(words);
  return (receipt) => {
    const sums = sumsByCategory(receipt);
    const one = stores.get(receipt.store) ?? none;
    const two = statuses.get(receipt.status) ?? none;
    const three = weekdays.get(receipt.weekday) ?? none;
    const four = districts.get(receipt.district) ?? none;
    const matching: BenchRule[] = [];
    for (let word = 0; word < words; word += 1) {
      let bits = (one[word] ?? 0) & (two[word] ?? 0) & (three[word] ?? 0) & (four[word] ?? 0);
      while (bits !== 0) {
        const rule = rules[word * 32 + 31 - Math.clz32(bits & -bits)];
        bits &= bits - 1;
        if (rule !== undefined && (sums.get(rule.category) ?? 0) >= rule.fromMinor) matching.push(rule);
      }
    }
    return answering(matching, receipt, sums);
  };
}

/** A receipt as facts, with its sums by category: peers are not asked to add up lines. */
export const factsOf = (receipt: BenchReceipt) => ({
  store: receipt.store,
  status: receipt.status,
  weekday: receipt.weekday,
  district: receipt.district,
  sums: sumsOf(receipt),
});
