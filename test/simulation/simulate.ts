import { SHARDS } from '#contracts/table-layout.ts';
import { compile } from '#domain/program/compile.ts';
import { type ProgramVersion, timelineOf } from '#domain/program/timeline.ts';
import { asEpochMs, type EpochMs } from '#domain/time/time.ts';
import { activateProgram } from '#operations/activate-program.ts';
import { type EnrolPorts, enrolMember } from '#operations/enrol-member.ts';
import type { ProgramArchive, ProgramTimeline } from '#operations/ports.ts';
import { readMember } from '#operations/read-member.ts';
import type { SaleRequest } from '#operations/sale-request.ts';
import { type ScorePorts, scoreReceipt } from '#operations/score-receipt.ts';
import { type SweepPorts, sweepShard } from '#operations/sweep.ts';
import { requestOf } from '../fixtures/house.ts';
import { calendar } from '../fixtures/scenario.ts';
import type { World } from '../table/world.ts';
import { faultyWorld, Lost, noFaults, type WorldFaults } from './faulty-world.ts';
import { type Happening, recompute, type SimVersion, shownAt } from './naive-member.ts';
import { programOf, type SimProgram } from './sim-program.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const BEGINNING = Date.UTC(2023, 9, 3, 8);

const ZONES = ['Europe/Moscow', 'America/St_Johns', 'Africa/Cairo', 'Pacific/Kiritimati', 'America/Santiago'];

const DELAYS = [0, 6, 48, 240];
const AGES = [20, 60, 400];

export interface SimReport {
  readonly steps: number;
  readonly members: number;
  readonly receipts: number;
  readonly faults: number;
  readonly comparisons: number;
  /** Local days from the first to the last moment. */
  readonly days: number;
}

/** A difference between the product and the pencil; the seed and the step say where. */
export class Differs extends Error {}

/**
 * Lets a shop live for a year or two: receipts in and out of order, twice, late, ahead; clocks that step; sweeps that
 * die, double or sleep; versions that change; calls that fail before or after they took effect. After every step the
 * product is compared with a pencil that recomputes the member from what happened. In the end the faults stop, and
 * everything must drain.
 */
export async function simulate(
  world: World,
  seed: number,
  { members, steps: stepCount }: { readonly members: number; readonly steps: number },
  tell: (step: number) => void = () => undefined,
): Promise<SimReport> {
  const shop = new Shop(world, seed);
  await shop.open(members);
  for (let step = 0; step < stepCount; step += 1) {
    shop.step = step;
    await shop.live();
    tell(step);
  }
  await shop.drain();
  return shop.report(stepCount);
}

interface Customer {
  readonly cardNumber: string;
  /** `null`: the card was never enrolled. */
  memberId: string | null;
  readonly happened: Happening[];
}

class Shop {
  step = 0;
  readonly #world: World;
  readonly #seed: number;
  readonly #random: () => number;
  readonly #faults: WorldFaults = { ...noFaults };
  readonly #versions: SimVersion[] = [];
  readonly #customers: Customer[] = [];
  readonly #sent: { readonly request: SaleRequest; readonly customer: Customer }[] = [];
  /** What got no answer, and is sent again. */
  #unanswered: { readonly request: SaleRequest; readonly customer: Customer }[] = [];
  #unenrolled: Customer[] = [];
  #now = BEGINNING;
  #latest = BEGINNING;
  #asleepUntil = BEGINNING;
  #ids = 0;
  #comparisons = 0;
  #lost = 0;
  readonly #ports: ScorePorts & EnrolPorts & SweepPorts & { readonly archive: ProgramArchive };

