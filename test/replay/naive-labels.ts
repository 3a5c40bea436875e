/**
 * The labels of programs/grocery/program.yaml, worked out from the list of a household's receipts: no counters, nothing
 * remembered but the list. The numbers are those of the program file, written down a second time.
 */
export interface NaiveSale {
  /** Local day, `2017-03-31`. */
  readonly day: string;
  readonly store: string;
  readonly sold: number;
  /** Each line's cost after the discount, and where it belongs. */
  readonly lines: readonly {
    readonly department: string;
    readonly quantity: number;
    readonly sold: number;
  }[];
}

/** Which labels the last receipt of the list brings and takes, given those that were there. */
export function labelsAfter(
  sales: readonly NaiveSale[],
  held: ReadonlySet<string>,
): { readonly added: string[]; readonly removed: string[] } {
  const last = sales.at(-1);
  if (last === undefined) return { added: [], removed: [] };
  const inMonth = sales.filter(({ day }) => day.slice(0, 7) === last.day.slice(0, 7) && day <= last.day);
  const inTwoMonths = sales.filter(({ day }) => day > twoMonthsBefore(last.day) && day <= last.day);
  const all = sales.filter(({ day }) => day <= last.day);
  const earned: string[] = [];
  if (soldIn(inMonth, 'PRODUCE') >= 2_500) earned.push('fresh');
  if (piecesIn(inMonth, 'FUEL') >= 20_000) earned.push('commuter');
  if (new Set(all.map(({ store }) => store)).size >= 3) earned.push('explorer');
  if (all.reduce((sum, { sold }) => sum + sold, 0) >= 100_000) earned.push('thousand');
  if (new Set(inMonth.map(({ day }) => day)).size >= 15) earned.push('daily');
  const spent = inMonth.reduce((sum, { sold }) => sum + sold, 0);
  if (spent >= 30_000 && new Set(inMonth.map(({ day }) => day)).size >= 12) earned.push('family');
  const lost = soldIn(inTwoMonths, 'PRODUCE') < 1_000 ? ['fresh'] : [];
  return {
    added: earned.filter((label) => !held.has(label) && !lost.includes(label)),
    removed: lost.filter((label) => held.has(label)),
  };
}

const linesIn = (sales: readonly NaiveSale[], department: string) =>
  sales.flatMap(({ lines }) => lines).filter((line) => line.department === department);

const soldIn = (sales: readonly NaiveSale[], department: string): number =>
  linesIn(sales, department).reduce((sum, { sold }) => sum + sold, 0);

const piecesIn = (sales: readonly NaiveSale[], department: string): number =>
  linesIn(sales, department).reduce((sum, { quantity }) => sum + quantity, 0);

/** The same day two months before, or that month's last: `2017-04-30` → `2017-02-28`. */
function twoMonthsBefore(day: string): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const lastOfTarget = new Date(Date.UTC(year, month - 2, 0));
  lastOfTarget.setUTCDate(Math.min(date, lastOfTarget.getUTCDate()));
  return lastOfTarget.toISOString().slice(0, 10);
}

/** Shares a discount over lines by what they cost; what is left of the rounding goes to the largest remainders. */
export function shareOut(discount: number, costs: readonly number[]): number[] {
  const total = costs.reduce((sum, cost) => sum + cost, 0);
  if (total === 0) return costs.map(() => 0);
  const shares = costs.map((cost) => Math.floor((cost * discount) / total));
  const remainders = costs.map((cost, index) => ({ index, rest: (cost * discount) % total }));
  remainders.sort((one, other) => other.rest - one.rest || one.index - other.index);
  const left = discount - shares.reduce((sum, share) => sum + share, 0);
  for (const { index } of remainders.slice(0, left)) shares[index] = (shares[index] ?? 0) + 1;
  return shares;
}
