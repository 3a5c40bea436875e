import { SHARDS } from '#contracts/table-layout.ts';
import {
  type ActivityEntry,
  type Entry,
  isActivity,
  isSale,
  isVisit,
  memberOf,
  type PaymentBody,
  type ReturnBody,
  type VisitEntry,
} from '#domain/member/entry.ts';
import { asEpochMs } from '#domain/time/time.ts';
import { activateProgram } from '#operations/activate-program.ts';
import type { Acting } from '#operations/audit.ts';
import { type EnrolPorts, enrolMember } from '#operations/enrol-member.ts';
import { explainStatus } from '#operations/explain-status.ts';
import type { FollowUpPorts } from '#operations/follow-up.ts';
import type { Change, FollowedSale } from '#operations/ports/ledger.ts';
import type { ProgramArchive } from '#operations/ports/programs.ts';
import { readMember } from '#operations/read-member.ts';
import { rebuildMember } from '#operations/rebuild-member.ts';
import type { SaleRequest } from '#operations/sale-request.ts';
import { type ScorePorts, scoreReceipt } from '#operations/score-receipt.ts';
import { type SweepPorts, sweepShard } from '#operations/sweep.ts';
import { requestOf } from '../fixtures/house.ts';
import type { World } from '../table/world.ts';
import { archiveTimeline } from './archive-timeline.ts';
import { type Coverage, note, noteVersion } from './coverage.ts';
import { differenceOf } from './difference.ts';
import { type Draw, drawOf, generator } from './draw.ts';
import { drawManner, drawWithGifts, type Manner } from './draw-gifts.ts';
import { drawGoods } from './draw-goods.ts';
import { drawJump, drawLateness, drawNotice } from './draw-moments.ts';
import { faultyWorld, Lost, noFaults, type WorldFaults } from './faulty-world.ts';
import { FollowUps } from './follow-ups.ts';
import type { Happening, NaiveLabelFact } from './happenings.ts';
import { localDay } from './naive-calendar.ts';
import { NaiveMember } from './naive-member.ts';
import { NaiveTimeline } from './naive-timeline.ts';
import { operate } from './operators.ts';
import { discountIn, discountsTold, labelsIn, labelsTold, shownOf, toldIn } from './shown.ts';
import {
  calledLabel,
  calledSystem,
  LABELS,
  programOf,
  rootOf,
  type SimProgram,
  STORES,
} from './sim-program.ts';
import { isFollowUp, keyOf, SoldBook } from './sold-book.ts';
import { storyOf } from './story.ts';
import { activityKey, sumsOf, VisitBook, visitKey } from './visit-book.ts';
import { Visits } from './visits.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const BEGINNING = Date.UTC(2023, 9, 3, 8);

/** How far apart things happen at most: busy shops and quiet ones. */
const PACES = [3 * HOUR, 9 * HOUR, 40 * HOUR];

export interface SimSize {
  readonly members: number;
  readonly steps: number;
  /** At most so many versions; left out: as many as come. */
  readonly versions?: number;
  /** Parts of what is shown that are not compared: to look behind a difference that is known. */
  readonly but?: readonly string[];
}

export interface SimReport {
  readonly steps: number;
  readonly members: number;
  readonly receipts: number;
  readonly faults: number;
  readonly comparisons: number;
  /** Local days from the first to the last moment. */
  readonly days: number;
  /** How often each kind was drawn or met. */
  readonly coverage: Coverage;
}

/** A difference between the product and the pencil; the seed and the step say where. */
export class Differs extends Error {
  /** The shop's life until then. */
  report: SimReport | null = null;
  /** The steps that led to it. */
  story: readonly string[] = [];
}

/**
 * Lets a shop live for a year or two: receipts in and out of order, twice, late, ahead; clocks that step; sweeps that
 * die, double or sleep; versions that change whatever a version can say; calls that fail before or after they took
 * effect. After every step the product is compared with a pencil that recomputes the member from what happened. In the
 * end the faults stop, and everything must drain.
 */
export async function simulate(
  world: World,
  seed: number,
  size: SimSize,
  tell: (step: number) => void = () => undefined,
): Promise<SimReport> {
  const shop = new Shop(world, seed, size);
  try {
    await shop.open(size.members);
    for (let step = 0; step < size.steps; step += 1) {
      shop.step = step;
      await shop.live();
      tell(step);
    }
    await shop.drain();
  } catch (error) {
    const differs =
      error instanceof Differs
        ? error
        : new Differs(`seed ${seed}, step ${shop.step}: ${String(error)}`, { cause: error });
    differs.report = shop.report(shop.step);
    throw differs;
  }
  return shop.report(size.steps);
}

