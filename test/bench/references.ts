import { type BenchAnswer, type BenchReceipt, type BenchRule, sumsOf } from './workload.ts';

/** Rules as closures, in three degrees of care: what Laurel's own evaluation is measured against. */

type Evaluate = (receipt: BenchReceipt) => BenchAnswer;
type Holds = (receipt: BenchReceipt, sums: ReadonlyMap<string, number>) => boolean;

const answerOf = (percents: readonly number[]): BenchAnswer => {
  let percent = 0;
  for (const each of percents) if (each > percent) percent = each;
  return { percent, matched: percents.length };
};

/** Each rule adds up its own lines. */
export function plainClosures(rules: readonly BenchRule[]): Evaluate {
  const compiled = rules.map((rule) => {
    const [stores, statuses] = [new Set(rule.stores), new Set(rule.statuses)];
    const [weekdays, districts] = [new Set<string>(rule.weekdays), new Set(rule.districts)];
    return (receipt: BenchReceipt): number => {
      if (!stores.has(receipt.store) || !statuses.has(receipt.status)) return -1;
      if (!weekdays.has(receipt.weekday) || !districts.has(receipt.district)) return -1;
      let sum = 0;
      for (const line of receipt.lines) if (line.category === rule.category) sum += line.amountMinor;
      return sum >= rule.fromMinor ? rule.percent : -1;
    };
  });
  return (receipt) => answerOf(compiled.map((run) => run(receipt)).filter((percent) => percent >= 0));
}

const sumsByCategory = (receipt: BenchReceipt): ReadonlyMap<string, number> => {
  const sums = new Map<string, number>();
  for (const { category, amountMinor } of receipt.lines) {
    sums.set(category, (sums.get(category) ?? 0) + amountMinor);
  }
  return sums;
};

/** Five closures a rule, one after the other; the sums of the lines are made once a receipt. */
export function sharedSums(rules: readonly BenchRule[]): Evaluate {
  const compiled = rules.map((rule) => {
    const [stores, statuses] = [new Set(rule.stores), new Set(rule.statuses)];
    const [weekdays, districts] = [new Set<string>(rule.weekdays), new Set(rule.districts)];
    const conditions: readonly Holds[] = [
      ({ store }) => stores.has(store),
      ({ status }) => statuses.has(status),
      ({ weekday }) => weekdays.has(weekday),
      ({ district }) => districts.has(district),
      (_, sums) => (sums.get(rule.category) ?? 0) >= rule.fromMinor,
    ];
    return { conditions, percent: rule.percent };
  });
  return (receipt) => {
    const sums = sumsByCategory(receipt);
    const percents: number[] = [];
    for (const { conditions, percent } of compiled) {
      if (conditions.every((holds) => holds(receipt, sums))) percents.push(percent);
    }
    return answerOf(percents);
  };
}

/** Bit sets over store, status, weekday and district; what is left looks at the sums. */
export function bitIndex(rules: readonly BenchRule[]): Evaluate {
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
    const percents: number[] = [];
    for (let word = 0; word < words; word += 1) {
      let bits = (one[word] ?? 0) & (two[word] ?? 0) & (three[word] ?? 0) & (four[word] ?? 0);
      while (bits !== 0) {
        const rule = rules[word * 32 + 31 - Math.clz32(bits & -bits)];
        bits &= bits - 1;
        if (rule !== undefined && (sums.get(rule.category) ?? 0) >= rule.fromMinor)
          percents.push(rule.percent);
      }
    }
    return answerOf(percents);
  };
}

/** As {@link bitIndex}, without the answer's list: sums for whoever wants them as an object. */
export const factsOf = (receipt: BenchReceipt) => ({
  store: receipt.store,
  status: receipt.status,
  weekday: receipt.weekday,
  district: receipt.district,
  sums: sumsOf(receipt),
});
