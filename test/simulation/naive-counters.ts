import { type Days, daysOfWindow, localDay, longestOf, reachOf } from './naive-calendar.ts';
import { columnOf, columnsOf } from './naive-columns.ts';
import type { NaiveJudge, NaivePeriod, NaiveTimeline } from './naive-timeline.ts';
import type { SimCounter, SimProgram, SimSystem, SimVersion } from './sim-program.ts';

/** A receipt as it counts. */
export interface NaiveReceipt {
  readonly day: number;
  readonly store: string;
  readonly sold: number;
  readonly paid: number;
}

/** A counter, and the day on which a receipt counts for it. */
export interface CountingOn {
  readonly counter: SimCounter;
  readonly day: number;
}

interface Counted {
  readonly receipt: NaiveReceipt;
  /** Its day is no longer known; it stays in the total of all time. */
  forgotten: boolean;
}

interface Column {
  readonly counter: SimCounter;
  readonly counted: Counted[];
}

/** What each column has counted: a list, added up anew whenever somebody asks. */
export class NaiveCounters {
  readonly #columns = new Map<string, Column>();
  /** The last version whose columns have parted here. */
  #partedBy = -1;

  /** Lets columns part that versions in force by now have parted. */
  part(timeline: NaiveTimeline, now: number): void {
    for (const [index, version] of timeline.versions.entries()) {
      if (version.from > now || index <= this.#partedBy) continue;
      this.#partedBy = index;
      for (const { from, to } of columnsOf(version).parted) {
        const column = this.#columns.get(from);
        if (column === undefined) continue;
        this.#columns.set(to, { ...column, counted: column.counted.map((one) => ({ ...one })) });
      }
    }
  }

  /** @param counters by column, each with the day on which it counts */
  count(receipt: NaiveReceipt, counters: ReadonlyMap<string, CountingOn>): void {
    for (const [key, { counter, day }] of counters) {
      if (counter.stores !== null && !counter.stores.includes(receipt.store)) continue;
      const column = this.#columns.get(key) ?? { counter, counted: [] };
      this.#columns.set(key, column);
      column.counted.push({ receipt: { ...receipt, day }, forgotten: false });
    }
  }

  /** A review's counter through its window, seen from a day. */
  value({ version, system }: NaiveJudge, day: number): number {
    const { counter, window } = system.review;
    const column = this.#columns.get(this.#here(columnOf(version, system.name), version));
    if (column === undefined) return 0;
    const days = daysOfWindow(window, version.program.weekStartsOn, day);
    const seen = days === null ? column.counted : column.counted.filter((one) => lies(one, days));
    switch (counter.measure) {
      case 'sold-amount':
        return seen.reduce((sum, { receipt }) => sum + receipt.sold, 0);
      case 'paid-amount':
        return seen.reduce((sum, { receipt }) => sum + receipt.paid, 0);
      case 'purchases':
        return seen.length;
      case 'purchase-days':
        return daysOf(seen);
      case 'stores':
        return new Set(seen.map(({ receipt }) => receipt.store)).size;
      default:
        return counter.measure satisfies never;
    }
  }

  /** A column that has not parted here yet is still that from which it will. */
  #here(key: string, version: SimVersion): string {
    const { parted, earlier } = columnsOf(version);
    if (earlier.length <= this.#partedBy) return key;
    const from = parted.find(({ to }) => to === key)?.from ?? key;
    const before = earlier.at(-1);
    return before === undefined ? from : this.#here(from, before);
  }

  /**
   * Forgets by day what nobody asks for any more. `closed` are the last closed periods of the systems of the version in
   * force. @returns how many receipts were forgotten
   */
  forget(timeline: NaiveTimeline, closed: readonly NaivePeriod[], now: number): number {
    const present = timeline.inForce(now);
    const today = localDay(now, present.program.zone);
    const asking = timeline.versions.filter((version) => version === present || isAnnounced(version, now));
    let forgotten = 0;
    for (const [key, column] of this.#columns) {
      const asked = asking.flatMap((version) => keptDays(version, key) ?? []);
      // A counter that only judged a last period is kept as its version would keep it.
      const judging = closed.flatMap(({ judge }) =>
        judge !== null && columnOf(judge.version, judge.system.name) === key
          ? (keptDays(judge.version, key) ?? [])
          : [],
      );
      const kept = asked.length > 0 ? asked : judging;
      if (kept.length === 0) {
        if (isGone(timeline, closed, key, now)) this.#columns.delete(key);
        continue;
      }
      const firsts = closed.flatMap((period) => firstAsked(period, key) ?? []);
      const horizon = Math.min(...kept.map((days) => today - days), ...firsts);
      const past = column.counted.filter((one) => !one.forgotten && one.receipt.day < horizon);
      for (const one of past) one.forgotten = true;
      forgotten += past.length;
    }
    return forgotten;
  }
}

/** Nobody can know at a moment what was told later: a clock that goes back makes a version unheard of. */
const isAnnounced = ({ from, announcedAt }: SimVersion, now: number): boolean =>
  from > now && (announcedAt === undefined || announcedAt <= now);

const CARRIED_DAYS = 30;

/** Whether a counter that nobody asks for ended so long ago that it begins anew. */
function isGone(timeline: NaiveTimeline, closed: readonly NaivePeriod[], key: string, now: number): boolean {
  if (closed.some(({ judge }) => judge !== null && columnOf(judge.version, judge.system.name) === key))
    return false;
  const ends = timeline.versions.flatMap((version, index) =>
    version.from <= now && keptDays(version, key) !== null ? [timeline.versions[index + 1]?.from ?? now] : [],
  );
  return Math.max(...ends) < now - CARRIED_DAYS * 86_400_000;
}

const lies = ({ receipt, forgotten }: Counted, { from, to }: Days): boolean =>
  !forgotten && receipt.day >= from && receipt.day < to;

/** Different days: one that is no longer known by itself is still one (D88). */
const daysOf = (counted: readonly Counted[]): number =>
  new Set(counted.map(({ receipt }) => receipt.day)).size;

/** How many days a version keeps a column by day; `null`: it does not know it. */
function keptDays(version: SimVersion, key: string): number | null {
  const { program } = version;
  const { of, late } = columnsOf(version);
  if (![...of.values(), ...late.values()].includes(key)) return null;
  return longestAsked(
    program,
    program.systems.filter(({ name }) => columnOf(version, name) === key),
  );
}

/** How many days a version keeps by day what some of its systems ask for. */
export function longestAsked({ maxAgeDays, delayHours }: SimProgram, uses: readonly SimSystem[]): number {
  const reaches = uses.map(({ review }) =>
    // The days of a lifetime are told apart as long as a receipt may still come for one of them.
    review.window === 'all-time' && review.counter.measure === 'purchase-days'
      ? maxAgeDays
      : reachOf(review.window) + longestOf(review.every),
  );
  return Math.max(0, ...reaches) + Math.ceil(delayHours / 24);
}

/** The first day that the review of a closed period asks for; `null`: it asks for no single day of this column. */
function firstAsked({ judge, to }: NaivePeriod, key: string): number | null {
  if (judge === null || columnOf(judge.version, judge.system.name) !== key) return null;
  const { weekStartsOn } = judge.version.program;
  return daysOfWindow(judge.system.review.window, weekStartsOn, to - 1)?.from ?? null;
}
