import type { ActivityEntry, VisitEntry } from '#domain/member/entry.ts';
import { asEpochMs } from '#domain/time/time.ts';
import type { Changed, ChangePorts, ChangeRefusal } from '#operations/change-entry.ts';
import {
  changeVisit,
  payVisit,
  type VisitPaymentRequest,
  type VisitRequest,
} from '#operations/change-visit.ts';
import { type ActivityRequest, tellActivity } from '#operations/tell-activity.ts';
import { type Coverage, note } from './coverage.ts';
import type { Draw } from './draw.ts';
import { drawChange, drawVisit } from './draw-visits.ts';
import { STORES } from './sim-program.ts';
import { type ExpectedChange, sumsOf, type VisitBook, visitKey } from './visit-book.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Something that a calendar, or another system, tells of a customer. */
type Told =
  | { readonly kind: 'visit'; readonly request: VisitRequest }
  | { readonly kind: 'payment'; readonly request: VisitPaymentRequest }
  | { readonly kind: 'activity'; readonly request: ActivityRequest };

interface Sent<Customer> {
  readonly customer: Customer;
  readonly told: Told;
}

interface Place<Customer> {
  readonly customer: Customer;
  readonly storeId: string;
  readonly visitId: string;
}

/** The shop, as far as visits and activities have to do with it. */
interface Desk<Customer> {
  readonly draw: Draw;
  readonly coverage: Coverage;
  readonly book: VisitBook;
  readonly ports: ChangePorts;
  now(): number;
  /** `null`: nobody knows what became of it. */
  attempt<Answer>(act: () => Promise<Answer>): Promise<Answer | null>;
  expect(what: string, found: unknown, wanted: unknown): void;
  anybody(): Customer;
  cardOf(customer: Customer): string;
  /** `null`: nobody has enrolled the card. */
  memberOf(customer: Customer): string | null;
  /** Whether nobody can say what a change takes back now. */
  isLeftOut(customer: Customer): boolean;
  answered(customer: Customer, entry: VisitEntry | ActivityEntry): Promise<void>;
}

/** Tells visits, their payments and activities, in any order and again, and looks at what is answered. */
export class Visits<Customer> {
  readonly #desk: Desk<Customer>;
  readonly #visits: Place<Customer>[] = [];
  readonly #sent: Sent<Customer>[] = [];
  #unanswered: Sent<Customer>[] = [];
  #ids = 0;

  constructor(desk: Desk<Customer>) {
    this.#desk = desk;
  }

  get waiting(): number {
    return this.#unanswered.length;
  }

  /** One thing that a calendar tells. @returns of whom */
  async live(): Promise<Customer> {
    const { draw } = this.#desk;
    const act = draw.below(100);
    const sent = this.#drawn(act);
    this.#sent.push(sent);
    // Now and then it comes later than what was told after it.
    if (draw.chance(0.03)) this.#unanswered.push(sent);
    else await this.#send(sent);
    return sent.customer;
  }

  /** What got no answer is sent again. */
  async resend(): Promise<void> {
    const waiting = this.#unanswered;
    this.#unanswered = [];
    for (const sent of waiting) await this.#send(sent);
  }

  #drawn(act: number): Sent<Customer> {
    const { draw, coverage } = this.#desk;
    if (act < 6 && this.#sent.length > 0) {
      note(coverage, 'visit: sent again');
      return draw.one(this.#sent.slice(-30));
    }
    if (act < 24) return this.#activity();
    if (act < 55 || this.#visits.length === 0) return this.#visit();
    const place = draw.one(draw.chance(0.7) ? this.#visits.slice(-10) : this.#visits);
    const { customer, storeId, visitId } = place;
    const booked = this.#desk.book.visitOf(visitKey(storeId, visitId));
    if (act >= 80) return this.#payment(place);
    const now = this.#desk.now();
    const change =
      booked === null ? drawVisit(draw, coverage, now) : drawChange(draw, coverage, booked.visit, now);
    const request = { ...this.#whose(customer, booked !== null), storeId, visitId, ...change };
    return { customer, told: { kind: 'visit', request } };
  }

  #visit(): Sent<Customer> {
    const { draw, coverage, anybody, now } = this.#desk;
    const customer = anybody();
    const [storeId, visitId] = [draw.one(STORES), `visit-${this.#ids++}`];
    this.#visits.push({ customer, storeId, visitId });
    const request = {
      ...this.#whose(customer, false),
      ...{ storeId, visitId },
      ...drawVisit(draw, coverage, now()),
    };
    return { customer, told: { kind: 'visit', request } };
  }

  #payment({ customer, storeId, visitId }: Place<Customer>): Sent<Customer> {
    const { draw, coverage, now } = this.#desk;
    const back = draw.chance(0.3)
      ? draw.below(40 * DAY)
      : draw.chance(0.04)
        ? -draw.below(30 * HOUR)
        : draw.below(HOUR);
    const isForeign = draw.chance(0.03);
    if (isForeign) note(coverage, 'visit payment: with a foreign card');
    const request = {
      visitStoreId: storeId,
      visitId,
      paymentId: `payment-${this.#ids++}`,
      storeId: draw.one(STORES),
      occurredAt: asEpochMs(now() - back),
      amountMinor: 1 + draw.below(6_000),
      cardNumber: isForeign ? 'card-of-nobody' : null,
    };
    return { customer, told: { kind: 'payment', request } };
  }

  #activity(): Sent<Customer> {
    const { draw, anybody, now } = this.#desk;
    const customer = anybody();
    const back = draw.chance(0.3)
      ? draw.below(100 * DAY)
      : draw.chance(0.05)
        ? -draw.below(30 * HOUR)
        : draw.below(HOUR);
    const request = {
      ...this.#whose(customer, false),
      storeId: draw.one(STORES),
      activityId: `activity-${this.#ids++}`,
      activity: draw.chance(0.03) ? 'dance' : draw.chance(0.3) ? 'friend' : 'review',
      occurredAt: asEpochMs(now() - back),
    };
    return { customer, told: { kind: 'activity', request } };
  }

