import { type Days, daysOfWindow, localDay, longestOf, reachOf } from './naive-calendar.ts';
import { columnOf, columnsOf } from './naive-columns.ts';
import type { NaiveJudge, NaivePeriod, NaiveTimeline } from './naive-timeline.ts';
import {
  countersOf,
  type SimCounter,
  type SimProgram,
  type SimSystem,
  type SimVersion,
} from './sim-program.ts';

/** A receipt as it counts; what comes back later is taken off here, so every column sees it. Or a visit, or an activity. */
export interface NaiveReceipt {
  /** Of a visit or an activity: what it counts as. Left out: it is a receipt. */
  readonly as?: 'visits' | 'no-shows' | 'review' | 'friend';
  /** Of a visit or an activity: the words of `on` for which it stands. */
  readonly standsFor?: readonly string[];
  readonly day: number;
  readonly store: string;
  sold: number;
  paid: number;
  /** Something of it is still bought. */
  isBought: boolean;
  /** Nothing of it is left. */
  isGone: boolean;
}

/** A counter, and the day on which a receipt counts for it. */
export interface CountingOn {
  readonly counter: SimCounter;
  readonly day: number;
}

interface Counted {
  readonly receipt: NaiveReceipt;
  /** The day on which it counts here. */
  readonly day: number;
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
      column.counted.push({ receipt, day, forgotten: false });
    }
  }

  /** Takes an entry out of all that has counted it: it has become another. @returns the days on which it counted */
  takeOut(receipt: NaiveReceipt): readonly number[] {
    const days: number[] = [];
    for (const [key, column] of this.#columns) {
      days.push(...column.counted.filter((one) => one.receipt === receipt).map(({ day }) => day));
      this.#columns.set(key, {
        ...column,
        counted: column.counted.filter((one) => one.receipt !== receipt),
      });
    }
    return days;
  }

  /** A review's counter through its window, seen from a day. */
  value(judge: NaiveJudge, day: number): number {
    const { version, system } = judge;
    const { counter, window } = system.review;
    const days = daysOfWindow(window, version.program.weekStartsOn, day);
    const seen = this.#countedFor(judge).filter((one) => days === null || lies(one, days));
    return measured(counter.measure, seen);
  }

  /** The same, of what had happened by then; days that are no longer kept one by one are read for a return (D88). */
  everByThen(judge: NaiveJudge, day: number): number {
    const { version, system } = judge;
    const days = daysOfWindow(system.review.window, version.program.weekStartsOn, day);
    const seen = this.#countedFor(judge).filter(
      (one) => (days === null || isWithin(one, days)) && one.day <= day,
    );
    return measured(system.review.counter.measure, seen);
  }

  /** A review's counter on some days, those included that are no longer kept one by one. */
  sumOn(judge: NaiveJudge, days: Days): number {
    const seen = this.#countedFor(judge).filter((one) => isWithin(one, days));
    return measured(judge.system.review.counter.measure, seen);
  }

  #countedFor({ version, system }: NaiveJudge): readonly Counted[] {
    return this.#columns.get(this.#here(columnOf(version, system.name), version))?.counted ?? [];
  }

  /** The days on which something counts that is left, whoever asks for it, in their order: an entry lets all reviews look. */
  days(): readonly number[] {
    // A deposit that is left alone counts for nobody, so its day is none.
    const left = [...this.#columns.values()].flatMap(({ counter, counted }) =>
      counted.filter(({ day }) => {
        const ofDay = counted.filter((one) => one.day === day);
        return measured(counter.measure, ofDay) > 0;
      }),
    );
    return [...new Set(left.map(({ day }) => day))].sort((one, other) => one - other);
  }

  /**
   * What a rule sees of a counter, seen from a day: also days that are no longer kept one by one, for they are read from
   * the books (D88). `null`: nobody counts it any more.
   */
  seenBy(version: SimVersion, name: string, window: string, day: number): number | null {
    const counter = countersOf(version.program).get(name);
    const column = this.#columns.get(columnsOf(version).of.get(name) ?? '');
    if (counter === undefined || column === undefined) return null;
    const days = daysOfWindow(window, version.program.weekStartsOn, day);
    const seen = column.counted.filter((one) => days === null || isWithin(one, days));
    return measured(counter.measure, seen);
  }

  /** The days on which a receipt counts for a judge; none: it does not. */
  daysFor(judge: NaiveJudge, receipt: NaiveReceipt): readonly number[] {
    return this.#countedFor(judge).flatMap((one) => (one.receipt === receipt ? [one.day] : []));
  }

  /** Whether a receipt is part of some total alone, and its day is no longer known. */
  isSummedUp(receipt: NaiveReceipt): boolean {
    return [...this.#columns.values()].some(({ counted }) =>
      counted.some((one) => one.receipt === receipt && one.forgotten),
    );
  }

  /** Whether some count of different days has summed a day up. */
  hasForgottenDay(day: number): boolean {
    return [...this.#columns.values()].some(
      ({ counter, counted }) =>
        counter.measure === 'purchase-days' && counted.some((one) => one.forgotten && one.day === day),
    );
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
    let forgotten = 0;
    for (const [key, column] of this.#columns) {
      const horizon = horizonOf(timeline, closed, key, now);
      if (horizon === null) {
        if (isGone(timeline, closed, key, now)) this.#columns.delete(key);
        continue;
      }
      const past = column.counted.filter((one) => !one.forgotten && one.day < horizon);
      for (const one of past) one.forgotten = true;
      forgotten += past.length;
    }
    return forgotten;
  }

  /** Whether a version asks for days by day that were forgotten when nobody asked for them. */
  hasGap(timeline: NaiveTimeline, closed: readonly NaivePeriod[], now: number): boolean {
    return [...this.#columns].some(([key, { counted }]) => {
      const horizon = horizonOf(timeline, closed, key, now);
      return horizon !== null && counted.some(({ forgotten, day }) => forgotten && day >= horizon);
    });
  }
}

