import type {
  Happening,
  NaiveChange,
  NaiveDiscountFact,
  NaiveDiscountView,
  NaiveFact,
  NaiveFollowUp,
  NaiveLabelFact,
  NaiveOutcome,
  NaiveSale,
  NaiveView,
} from './happenings.ts';
import { reviewedAgain, settledBy } from './naive-again.ts';
import { type Days, daysOfWindow, localDay } from './naive-calendar.ts';
import { clawedBack, groundOf, isUnclear, type Seen, seenBy } from './naive-clawback.ts';
import { columnOf, columnsOf } from './naive-columns.ts';
import { type CountingOn, NaiveCounters, type NaiveReceipt } from './naive-counters.ts';
import {
  discountShown,
  endedDiscounts,
  type NaiveDiscount,
  tellDiscount,
  topDiscount,
} from './naive-discounts.ts';
import { followedNow, highestSince, takenFrom } from './naive-endless.ts';
import { type NaiveMove, netLabels, netMoves, noteTurn, tellOf } from './naive-facts.ts';
import { type NaiveGift, type NaiveLabel, stillGiven } from './naive-gifts.ts';
import { Moments } from './naive-moments.ts';
import { comingIn, droppedOver, endUnder, isOver, put, setEarned } from './naive-override.ts';
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
import { ruled, takenBack } from './naive-rules.ts';
import {
  computedIn,
  delayOf,
  endShown,
  finalAfter,
  moved,
  placeOf,
  type Standing,
  shownIn,
  turned,
} from './naive-standing.ts';
import { type NaiveJudge, type NaivePeriod, type NaiveTimeline, systemOf } from './naive-timeline.ts';
import {
  calledIn,
  calledLabel,
  calledSystem,
  countersOf,
  rankOf,
  type SimReview,
  type SimSystem,
  type SimVersion,
  type SimWord,
} from './sim-program.ts';

type Sale = Extract<Happening, { kind: 'sale' }>;

/**
 * Works a member's life out from all that happened, by the contract of periods and reviews: a list of receipts, a list of
 * versions and a pencil. It goes on where it stopped, for happenings only ever follow each other.
 */