  /** By the member, where there is one and the calendar knows; else by the card. Now and then a change names another card. */
  #whose(customer: Customer, isChange: boolean) {
    const { draw, coverage, cardOf, memberOf } = this.#desk;
    const memberId = memberOf(customer);
    if (isChange && draw.chance(0.03)) {
      note(coverage, 'visit: with a foreign card');
      return { memberId: null, cardNumber: 'card-of-nobody' };
    }
    return memberId !== null && draw.chance(0.7)
      ? { memberId, cardNumber: null }
      : { memberId: null, cardNumber: cardOf(customer) };
  }

  async #send(sent: Sent<Customer>): Promise<void> {
    const { book, attempt, expect, coverage } = this.#desk;
    const { told, customer } = sent;
    const now = this.#desk.now();
    const wanted = this.#expected(told, now);
    const isNew = wanted.kind === 'changed' && !wanted.replayed;
    if (isNew && this.#desk.isLeftOut(customer)) {
      note(coverage, 'left out: visits of which nobody says what they take');
      return;
    }
    const key = keyOf(told);
    const [writes, before] = [book.writes, book.visitOf(key)];
    const visit = told.kind === 'visit' ? book.after(told.request, now) : before?.visit;
    const outcome = await attempt(() => this.#tell(told));
    if (outcome === null || (outcome.kind === 'refused' && outcome.code === 'try-again')) {
      this.#unanswered.push(sent);
      return;
    }
    const found =
      outcome.kind === 'refused'
        ? { kind: outcome.kind, code: outcome.code }
        : { kind: outcome.kind, replayed: outcome.replayed };
    expect(`the answer to ${told.kind} of ${key}`, found, wanted);
    if (outcome.kind === 'refused') note(coverage, `${told.kind} of a calendar: refused, ${outcome.code}`);
    if (outcome.kind === 'changed' && told.kind === 'visit' && visit !== undefined)
      if (visit.changedAt < (before?.visit.changedAt ?? 0))
        note(coverage, 'visit of a calendar: older than what is stored');
    if (outcome.kind === 'refused' || outcome.replayed) {
      expect(`what was written of ${key}`, book.writes, writes);
      return;
    }
    const { entry } = outcome;
    if (entry.body.kind === 'visit' && visit !== undefined) {
      const payments = (before?.payments.length ?? 0) + (told.kind === 'payment' ? 1 : 0);
      expect(`${key} as it is stored`, [entry.body.visit, entry.body.payments.length], [visit, payments]);
      const { soldMinor: sold, paidMinor: paid } = entry.body.answer;
      expect(`what ${key} comes to`, { sold, paid }, sumsOf(visit, entry.body.payments));
      note(coverage, `visit: ${before?.visit.status ?? 'new'} to ${visit.status}`);
      if (told.kind === 'payment') note(coverage, `visit payment: while ${visit.status}`);
    } else note(coverage, 'activity: told');
    if (entry.body.answer.disposition === 'unmatched')
      note(coverage, `${told.kind} of a calendar: waits for its card`);
    if (entry.owner.kind === 'member') await this.#desk.answered(customer, entry);
  }

  #tell(told: Told): Promise<Changed | ChangeRefusal> {
    const { ports } = this.#desk;
    switch (told.kind) {
      case 'visit':
        return changeVisit(ports, told.request);
      case 'payment':
        return payVisit(ports, told.request);
      case 'activity':
        return tellActivity(ports, told.request);
      default:
        return told satisfies never;
    }
  }

  #expected(told: Told, now: number): ExpectedChange {
    const { book } = this.#desk;
    switch (told.kind) {
      case 'visit':
        return book.expected(told.request, told.request.cardNumber === 'card-of-nobody', now);
      case 'payment':
        return book.expectedPayment(told.request, told.request.cardNumber !== null, now);
      case 'activity':
        return book.expectedActivity(told.request, now);
      default:
        return told satisfies never;
    }
  }
}

function keyOf(told: Told): string {
  if (told.kind === 'activity') return `activity ${told.request.storeId} ${told.request.activityId}`;
  const storeId = told.kind === 'visit' ? told.request.storeId : told.request.visitStoreId;
  return visitKey(storeId, told.request.visitId);
}
