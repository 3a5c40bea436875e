import type {
  ConditionsDefinition,
  EffectsDefinition,
  GoodsDefinition,
  MeasureFilters,
  Program,
  RangeDefinition,
  RuleDefinition,
} from '#domain/program/program.ts';
import type { Bought } from './generated-programs.ts';

/**
 * Runs a program as its words say, from the list of all receipts so far: nothing is compiled, counted or remembered but
 * the list, the statuses and the labels. It knows one status system without a review, `class`, in UTC.
 */
export interface Receipt extends Bought {
  readonly at: Date;
}

interface Counted extends Receipt {
  /** Each line's cost after the discount. */
  readonly net: readonly number[];
  readonly paid: number;
}

export interface Outcome {
  readonly discountPercent: number;
  readonly lineDiscounts: readonly number[];
  readonly status: string | null;
  readonly categories: readonly string[];
  readonly messages: number;
}

type Attributes = Readonly<Record<string, string | number | boolean>>;

const DAY = 86_400_000;
const dayOf = (date: Date): number => Math.floor(date.getTime() / DAY);
const dateOf = (day: number): Date => new Date(day * DAY);

export class NaiveMember {
  readonly #program: Program;
  readonly #attributes: Attributes;
  readonly #history: Counted[] = [];
  #lasting: string | null = null;
  /** Every status that was given for a time, in the order of the giving. */
  #lent: readonly { readonly status: string | null; readonly until: Date; readonly down: boolean }[] = [];
  #categories: string[] = [];

  constructor(program: Program, attributes: Attributes) {
    this.#program = program;
    this.#attributes = attributes;
  }

  buy(receipt: Receipt): Outcome {
    this.#lent = this.#lent.filter(({ until }) => until > receipt.at);
    const gross = receipt.lines.map(({ amountMinor }) => amountMinor);
    const total = gross.reduce((sum, amount) => sum + amount, 0);
    const before: Counted = { ...receipt, net: gross, paid: receipt.paidMinor ?? total };
    const paying = this.#inOrder().filter((rule) =>
      effectsOf(rule).some(({ discount }) => discount !== undefined),
    );
    const percents: number[] = [];
    for (const rule of paying) {
      const effects = this.#effectsNow(rule, before, this.#history);
      if (effects === null) continue;
      percents.push(Number((effects.discount ?? '0%').slice(0, -1)));
      if (rule.combine === false) break;
    }
    const discountPercent = Math.max(0, ...percents);
    const lineDiscounts = share(total, discountPercent, gross);
    const net = gross.map((amount, index) => amount - (lineDiscounts[index] ?? 0));
    const sold = net.reduce((sum, amount) => sum + amount, 0);
    const counted: Counted = { ...receipt, net, paid: receipt.paidMinor ?? sold };
    this.#history.push(counted);
    let messages = 0;
    const removals: string[] = [];
    for (const rule of this.#inOrder().filter((each) => !paying.includes(each))) {
      const effects = this.#effectsNow(rule, counted, this.#history);
      if (effects === null) continue;
      const status = effects.status?.class;
      if (status !== undefined) this.#give(status, effects.until, rule.transition ?? 'any', receipt.at);
      for (const name of effects.addCategories ?? [])
        if (!this.#categories.includes(name)) this.#categories.push(name);
      removals.push(...(effects.removeCategories ?? []));
      if (effects.message !== undefined) messages += 1;
      if (rule.combine === false) break;
    }
    this.#categories = this.#categories.filter((name) => !removals.includes(name));
    return {
      discountPercent,
      lineDiscounts,
      status: this.#held(),
      categories: [...this.#categories].sort(),
      messages,
    };
  }

  #inOrder(): RuleDefinition[] {
    const active = this.#program.rules.filter(({ active: isActive }) => isActive !== false);
    return active.sort((one, other) => (one.priority ?? 100) - (other.priority ?? 100));
  }

  #rank(status: string | null): number {
    return Object.keys(this.#program.statusSystems.class?.statuses ?? {}).indexOf(status ?? '');
  }