/** The first day of which a column knows its days one by one; `null`: nobody asks for it. */
function horizonOf(
  timeline: NaiveTimeline,
  closed: readonly NaivePeriod[],
  key: string,
  now: number,
): number | null {
  const present = timeline.inForce(now);
  const today = localDay(now, present.program.zone);
  const asking = timeline.versions.filter((version) => version === present || isAnnounced(version, now));
  const asked = asking.flatMap((version) => keptDays(version, key) ?? []);
  // A counter that only judged a last period is kept as its version would keep it.
  const judging = closed.flatMap(({ judge }) =>
    judge !== null && columnOf(judge.version, judge.system.name) === key
      ? (keptDays(judge.version, key) ?? [])
      : [],
  );
  const kept = asked.length > 0 ? asked : judging;
  if (kept.length === 0) return null;
  const firsts = closed.flatMap((period) => firstAsked(period, key) ?? []);
  return Math.min(...kept.map((days) => today - days), ...firsts);
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

const isWithin = ({ day }: Counted, { from, to }: Days): boolean => day >= from && day < to;
const lies = (counted: Counted, days: Days): boolean => !counted.forgotten && isWithin(counted, days);

/** Adds up what is left of receipts. Never below zero: a deposit that is left alone counts against nobody. */
function measured(measure: SimCounter['measure'], seen: readonly Counted[]): number {
  const bought = seen.filter(({ receipt }) => receipt.isBought);
  switch (measure) {
    case 'sold-amount':
      return Math.max(
        0,
        seen.reduce((sum, { receipt }) => sum + receipt.sold, 0),
      );
    case 'paid-amount':
      return seen.reduce((sum, { receipt }) => sum + receipt.paid, 0);
    case 'purchases':
      return bought.length;
    case 'purchase-days':
      // One that is no longer known by itself is still one (D88).
      return new Set(bought.map(({ day }) => day)).size;
    case 'visits':
    case 'no-shows':
      return seen.filter(({ receipt }) => receipt.as === measure).length;
    case 'activity':
      return seen.filter(({ receipt }) => receipt.as === 'review').length;
    case 'stores':
      return new Set(bought.map(({ receipt }) => receipt.store)).size;
    default:
      return measure satisfies never;
  }
}

/** How many days a version keeps a column by day; `null`: it does not know it. */
function keptDays(version: SimVersion, key: string): number | null {
  const { program } = version;
  const { of, late } = columnsOf(version);
  if (![...of.values(), ...late.values()].includes(key)) return null;
  const looks = (program.rules ?? []).flatMap(({ look, also }) =>
    [look, also].flatMap((each) =>
      each !== undefined && each.counter !== null && of.get(each.counter) === key ? [each.window] : [],
    ),
  );
  return longestAsked(
    program,
    program.systems.filter(({ name }) => columnOf(version, name) === key),
    looks.map((window) => reachOf(window)),
  );
}

/** How many days a version keeps by day what some of its systems ask for. */
export function longestAsked(
  { maxAgeDays, delayHours }: SimProgram,
  uses: readonly SimSystem[],
  ofRules: readonly number[] = [],
): number {
  const reaches = uses.map(({ review }) =>
    // The days of a lifetime are told apart as long as a receipt may still come for one of them.
    review.window === 'all-time' && review.counter.measure === 'purchase-days'
      ? maxAgeDays
      : reachOf(review.window) + longestOf(review.every),
  );
  return Math.max(0, ...reaches, ...ofRules) + Math.ceil(delayHours / 24);
}

/** The first day that the review of a closed period asks for; `null`: it asks for no single day of this column. */
function firstAsked({ judge, to }: NaivePeriod, key: string): number | null {
  if (judge === null || columnOf(judge.version, judge.system.name) !== key) return null;
  const { weekStartsOn } = judge.version.program;
  return daysOfWindow(judge.system.review.window, weekStartsOn, to - 1)?.from ?? null;
}