interface Customer {
  readonly cardNumber: string;
  /** `null`: the card was never enrolled. */
  memberId: string | null;
  happened: Happening[];
  pencil: NaiveMember;
  /** How much of what happened the pencil has seen. */
  noted: number;
  /** Operators put something over the statuses of some. */
  readonly isOperated: boolean;
  /** Days that were forgotten have been read again for goods that came back (D88). */
  hasRead: boolean;
  /**
   * LEFT OUT from then on: a version asks for days that were forgotten, and what was read again fills a part of them. Of such a
   * gap activation tells, and what is seen of it nobody promises.
   */
  isLost: boolean;
}

class Shop {
  step = 0;
  readonly #world: World;
  readonly #seed: number;
  readonly #random: () => number;
  readonly #draw: Draw;
  readonly #coverage: Coverage = new Map();
  readonly #faults: WorldFaults = { ...noFaults };
  /** The versions so far, as the pencil knows them. */
  #known = new NaiveTimeline([]);
  readonly #customers: Customer[] = [];
  readonly #book = new SoldBook();
  readonly #followUps: FollowUps<Customer>;
  readonly #visitBook = new VisitBook();
  readonly #visits: Visits<Customer>;
  readonly #sent: { readonly request: SaleRequest; readonly customer: Customer }[] = [];
  /** Requests that got no answer, and are sent again. */
  #unanswered: { readonly request: SaleRequest; readonly customer: Customer }[] = [];
  #unenrolled: Customer[] = [];
  /** Who is compared. */
  #looking: Customer | null = null;
  #now = BEGINNING;
  #latest = BEGINNING;
  #asleepUntil = BEGINNING;
  #ids = 0;
  #acts = 0;
  #comparisons = 0;
  #lost = 0;
  readonly #size: SimSize;
  readonly #pace: number;
  readonly #manner: Manner;
  /** Half of the shops have a clock that never goes back: there a sweep must leave nothing to be written. */
  readonly #clockGoesBack: boolean;
  readonly #ports: ScorePorts &
    EnrolPorts &
    SweepPorts &
    FollowUpPorts &
    Acting & { readonly archive: ProgramArchive };

