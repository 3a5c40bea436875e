import { type Days, daysOfWindow, localDay, longestOf, reachOf } from './naive-calendar.ts';
import type { NaivePeriod, NaiveTimeline } from './naive-timeline.ts';
import { countersOf, definitionOf, type SimCounter, type SimReview, type SimVersion } from './sim-program.ts';

/** A receipt as it counts. */
export interface NaiveReceipt {
  readonly day: number;
  readonly store: string;
  readonly sold: number;
  readonly paid: number;
}

interface Counted {
  readonly receipt: NaiveReceipt;
  /** Its day is no longer known; it stays in the total of all time. */
  forgotten: boolean;
}

interface Column {
  readonly counter: SimCounter;
  readonly counted: Counted[];
  /** Days that were forgotten: the total of all time still holds them. */
  forgottenDays: number;
}

/** Every receipt under every definition for which it was counted: a list, added up anew whenever somebody asks. */
export class NaiveCounters {
  readonly #columns = new Map<string, Column>();

  count(receipt: NaiveReceipt, counters: readonly SimCounter[]): void {
    for (const [definition, counter] of new Map(counters.map((one) => [definitionOf(one), one]))) {
      if (counter.stores !== null && !counter.stores.includes(receipt.store)) continue;
      const column = this.#columns.get(definition) ?? { counter, counted: [], forgottenDays: 0 };
      this.#columns.set(definition, column);
      column.counted.push({ receipt, forgotten: false });
    }
  }

  /** A review's counter through its window, seen from a day. */
  value({ counter, window }: SimReview, weekStartsOn: 'monday' | 'sunday', day: number): number {
    const column = this.#columns.get(definitionOf(counter));
    if (column === undefined) return 0;
    const days = daysOfWindow(window, weekStartsOn, day);
    const seen = days === null ? column.counted : column.counted.filter((one) => lies(one, days));
    switch (counter.measure) {
      case 'sold-amount':
        return seen.reduce((sum, { receipt }) => sum + receipt.sold, 0);
      case 'paid-amount':
        return seen.reduce((sum, { receipt }) => sum + receipt.paid, 0);
      case 'purchases':
        return seen.length;
      case 'purchase-days':
        return days === null ? column.forgottenDays + daysOf(column.counted) : daysOf(seen);
      case 'stores':
        return new Set(seen.map(({ receipt }) => receipt.store)).size;
      default:
        return counter.measure satisfies never;
    }
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
    for (const [definition, column] of this.#columns) {
      const asked = asking.flatMap((version) => keptDays(version, definition) ?? []);
      // A counter that only judged a last period is kept as its version would keep it.
      const judging = closed.flatMap(({ judge }) =>
        judge !== null && definitionOf(judge.system.review.counter) === definition
          ? (keptDays(judge.version, definition) ?? [])
          : [],
      );
      const kept = asked.length > 0 ? asked : judging;
      if (kept.length === 0) {
        if (isGone(timeline, closed, definition, now)) this.#columns.delete(definition);
        continue;
      }
      const firsts = closed.flatMap((period) => firstAsked(period, definition) ?? []);
      const horizon = Math.min(...kept.map((days) => today - days), ...firsts);
      const past = column.counted.filter((one) => !one.forgotten && one.receipt.day < horizon);
      column.forgottenDays += daysOf(past);
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
function isGone(
  timeline: NaiveTimeline,
  closed: readonly NaivePeriod[],
  definition: string,
  now: number,
): boolean {
  if (closed.some(({ judge }) => judge !== null && definitionOf(judge.system.review.counter) === definition))
    return false;
  const ends = timeline.versions.flatMap((version, index) =>
    version.from <= now && keptDays(version, definition) !== null
      ? [timeline.versions[index + 1]?.from ?? now]
      : [],
  );
  return Math.max(...ends) < now - CARRIED_DAYS * 86_400_000;
}

const lies = ({ receipt, forgotten }: Counted, { from, to }: Days): boolean =>
  !forgotten && receipt.day >= from && receipt.day < to;

const daysOf = (counted: readonly Counted[]): number =>
  new Set(counted.filter(({ forgotten }) => !forgotten).map(({ receipt }) => receipt.day)).size;

/** How many days a version keeps a counter by day; `null`: it does not know it. */
export function keptDays({ program }: SimVersion, definition: string): number | null {
  if (!countersOf(program).some((counter) => definitionOf(counter) === definition)) return null;
  const uses = program.systems.filter(({ review }) => definitionOf(review.counter) === definition);
  const reaches = uses.map(({ review }) =>
    // The days of a lifetime are told apart as long as a receipt may still come for one of them.
    review.window === 'all-time' && review.counter.measure === 'purchase-days'
      ? program.maxAgeDays
      : reachOf(review.window) + longestOf(review.every),
  );
  return Math.max(0, ...reaches) + Math.ceil(program.delayHours / 24);
}

/** The first day that the review of a closed period asks for; `null`: it asks for no single day of this counter. */
function firstAsked({ judge, to }: NaivePeriod, definition: string): number | null {
  if (judge === null || definitionOf(judge.system.review.counter) !== definition) return null;
  const { weekStartsOn } = judge.version.program;
  return daysOfWindow(judge.system.review.window, weekStartsOn, to - 1)?.from ?? null;
}