  #held(): string | null {
    const last = this.#lent.at(-1);
    if (last?.down === true) return last.status;
    // Of those that were given downwards only the very last can hold.
    const held = [this.#lasting, ...this.#lent.filter(({ down }) => !down).map(({ status }) => status)];
    return held.reduce((best, each) => (this.#rank(each) > this.#rank(best) ? each : best));
  }

  #give(status: string | null, until: string | undefined, transition: string, at: Date): void {
    const end = until === undefined ? null : endOf(until, at);
    if (end !== null && end <= at) return;
    const held = this.#held();
    const isUp = this.#rank(status) > this.#rank(held);
    if (status !== held && ((transition === 'up' && !isUp) || (transition === 'down' && isUp))) return;
    const lent = this.#lent.filter(
      (each, index) => each.status === held && (!each.down || index === this.#lent.length - 1),
    );
    const isLent =
      lent.length > 0 && (lent.at(-1)?.down === true || this.#rank(held) >= this.#rank(this.#lasting));
    if (status === held && !isLent) return;
    if (end === null) {
      this.#lasting = status;
      this.#lent = [];
      return;
    }
    const longest = lent.reduce((latest, each) => (each.until > latest ? each.until : latest), at);
    if (status === held && end <= longest) return;
    const down =
      status === held
        ? lent.at(-1)?.down === true
        : status === null || this.#rank(status) < this.#rank(this.#lasting);
    // A later given status ends one that was given downwards for good.
    this.#lent = [...this.#lent.filter((each) => !each.down), { status, until: end, down }];
  }

  #effectsNow(rule: RuleDefinition, receipt: Counted, history: readonly Counted[]): EffectsDefinition | null {
    if (!this.#agrees(rule.when ?? {}, receipt)) return null;
    if (rule.measure === undefined) return rule.then ?? null;
    const measure =
      'of' in rule.measure
        ? { ...rule.measure, measure: rule.measure.of }
        : { ...this.#program.counters[rule.measure.counter], window: rule.measure.window };
    const value = this.#measure(measure as Asked, receipt, history);
    const unit = unitOf(measure.measure ?? '');
    return rule.table?.find((row) => lies(value, row, unit)) ?? null;
  }

  #agrees(when: ConditionsDefinition, receipt: Counted): boolean {
    const { schedule } = when;
    const date = receipt.at.toISOString().slice(0, 10);
    const time = receipt.at.toISOString().slice(11, 16);
    const weekday = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'][
      receipt.at.getUTCDay()
    ];
    const hours = schedule?.hours;
    const wraps = hours !== undefined && hours.to < hours.from;
    const inHours =
      hours === undefined ||
      (wraps ? time >= hours.from || time < hours.to : time >= hours.from && time < hours.to);
    return (
      (when.status?.class === undefined || when.status.class.includes(this.#held())) &&
      (when.categories === undefined || when.categories.some((name) => this.#categories.includes(name))) &&
      (when.notCategories === undefined ||
        !when.notCategories.some((name) => this.#categories.includes(name))) &&
      Object.entries(when.attributes ?? {}).every(([name, wanted]) =>
        [wanted].flat().some((value) => value === this.#attributes[name]),
      ) &&
      (when.stores === undefined || when.stores.includes(receipt.storeId)) &&
      (when.currency === undefined || when.currency === receipt.currency) &&
      (schedule?.from === undefined || date >= schedule.from) &&
      (schedule?.to === undefined || date <= schedule.to) &&
      (schedule?.weekdays === undefined || schedule.weekdays.some((each) => each === weekday)) &&
      inHours
    );
  }

  #measure(asked: Asked, receipt: Counted, history: readonly Counted[]): number {
    const today = dayOf(receipt.at);
    const inWindow =
      asked.window === 'this-receipt'
        ? [receipt]
        : history.filter(({ at }) => covers(asked.window, today, dayOf(at)));
    const each = inWindow.map((one) => ({ one, ...this.#ofOne(asked, one) })).filter(({ counts }) => counts);
    const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
    switch (asked.measure) {
      case 'sold-amount':
        return sum(each.map(({ one }) => sum(one.net)));
      case 'paid-amount':
        return sum(each.map(({ one }) => one.paid));
      case 'purchases':
        return each.length;
      case 'purchase-days':
        return new Set(each.map(({ one }) => dayOf(one.at))).size;
      case 'stores':
        return new Set(each.map(({ one }) => one.storeId)).size;
      case 'goods-amount':
        return sum(each.map(({ amount }) => amount));
      default:
        return sum(each.map(({ quantity }) => quantity));
    }
  }

  /** One receipt's share of the goods that are meant, and whether it counts at all. */
  #ofOne({ measure, goods, perReceipt, stores, currency }: Asked, receipt: Counted) {
    const meant = receipt.lines.flatMap((line, index) =>
      this.#means(goods ?? {}, line) ? [{ line, net: receipt.net[index] ?? 0 }] : [],
    );
    const quantity = meant.reduce((sum, { line }) => sum + line.quantityThousandths, 0);
    const looksAtGoods = goods !== undefined || perReceipt !== undefined;
    const isMoney = measure.endsWith('amount');
    return {
      amount: meant.reduce((sum, { net }) => sum + net, 0),
      quantity,
      counts:
        (!looksAtGoods || meant.length > 0) &&
        (perReceipt?.min === undefined || quantity >= perReceipt.min * 1000) &&
        (perReceipt?.max === undefined || quantity <= perReceipt.max * 1000) &&
        (stores === undefined || stores.includes(receipt.storeId)) &&
        (!isMoney || receipt.currency === (currency ?? this.#program.currency)),
    };
  }

  #means(goods: GoodsDefinition, { sku, externalCode, categories }: Bought['lines'][number]): boolean {
    const code = externalCode ?? this.#program.catalogue?.externalCodes?.[sku] ?? '';
    const own = categories ?? this.#program.catalogue?.goods?.[sku] ?? [];
    const belongs = (category: string): boolean =>
      own.includes(category) ||
      (goods.descendants === true && own.some((each) => this.#isBelow(each, category)));
    if (goods.exceptExternalCodes?.includes(code)) return false;
    if (goods.exceptSkus?.includes(sku) || goods.exceptCategories?.some(belongs)) return false;
    const { skus, externalCodes, categories: named } = goods;
    if (skus === undefined && externalCodes === undefined && named === undefined) return true;
    return (
      skus?.includes(sku) === true || externalCodes?.includes(code) === true || named?.some(belongs) === true
    );
  }

  #isBelow(category: string, above: string): boolean {
    const parent = this.#program.catalogue?.parents?.[category];
    return parent !== undefined && (parent === above || this.#isBelow(parent, above));
  }
}

type Asked = MeasureFilters & { readonly measure: string; readonly window: string };

const effectsOf = ({ then, table }: RuleDefinition): readonly EffectsDefinition[] =>
  table ?? (then === undefined ? [] : [then]);

const unitOf = (measure: string): number =>
  measure.endsWith('amount') ? 100 : measure === 'goods-quantity' ? 1000 : 1;

function lies(value: number, { from, over, upTo, below }: RangeDefinition, unit: number): boolean {
  const number = (literal: string | number) => Math.round(Number.parseFloat(String(literal)) * unit);
  return (
    (from === undefined || value >= number(from)) &&
    (over === undefined || value > number(over)) &&
    (upTo === undefined || value <= number(upTo)) &&
    (below === undefined || value < number(below))
  );
}

/** Whether a window seen from a day holds another day, by looking at the two dates. */
export function covers(window: string, today: number, day: number): boolean {
  const months = (at: number) => dateOf(at).getUTCFullYear() * 12 + dateOf(at).getUTCMonth();
  const [, which, unit] = /^(this|last)-(.*)$/.exec(window) ?? [];
  const cut: Readonly<Record<string, (at: number) => number>> = {
    week: (at) => Math.floor((at + 3) / 7),
    month: months,
    quarter: (at) => Math.floor(months(at) / 3),
    'half-year': (at) => Math.floor(months(at) / 6),
    year: (at) => dateOf(at).getUTCFullYear(),
  };
  const number = cut[unit ?? ''];
  if (number !== undefined)
    return number(day) === number(today) - (which === 'last' ? 1 : 0) && (which === 'last' || day <= today);
  if (day > today) return false;
  if (window === 'today') return day === today;
  if (window === 'all-time') return true;
  const [, count, letter] = /^P(\d+)([DWMY])$/.exec(window) ?? [];
  if (letter === 'D' || letter === 'W') return today - day < Number(count) * (letter === 'W' ? 7 : 1);
  return day > monthsFrom(today, -Number(count) * (letter === 'Y' ? 12 : 1));
}

/** The same date so many months on, or that month's last. */
function monthsFrom(day: number, months: number): number {
  const date = dateOf(day);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 0));
  return Math.floor(last.setUTCDate(Math.min(date.getUTCDate(), last.getUTCDate())) / DAY);
}

function endOf(until: string, at: Date): Date {
  const today = dayOf(at);
  if (/^\d{4}/.test(until)) return new Date(Date.parse(until) + DAY);
  if (until === 'end-of-week') return dateOf(today - ((today + 3) % 7) + 7);
  if (until === 'end-of-month') return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1));
  const [, count, letter] = /^P(\d+)([DM])$/.exec(until) ?? [];
  return dateOf(letter === 'D' ? today + Number(count) : monthsFrom(today, Number(count)));
}

/** A percentage of the total, half a cent up, over the lines by largest remainder, the first line first. */
function share(total: number, percent: number, amounts: readonly number[]): number[] {
  const discount = Math.floor((total * percent * 100 + 5_000) / 10_000);
  if (total === 0) return amounts.map(() => 0);
  const shares = amounts.map((amount) => Number((BigInt(amount) * BigInt(discount)) / BigInt(total)));
  const order = amounts
    .map((amount, index) => ({ index, rest: (BigInt(amount) * BigInt(discount)) % BigInt(total) }))
    .sort((one, other) =>
      one.rest === other.rest ? one.index - other.index : one.rest > other.rest ? -1 : 1,
    );
  let left = discount - shares.reduce((sum, each) => sum + each, 0);
  for (const { index } of order)
    if (left > 0) {
      shares[index] = (shares[index] ?? 0) + 1;
      left -= 1;
    }
  return shares;
}