export class NaiveMember {
  readonly facts: NaiveFact[] = [];
  readonly labelFacts: NaiveLabelFact[] = [];
  readonly discountFacts: NaiveDiscountFact[] = [];
  labels: readonly NaiveLabel[] = [];
  #discounts: readonly NaiveDiscount[] = [];
  /** Of the last sale; `null`: none yet. */
  last: NaiveSale | null = null;
  /** Of the last return or payment; `null`: none yet. */
  lastFollowUp: NaiveOutcome | null = null;
  /** Of the last change of a visit, or of something that was done; `null`: none yet. */
  lastChange: NaiveOutcome | null = null;
  /** Visits and activities that count, by kind, store and id. */
  readonly #changing = new Map<string, NaiveReceipt>();
  /** By store and id; `null`: too old to count. */
  readonly #receipts = new Map<string, NaiveReceipt | null>();
  readonly #counters = new NaiveCounters();
  readonly #note: Note;
  #standings: ReadonlyMap<string, Standing> = new Map();
  /** Label → the rule that moved it last. */
  readonly #labelRules = new Map<string, string>();
  #enrolledAt = 0;
  /** All that has happened which is an entry. */
  #entries = 0;
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
    this.#discounts = endedDiscounts(this.#discounts, now, (fact) => {
      this.#note('standing discount: ends');
      this.discountFacts.push(fact);
    });
    if (happening.kind === 'passed') return;
    const { lines = 1, followed = [] } = { lines: 1, followed: [], ...happening } as {
      readonly lines?: number;
      readonly followed?: readonly unknown[];
    };
    this.#entries += lines + followed.length;
    const { labels } = this;
    const discount = topDiscount(this.#discounts);
    const steps: NaiveMove[][] = [];
    if (happening.kind === 'overridden') steps.push(this.#overridden(happening));
    else if (happening.kind === 'changed') {
      const { moves, outcome } = this.#change(happening);
      this.lastChange = outcome;
      steps.push(moves);
    } else if (happening.kind === 'sale') {
      const { moves, outcome } = this.#sell(happening);
      this.last = outcome;
      steps.push(moves);
      for (const each of happening.followed ?? []) steps.push(this.#follow({ ...each, now, known }).moves);
    } else {
      const { moves, outcome } = this.#follow(happening);
      this.lastFollowUp = outcome;
      steps.push(moves);
    }
    // One change a system and a label, whatever led to it on the way.
    this.facts.push(...netMoves(steps.flat(), now));
    this.labelFacts.push(...netLabels(labels, this.labels, this.#labelRules, now));
    const tell = (fact: NaiveDiscountFact) => this.discountFacts.push(fact);
    tellDiscount(discount, topDiscount(this.#discounts), now, false, tell);
  }

  /**
   * LEFT OUT of the draw: what follows a receipt while a version asks for days that were forgotten before it came. Such a
   * gap is told at activation; what the product reads again for a return (D88) fills a part of it.
   */
  hasGap(known: NaiveTimeline, now: number): boolean {
    const { systems } = known.inForce(now).program;
    const closed = systems.flatMap(({ name }) => {
      const standing = this.#standings.get(name);
      // Of what time has closed and nobody has written the oldest asks for the oldest days.
      const next = standing === undefined ? null : known.from(standing.kept, standing.closedTo);
      return [this.#lastPeriod(known, name) ?? [], next !== null && next.turn <= now ? next : []].flat();
    });
    this.#counters.part(known, now);
    return this.#counters.hasGap(known, closed, now);
  }

  /** Whether a sale comes for a day that some count of different days no longer knows by itself. */
  hasForgottenDayOf({ known, now, occurredAt, day }: Sale): boolean {
    const { zone } = known.inForce(now).program;
    return this.#counters.hasForgottenDay(day ?? localDay(Math.min(occurredAt, now), zone));
  }

  /** Whether a visit counts for something, which a change of it takes back. */
  stands(key: string): boolean {
    return this.#changing.has(key);
  }

  /** Whether a receipt's day, or a visit's, is no longer known by itself somewhere. */
  isSummedUp(key: string): boolean {
    const receipt = this.#receipts.get(key) ?? this.#changing.get(key) ?? null;
    return receipt !== null && this.#counters.isSummedUp(receipt);
  }

  /** LEFT OUT of the draw: a return of which nobody can say what a system takes for it. */
  isUnclear(known: NaiveTimeline, now: number): boolean {
    const version = known.inForce(now);
    const { standings } = this.#look(known, now);
    return version.program.systems.some((system) => {
      const standing = standings.get(system.name);
      return standing !== undefined && isUnclear(placeOf({ version, system }, standing, known), known, now);
    });
  }

  /** What all that counts for a system comes to on some days, whether or not these are still kept one by one. */
  sumOn(known: NaiveTimeline, now: number, name: string, days: Days): number {
    const version = known.inForce(now);
    const system = version.program.systems.find((each) => each.name === name);
    return system === undefined ? 0 : this.#counters.sumOn({ version, system }, days);
  }

  /** The standing discount that shows at a moment. */
  discount(now: number): NaiveDiscountView | null {
    return discountShown(this.#discounts, now);
  }

  /** The statuses shown at a moment, whoever has written them. */
  shown(known: NaiveTimeline, now: number): readonly NaiveView[] {
    const { standings } = this.#look(known, now);
    const present = known.inForce(now);
    return present.program.systems.flatMap((system): NaiveView[] => {
      const standing = standings.get(system.name);
      if (standing === undefined) return [];
      const { kept, layers, shownSince, closedTo, override, writings } = standing;
      const called = (status: string | null) => calledIn(present.program, system.name, status);
      const later = (from: Standing, at: number): Standing =>
        this.#closedIn(
          system.name,
          from,
          known,
          at,
          () => undefined,
          () => undefined,
        );
      const isOut = (by: number): boolean =>
        known
          .droppings(kept)
          .some(
            ({ from, drops }) =>
              from > now && from <= by && drops.some(({ status }) => status === shownIn(standing)),
          );
      const isEndless = system.review.every === 'never';
      const running = known.from(kept, closedTo);
      const today = clipped(localDay(now, present.program.zone), running);
      const { grace } = layers;
      const ending = grace === null ? running : known.endingIn(kept, running, grace.until);
      const end = Math.min(running.turn, grace?.until ?? running.turn);
      // Without periods nothing ends that a version could make good on the way.
      const isChanged = !isEndless && known.droppings(kept).some(({ from }) => from > now && from <= end);
      // What a version is to take out on the way may raise what is earned.
      const then = isChanged ? later(standing, end).layers : null;
      const isSafe =
        then === null
          ? isRescued(layers, running, ending, this.#counters)
          : then.grace === null && rankOf(shownOf(then)) >= rankOf(shownOf(layers));
      const own = endShown(standing, isSafe);
      return [
        {
          system: calledSystem(present.program, system.name),
          status: called(shownIn(standing)),
          computed: called(computedIn(standing)),
          override:
            override === null
              ? null
              : { mode: override.mode, status: called(override.status), until: override.until },
          writings,
          since: shownSince,
          until: endUnder(standing, { own, turn: running.turn, isOut }, later),
          period: isEndless ? null : { from: running.from, to: running.to },
          reviewAt: isEndless ? null : running.turn,
          value: valueBy(this.#counters, { version: present, system }, today),
          forNextPeriod: isEndless ? null : comingIn(later(standing, running.turn)),
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
    let discounts = 0;
    endedDiscounts(this.#discounts, now - 60_000, () => {
      discounts += 1;
    });
    const statuses = this.#look(known, now).facts.filter(
      ({ system, at }) => isThere(system) && at >= known.backSince(system, now) && at <= now - 60_000,
    );
    return discounts + statuses.length;
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
    const kept = known.keptName(name, now);
    const at = known.meeting(kept, Math.max(this.#enrolledAt, since));
    if (since > this.#enrolledAt) note('system: met after enrolment');
    const layers = beginningOf(known, name, at);
    return {
      kept,
      layers,
      gifts: [],
      override: null,
      writings: known.wasThereBefore(kept, since) ? this.#entries : 0,
      mark: null,
      before: layers,
      began: layers,
      beganBefore: layers,
      shownSince: at,
      metAt: at,
      metWith: layers.earned,
      closedTo: known.runningAt(kept, at).from,
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
    const { kept } = begun;
    let { droppedTo } = begun;
    let turns = 0;
    const moments = new Moments((found, after, at, finalAt) => {
      tellOf(name, shownIn(found), shownIn(after), at, finalAt, now, tell);
    });
    for (;;) {
      const running = known.from(kept, standing.closedTo);
      const { grace } = standing.layers;
      const dropping = known.droppings(kept).find(({ from }) => from > droppedTo && from <= now);
      const given = Math.min(...standing.gifts.map(({ until }) => until));
      const lifted = standing.override?.until ?? running.turn;
      const next = Math.min(running.turn, grace?.until ?? running.turn, given, lifted);
      if (dropping !== undefined && dropping.from < next) {
        const { from } = dropping;
        droppedTo = from;
        const layers = dropped(standing.layers, dropping.drops, from);
        const { mark } = standing;
        const after = {
          ...moved(standing, { layers, override: droppedOver(standing.override, dropping.drops) }, from),
          before: dropped(standing.before, dropping.drops, null),
          began: dropped(standing.began, dropping.drops, null),
          beganBefore: dropped(standing.beganBefore, dropping.drops, null),
          mark: mark === null ? null : dropped(mark, dropping.drops, null),
          droppedTo,
        };
        if (layers !== standing.layers) note('status: taken out');
        standing = moments.step(standing, after, from, from);
        continue;
      }
      if (next < running.turn && next <= now) {
        // All that ends at one moment is one change (D93).
        const isGraceOver = grace !== null && grace.until <= next;
        const layers = isGraceOver
          ? graceEnded(standing.layers, known.endingIn(kept, running, next), this.#counters, note)
          : standing.layers;
        const override = isOver(standing, next) ? null : standing.override;
        const after = moved(standing, { layers, gifts: stillGiven(standing.gifts, next), override }, next);
        const finalAt = isGraceOver ? finalAfter(known.endedOn(kept, standing.closedTo), next) : next;
        if (given <= next) note('gift: ends');
        if (isOver(standing, next)) note('override: ends');
        standing = moments.step(standing, after, next, finalAt);
        continue;
      }
      if (running.turn > now || running.turn === Number.POSITIVE_INFINITY) break;
      turns += 1;
      const { judge, turn } = running;
      const start = setEarned(standing, turn, note);
      const gifts = stillGiven(start.gifts, turn);
      const override = isOver(start, turn) ? null : start.override;
      if (override !== start.override) note('override: ends with a turn');
      if (gifts.length < start.gifts.length) note('gift: ends with a turn');
      if (judge === null) {
        note('turn: judged by nobody');
        const after = {
          ...moved(start, { gifts, override }, turn),
          ...turned(start, start.layers),
          closedTo: running.to,
        };
        standing = moments.step(standing, after, turn, turn);
        continue;
      }
      if (grace?.until === turn) note('grace: ends with a turn');
      noteTurn(running, known, note);
      const { mark } = start;
      // Goods came back for which it was earned: nothing keeps it (D16).
      const before = mark === null ? start.layers : this.#markMet(mark, known, kept, running);
      if (mark !== null) note('clawback: judged from below at a turn');
      const judged = reviewed(before, judge, running, this.#counters, turn, note);
      // A grace that ends with the turn was looked at by its review, and goes in the same change.
      const layers =
        judged.grace !== null && judged.grace.until <= turn ? { ...judged, grace: null } : judged;
      const after = {
        ...moved(start, { layers, gifts, override }, turn),
        ...{ before, mark: null, ...turned(start, layers), closedTo: running.to },
      };
      standing = moments.step(standing, after, turn, turn + delayOf(judge.version));
    }
    moments.end();
    if (turns > 1)
      note(
        `turns missed in one call: ${turns <= 10 ? '2 to 10' : turns <= 100 ? '11 to 100' : 'more than 100'}`,
      );
    return standing;
  }

  /** What a turn begins from where goods came back: a grace that ended before it was lost, or made good by what is left. */
  #markMet(mark: NaiveLayers, known: NaiveTimeline, kept: string, running: NaivePeriod): NaiveLayers {
    const { grace } = mark;
    if (grace === null || grace.until >= running.turn) return mark;
    return graceEnded(mark, known.endingIn(kept, running, grace.until), this.#counters, () => undefined);
  }

  #overridden({ now, known, system: name, told }: Extract<Happening, { kind: 'overridden' }>): NaiveMove[] {
    const found = this.#standings;
    const standing = found.get(name);
    const system = known.inForce(now).program.systems.find((each) => each.name === name);
    if (standing === undefined || system === undefined) throw new Error(`nothing is known of ${name}`);
    this.#standings = new Map([...found, [name, put(standing, system, told, now, this.#note)]]);
    this.#uninterrupt(found);
    return this.#moves(found, new Map());
  }

  #sell(sale: Sale): { readonly moves: NaiveMove[]; readonly outcome: NaiveSale } {
    const { now, known, occurredAt, amount, storeId, receipt: key = '' } = sale;
    const present = known.inForce(now);
    const { zone, maxAgeDays, systems, percents } = present.program;
    const [found, { labels }] = [this.#standings, this];
    const day = sale.day ?? localDay(Math.min(occurredAt, now), zone);
    if (localDay(now, zone) - day > maxAgeDays) {
      this.#note('receipt: too old');
      this.#receipts.set(key, null);
      const outcome = { ...this.#outcome(present, found, labels), tooOld: true, discount: sale.given ?? 0 };
      return { moves: [], outcome: { ...outcome, isOwn: false } };
    }
    const first = found.get(systems[0]?.name ?? '');
    const ofStatus = percents[(first === undefined ? null : shownIn(first)) ?? ''] ?? 0;
    const own = topDiscount(this.#discounts)?.percent ?? 0;
    const percent = Math.max(ofStatus, own);
    const goods = amount + (sale.deposit ?? 0);
    const byRules = Math.min(Math.floor((goods * percent * 100 + 5_000) / 10_000), amount);
    const discount = sale.promisedDiscount ?? sale.given ?? byRules;
    const sold = amount - discount;
    const receipt = { day, store: storeId, sold, paid: sale.paid ?? sold, isBought: true, isGone: false };
    this.#receipts.set(key, receipt);
    const seen = this.#seen(present, known, now);
    this.#count(receipt, present, known, now);
    const moves = this.#reviewed({ present, receipt, kind: 'sale', now, known }, seen);
    this.#ruled({ present, wakes: 'sale', receipt, key, day, now, known });
    this.#uninterrupt(found);
    this.#forget(known, systems, now);
    const outcome = { ...this.#outcome(present, found, labels), tooOld: false, discount };
    const isOwn = sale.promisedDiscount === null && sale.given == null && own > ofStatus;
    if (isOwn) this.#note('standing discount: wins');
    return { moves: this.#moves(found, moves), outcome: { ...outcome, isOwn } };
  }

  /** A return or a payment: the receipt is what is left of it, wherever it counts (D15, D16, D29). */
  #follow(told: NaiveFollowUp & Pick<Sale, 'now' | 'known'>): {
    readonly moves: NaiveMove[];
    readonly outcome: NaiveOutcome;
  } {
    const { now, known, receipt: key, left } = told;
    const present = known.inForce(now);
    const [found, { labels }] = [this.#standings, this];
    const receipt = this.#receipts.get(key);
    if (receipt === undefined) throw new Error(`nothing is known of ${key}`);
    if (receipt === null) {
      this.#note(`${told.kind}: of a receipt that was too old`);
      return { moves: [], outcome: { ...this.#outcome(present, found, labels), tooOld: true } };
    }
    const { systems, zone } = present.program;
    const seen = this.#seen(present, known, now);
    const was = { ...receipt };
    Object.assign(receipt, left);
    // What rules gave goes first.
    if (told.kind === 'return') this.#takenBack(present, key, receipt, known, now);
    const moves = this.#reviewed({ present, receipt, was, kind: told.kind, now, known }, seen);
    if (told.kind === 'payment') {
      const day = localDay(Math.min(told.occurredAt, now), zone);
      this.#ruled({ present, wakes: 'payment', receipt, key, day, now, known });
    }
    this.#uninterrupt(found);
    this.#forget(known, systems, now);
    const outcome = { ...this.#outcome(present, found, labels), tooOld: false };
    return { moves: this.#moves(found, moves), outcome };
  }

  /**
   * A visit is something else now, or something was done: what it counted for goes from its day, and what it is by now counts on
   * its own (D44, D46).
   */
  #change(told: NaiveChange & Pick<Sale, 'now' | 'known'>): {
    readonly moves: NaiveMove[];
    readonly outcome: NaiveOutcome;
  } {
    const { now, known, key, at, status, storeId: store } = told;
    const present = known.inForce(now);
    const { zone, maxAgeDays, systems } = present.program;
    const [found, { labels }, discounts] = [this.#standings, this, this.#discounts];
    const stood = this.#changing.get(key) ?? null;
    const standsFor = STANDS_FOR[status] ?? [];
    // What is to come lies on its own day; what has been is not later than now (D28).
    const seenOn = told.day ?? localDay(Math.min(at, now), zone);
    const day = standsFor.length > 0 ? seenOn : (told.day ?? localDay(at, zone));
    const isNew = stood === null || stood.day !== day;
    const tooOld = standsFor.length > 0 && localDay(now, zone) - day > maxAgeDays && isNew;
    if (tooOld) this.#note(`visit: ${stood === null ? 'too old' : 'moved to where it is too old'}`);
    const counts = standsFor.length > 0 && !tooOld;
    if (stood === null && !counts) {
      const outcome = { ...this.#outcome(present, found, labels), tooOld };
      return { moves: [], outcome };
    }
    const head = { day, store, isBought: false };
    const receipt: NaiveReceipt = counts
      ? {
          ...head,
          as: AS[status] ?? 'friend',
          standsFor,
          sold: status === 'came' ? told.sold : 0,
          paid: status === 'came' ? told.paid : 0,
          isGone: false,
        }
      : { ...head, standsFor: [], sold: 0, paid: 0, isGone: true };
    const seen = this.#seen(present, known, now);
    const days = [day];
    if (stood !== null) {
      if (stood.day !== day) this.#note('visit: counts on another day');
      days.push(stood.day, ...this.#counters.takeOut(stood));
      this.#changing.delete(key);
    }
    if (counts) {
      this.#changing.set(key, receipt);
      days.push(...this.#count(receipt, present, known, now));
    }
    if (stood !== null) this.#takenBack(present, key, receipt, known, now);
    const kind = stood === null ? 'sale' : 'return';
    const moves = this.#reviewed({ present, receipt, kind, days, now, known }, seen);
    // What counts for the first time wakes its own rules, whatever has told of it.
    const isPayment = told.paidAt !== undefined && stood !== null;
    const wakes = isPayment ? standsFor.find((word) => word === 'payment') : standsFor[0];
    if (counts && wakes !== undefined) {
      const paidOn = localDay(Math.min(told.paidAt ?? at, now), zone);
      this.#ruled({ present, wakes, receipt, key, day: isPayment ? paidOn : seenOn, now, known });
    }
    this.#neverInterrupted(labels, discounts);
    this.#uninterrupt(found);
    this.#forget(known, systems, now);
    return {
      moves: this.#moves(found, moves),
      outcome: { ...this.#outcome(present, found, labels), tooOld },
    };
  }

  /** What one command lost and gave again was held all the time. */
  #neverInterrupted(labels: readonly NaiveLabel[], discounts: readonly NaiveDiscount[]): void {
    this.labels = this.labels.map((label) => ({
      ...label,
      since: labels.find(({ name }) => name === label.name)?.since ?? label.since,
    }));
    this.#discounts = this.#discounts.map((each) => ({
      ...each,
      since:
        discounts.find(({ percent, until }) => percent === each.percent && until === each.until)?.since ??
        each.since,
    }));
  }

  /** Each system's reviews look at what has changed. @returns until when what they changed is not final, by system */
  #reviewed(entry: Entry, seen: ReadonlyMap<string, Seen>): ReadonlyMap<string, number> {
    const finals = new Map<string, number>();
    const after = new Map(this.#standings);
    for (const system of entry.present.program.systems) {
      const standing = after.get(system.name);
      if (standing === undefined) continue;
      const judge = { version: entry.present, system };
      const { moved, finalAt } = this.#moved(judge, standing, entry, seen);
      if (shownIn(moved) !== shownIn(standing)) finals.set(system.name, finalAt);
      after.set(system.name, moved);
    }
    this.#standings = after;
    return finals;
  }

  #ruled({ present, wakes, receipt, key, day, now, known }: Waking): void {
    const turnOf = (name: string): number => this.#turnOf(known, name);
    const ruling = { version: present, wakes, receipt, key, day, now, turnOf, counters: this.#counters };
    const given = { labels: this.labels, discounts: this.#discounts };
    const { standings, labels, discounts, rules } = ruled(ruling, this.#standings, given, this.#note);
    this.labels = labels;
    this.#discounts = discounts;
    for (const [label, rule] of rules) this.#labelRules.set(label, rule);
    this.#settle(standings, now);
  }

  #takenBack(
    present: SimVersion,
    key: string,
    receipt: NaiveReceipt,
    known: NaiveTimeline,
    now: number,
  ): void {
    const turnOf = (name: string): number => this.#turnOf(known, name);
    const asking = { version: present, receipt, key, now, turnOf, counters: this.#counters };
    const given = { labels: this.labels, discounts: this.#discounts };
    const { standings, labels, discounts } = takenBack(asking, this.#standings, given, this.#note);
    for (const { name, by } of this.labels)
      if (by !== null) this.#labelRules.set(name, by[0]?.rule.name ?? '');
    this.labels = labels;
    this.#discounts = discounts;
    this.#settle(standings, now);
  }

  #turnOf(known: NaiveTimeline, name: string): number {
    const standing = this.#standings.get(name);
    if (standing === undefined) throw new Error(`nothing is known of ${name}`);
    return known.from(standing.kept, standing.closedTo).turn;
  }

  /** What shows after an entry as before it was never interrupted, whatever led to it on the way. */
  #uninterrupt(found: ReadonlyMap<string, Standing>): void {
    const after = new Map(this.#standings);
    for (const [name, before] of found) {
      const standing = after.get(name);
      if (standing !== undefined && shownIn(standing) === shownIn(before))
        after.set(name, { ...standing, shownSince: before.shownSince });
    }
    this.#standings = after;
  }

  /** Gifts have come or gone. */
  #settle(gifts: ReadonlyMap<string, readonly NaiveGift[]>, now: number): void {
    const after = new Map(this.#standings);
    for (const [name, given] of gifts) {
      const standing = after.get(name);
      if (standing !== undefined) after.set(name, moved(standing, { gifts: given }, now));
    }
    this.#standings = after;
  }

  /** What each system's reviews see before an entry counts. */
  #seen(version: SimVersion, known: NaiveTimeline, now: number): ReadonlyMap<string, Seen> {
    return new Map(
      version.program.systems.flatMap((system): [string, Seen][] => {
        const standing = this.#standings.get(system.name);
        // A mark is looked at until it is made good, also where returns take nothing any more.
        if (standing === undefined || (system.clawback === undefined && standing.mark === null)) return [];
        if (system.review.every === 'never') {
          const was = highestSince(standing, { version, system }, known, this.#counters, now);
          return [[system.name, { days: [], last: JSON.stringify(was), running: '' }]];
        }
        return [[system.name, seenBy(placeOf({ version, system }, standing, known), this.#counters, now)]];
      }),
    );
  }

  #forget(known: NaiveTimeline, systems: readonly SimSystem[], now: number): void {
    const closed = systems.flatMap(({ name }) => this.#lastPeriod(known, name) ?? []);
    if (this.#counters.forget(known, closed, now) > 0) this.#note('receipt: days were forgotten');
  }

  #outcome(
    { program }: SimVersion,
    found: ReadonlyMap<string, Standing>,
    labels: readonly NaiveLabel[],
  ): Omit<NaiveOutcome, 'tooOld'> {
    const statusIn = (standings: ReadonlyMap<string, Standing>, name: string): string | null => {
      const standing = standings.get(name);
      return calledIn(program, name, standing === undefined ? null : shownIn(standing));
    };
    const lacks = (list: readonly NaiveLabel[], name: string) => list.every((each) => each.name !== name);
    const [before, after] = [labels, this.labels].map((list) => list.map(({ name }) => name)) as [
      string[],
      string[],
    ];
    return {
      statuses: program.systems.map(({ name }) => ({
        system: calledSystem(program, name),
        before: statusIn(found, name),
        after: statusIn(this.#standings, name),
      })),
      labels: {
        added: after.filter((name) => lacks(labels, name)).map((name) => calledLabel(program, name)),
        removed: before.filter((name) => lacks(this.labels, name)).map((name) => calledLabel(program, name)),
      },
    };
  }

  /** What an entry has changed of what is shown. */
  #moves(found: ReadonlyMap<string, Standing>, finals: ReadonlyMap<string, number>): NaiveMove[] {
    return [...this.#standings].flatMap(([system, standing]) => {
      const before = found.get(system);
      const [from, to] = [before === undefined ? null : shownIn(before), shownIn(standing)];
      return from === to ? [] : [{ system, from, to, finalAt: finals.get(system) ?? 0 }];
    });
  }

  /** For the counters of the version in force, and late ones also for those of who judged the last closed period. */
  #count(receipt: NaiveReceipt, present: SimVersion, known: NaiveTimeline, now: number): readonly number[] {
    const today = localDay(now, present.program.zone);
    const { systems } = present.program;
    /** Where a system counts what comes too late on the day it arrives, that day. */
    const dayFor = (name: string, { late }: SimReview): number =>
      late === 'current-period' &&
      receipt.day < today &&
      known.isFinal(known.keptName(name, now), receipt.day, now)
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
    const counting = new Map([...late, ...own, ...arriving]);
    this.#counters.count(receipt, counting);
    if (arriving.some(([, { day }]) => day !== receipt.day)) this.#note('receipt: counts when it arrives');
    return [...counting.values()].map(({ day }) => day);
  }

  #lastPeriod(known: NaiveTimeline, name: string): NaivePeriod | null {
    const standing = this.#standings.get(name);
    return standing === undefined ? null : known.endedOn(standing.kept, standing.closedTo);
  }

  /** An entry's effect on one system: the last review again, a look at the running period, and what a return takes. */
  #moved(
    present: { readonly version: SimVersion; readonly system: SimSystem },
    standing: Standing,
    { receipt, was, kind, days: touched, now, known }: Entry,
    seen: ReadonlyMap<string, Seen>,
  ): { readonly moved: Standing; readonly finalAt: number } {
    if (present.system.review.every === 'never') {
      const followed = followedNow(standing, present, this.#counters, now, this.#note);
      const last = seen.get(present.system.name)?.last;
      const isTaken = kind === 'return' && last !== undefined;
      const taken = isTaken
        ? takenFrom(followed, JSON.parse(last), present, known, this.#counters, now, this.#note)
        : followed;
      return { moved: taken, finalAt: now };
    }
    const place = placeOf(present, standing, known);
    const { running, ended } = place;
    const before = seen.get(present.system.name);
    let { layers, began } = standing;
    let ground = standing.before;
    let finalAt = now;
    const { day } = receipt;
    // What follows a receipt goes to the days on which that counts, also where it came too late for its own (D96).
    const counted =
      was === undefined || ended?.judge == null || !isTouched(ended.judge, was, receipt)
        ? []
        : this.#counters.daysFor(ended.judge, receipt);
    const isOfLast = (touched ?? [day, ...counted]).some(
      (each) => each < running.from && each >= (ended?.from ?? each),
    );
    if (kind !== 'sale' && day < running.from) this.#note(`${kind}: of a closed period`);
    if (isOfLast && ended !== null && ended.judge !== null) {
      finalAt = ended.turn + delayOf(ended.judge.version);
      const isOver = now >= finalAt && present.system.review.late !== undefined;
      if (isOver) {
        this.#note('receipt: moves no closed period');
        finalAt = now;
      } else {
        const isFinal = now >= finalAt;
        // What that period had raised at once for goods that are back was not held before its end either.
        if (kind === 'return' && present.system.clawback !== undefined && !isFinal)
          ground = groundOf(place, known, this.#counters, now);
        const again = reviewedAgain(
          { known, standing: { ...standing, before: ground }, ended, running },
          isFinal,
          now,
          this.#counters,
          this.#note,
        );
        began = again.began;
        layers = settledBy(
          known,
          standing.kept,
          { before: layers, again: again.layers, judge: ended.judge.version },
          now,
        );
      }
      if (ended.judge.version !== present.version) this.#note('receipt: late across a change');
    } else if (day < running.from) this.#note('receipt: for an older period');
    const raised = raisedAtOnce(layers, present, running, this.#counters, now, this.#note);
    // What is raised now rests on what is left: no turn judges from below it.
    const mark = raised === layers ? standing.mark : null;
    const looked = { ...moved(standing, { layers: raised }, now), before: ground, began, mark };
    // A day that goes with its goods takes nothing by that alone; one that comes with an entry may make good what did.
    const days = kind === 'return' ? before?.days : undefined;
    const after = before === undefined ? undefined : seenBy(place, this.#counters, now, days);
    const changed = { last: after?.last !== before?.last, running: after?.running !== before?.running };
    const clawed = clawedBack(
      { ...place, standing: looked },
      changed,
      kind === 'return',
      known,
      this.#counters,
      now,
      this.#note,
    );
    const shownSince = shownIn(clawed) === shownIn(standing) ? standing.shownSince : now;
    return { moved: { ...clawed, shownSince }, finalAt };
  }
}

/** Whether what followed a receipt has changed what it counts for. */
function isTouched({ system }: NaiveJudge, was: NaiveReceipt, is: NaiveReceipt): boolean {
  const { measure } = system.review.counter;
  if (measure === 'sold-amount') return was.sold !== is.sold;
  return measure === 'paid-amount' ? was.paid !== is.paid : was.isBought !== is.isBought;
}

/** The words of `on` for which a visit stands, or an activity: its own first. */
const STANDS_FOR: Readonly<Record<string, readonly SimWord[]>> = {
  came: ['visit-came', 'payment'],
  'no-show': ['visit-no-show'],
  review: ['activity'],
  friend: ['activity'],
};

const AS: Readonly<Record<string, NonNullable<NaiveReceipt['as']>>> = {
  came: 'visits',
  'no-show': 'no-shows',
  review: 'review',
  friend: 'friend',
};

/** An entry that has counted. */
interface Entry extends Pick<Sale, 'now' | 'known'> {
  readonly present: SimVersion;
  readonly receipt: NaiveReceipt;
  readonly kind: 'sale' | NaiveFollowUp['kind'];
  /** Of what changes: the days on which something came or went. Left out: by its day. */
  readonly days?: readonly number[];
  /** As a receipt was before something followed it; left out: nothing has. */
  readonly was?: NaiveReceipt;
}

interface Waking extends Omit<Entry, 'kind'> {
  readonly wakes: SimWord;
  readonly key: string;
  /** The day from which its rules look. */
  readonly day: number;
}
