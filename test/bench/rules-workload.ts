import type { Program } from '#domain/program/program.ts';
import type { Weekday } from '#domain/time/weekday.ts';

/**
 * The rules and receipts that every engine gets: five conditions a rule (point of sale, status, weekday, district, and an
 * amount of some goods on the receipt), of which about one rule in twenty matches a receipt of twenty lines.
 */
export interface BenchRule {
  readonly name: string;
  readonly stores: readonly string[];
  readonly statuses: readonly string[];
  readonly weekdays: readonly Weekday[];
  readonly districts: readonly string[];
  readonly category: string;
  /** Minor units of that category's goods, this much or more. */
  readonly fromMinor: number;
  readonly percent: number;
}

export interface BenchReceipt {
  readonly store: string;
  readonly status: string;
  readonly weekday: Weekday;
  readonly district: string;
  /** Local day since 1970. */
  readonly day: number;
  readonly lines: readonly {
    readonly sku: string;
    readonly category: string;
    /** The same for Laurel, as a till sends it. */
    readonly categories: readonly string[];
    readonly quantityThousandths: number;
    readonly amountMinor: number;
  }[];
}

/** An engine's answer to a receipt: the largest percentage, and how many rules matched. */
export interface BenchAnswer {
  readonly percent: number;
  readonly matched: number;
}

const STORES = names('s', 20);
export const STATUSES = names('t', 4);
const DISTRICTS = names('d', 5);
const CATEGORIES = names('c', 40);
const WEEKDAYS: readonly Weekday[] = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
];
/** 1 January 2024 was a Monday. */
const MONDAY = 19_723;

function names(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}${index}`);
}

/** A small generator of numbers that are the same each time: multiply and shift (mulberry32). */
export function chanceFrom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

export function rulesOf(count: number): readonly BenchRule[] {
  const chance = chanceFrom(count);
  const pick = <Value>(values: readonly Value[], share: number): Value[] => {
    const chosen = values.filter(() => chance(100) < share);
    return chosen.length === 0 ? [values[chance(values.length)] as Value] : chosen;
  };
  return Array.from({ length: count }, (_, index) => ({
    name: `r${index}`,
    stores: pick(STORES, 60),
    statuses: pick(STATUSES, 60),
    weekdays: pick(WEEKDAYS, 70),
    districts: pick(DISTRICTS, 70),
    category: CATEGORIES[chance(CATEGORIES.length)] ?? '',
    fromMinor: 100 + chance(400),
    percent: 1 + chance(40) / 2,
  }));
}

export function receiptsOf(count: number): readonly BenchReceipt[] {
  const chance = chanceFrom(count + 7);
  const one = <Value>(values: readonly Value[]): Value => values[chance(values.length)] as Value;
  return Array.from({ length: count }, () => {
    const weekday = chance(7);
    return {
      store: one(STORES),
      status: one(STATUSES),
      weekday: WEEKDAYS[weekday] ?? 'monday',
      district: one(DISTRICTS),
      day: MONDAY + weekday,
      lines: Array.from({ length: 20 }, () => {
        const product = chance(2000);
        const category = CATEGORIES[product % CATEGORIES.length] ?? '';
        return {
          sku: `p${product}`,
          category,
          categories: [category],
          quantityThousandths: 1000,
          amountMinor: 50 + chance(900),
        };
      }),
    };
  });
}

/** The same rules as a program of Laurel's; the lines carry their categories. */
export function programOf(rules: readonly BenchRule[]): Program {
  return {
    name: 'bench',
    zone: 'UTC',
    currency: 'USD',
    closingDelayHours: 48,
    maxReceiptAgeDays: 400,
    counters: {},
    statusSystems: { level: { statuses: Object.fromEntries(STATUSES.map((name) => [name, {}])) } },
    rules: rules.map((rule) => ({
      name: rule.name,
      on: ['sale'],
      when: {
        stores: rule.stores,
        status: { level: rule.statuses },
        attributes: { district: rule.districts },
        schedule: { weekdays: rule.weekdays },
      },
      measure: { of: 'goods-amount', goods: { categories: [rule.category] }, window: 'this-receipt' },
      table: [{ from: `${rule.fromMinor / 100} USD`, discount: `${rule.percent}%` }],
    })),
  };
}

/** Sums by category, which peers are given as a fact: their authors would not let a rule add up lines. */
export function sumsOf({ lines }: BenchReceipt): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { category, amountMinor } of lines) sums[category] = (sums[category] ?? 0) + amountMinor;
  return sums;
}

/** The judge: every rule against every receipt, as it is written. */
export function oracle(rules: readonly BenchRule[], receipt: BenchReceipt): BenchAnswer {
  const matching = rules.filter((rule) => {
    let sum = 0;
    for (const line of receipt.lines) if (line.category === rule.category) sum += line.amountMinor;
    return (
      rule.stores.includes(receipt.store) &&
      rule.statuses.includes(receipt.status) &&
      rule.weekdays.includes(receipt.weekday) &&
      rule.districts.includes(receipt.district) &&
      sum >= rule.fromMinor
    );
  });
  return { percent: Math.max(0, ...matching.map(({ percent }) => percent)), matched: matching.length };
}
