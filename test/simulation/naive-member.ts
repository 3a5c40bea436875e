import { placeOf, type SimProgram, type Step } from './sim-program.ts';

/** What happened to a member, in the order in which it was written. */
export type Happening =
  | { readonly kind: 'enrolled'; readonly now: number }
  | {
      readonly kind: 'sale';
      readonly now: number;
      readonly occurredAt: number;
      readonly amount: number;
      /** A receipt that was claimed keeps the benefits it was paid with. */
      readonly promisedDiscount: number | null;
    }
  /** A sweep wrote what time had changed. */
  | { readonly kind: 'passed'; readonly now: number };

/** A version and when it came into force. */
export interface SimVersion {
  readonly from: number;
  readonly program: SimProgram;
}

export interface NaiveFact {
  readonly from: Step;
  readonly to: Step;
  readonly at: number;
  readonly tellFrom: number;
}

export interface NaiveSale {
  readonly tooOld: boolean;
  readonly discount: number;
  readonly before: Step;
  readonly after: Step;
}

/** What must have become of a member. */
export interface NaiveLife {
  readonly held: Step;
  readonly facts: readonly NaiveFact[];
  /** Of the last sale; `null`: none yet. */
  readonly last: NaiveSale | null;
}

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

const formats = new Map<string, Intl.DateTimeFormat>();
/** The local date, `2024-03-31`, by the platform's own calendar. */
function dateOf(at: number, zone: string): string {
  const known = formats.get(zone);
  const format = known ?? new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' });
  if (known === undefined) formats.set(zone, format);
  return format.format(at);
}

const monthOf = (at: number, zone: string): string => dateOf(at, zone).slice(0, 7);

export function monthAfter(month: string, by = 1): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
}

const turns = new Map<string, number>();
/** The first instant of a local month, found by looking. */
function startOf(month: string, zone: string): number {
  const key = `${month} ${zone}`;
  const known = turns.get(key);
  if (known !== undefined) return known;
  let at = Date.parse(`${month}-01T00:00:00Z`) - 15 * HOUR_MS;
  while (monthOf(at, zone) < month) at += 15 * 60_000;
  turns.set(key, at);
  return at;
}

const daysBetween = (one: string, other: string): number => (Date.parse(other) - Date.parse(one)) / DAY_MS;

function inForce(versions: readonly SimVersion[], now: number): SimProgram | null {
  return versions.findLast(({ from }) => from <= now)?.program ?? null;
}

const ladder = ({ silverOver, goldOver, tooMuchOver }: SimProgram, value: number): Step =>
  value > tooMuchOver ? 'bronze' : value > goldOver ? 'gold' : value > silverOver ? 'silver' : 'bronze';

/** Works a member's life out anew from all that happened: no counters, no indexes, a list of receipts and a pencil. */
export function recompute(happened: readonly Happening[], versions: readonly SimVersion[]): NaiveLife {
  const zone = versions[0]?.program.zone ?? 'UTC';
  const counted: { readonly date: string; readonly sold: number }[] = [];
  const facts: NaiveFact[] = [];
  let [held, before]: [Step, Step] = ['bronze', 'bronze'];
  let open = '';
  let last: NaiveSale | null = null;

  const boughtIn = (month: string, upTo = '9999'): number =>
    counted.reduce((sum, { date, sold }) => (date.startsWith(month) && date <= upTo ? sum + sold : sum), 0);
  const tell = (from: Step, at: number, settledFrom: number, now: number): void => {
    if (held === from) return;
    const raised = placeOf(held) > placeOf(from);
    facts.push({ from, to: held, at, tellFrom: raised || settledFrom < now ? now : settledFrom });
  };
  const reviewOf = (month: string, judge: SimProgram, standing: Step): Step => {
    const earned = ladder(judge, boughtIn(month));
    return placeOf(earned) < placeOf(standing) && judge.lower === 'never' ? standing : earned;
  };
  const close = (now: number): void => {
    for (;;) {
      const turn = startOf(monthAfter(open), zone);
      const judge = inForce(versions, turn - 1);
      if (turn > now) return;
      if (judge !== null) {
        before = held;
        held = reviewOf(open, judge, held);
        tell(before, turn, turn + judge.delayHours * HOUR_MS, now);
      }
      open = monthAfter(open);
    }
  };
  /** What the running month has earned so far, seen from today. */
  const raise = (program: SimProgram, now: number): void => {
    if (program.raise !== 'at-once') return;
    const today = dateOf(now, zone);
    const seenFrom = today < open ? `${open}-01` : today.slice(0, 7) > open ? `${open}-31` : today;
    const earned = ladder(program, boughtIn(open, seenFrom));
    if (placeOf(earned) > placeOf(held)) held = earned;
  };

  for (const happening of happened) {
    const { now } = happening;
    if (happening.kind === 'enrolled') {
      open = monthOf(now, zone);
      continue;
    }
    close(now);
    if (happening.kind === 'passed') continue;
    const program = inForce(versions, now);
    if (program === null) throw new Error('a receipt was scored without a program');
    const { occurredAt, amount, promisedDiscount } = happening;
    const date = dateOf(Math.min(occurredAt, now), zone);
    const found = held;
    if (daysBetween(date, dateOf(now, zone)) > program.maxAgeDays) {
      last = { tooOld: true, discount: 0, before: found, after: found };
      continue;
    }
    const discount = promisedDiscount ?? Math.floor((amount * program.percents[held] * 100 + 5_000) / 10_000);
    counted.push({ date, sold: amount - discount });
    const month = date.slice(0, 7);
    let settledFrom = now;
    if (month === open) raise(program, now);
    else if (month === monthAfter(open, -1)) {
      const turn = startOf(open, zone);
      const judge = inForce(versions, turn - 1);
      if (judge !== null) {
        settledFrom = turn + judge.delayHours * HOUR_MS;
        const again = reviewOf(month, judge, now < settledFrom ? before : held);
        if (now < settledFrom || placeOf(again) > placeOf(held)) held = again;
        raise(program, now);
      }
    }
    tell(found, now, settledFrom, now);
    last = { tooOld: false, discount, before: found, after: held };
  }
  return { held, facts, last };
}

/** What a member would be shown at a moment: nobody has to have written it. */
export const shownAt = (happened: readonly Happening[], versions: readonly SimVersion[], now: number): Step =>
  recompute([...happened, { kind: 'passed', now }], versions).held;
