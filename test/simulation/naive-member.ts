import type { Happening, NaiveFact, NaiveSale, NaiveView } from './happenings.ts';
import { daysOfWindow, localDay } from './naive-calendar.ts';
import { columnOf, columnsOf } from './naive-columns.ts';
import { type CountingOn, NaiveCounters, type NaiveReceipt } from './naive-counters.ts';
import { noteTurn, tellOf } from './naive-facts.ts';
import {
  beginningOf,
  clipped,
  dropped,
  graceEnded,
  isRescued,
  type NaiveLayers,
  type Note,
  raisedAtOnce,
  reviewed,
  shownOf,
  valueBy,
} from './naive-review.ts';
import { type NaivePeriod, type NaiveTimeline, systemOf } from './naive-timeline.ts';
import {
  calledIn,
  countersOf,
  rankOf,
  type SimReview,
  type SimSystem,
  type SimVersion,
} from './sim-program.ts';

/** A member's place in one system. */
interface Standing {
  readonly layers: NaiveLayers;
  /** As it was just before the last turn: a review that is done again begins there. */
  readonly before: NaiveLayers;
  readonly shownSince: number;
  /** When the member met the system. */
  readonly metAt: number;
  /** The first day that is not closed. */
  readonly closedTo: number;
  /** When the last version came into force that took statuses out here. */
  readonly droppedTo: number;
}

type Sale = Extract<Happening, { kind: 'sale' }>;

/**
 * Works a member's life out from all that happened, by the contract of periods and reviews: a list of receipts, a list of
 * versions and a pencil. It goes on where it stopped, for happenings only ever follow each other.
 */
