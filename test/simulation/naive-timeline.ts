import { type Days, localDay, periodHolding, startOf } from './naive-calendar.ts';
import { columnOf, followColumns } from './naive-columns.ts';
import { calledSystem, rootOf, type SimDrop, type SimSystem, type SimVersion } from './sim-program.ts';

/** So long may a system be away without beginning anew. */
const MAX_AWAY = 30 * 86_400_000;

/** A system without periods (D87) runs in one that never ends, and nobody judges it. */
const ENDLESS: NaivePeriod = {
  from: Number.NEGATIVE_INFINITY,
  to: Number.POSITIVE_INFINITY,
  turn: Number.POSITIVE_INFINITY,
  judge: null,
};

/** Who reviews a period, and by which words. */
export interface NaiveJudge {
  readonly version: SimVersion;
  readonly system: SimSystem;
}

/** A period of a system, when it ends, and who reviews it; `null`: nobody does. */
export interface NaivePeriod extends Days {
  readonly turn: number;
  readonly judge: NaiveJudge | null;
}

/** How a version looks at its entries, whatever its table makes of it. */
const measuresAsOf = ({ version, system: { name, review } }: NaiveJudge): string =>
  JSON.stringify([
    columnOf(version, name),
    review.window,
    review.window.endsWith('week') ? version.program.weekStartsOn : null,
    review.raise,
  ]);

export const systemOf = ({ program }: SimVersion, name: string): SimSystem | undefined =>
  program.systems.find((system) => system.name === name);

/** The versions that are known at a moment, oldest first, and the one chain of periods that each system has by them. */
export class NaiveTimeline {
  readonly versions: readonly SimVersion[];
  readonly #chains = new Map<string, NaivePeriod[]>();
  readonly #places = new Map<string, Map<number, number>>();
  readonly #keptNames = new Map<string, string>();

  constructor(versions: readonly SimVersion[]) {
    this.versions = versions;
    followColumns(versions);
  }

  /** 1, 2, 3 … */
  numberInForce(at: number): number {
    return this.versions.indexOf(this.inForce(at)) + 1;
  }

  inForce(at: number): SimVersion {
    const found = this.versions.findLast(({ from }) => from <= at) ?? this.versions[0];
    if (found === undefined) throw new Error('there is no version');
    return found;
  }

  /**
   * Since when there is a system: from the version that has brought it, if it was never away for more than thirty days
   * since; `null`: it is away for longer than that, or has not come yet.
   */
  thereSince(name: string, now: number): number | null {
    let since: number | null = null;
    let missedSince = now;
    let until = now;
    for (const version of this.versions.filter(({ from }) => from <= now).toReversed()) {
      if (systemOf(version, name) !== undefined) {
        if (missedSince - until > MAX_AWAY) break;
        since = version === this.versions[0] ? Number.NEGATIVE_INFINITY : version.from;
        missedSince = version.from;
      }
      until = version.from;
    }
    return since;
  }

  /**
   * The name by which members keep a system that is there at a moment: what it was called when it came. One that comes back
   * under another name when it was gone is a new one.
   */
  keptName(name: string, at: number): string {
    const key = `${name} ${this.inForce(at).from}`;
    const known = this.#keptNames.get(key);
    if (known !== undefined) return known;
    const first = Math.max(this.thereSince(name, at) ?? at, this.versions[0]?.from ?? at);
    const kept = calledSystem(this.inForce(first).program, name);
    this.#keptNames.set(key, kept);
    return kept;
  }