  constructor(world: World, seed: number, size: SimSize) {
    this.#seed = seed;
    this.#size = size;
    this.#random = generator(seed);
    this.#draw = drawOf(this.#random);
    this.#pace = this.#draw.one(PACES);
    this.#manner = drawManner(this.#draw);
    this.#clockGoesBack = this.#draw.chance(0.5);
    this.#world = faultyWorld(world, this.#faults, this.#random, {
      committed: (change) => this.#committed(change),
      recorded: (entry, followed) => this.#recorded(entry, followed),
      parked: (ref, awaited) => this.#book.park(ref, awaited),
    });
    const { members, ledger, register, entries, archive, board, codes } = this.#world;
    this.#ports = {
      members,
      ledger,
      register,
      history: entries,
      archive,
      board,
      codes,
      programs: archiveTimeline(archive),
      seal: { seal: async () => '', open: async () => ({ kind: 'forged' }) },
      linkCodes: { codeOf: () => '00000000', opens: () => false },
      ids: {
        newMemberId: () => `member-${this.#seed}-${++this.#ids}`,
        newKeyId: () => '',
        newAuditId: () => `act${++this.#acts}`,
        newSecret: () => '',
      },
      actor: { kind: 'operator', identity: 'simulation' },
      clock: { now: () => asEpochMs(this.#now) },
      // Nobody waits here; a few tries, then the till sends again.
      retries: () => ({ beforeRetry: async (attempt) => attempt < 4 }),
    };
    this.#followUps = new FollowUps({
      draw: this.#draw,
      coverage: this.#coverage,
      book: this.#book,
      ports: this.#ports,
      now: () => this.#now,
      attempt: (act) => this.#attempt(act),
      expect: (what, found, wanted) => this.#expect(what, found, wanted),
      otherCard: (customer) =>
        this.#customers.find((other) => other !== customer)?.cardNumber ?? 'card-of-nobody',
      hasGap: (customer) => this.#noted(customer).hasGap(this.#known, this.#now),
      isUnclear: (customer) => this.#noted(customer).isUnclear(this.#known, this.#now),
      answered: (customer, entry) => this.#followed(customer, entry),
    });
    this.#visits = this.#visitsDesk();
  }

  #visitsDesk(): Visits<Customer> {
    return new Visits({
      draw: this.#draw,
      coverage: this.#coverage,
      book: this.#visitBook,
      ports: { ...this.#ports, ledger: this.#world.ledger },
      now: () => this.#now,
      attempt: (act) => this.#attempt(act),
      expect: (what, found, wanted) => this.#expect(what, found, wanted),
      anybody: () => this.#draw.one(this.#customers),
      cardOf: ({ cardNumber }) => cardNumber,
      memberOf: ({ memberId }) => memberId,
      isLeftOut: (customer) => {
        const pencil = this.#noted(customer);
        return pencil.hasGap(this.#known, this.#now) || pencil.isUnclear(this.#known, this.#now);
      },
      answered: (customer, entry) => this.#changed(customer, entry),
    });
  }

  async open(members: number): Promise<void> {
    await this.#activate(drawWithGifts(this.#draw, [], this.#manner), BEGINNING);
    for (let card = 0; card < members; card += 1) {
      const cardNumber = `card-${this.#seed}-${card}`;
      this.#customers.push({
        cardNumber,
        memberId: null,
        happened: [],
        pencil: this.#pencil(),
        noted: 0,
        isOperated: this.#draw.chance(0.125),
        hasRead: false,
        isLost: false,
      });
    }
  }

  /** One thing that happens in a shop. */
  async live(): Promise<void> {
    const wasFaulty = this.#random() < 0.3;
    Object.assign(this.#faults, wasFaulty ? { notSent: 0.08, replyLost: 0.08, contended: 0.1 } : noFaults);
    this.#goTo(this.#now + this.#draw.below(this.#pace));
    const act = this.#draw.below(100);
    if (act < 62) await this.#sell();
    else if (act < 70) await this.#sendAgain();
    else if (act < 73) await this.#sendOther();
    else if (act < 84) await this.#sweep();
    else if (act < 88) await this.#enrol(this.#draw.one(this.#customers));
    else if (act < 91) this.#goBack();
    else if (act < 93) this.#goTo(this.#now + drawJump(this.#draw, this.#coverage));
    else if (act < 95) await this.#change();
    else await this.#resend();
    const sent = this.#draw.chance(0.2) ? this.#followUps.followed() : this.#recent();
    if (sent !== null && this.#draw.chance(0.14)) await this.#followUps.follow(sent);
    if (this.#draw.chance(0.02)) await this.#followUps.again();
    if (this.#draw.chance(this.#manner.isSalon ? 0.6 : 0.12)) this.#looking = await this.#visits.live();
    if (this.#draw.chance(0.08)) await this.#operate();
    this.#looking = sent?.customer ?? null;
    for (const { what, found, wanted } of this.#book.take()) this.#expect(what, found, wanted);
    await this.#compare(this.#draw.one(this.#customers));
    if (this.step % 200 === 0) for (const customer of this.#customers) await this.#compare(customer);
  }

  /** Mostly a receipt of lately, at times any. */
  #recent(): { readonly request: SaleRequest; readonly customer: Customer } | null {
    if (this.#sent.length === 0) return null;
    const lately = this.#draw.chance(0.6) ? this.#sent.slice(-12) : this.#sent;
    return this.#draw.one(lately);
  }

  async drain(): Promise<void> {
    Object.assign(this.#faults, noFaults);
    this.#goTo(Math.max(this.#latest, this.#now) + 3 * DAY);
    await this.#resend();
    for (const customer of [...this.#unenrolled]) await this.#enrol(customer);
    const unanswered = this.#unanswered.length + this.#followUps.waiting + this.#visits.waiting;
    if (unanswered > 0) this.#differ('receipts that were never answered', unanswered, 0);
    for (const { what, found, wanted } of this.#book.take()) this.#expect(what, found, wanted);
    await this.#sweepAll();
    for (const customer of this.#customers) await this.#compare(customer, !this.#clockGoesBack);
    // A turn that was swept before the clock went back is swept with the next one, whatever a period's length.
    this.#goTo(this.#now + 400 * DAY);
    await this.#sweepAll();
    for (const customer of this.#customers) await this.#compare(customer, true);
    for (const customer of this.#customers) await this.#rebuilt(customer);
    let writes = 0;
    for (let shard = 0; shard < SHARDS; shard += 1) writes += (await sweepShard(this.#ports, shard)).written;
    if (writes > 0) this.#differ('writes of a sweep after the sweep', writes, 0);
  }

  report(steps: number): SimReport {
    return {
      steps,
      members: this.#customers.filter(({ memberId }) => memberId !== null).length,
      receipts: this.#sent.length,
      faults: this.#lost,
      comparisons: this.#comparisons,
      days: Math.round((this.#latest - BEGINNING) / DAY),
      coverage: this.#coverage,
    };
  }

  #committed({ before, entry: stored, followed = [], sold }: Change): void {
    const customer = this.#customers.find(({ memberId }) => memberId === before.id);
    if (customer === undefined) throw new Error('a change of nobody we know');
    const [now, known] = [this.#now, this.#known];
    if (stored === null) {
      customer.happened.push({ kind: 'passed', now, known });
      return;
    }
    if (stored.body.kind === 'override') {
      const { system, override } = stored.body.told;
      const told = override === null ? null : { ...override, status: rootOf(override.status) };
      customer.happened.push({ kind: 'overridden', now, known, system: rootOf(system), told });
      return;
    }
    if (isVisit(stored) || isActivity(stored)) {
      this.#noteChange(customer, stored, 1 + followed.length);
      return;
    }
    if (isFollowUp(stored)) {
      this.#book.follow(stored, sold);
      const key = keyOf(stored);
      const count = this.#book.followersOf(key).length;
      const told = this.#book.happeningsOf(key, [stored])[0];
      if (told === undefined) throw new Error('nothing has followed');
      customer.happened.push({ now, known, ...told, left: this.#book.leftAfter(key, count) });
      return;
    }
    if (!isSale(stored)) throw new Error('an entry of no kind that we know');
    const entry = stored;
    const amount = entry.body.sale.lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
    const claimed = entry.body.answer.disposition === 'unmatched';
    if (claimed) {
      note(this.#coverage, 'receipt: claimed');
      if (followed.length > 0) note(this.#coverage, 'receipt: claimed with what followed it');
      this.#book.claim(entry, followed);
    } else {
      this.#book.sell(entry, followed);
      if (followed.length > 0) note(this.#coverage, 'receipt: something waited for it');
    }
    if ((entry.body.refused ?? []).length > 0) note(this.#coverage, 'receipt: something waited in vain');
    const occurredAt =
      claimed && entry.body.answer.clockAhead ? entry.receivedAt : entry.body.sale.occurredAt;
    const promisedDiscount = claimed ? amount - entry.body.answer.soldMinor : null;
    const { storeId, lines, given, paidMinor, changeMinor = 0 } = entry.body.sale;
    const paid = paidMinor === null ? null : paidMinor - changeMinor;
    const deposit = lines.reduce((sum, { amountMinor }) => sum - Math.min(0, amountMinor), 0);
    const gift = given === undefined ? null : given.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
    const receipt = keyOf(entry);
    const sale = {
      ...{ receipt, occurredAt, storeId, amount, deposit, given: gift, paid, promisedDiscount },
      followed: this.#book.happeningsOf(receipt, followed),
    };
    // A claimed receipt has the day that it got when it came.
    const { zone } = known.inForce(entry.receivedAt).program;
    const day = localDay(Math.min(occurredAt, entry.receivedAt), zone);
    customer.happened.push({ kind: 'sale', now, known, ...sale, ...(claimed ? { day } : {}) });
  }

  #recorded(entry: Entry, { followed = [], sold }: FollowedSale): void {
    if (isVisit(entry) || isActivity(entry))
      this.#visitBook.write(entry, this.#known.inForce(this.#now), this.#now);
    else if (isSale(entry)) this.#book.sell(entry, followed);
    else if (isFollowUp(entry)) this.#book.follow(entry, sold);
  }

  /** A member's visit has changed, or something was done; one that waited for its card has the day that it got when it came. */
  #noteChange(customer: Customer, entry: VisitEntry | ActivityEntry, lines: number): void {
    const [now, known] = [this.#now, this.#known];
    const { body, source: storeId, id, owner } = entry;
    const isClaimed = owner.kind === 'member' && owner.claimedAt !== undefined;
    if (isClaimed) note(this.#coverage, `${body.kind} of a calendar: claimed`);
    const happening = { kind: 'changed' as const, now, known, storeId, lines };
    if (body.kind === 'activity') {
      const key = activityKey(storeId, id);
      const day = isClaimed ? { day: this.#visitBook.dayOfActivity(key) ?? 0 } : {};
      const status = body.activity === 'review' ? ('review' as const) : ('friend' as const);
      customer.happened.push({ ...happening, key, at: body.occurredAt, status, ...day, sold: 0, paid: 0 });
    } else {
      const { visit, payments, paidIn } = body;
      const key = visitKey(storeId, id);
      const day = isClaimed ? { day: this.#visitBook.visitOf(key)?.day ?? 0 } : {};
      const payment = paidIn === undefined ? undefined : payments.at(-1);
      const paidAt = payment === undefined ? {} : { paidAt: payment.occurredAt };
      const sums = visit.currency === 'RUB' ? sumsOf(visit, payments) : { sold: 0, paid: 0 };
      const { startsAt: at, status } = visit;
      customer.happened.push({ ...happening, key, at, status, ...day, ...paidAt, ...sums });
    }
    this.#visitBook.write(entry, known.inForce(now), now);
  }

  /** What a calendar was told of a member. */
  async #changed(customer: Customer, entry: VisitEntry | ActivityEntry): Promise<void> {
    const { lastChange } = this.#noted(customer);
    const { disposition, statuses, categories } = entry.body.answer;
    const found = {
      statuses: statuses.map(({ system, before, after }) => ({ system, before, after })),
      labels: categories,
      tooOld: disposition === 'too-old',
    };
    if (!customer.isLost) this.#expect(`the answer of ${entry.body.kind} ${entry.id}`, found, lastChange);
    await this.#compare(customer);
  }

  /** What a till was told of a member by what follows a receipt. */
  async #followed(customer: Customer, entry: Entry<ReturnBody | PaymentBody>): Promise<void> {
    const { lastFollowUp } = this.#noted(customer);
    const { disposition, statuses, categories } = entry.body.answer;
    const found = {
      statuses: statuses.map(({ system, before, after }) => ({ system, before, after })),
      labels: categories,
      tooOld: disposition === 'too-old',
    };
    if (!customer.isLost)
      this.#expect(`the answer of ${entry.body.followUp.id} of ${entry.id}`, found, lastFollowUp);
    await this.#compare(customer);
  }

  async #operate(): Promise<void> {
    const operated = this.#customers.filter(
      ({ isOperated, isLost, memberId }) => isOperated && !isLost && memberId !== null,
    );
    if (operated.length === 0) return;
    const customer = this.#draw.one(operated);
    const { memberId } = customer;
    if (memberId === null) return;
    const desk = {
      draw: this.#draw,
      coverage: this.#coverage,
      ports: { ...this.#ports, ledger: this.#world.ledger, logins: this.#world.logins },
      now: () => this.#now,
      program: () => this.#known.inForce(this.#now).program,
      attempt: <Answer>(act: () => Promise<Answer>) => this.#attempt(act),
      expect: (what: string, found: unknown, wanted: unknown) => this.#expect(what, found, wanted),
      shown: () => this.#noted(customer).shown(this.#known, this.#now),
      writes: () => customer.happened.length,
    };
    await operate(desk, memberId);
    await this.#compare(customer);
  }

  async #sell(): Promise<void> {
    const customer = this.#draw.one(this.#customers);
    const knows = customer.memberId !== null && this.#draw.chance(0.7);
    const paidMinor = this.#draw.chance(0.2) ? (this.#draw.chance(0.3) ? 0 : this.#draw.below(12_000)) : null;
    if (paidMinor !== null)
      note(this.#coverage, `receipt: paid ${paidMinor === 0 ? 'nothing yet' : 'something else'}`);
    const isNobodys = this.#draw.chance(0.03);
    if (isNobodys) note(this.#coverage, "receipt: nobody's");
    const request = requestOf({
      receiptId: `receipt-${this.#seed}-${this.#sent.length}`,
      storeId: this.#draw.one(STORES),
      memberId: knows && !isNobodys ? customer.memberId : null,
      cardNumber: knows || isNobodys ? null : customer.cardNumber,
      occurredAt: asEpochMs(this.#now - drawLateness(this.#draw, this.#coverage)),
      paidMinor,
      ...drawGoods(this.#draw, this.#coverage),
      ...(paidMinor !== null && this.#draw.chance(0.3)
        ? { changeMinor: this.#draw.below(paidMinor + 1) }
        : {}),
    });
    if (request.changeMinor !== undefined) note(this.#coverage, 'receipt: change was handed back');
    this.#sent.push({ request, customer });
    // Now and then it comes later than what follows it.
    if (this.#draw.chance(0.02)) this.#unanswered.push({ request, customer });
    else await this.#send(request, customer);
  }

  async #send(request: SaleRequest, customer: Customer): Promise<void> {
    const before = customer.happened.length;
    const outcome = await this.#attempt(() => scoreReceipt(this.#ports, request));
    if (outcome === null || (outcome.kind === 'refused' && outcome.code === 'try-again')) {
      this.#unanswered.push({ request, customer });
      return;
    }
    if (outcome.kind === 'refused') {
      const ahead = request.occurredAt - this.#now > DAY;
      if (!(ahead && outcome.code === 'occurred-in-future')) this.#differ('a refusal', outcome.code, 'none');
      return;
    }
    const { answer } = outcome.entry.body;
    if (customer.memberId === null || memberOf(outcome.entry) === null || outcome.replayed) return;
    const happening = customer.happened.at(-1);
    if (customer.happened.length === before || happening?.kind !== 'sale') {
      this.#differ('a receipt that was scored', 'nothing written', 'a change');
      return;
    }
    const { last } = this.#noted(customer);
    const discount = answer.lineDiscountsMinor.reduce((sum, amount) => sum + amount, 0);
    const statuses = answer.statuses.map(({ system, before, after }) => ({ system, before, after }));
    const tooOld = answer.disposition === 'too-old';
    const isOwn = answer.discounts.some(({ isStanding }) => isStanding === true);
    const shown = { statuses, labels: answer.categories, tooOld, discount, isOwn };
    if (!customer.isLost) this.#expect(`the answer of ${request.receiptId}`, shown, last);
    await this.#compare(customer);
  }

  /** The same receipt: the same answer, and nothing written. */
  async #sendAgain(): Promise<void> {
    if (this.#sent.length === 0) return;
    const { request, customer } = this.#draw.one(this.#sent);
    const stored = await this.#world.ledger.readEntry(request.storeId, request.receiptId);
    const writes = customer.happened.length;
    const outcome = await this.#attempt(() => scoreReceipt(this.#ports, request));
    if (stored === null || outcome === null || outcome.kind === 'refused') return;
    this.#expect('a repeated receipt', [outcome.replayed, customer.happened.length], [true, writes]);
    this.#expect('the answer of a repeated receipt', outcome.entry.body.answer, stored.body.answer);
  }

  /** The same id, another amount: refused, and nothing written. */
  async #sendOther(): Promise<void> {
    if (this.#sent.length === 0) return;
    const { request, customer } = this.#draw.one(this.#sent);
    if ((await this.#world.ledger.readEntry(request.storeId, request.receiptId)) === null) return;
    const writes = customer.happened.length;
    const lines = request.lines.map((line) => ({ ...line, amountMinor: line.amountMinor + 1 }));
    const outcome = await this.#attempt(() => scoreReceipt(this.#ports, { ...request, lines }));
    if (outcome === null || (outcome.kind === 'refused' && outcome.code === 'try-again')) return;
    const code = outcome.kind === 'refused' ? outcome.code : outcome.kind;
    this.#expect(
      'another receipt under the same id',
      [code, customer.happened.length],
      ['idempotency-mismatch', writes],
    );
  }

  async #resend(): Promise<void> {
    const waiting = this.#unanswered;
    this.#unanswered = [];
    for (const { request, customer } of waiting) {
      const outcome = await this.#attempt(() => scoreReceipt(this.#ports, request));
      const isDone = outcome !== null && (outcome.kind === 'scored' || outcome.code === 'occurred-in-future');
      if (!isDone) this.#unanswered.push({ request, customer });
    }
    await this.#followUps.resend();
    await this.#visits.resend();
    for (const customer of this.#unenrolled) await this.#enrol(customer);
  }

  async #enrol(customer: Customer): Promise<void> {
    const before = customer.memberId;
    const next = `member-${this.#seed}-${this.#ids + 1}`;
    // Claims are written while the call runs; whose they are must be known by then.
    if (before === null) {
      customer.memberId = next;
      customer.happened.push({ kind: 'enrolled', now: this.#now, known: this.#known });
    }
    const request = { cardNumber: customer.cardNumber, name: null, phone: null, attributes: new Map() };
    const outcome = await this.#attempt(() => enrolMember(this.#ports, request));
    this.#unenrolled = this.#unenrolled.filter((other) => other !== customer);
    const holder = await this.#holderOf(customer.cardNumber);
    if (holder === null && before === null) {
      customer.memberId = null;
      Object.assign(customer, {
        happened: [],
        pencil: this.#pencil(),
        noted: 0,
        hasRead: false,
        isLost: false,
      });
    }
    if (outcome === null || outcome.kind === 'refused') {
      this.#unenrolled.push(customer);
      return;
    }
    this.#expect('whose card it is', outcome.memberId, customer.memberId);
    await this.#compare(customer);
  }

  #holderOf(cardNumber: string): Promise<string | null> {
    return this.#world.register.memberOfCard(cardNumber);
  }

  /** A tick of all shards; some die on the way, some come twice at once, and some fall asleep for weeks. */
  async #sweep(): Promise<void> {
    if (this.#now < this.#asleepUntil) return;
    if (this.#random() < 0.03) {
      this.#asleepUntil = this.#now + 14 * DAY + this.#draw.below(42 * DAY);
      note(this.#coverage, 'clock: a sweep asleep');
    }
    const ticks = this.#random() < 0.3 ? [1, 2] : [1];
    const ends = await Promise.all(ticks.map(() => this.#attempt(() => this.#sweepAll())));
    if (this.#clockGoesBack || ends.includes(null)) return;
    for (const customer of this.#customers) await this.#compare(customer, true);
  }

  /** @returns `null` when somebody could not be settled: the next sweep tries again */
  async #sweepAll(): Promise<true | null> {
    let failed = 0;
    for (let shard = 0; shard < SHARDS; shard += 1) {
      failed += (await sweepShard(this.#ports, shard)).failures.size;
    }
    return failed === 0 ? true : null;
  }

  async #change(): Promise<void> {
    const last = this.#known.versions.at(-1);
    const most = this.#manner.isSteady ? 1 : (this.#size.versions ?? 1_000);
    if (last === undefined || this.#known.versions.length >= most) return;
    const earliest = Math.max(this.#latest, last.from) + 60_000;
    if (last.from > this.#now) note(this.#coverage, 'change: two announced at once');
    const first = last.program.systems[0]?.name ?? '';
    const { turn } = this.#known.runningAt(this.#known.keptName(first, last.from), this.#latest);
    // Some begin with the very turn of a period.
    const isAtTurn = this.#draw.chance(0.2) && turn >= earliest && turn < earliest + 45 * DAY;
    const from = isAtTurn ? turn : earliest + drawNotice(this.#draw, this.#coverage);
    await this.#activate(
      drawWithGifts(
        this.#draw,
        this.#known.versions.map(({ program }) => program),
        this.#manner,
      ),
      from,
    );
  }

  async #activate(program: SimProgram, from: number): Promise<void> {
    const outcome = await activateProgram(this.#ports, programOf(program), asEpochMs(from));
    if (outcome.kind === 'refused' && outcome.code === 'state-too-large')
      note(this.#coverage, 'change: too large beside those of thirty days');
    else if (outcome.kind === 'refused') this.#differ('an activation', outcome.code, 'activated');
    if (outcome.kind !== 'activated') return;
    const { versions } = this.#known;
    noteVersion(
      this.#coverage,
      program,
      versions.map((version) => version.program),
    );
    this.#known = new NaiveTimeline([...versions, { from: outcome.from, announcedAt: this.#now, program }]);
  }

  #pencil(): NaiveMember {
    return new NaiveMember((kind) => note(this.#coverage, kind));
  }

  /** The pencil of a customer, when it has seen all that happened. */
  #noted(customer: Customer): NaiveMember {
    this.#looking = customer;
    const { pencil } = customer;
    let isFilled = false;
    for (const happening of customer.happened.slice(customer.noted)) {
      const { kind, known, now } = happening;
      const isBack =
        kind === 'return' ||
        (kind === 'changed' && pencil.stands(happening.key)) ||
        (kind === 'sale' && (happening.followed ?? []).some((each) => each.kind === 'return'));
      // Among different days a late receipt has its own read again as well (D88).
      const isOfForgotten = kind === 'sale' && pencil.hasForgottenDayOf(happening);
      const hadGap = isBack && pencil.hasGap(known, now);
      const key =
        kind === 'changed' ? happening.key : kind === 'return' || kind === 'sale' ? happening.receipt : '';
      const wasSummedUp = kind === 'changed' && pencil.isSummedUp(key ?? '');
      pencil.live(happening);
      const isSummedUp = wasSummedUp || (isBack && pencil.isSummedUp(key ?? ''));
      if (isBack && (hadGap || isSummedUp)) customer.hasRead = true;
      if (isOfForgotten) customer.hasRead = true;
      if (isBack && hadGap) isFilled = true;
    }
    const isAsked = isFilled || (customer.hasRead && pencil.hasGap(this.#known, this.#now));
    if (isAsked && !customer.isLost) {
      customer.isLost = true;
      note(this.#coverage, 'left out: members of whom a part of a gap was read again');
    }
    customer.noted = customer.happened.length;
    return customer.pencil;
  }

  /** Compares a member as shown, and the facts about them, with the pencil. */
  async #compare(customer: Customer, swept = false): Promise<void> {
    const { memberId } = customer;
    if (memberId === null) return;
    const pencil = this.#noted(customer);
    if (customer.isLost) return;
    const faults = { ...this.#faults };
    Object.assign(this.#faults, noFaults);
    const found = await readMember(this.#ports, memberId);
    const shown = found.kind === 'found' ? found.statuses.map(shownOf) : found.code;
    const wanted = pencil.shown(this.#known, this.#now);
    this.#expect(`what is shown of ${memberId}`, this.#without(shown), this.#without(wanted));
    const facts = (await this.#world.facts.factsOf(memberId, null, 10_000)).toReversed();
    for (const { name } of this.#known.versions.at(-1)?.program.systems ?? []) {
      const expected = pencil.facts.filter(({ system }) => system === name);
      this.#expect(`the facts of ${memberId} in ${name}`, toldIn(name, facts), expected);
    }
    this.#expect(`the labels of ${memberId}`, found.kind === 'found' ? labelsIn(found.categories) : [], [
      ...pencil.labels.map(({ name, since }) => ({
        name: calledLabel(this.#known.inForce(this.#now).program, name),
        since,
      })),
    ]);
    // Of one label each change follows the one before; which of two labels is told first nobody promises.
    const told = labelsTold(facts);
    for (const label of LABELS) {
      const of = (all: readonly NaiveLabelFact[]) => all.filter((fact) => fact.label === label);
      this.#expect(`the facts of ${memberId}'s label ${label}`, of(told), of(pencil.labelFacts));
    }
    this.#expect(`how many facts of labels ${memberId} has`, told.length, pencil.labelFacts.length);
    const discount = found.kind === 'found' ? discountIn(found.discount) : null;
    this.#expect(`the standing discount of ${memberId}`, discount, pencil.discount(this.#now));
    this.#expect(`the facts of ${memberId}'s standing discounts`, discountsTold(facts), pencil.discountFacts);
    if (this.#comparisons % 25 === 0) await this.#explained(memberId, pencil);
    const numbers = facts.map(({ seq }) => seq);
    this.#expect(
      `the numbers of the facts of ${memberId}`,
      numbers,
      numbers.map((_, index) => index + 1),
    );
    if (swept) {
      const left = pencil.unwritten(this.#known, this.#now);
      this.#expect(`what time has changed for ${memberId} and nobody wrote`, 0, left);
    }
    Object.assign(this.#faults, faults);
  }

  /**
   * The receipts and visits behind a status add up to what is counted of them (L28). LEFT OUT where another version gave it, whose
   * column may be no more, and where what comes late counts on the day it arrives: it lies on another (D96).
   */
  async #explained(memberId: string, pencil: NaiveMember): Promise<void> {
    const { program } = this.#known.inForce(this.#now);
    const ports = {
      ...this.#ports,
      history: this.#world.entries,
      places: { seal: async () => '', open: async () => '' },
    };
    for (const { name, review } of program.systems) {
      if (review.late === 'current-period') continue;
      const system = calledSystem(program, name);
      const outcome = await explainStatus(ports, { memberId, system, cursor: null, limit: 10_000 });
      if (outcome.kind === 'refused') this.#differ(`why ${memberId} is what they are`, outcome.code, 'why');
      const { why, evidence } = outcome.explanation;
      const isOfReview = why.kind === 'review' || why.kind === 'raised-at-once';
      if (!isOfReview || evidence === null || evidence.total === null) continue;
      if (why.programVersion !== this.#known.numberInForce(this.#now)) continue;
      note(this.#coverage, 'why: added up');
      const wanted = pencil.sumOn(this.#known, this.#now, name, evidence.window);
      this.#expect(`what is behind ${name} of ${memberId}`, evidence.total, wanted);
    }
  }

  /**
   * Rebuilt from its books, a member is the same. LEFT OUT where the clock went back: a receipt may then lie before its
   * member's enrolment, and days go that a version, announced by then, asks for.
   */
  async #rebuilt({ memberId }: Customer): Promise<void> {
    if (memberId === null || this.#clockGoesBack) return;
    const { members } = this.#world;
    const states = {
      readProfile: async (id: string) => (await members.read(id))?.profile ?? null,
      readState: async (id: string) => (await members.read(id))?.member ?? null,
      putBack: async () => 'there' as const,
    };
    const rebuilt = await rebuildMember(
      { ...this.#ports, states, facts: this.#world.facts },
      memberId,
      'look',
    );
    this.#expect(`${memberId}, rebuilt`, rebuilt, { kind: 'agrees' });
  }

  /** `null`: nobody knows what became of it. */
  async #attempt<Answer>(act: () => Promise<Answer>): Promise<Answer | null> {
    try {
      return await act();
    } catch (error) {
      if (error instanceof Lost || (error instanceof Error && error.message.includes('too busy'))) {
        this.#lost += 1;
        return null;
      }
      throw error;
    }
  }

  #without(shown: unknown): unknown {
    const { but = [] } = this.#size;
    if (but.length === 0) return shown;
    return JSON.parse(JSON.stringify(shown, (key, value) => (but.includes(key) ? undefined : value)));
  }

  #expect(what: string, found: unknown, wanted: unknown): void {
    this.#comparisons += 1;
    if (differenceOf(found, wanted) !== null) this.#differ(what, found, wanted);
  }

  #differ(what: string, found: unknown, wanted: unknown): never {
    const when = new Date(this.#now).toISOString();
    const where = `seed ${this.#seed}, step ${this.step}, ${when}`;
    const differs = new Differs(`${where}: ${what}: ${differenceOf(found, wanted)}`);
    differs.story = storyOf(this.#known, this.#looking?.happened ?? []);
    throw differs;
  }

  #goTo(now: number): void {
    this.#now = now;
    this.#latest = Math.max(this.#latest, now);
  }

  /** By some hours, and never behind the version in force: operators do not take a version back. */
  #goBack(): void {
    if (!this.#clockGoesBack) return;
    const { from } = this.#known.inForce(this.#now);
    this.#now = Math.max(from, this.#now - this.#draw.below(5 * HOUR));
    note(this.#coverage, 'clock: back');
  }
}
