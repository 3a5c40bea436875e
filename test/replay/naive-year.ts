import type { NaiveReceipt } from './naive-data.ts';
import { labelsAfter, type NaiveSale, shareOut } from './naive-labels.ts';
import type { NaiveProgram, NaiveSystem } from './naive-program.ts';

/** The outcome that a receipt must have had. */
export interface NaiveOutcome {
  readonly receipt: NaiveReceipt;
  readonly businessDay: string;
  readonly discount: number;
  readonly sold: number;
  /** System → status held before it. */
  readonly before: Readonly<Record<string, string>>;
  /** Labels that it brought and took. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

export interface NaiveYear {
  readonly outcomes: readonly NaiveOutcome[];
  /** Household → system → the status right after the turn that ends each of the months. */
  readonly afterMonth: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/** The local day of an instant, `2017-03-31`. */
export function localDayOf(zone: string): (at: string | number) => string {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  return (at) => format.format(new Date(at));
}

/** The first instant of a local month, found by looking: epoch milliseconds. */
export function turnInto(month: string, zone: string): number {
  const dayOf = localDayOf(zone);
  const quarterHour = 15 * 60_000;
  let at = Date.parse(`${month}-01T00:00:00Z`) - 24 * 4 * quarterHour;
  while (dayOf(at).slice(0, 7) < month) at += quarterHour;
  return at;
}

/** `2017-12` → `2018-01`. */
export function monthAfter(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}

/** All months from the first to the last receipt's. */
export function monthsOf(receipts: readonly NaiveReceipt[], zone: string): string[] {
  const dayOf = localDayOf(zone);
  const days = receipts.map(({ at }) => dayOf(at).slice(0, 7)).sort();
  const months: string[] = [];
  for (let month = days[0] ?? ''; month !== '' && month <= (days.at(-1) ?? ''); month = monthAfter(month))
    months.push(month);
  return months;
}

/** Walks each household through its months, one after the other, with all that a pencil would need. */
export function recompute(
  program: NaiveProgram,
  receipts: readonly NaiveReceipt[],
  months: readonly string[],
  departments: ReadonlyMap<string, string> = new Map(),
): NaiveYear {
  const dayOf = localDayOf(program.zone);
  const outcomes: NaiveOutcome[] = [];
  const afterMonth: Record<string, Record<string, string[]>> = {};
  for (const [household, own] of Map.groupBy(receipts, ({ household }) => household)) {
    const held: Record<string, string> = {};
    const ever = { cents: 0, receipts: 0 };
    const sales: NaiveSale[] = [];
    const labels = new Set<string>();
    const steps: Record<string, string[]> = {};
    for (const system of program.systems) {
      held[system.name] = statusFor(system, 0);
      steps[system.name] = [];
    }
    for (const month of months) {
      const inMonth = { cents: 0, receipts: 0 };
      /** The statuses given until the end of the month; none stands below the earned one. */
      const given: Record<string, string> = {};
      const countOf = (system: NaiveSystem) => (system.allTime ? ever : inMonth)[system.counts];
      for (const receipt of own.filter(({ at }) => dayOf(at).startsWith(month))) {
        const before = { ...held, ...given };
        const discount = discountOf(program, before, receipt.cents);
        const sold = receipt.cents - discount;
        sales.push(saleOf(receipt, dayOf(receipt.at), discount, departments));
        const { added, removed } = labelsAfter(sales, labels);
        for (const label of added) labels.add(label);
        for (const label of removed) labels.delete(label);
        outcomes.push({ receipt, businessDay: dayOf(receipt.at), discount, sold, before, added, removed });
        for (const count of [ever, inMonth]) {
          count.cents += sold;
          count.receipts += 1;
        }
        for (const system of program.systems) {
          if (system.atOnce)
            held[system.name] = higher(system, held[system.name] ?? '', statusFor(system, countOf(system)));
          if (program.gift?.system === system.name && sold >= program.gift.least)
            given[system.name] = higher(system, held[system.name] ?? '', program.gift.status);
        }
      }
      for (const system of program.systems) {
        const earned = statusFor(system, countOf(system));
        held[system.name] = system.neverLower ? higher(system, held[system.name] ?? '', earned) : earned;
        steps[system.name]?.push(held[system.name] ?? '');
      }
    }
    afterMonth[household] = steps;
  }
  return { outcomes, afterMonth };
}

function saleOf(
  { goods, store }: NaiveReceipt,
  day: string,
  discount: number,
  departments: ReadonlyMap<string, string>,
): NaiveSale {
  const shares = shareOut(
    discount,
    goods.map(({ cents }) => cents),
  );
  const lines = goods.map(({ product, quantity, cents }, index) => ({
    department: departments.get(product) ?? '',
    quantity,
    sold: cents - (shares[index] ?? 0),
  }));
  return { day, store, lines, sold: lines.reduce((sum, line) => sum + line.sold, 0) };
}

/** The last step of the ladder that the value reaches. */
function statusFor(system: NaiveSystem, value: number): string {
  let status = '';
  for (const step of system.steps) if (value >= step.least) status = step.status;
  return status;
}

function higher(system: NaiveSystem, one: string, other: string): string {
  const place = (status: string) => system.steps.findIndex((step) => step.status === status);
  return place(one) >= place(other) ? one : other;
}

/** The largest percentage that applies, of the whole receipt, half a cent up. */
function discountOf(program: NaiveProgram, held: Readonly<Record<string, string>>, cents: number): number {
  const percents = program.rules
    .filter((rule) => rule.statuses.includes(held[rule.system] ?? ''))
    .map(({ percent }) => percent);
  return Math.round((cents * Math.max(0, ...percents)) / 100);
}