  /** A system of a version, by the name by which members keep it. */
  #keptIn(version: SimVersion, kept: string): SimSystem | undefined {
    const system = systemOf(version, rootOf(kept));
    return system !== undefined && this.keptName(system.name, version.from) === kept ? system : undefined;
  }

  /** Whether a version had a system before a moment, by the name by which members keep it. */
  wasThereBefore(kept: string, since: number): boolean {
    return this.versions.some((version) => version.from < since && this.#keptIn(version, kept) !== undefined);
  }

  /** When a system that is there came back last, however short it was away. */
  backSince(name: string, now: number): number {
    const begun = this.versions.filter(({ from }) => from <= now);
    const away = begun.findLastIndex((version) => systemOf(version, name) === undefined);
    return begun[away + 1]?.from ?? now;
  }

  /** The versions that take statuses out of a system, oldest first. */
  droppings(kept: string): readonly { readonly from: number; readonly drops: readonly SimDrop[] }[] {
    return this.versions.flatMap((version) => {
      const drops = this.#keptIn(version, kept)?.drops;
      return drops === undefined ? [] : [{ from: version.from, drops }];
    });
  }

  /** When somebody who is here since a moment meets a system that is there since another. */
  meeting(kept: string, since: number): number {
    const met = this.versions.find(
      (version, index) =>
        this.#keptIn(version, kept) !== undefined && (this.versions[index + 1]?.from ?? since + 1) > since,
    );
    return Math.max(since, met?.from ?? since);
  }

  /** The first instant at which the clock in force shows the day, or a later one. */
  begins(day: number): number {
    for (const [index, { from, program }] of this.versions.entries()) {
      const at = Math.max(from, startOf(day, program.zone));
      const next = this.versions[index + 1];
      if (next === undefined || at < next.from) return at;
    }
    throw new Error('a day never begins');
  }

  /** A running period for what ends inside it: the version in force just before that says, not who will judge it. */
  endingIn(kept: string, running: NaivePeriod, at: number): NaivePeriod {
    const version = this.inForce(at - 1);
    const system = this.#keptIn(version, kept);
    return { ...running, judge: system === undefined ? null : { version, system } };
  }

  /**
   * Who looked at entries on a day by a moment, of those that measured what a judge does: each version by its own table; the
   * judge, where none did.
   */
  lookingOn(kept: string, judge: NaiveJudge, day: number, now: number): readonly NaiveJudge[] {
    const [begins, ends] = [this.begins(day), this.begins(day + 1)];
    const found = this.versions.flatMap((version, index): readonly NaiveJudge[] => {
      const isFirst = index === 0 && ends <= version.from;
      const end = this.versions[index + 1]?.from ?? Number.POSITIVE_INFINITY;
      const isThen = version.from < ends && end > begins && version.from <= now;
      const system = isThen || isFirst ? this.#keptIn(version, kept) : undefined;
      return system !== undefined && measuresAsOf({ version, system }) === measuresAsOf(judge)
        ? [{ version, system }]
        : [];
    });
    return found.length === 0 ? [judge] : found;
  }

  /** The period that begins on the day on which the one before ended. */
  from(kept: string, day: number): NaivePeriod {
    if (this.#isEndless(kept)) return ENDLESS;
    const chain = this.#chain(kept);
    while ((chain.at(-1)?.from ?? day) < day) this.#grow(kept, chain);
    const found = chain[this.#places.get(kept)?.get(day) ?? -1];
    if (found === undefined) throw new Error(`no period of ${kept} begins on day ${day}`);
    return found;
  }

  /** Whether the review of the period that holds a day can only raise by a moment. */
  isFinal(kept: string, day: number, now: number): boolean {
    const chain = this.#chain(kept);
    while ((chain.at(-1)?.to ?? day + 1) <= day) this.#grow(kept, chain);
    const holding = chain.find(({ from, to }) => from <= day && day < to);
    // What was before the first version ended with its beginning, and nobody judged it.
    if (holding === undefined) return (this.versions[0]?.from ?? now) <= now;
    const delayHours = holding.judge?.version.program.delayHours ?? 0;
    return holding.turn + delayHours * 3_600_000 <= now;
  }

  /** The period that ended on a day; `null` before the first. */
  endedOn(kept: string, day: number): NaivePeriod | null {
    if (this.#isEndless(kept)) return null;
    this.from(kept, day);
    return this.#chain(kept)[(this.#places.get(kept)?.get(day) ?? 0) - 1] ?? null;
  }

  runningAt(kept: string, at: number): NaivePeriod {
    if (this.#isEndless(kept)) return ENDLESS;
    const chain = this.#chain(kept);
    while ((chain.at(-1)?.turn ?? at + 1) <= at) this.#grow(kept, chain);
    const found = chain.find(({ turn }) => turn > at);
    if (found === undefined) throw new Error(`no period of ${kept} runs`);
    return found;
  }

  /** No version of a shop gives periods to a system that has none. */
  #isEndless(kept: string): boolean {
    return this.versions.some((version) => this.#keptIn(version, kept)?.review.every === 'never');
  }

  #chain(kept: string): NaivePeriod[] {
    const known = this.#chains.get(kept);
    if (known !== undefined) return known;
    const [first] = this.versions;
    if (first === undefined) throw new Error('there is no version');
    const chain: NaivePeriod[] = [];
    this.#chains.set(kept, chain);
    this.#places.set(kept, new Map());
    this.#add(kept, chain, this.#calendarPeriod(kept, localDay(first.from, first.program.zone)));
    return chain;
  }

  #grow(kept: string, chain: NaivePeriod[]): void {
    const begun = chain.at(-1)?.to;
    if (begun === undefined) throw new Error('a chain has no beginning');
    this.#add(kept, chain, { from: begun, to: this.#calendarPeriod(kept, begun).to });
  }

  #add(kept: string, chain: NaivePeriod[], { from, to }: Days): void {
    const turn = this.begins(to);
    const version = this.versions.findLast((one) => one.from < turn);
    const system = version === undefined ? undefined : this.#keptIn(version, kept);
    this.#places.get(kept)?.set(from, chain.length);
    const judge = version === undefined || system === undefined ? null : { version, system };
    chain.push({ from, to, turn, judge });
  }

  /** The calendar's period that holds the day, of the length that was in force when the day began. */
  #calendarPeriod(kept: string, day: number): Days {
    const at = this.versions.indexOf(this.inForce(this.begins(day)));
    const has = (version: SimVersion): boolean => this.#keptIn(version, kept) !== undefined;
    const version =
      this.versions.find((one, index) => index >= at && has(one)) ?? this.versions.findLast(has);
    const every = version === undefined ? undefined : this.#keptIn(version, kept)?.review.every;
    if (version === undefined || every === undefined || every === 'never')
      throw new Error(`no version has ${kept}`);
    return periodHolding(every, version.program.weekStartsOn, day);
  }
}