  constructor(world: World, seed: number) {
    this.#seed = seed;
    this.#random = generator(seed);
    this.#world = faultyWorld(world, this.#faults, this.#random, (change) => {
      const customer = this.#customers.find(({ memberId }) => memberId === change.before.id);
      if (customer === undefined) throw new Error('a change of nobody we know');
      const now = this.#now;
      const { entry } = change;
      if (entry === null) customer.happened.push({ kind: 'passed', now });
      else {
        const amount = entry.sale.lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
        const claimed = entry.answer.disposition === 'unmatched';
        const occurredAt = claimed && entry.answer.clockAhead ? entry.receivedAt : entry.sale.occurredAt;
        const promisedDiscount = claimed ? amount - entry.answer.soldMinor : null;
        customer.happened.push({ kind: 'sale', now, occurredAt, amount, promisedDiscount });
      }
    });
    const { members, ledger, register, entries, archive, board } = this.#world;
    this.#ports = {
      members,
      ledger,
      register,
      history: entries,
      archive,
      board,
      programs: compiledTimeline(archive),
      seal: { seal: async () => '', open: async () => null },
      linkCodes: { codeOf: () => '00000000' },
      ids: {
        newMemberId: () => `member-${this.#seed}-${++this.#ids}`,
        newKeyId: () => '',
        newSecret: () => '',
      },
      clock: { now: () => asEpochMs(this.#now) },
      // Nobody waits here; a few tries, then the till sends again.
      patience: () => ({ beforeRetry: async (attempt) => attempt < 4 }),
    };
  }

  async open(members: number): Promise<void> {
    const program: SimProgram = {
      zone: this.#one(ZONES),
      silverOver: 10_000,
      goldOver: 30_000,
      tooMuchOver: 45_000,
      percents: { bronze: 0, silver: 5, gold: 10 },
      raise: this.#one(['at-turn', 'at-once']),
      lower: this.#one(['to-earned', 'never']),
      delayHours: this.#one(DELAYS),
      maxAgeDays: this.#one(AGES),
    };
    await this.#activate(program, BEGINNING);
    for (let card = 0; card < members; card += 1) {
      this.#customers.push({ cardNumber: `card-${this.#seed}-${card}`, memberId: null, happened: [] });
    }
  }

  /** One thing that happens in a shop. */
  async live(): Promise<void> {
    const wasFaulty = this.#random() < 0.3;
    Object.assign(this.#faults, wasFaulty ? { notSent: 0.08, replyLost: 0.08, contended: 0.1 } : noFaults);
    this.#goTo(this.#now + this.#below(9 * HOUR));
    const act = this.#below(100);
    if (act < 62) await this.#sell();
    else if (act < 70) await this.#sendAgain();
    else if (act < 74) await this.#sendOther();
    else if (act < 84) await this.#sweep();
    else if (act < 88) await this.#enrol(this.#one(this.#customers));
    else if (act < 91) this.#goTo(Math.max(BEGINNING, this.#now - this.#below(5 * HOUR)));
    else if (act < 93) this.#goTo(this.#now + this.#below(40 * DAY));
    else if (act < 95) await this.#change();
    else await this.#resend();
    await this.#compare(this.#one(this.#customers));
    if (this.step % 200 === 0) for (const customer of this.#customers) await this.#compare(customer);
  }

  async drain(): Promise<void> {
    Object.assign(this.#faults, noFaults);
    this.#goTo(Math.max(this.#latest, this.#now) + 3 * DAY);
    await this.#resend();
    for (const customer of [...this.#unenrolled]) await this.#enrol(customer);
    if (this.#unanswered.length > 0)
      this.#differ('receipts that were never answered', this.#unanswered.length, 0);
    await this.#sweepAll();
    for (const customer of this.#customers) await this.#compare(customer, true);
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
    };
  }

  async #sell(): Promise<void> {
    const customer = this.#one(this.#customers);
    const knows = customer.memberId !== null && this.#random() < 0.7;
    const request = requestOf({
      receiptId: `receipt-${this.#seed}-${this.#sent.length}`,
      storeId: `store-${this.#below(3)}`,
      memberId: knows ? customer.memberId : null,
      cardNumber: knows ? null : customer.cardNumber,
      occurredAt: this.#moment(),
      amountMinor: this.#below(12_000),
    });
    this.#sent.push({ request, customer });
    await this.#send(request, customer);
  }

  /** Mostly just now; late within and beyond the closing delay, too old, ahead, far ahead. */
  #moment(): EpochMs {
    const act = this.#below(100);
    const back =
      act < 60
        ? this.#below(HOUR)
        : act < 75
          ? this.#below(60 * HOUR)
          : act < 90
            ? this.#below(35 * DAY)
            : act < 93
              ? this.#below(90 * DAY)
              : act < 98
                ? -this.#below(20 * HOUR)
                : -(25 * HOUR + this.#below(DAY));
    return asEpochMs(this.#now - back);
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
    const { answer } = outcome.entry;
    if (customer.memberId === null || outcome.entry.memberId === null || outcome.replayed) return;
    const happening = customer.happened.at(-1);
    if (customer.happened.length === before || happening?.kind !== 'sale') {
      this.#differ('a receipt that was scored', 'nothing written', 'a change');
      return;
    }
    const { last } = recompute(customer.happened, this.#versions);
    const [system] = answer.statuses;
    const discount = answer.lineDiscountsMinor.reduce((sum, amount) => sum + amount, 0);
    const shown = [answer.disposition === 'too-old', discount, system?.before, system?.after];
    this.#expect(`the answer of ${request.receiptId}`, shown, [
      last?.tooOld,
      last?.discount,
      last?.before,
      last?.after,
    ]);
    await this.#compare(customer);
  }

  /** The same receipt: the same answer, and nothing written. */
  async #sendAgain(): Promise<void> {
    if (this.#sent.length === 0) return;
    const { request, customer } = this.#one(this.#sent);
    const stored = await this.#world.ledger.readEntry(request.storeId, request.receiptId);
    const writes = customer.happened.length;
    const outcome = await this.#attempt(() => scoreReceipt(this.#ports, request));
    if (stored === null || outcome === null || outcome.kind === 'refused') return;
    this.#expect('a repeated receipt', [outcome.replayed, customer.happened.length], [true, writes]);
    this.#expect('the answer of a repeated receipt', outcome.entry.answer, stored.answer);
  }

  /** The same id, another amount: refused, and nothing written. */
  async #sendOther(): Promise<void> {
    if (this.#sent.length === 0) return;
    const { request, customer } = this.#one(this.#sent);
    if ((await this.#world.ledger.readEntry(request.storeId, request.receiptId)) === null) return;
    const writes = customer.happened.length;
    const lines = request.lines.map((line) => ({ ...line, amountMinor: line.amountMinor + 1 }));
    const outcome = await this.#attempt(() => scoreReceipt(this.#ports, { ...request, lines }));
    if (outcome === null || (outcome.kind === 'refused' && outcome.code === 'try-again')) return;
    // One that was far ahead when it was sent first is not stored; one that is now is refused for that.
    const code = outcome.kind === 'refused' ? outcome.code : outcome.kind;
    if (code === 'occurred-in-future') return;
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
    for (const customer of this.#unenrolled) await this.#enrol(customer);
  }

  async #enrol(customer: Customer): Promise<void> {
    const before = customer.memberId;
    const next = `member-${this.#seed}-${this.#ids + 1}`;
    // Claims are written while the call runs; whose they are must be known by then.
    if (before === null) {
      customer.memberId = next;
      customer.happened.push({ kind: 'enrolled', now: this.#now });
    }
    const request = { cardNumber: customer.cardNumber, name: null, phone: null, attributes: new Map() };
    const outcome = await this.#attempt(() => enrolMember(this.#ports, request));
    this.#unenrolled = this.#unenrolled.filter((other) => other !== customer);
    const holder = await this.#holderOf(customer.cardNumber);
    if (holder === null && before === null) {
      customer.memberId = null;
      customer.happened.length = 0;
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
    if (this.#random() < 0.03) this.#asleepUntil = this.#now + 14 * DAY + this.#below(42 * DAY);
    const ticks = this.#random() < 0.3 ? [1, 2] : [1];
    await Promise.all(ticks.map(() => this.#attempt(() => this.#sweepAll())));
  }

  async #sweepAll(): Promise<void> {
    for (let shard = 0; shard < SHARDS; shard += 1) await sweepShard(this.#ports, shard);
  }

  async #change(): Promise<void> {
    const last = this.#versions.at(-1);
    if (last === undefined) return;
    const silverOver = 5_000 + this.#below(15_000);
    const goldOver = silverOver + 1 + this.#below(30_000);
    const program: SimProgram = {
      ...last.program,
      silverOver,
      goldOver,
      tooMuchOver: goldOver + 1 + this.#below(30_000),
      percents: { ...last.program.percents, gold: this.#below(20) },
      raise: this.#one(['at-turn', 'at-once']),
      lower: this.#one(['to-earned', 'never']),
      delayHours: this.#one(DELAYS),
      maxAgeDays: this.#one(AGES),
    };
    await this.#activate(program, Math.max(this.#now, last.from) + 60_000 + this.#below(20 * DAY));
  }

  async #activate(program: SimProgram, from: number): Promise<void> {
    const outcome = await activateProgram(this.#ports, programOf(program), asEpochMs(from));
    if (outcome.kind === 'refused') this.#differ('an activation', outcome.code, 'activated');
    if (outcome.kind === 'activated') this.#versions.push({ from: outcome.from, program });
  }

  /** What the member is shown, and what was told of them, against the pencil. */
  async #compare(customer: Customer, settled = false): Promise<void> {
    const { memberId, happened } = customer;
    if (memberId === null) return;
    const faults = { ...this.#faults };
    Object.assign(this.#faults, noFaults);
    const found = await readMember(this.#ports, memberId);
    const status = found.kind === 'found' ? found.statuses[0]?.status : found.code;
    this.#expect(`the status of ${memberId}`, status, shownAt(happened, this.#versions, this.#now));
    const facts = (await this.#world.facts.factsOf(memberId, null, 10_000)).toReversed();
    const told = facts.flatMap((fact) =>
      fact.kind === 'status-changed'
        ? [{ from: fact.from, to: fact.to, at: fact.at, tellFrom: fact.tellFrom }]
        : [],
    );
    const expected = recompute(happened, this.#versions).facts;
    this.#expect(`the facts of ${memberId}`, told, expected);
    const numbers = facts.map(({ seq }) => seq);
    this.#expect(
      `the numbers of the facts of ${memberId}`,
      numbers,
      numbers.map((_, index) => index + 1),
    );
    if (settled) {
      const later = recompute([...happened, { kind: 'passed', now: this.#now }], this.#versions).facts;
      this.#expect(`what time has changed for ${memberId} and nobody wrote`, later.length, expected.length);
    }
    Object.assign(this.#faults, faults);
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

  #expect(what: string, found: unknown, wanted: unknown): void {
    this.#comparisons += 1;
    if (JSON.stringify(found) !== JSON.stringify(wanted)) this.#differ(what, found, wanted);
  }

  #differ(what: string, found: unknown, wanted: unknown): never {
    throw new Differs(
      `seed ${this.#seed}, step ${this.step}, ${new Date(this.#now).toISOString()}: ${what}: ${JSON.stringify(found)}, the pencil says ${JSON.stringify(wanted)}`,
    );
  }

  #goTo(now: number): void {
    this.#now = now;
    this.#latest = Math.max(this.#latest, now);
  }

  #below(end: number): number {
    return Math.floor(this.#random() * end);
  }

  #one<Value>(values: readonly Value[]): Value {
    return values[this.#below(values.length)] as Value;
  }
}

/** The archive's versions, compiled once each. */
function compiledTimeline(archive: ProgramArchive): ProgramTimeline {
  const known = new Map<number, ProgramVersion>();
  return {
    async current() {
      const { timeline } = await archive.read();
      const versions: ProgramVersion[] = [];
      for (const { version, from } of timeline) {
        const found = known.get(version) ?? (await compiledVersion(archive, version, from));
        known.set(version, found);
        versions.push(found);
      }
      return timelineOf(versions, calendar);
    },
  };
}

async function compiledVersion(
  archive: ProgramArchive,
  version: number,
  from: EpochMs,
): Promise<ProgramVersion> {
  const program = await archive.readProgram(version);
  const compiled = program === null ? null : compile(program);
  if (compiled?.ok !== true) throw new Error(`version ${version} is not there or does not compile`);
  return { version, from, program: compiled.program };
}

/** Numbers from 0 to 1, the same for the same seed. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