export class NaiveMember {
  readonly facts: NaiveFact[] = [];
  /** Of the last sale; `null`: none yet. */
  last: NaiveSale | null = null;
  readonly #counters = new NaiveCounters();
  readonly #note: Note;
  #standings: ReadonlyMap<string, Standing> = new Map();
  #enrolledAt = 0;
  #looked: {
    readonly known: NaiveTimeline;
    readonly now: number;
    readonly standings: ReadonlyMap<string, Standing>;
    readonly facts: readonly NaiveFact[];
  } | null = null;

  constructor(note: Note = () => undefined) {
    this.#note = note;
  }

  live(happening: Happening): void {
    const { now, known } = happening;
    this.#looked = null;
    if (happening.kind === 'enrolled') {
      this.#enrolledAt = now;
      this.#standings = this.#closed(this.#standings, known, now, () => undefined);
      return;
    }
    this.#counters.part(known, now);
    this.#standings = this.#closed(this.#standings, known, now, (fact) => this.facts.push(fact), this.#note);
    if (happening.kind === 'sale') this.last = this.#sell(happening);
  }

  /** The statuses shown at a moment, whoever has written them. */
  shown(known: NaiveTimeline, now: number): readonly NaiveView[] {
    const { standings } = this.#look(known, now);
    const present = known.inForce(now);
    return present.program.systems.flatMap((system): NaiveView[] => {
      const standing = standings.get(system.name);
      if (standing === undefined) return [];
      const { layers, shownSince, closedTo } = standing;
      const running = known.from(system.name, closedTo);
      const today = clipped(localDay(now, present.program.zone), running);
      const { grace } = layers;
      const ending = grace === null ? running : known.endingIn(system.name, running, grace.until);
      const end = Math.min(running.turn, grace?.until ?? running.turn);
      const isChanged = known.droppings(system.name).some(({ from }) => from > now && from <= end);
      // What a version is to take out on the way may raise what is earned.
      const later = isChanged
        ? this.#closedIn(
            system.name,
            standing,
            known,
            end,
            () => undefined,
            () => undefined,
          ).layers
        : null;
      const isSafe =
        later === null
          ? isRescued(layers, running, ending, this.#counters)
          : later.grace === null && rankOf(shownOf(later)) >= rankOf(shownOf(layers));
      return [
        {
          system: system.name,
          status: calledIn(present.program, system.name, shownOf(layers)),
          since: shownSince,
          until: layers.grace === null || isSafe ? null : layers.grace.until,
          period: { from: running.from, to: running.to },
          reviewAt: running.turn,
          value: valueBy(this.#counters, { version: present, system }, today),
          forNextPeriod: this.#closedIn(
            system.name,
            standing,
            known,
            running.turn,
            () => undefined,
            () => undefined,
          ).layers.earned,
        },
      ];
    });
  }

  /**
   * How many facts time alone has made by a moment that nobody has written yet. What a system had still to close when it
   * went is closed when it is back, with its next turn or when somebody looks at the member. A turn is swept a minute
   * later: the index must know who came right before it.
   */
  unwritten(known: NaiveTimeline, now: number): number {
    const isThere = (name: string): boolean => systemOf(known.inForce(now), name) !== undefined;
    return this.#look(known, now).facts.filter(
      ({ system, at }) => isThere(system) && at >= known.backSince(system, now) && at <= now - 60_000,
    ).length;
  }

  /** Closes for a look; the next look goes on from there as long as nothing happens and the clock does not go back. */
  #look(known: NaiveTimeline, now: number) {
    const last = this.#looked;
    const usable = last !== null && last.known === known && last.now <= now ? last : null;
    const facts = [...(usable?.facts ?? [])];
    const standings = this.#closed(usable?.standings ?? this.#standings, known, now, (fact) => {
      facts.push(fact);
    });
    this.#looked = { known, now, standings, facts };
    return this.#looked;
  }

  #closed(
    standings: ReadonlyMap<string, Standing>,
    known: NaiveTimeline,
    now: number,
    tell: (fact: NaiveFact) => void,
    note: Note = () => undefined,
  ): ReadonlyMap<string, Standing> {
    const after = new Map(standings);
    for (const [name, { metAt }] of standings) {
      const since = known.thereSince(name, now);
      if (since !== null && metAt >= since) continue;
      note(since === null ? 'system: gone' : 'system: begins anew');
      after.delete(name);
    }
    for (const { name } of known.inForce(now).program.systems) {
      const begun = after.get(name) ?? this.#beginning(known, name, now, note);
      after.set(name, this.#closedIn(name, begun, known, now, tell, note));
    }
    return after;
  }

  #beginning(known: NaiveTimeline, name: string, now: number, note: Note): Standing {
    const since = known.thereSince(name, now) ?? now;
    const at = known.meeting(name, Math.max(this.#enrolledAt, since));
    if (since > this.#enrolledAt) note('system: met after enrolment');
    const layers = beginningOf(known, name, at);
    return {
      layers,
      before: layers,
      shownSince: at,
      metAt: at,
      closedTo: known.runningAt(name, at).from,
      droppedTo: at,
    };
  }

  /** Turns and ends of graces in the order of time; a turn comes before the grace that ends with it. */
  #closedIn(
    name: string,
    begun: Standing,
    known: NaiveTimeline,
    now: number,
    tell: (fact: NaiveFact) => void,
    note: Note,
  ): Standing {
    let standing = begun;
    let { droppedTo } = begun;
    let turns = 0;
    for (;;) {
      const running = known.from(name, standing.closedTo);
      const { grace } = standing.layers;
      const dropping = known.droppings(name).find(({ from }) => from > droppedTo && from <= now);
      const next = Math.min(running.turn, grace?.until ?? running.turn);
      if (dropping !== undefined && dropping.from < next) {
        const { from } = dropping;
        droppedTo = from;
        const layers = dropped(standing.layers, dropping.drops, from);
        tellOf(name, standing.layers, layers, from, from, now, tell);
        if (layers !== standing.layers) note('status: taken out');
        standing = {
          ...moved(standing, layers, from),
          before: dropped(standing.before, dropping.drops, null),
          droppedTo,
        };
        continue;
      }
      if (grace !== null && grace.until < running.turn && grace.until <= now) {
        const layers = graceEnded(
          standing.layers,
          known.endingIn(name, running, grace.until),
          this.#counters,
          note,
        );
        tellOf(
          name,
          standing.layers,
          layers,
          grace.until,
          finalAfter(known.endedOn(name, standing.closedTo), grace.until),
          now,
          tell,
        );
        standing = moved(standing, layers, grace.until);
        continue;
      }
      if (running.turn > now) break;
      turns += 1;
      const { judge, turn } = running;
      if (judge === null) {
        note('turn: judged by nobody');
        standing = { ...standing, closedTo: running.to };
        continue;
      }
      if (grace?.until === turn) note('grace: ends with a turn');
      noteTurn(running, known, note);
      const judged = reviewed(standing.layers, judge, running, this.#counters, turn, note);
      // A grace that ends with the turn was looked at by its review, and goes in the same change.
      const layers =
        judged.grace !== null && judged.grace.until <= turn ? { ...judged, grace: null } : judged;
      tellOf(name, standing.layers, layers, turn, turn + delayOf(judge.version), now, tell);
      standing = { ...moved(standing, layers, turn), before: standing.layers, closedTo: running.to };
    }
    if (turns > 1)
      note(
        `turns missed in one call: ${turns <= 10 ? '2 to 10' : turns <= 100 ? '11 to 100' : 'more than 100'}`,
      );
    return standing;
  }

  #sell(sale: Sale): NaiveSale {
    const { now, known, occurredAt, amount, storeId } = sale;
    const present = known.inForce(now);
    const { zone, maxAgeDays, systems, percents } = present.program;
    const found = this.#standings;
    const shownIn = (standings: ReadonlyMap<string, Standing>, name: string): string | null => {
      const standing = standings.get(name);
      return standing === undefined ? null : shownOf(standing.layers);
    };
    const statuses = () =>
      systems.map(({ name }) => ({
        system: name,
        before: calledIn(present.program, name, shownIn(found, name)),
        after: calledIn(present.program, name, shownIn(this.#standings, name)),
      }));
    const day = sale.day ?? localDay(Math.min(occurredAt, now), zone);
    if (localDay(now, zone) - day > maxAgeDays) {
      this.#note('receipt: too old');
      return { tooOld: true, discount: sale.given ?? 0, statuses: statuses() };
    }
    const percent = percents[shownIn(found, systems[0]?.name ?? '') ?? ''] ?? 0;
    const goods = amount + (sale.deposit ?? 0);
    const byRules = Math.min(Math.floor((goods * percent * 100 + 5_000) / 10_000), amount);
    const discount = sale.promisedDiscount ?? sale.given ?? byRules;
    const sold = amount - discount;
    const receipt = { day, store: storeId, sold, paid: sale.paid ?? sold };
    this.#count(receipt, present, known, now);
    const after = new Map(found);
    for (const system of systems) {
      const standing = found.get(system.name);
      if (standing !== undefined)
        after.set(system.name, this.#moved({ version: present, system }, standing, day, sale));
    }
    this.#standings = after;
    const closed = systems.flatMap(({ name }) => this.#lastPeriod(known, name) ?? []);
    if (this.#counters.forget(known, closed, now) > 0) this.#note('receipt: days were forgotten');
    return { tooOld: false, discount, statuses: statuses() };
  }

  /** For the counters of the version in force, and late ones also for those of who judged the last closed period. */
  #count(receipt: NaiveReceipt, present: SimVersion, known: NaiveTimeline, now: number): void {
    const today = localDay(now, present.program.zone);
    const { systems } = present.program;
    /** Where a system counts what comes too late on the day it arrives, that day. */
    const dayFor = (name: string, { late }: SimReview): number =>
      late === 'current-period' && receipt.day < today && known.isFinal(name, receipt.day, now)
        ? today
        : receipt.day;
    const late = systems.flatMap(({ name }): [string, CountingOn][] => {
      const standing = this.#standings.get(name);
      if (standing === undefined || receipt.day >= standing.closedTo) return [];
      const { judge, to } = this.#lastPeriod(known, name) ?? { judge: null, to: 0 };
      if (judge === null) return [];
      const { review } = judge.system;
      const { weekStartsOn, maxAgeDays } = judge.version.program;
      // What the judge would not have seen is not counted for it.
      const from = daysOfWindow(review.window, weekStartsOn, to - 1)?.from ?? Number.NEGATIVE_INFINITY;
      return receipt.day < from || today - receipt.day > maxAgeDays
        ? []
        : [[columnOf(judge.version, name), { counter: review.counter, day: dayFor(name, review) }]];
    });
    const { of } = columnsOf(present);
    const own = [...countersOf(present.program)].map(
      ([name, counter]) => [of.get(name) ?? '', { counter, day: receipt.day }] as const,
    );
    const arriving = systems.flatMap(({ name, review }) =>
      review.late === 'current-period'
        ? [[columnOf(present, name), { counter: review.counter, day: dayFor(name, review) }] as const]
        : [],
    );
    // Who judged before counts by the present definition, where that goes on with its column.
    this.#counters.count(receipt, new Map([...late, ...own, ...arriving]));
    if (arriving.some(([, { day }]) => day !== receipt.day)) this.#note('receipt: counts when it arrives');
  }

  #lastPeriod(known: NaiveTimeline, name: string): NaivePeriod | null {
    const standing = this.#standings.get(name);
    return standing === undefined ? null : known.endedOn(name, standing.closedTo);
  }

  /** A receipt's effect on one system: the last review again, and a look at the running period. */
  #moved(
    present: { readonly version: SimVersion; readonly system: SimSystem },
    standing: Standing,
    day: number,
    { now, known }: Sale,
  ): Standing {
    const { name } = present.system;
    const running = known.from(name, standing.closedTo);
    const ended = known.endedOn(name, standing.closedTo);
    let { layers } = standing;
    let notifyFrom = now;
    if (day < running.from && ended !== null && ended.judge !== null && day >= ended.from) {
      notifyFrom = ended.turn + delayOf(ended.judge.version);
      const isOver = now >= notifyFrom && present.system.review.late !== undefined;
      if (isOver) {
        this.#note('receipt: moves no closed period');
        notifyFrom = now;
      } else {
        const again = this.#again({ known, name, standing, ended, running }, now >= notifyFrom, now);
        layers = this.#settled(known, name, { before: layers, again, judge: ended.judge.version }, now);
      }
      if (ended.judge.version !== present.version) this.#note('receipt: late across a change');
    } else if (day < running.from) this.#note('receipt: for an older period');
    layers = raisedAtOnce(layers, present, running, this.#counters, now, this.#note);
    tellOf(name, standing.layers, layers, now, notifyFrom, now, (fact) => this.facts.push(fact));
    return moved(standing, layers, now);
  }

  /** What an older judge gave and a version has taken out since becomes what follows it, and takes nothing from anybody. */
  #settled(
    known: NaiveTimeline,
    name: string,
    { before, again, judge }: { before: NaiveLayers; again: NaiveLayers; judge: SimVersion },
    now: number,
  ): NaiveLayers {
    if (again === before) return again;
    const later = known.droppings(name).filter(({ from }) => from > judge.from && from <= now);
    const settled = later.reduce((layers, { drops }) => dropped(layers, drops, now), again);
    return settled !== again && rankOf(settled.earned) < rankOf(before.earned) ? before : settled;
  }

  #again({ known, name, standing, ended, running }: Again, isFinal: boolean, now: number): NaiveLayers {
    const { judge } = ended;
    const { layers: present, before } = standing;
    if (judge === null) return present;
    const quiet: Note = () => undefined;
    // A grace that is over by now is over for a review that is done again as well.
    const held = before.grace !== null && before.grace.until <= now ? { ...before, grace: null } : before;
    const again = reviewed(held, judge, ended, this.#counters, now, quiet);
    this.#note(isFinal ? 'receipt: for the last period, final' : 'receipt: for the last period, not final');
    // What the running period has raised stays, whatever the last one comes to.
    const isBound = isFinal || present.raisedIn === running.from;
    if (isBound && rankOf(again.earned) <= rankOf(present.earned)) return present;
    const rank = rankOf(again.earned) - rankOf(present.earned);
    if (rank !== 0)
      this.#note(`review again: ${rank > 0 ? 'raised' : 'lowered'}${isFinal ? ' when it was final' : ''}`);
    const inTime = again.earned === before.earned ? before.since : ended.turn;
    const layers = { ...again, since: sinceOf(again.earned, present, isFinal ? now : inTime) };
    if (layers.grace === null || layers.grace.until > now) return layers;
    this.#note('review again: a grace that is over');
    return graceEnded(layers, known.endingIn(name, running, layers.grace.until), this.#counters, this.#note);
  }
}

/** A grace could be made good by an entry of the last period until that is final: so long nobody is told of its end. */
const finalAfter = (ended: NaivePeriod | null, until: number): number =>
  ended === null || ended.judge === null ? until : Math.max(until, ended.turn + delayOf(ended.judge.version));

/** Since when a status is earned that a review gives anew: it was held already, ran on in a grace, or comes back now. */
const sinceOf = (earned: string | null, { earned: held, since, grace }: NaiveLayers, anew: number): number =>
  earned === held ? since : grace?.status === earned ? grace.since : anew;

interface Again {
  readonly known: NaiveTimeline;
  readonly name: string;
  readonly standing: Standing;
  readonly ended: NaivePeriod;
  readonly running: NaivePeriod;
}

const delayOf = ({ program }: SimVersion): number => program.delayHours * 3_600_000;

/** A shown status stays since when it was, as long as it is the same. */
const moved = (standing: Standing, layers: NaiveLayers, at: number): Standing => ({
  ...standing,
  layers,
  shownSince: shownOf(layers) === shownOf(standing.layers) ? standing.shownSince : at,
});
