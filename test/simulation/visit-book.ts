import type { Visit, VisitPayment } from '#domain/member/commands.ts';
import type { ActivityEntry, VisitEntry } from '#domain/member/entry.ts';
import type { VisitPaymentRequest, VisitRequest } from '#operations/change-visit.ts';
import type { ActivityRequest } from '#operations/tell-activity.ts';
import { localDay } from './naive-calendar.ts';
import type { SimVersion } from './sim-program.ts';

const DAY = 86_400_000;
const MAX_PAYMENTS = 20;
const MAX_AHEAD = 2 * 366 * DAY;

/** What a calendar must be told. */
export type ExpectedChange =
  | { readonly kind: 'changed'; readonly replayed: boolean }
  | { readonly kind: 'refused'; readonly code: string };

/** A visit as the book has it. */
interface Booked {
  readonly visit: Visit;
  readonly payments: readonly VisitPayment[];
  /** The business day that the last change had. */
  readonly day: number;
}

export const visitKey = (source: string, id: string): string => `visit ${source} ${id}`;
export const activityKey = (source: string, id: string): string => `activity ${source} ${id}`;

const isSettled = ({ status }: Pick<Visit, 'status'>): boolean => status === 'came' || status === 'no-show';
const refused = (code: string): ExpectedChange => ({ kind: 'refused', code });
const changed = (replayed: boolean): ExpectedChange => ({ kind: 'changed', replayed });

/** What is charged for a visit, and what was paid of it in all. */
export const sumsOf = (visit: Visit, payments: readonly VisitPayment[]) => ({
  sold: visit.amountMinor,
  paid: (visit.paidMinor ?? visit.amountMinor) + payments.reduce((sum, each) => sum + each.amountMinor, 0),
});

/** All that a visit says but when it became so. */
const meaningOf = ({ status, startsAt, currency, amountMinor, lines, paidMinor }: Omit<Visit, 'changedAt'>) =>
  JSON.stringify([status, startsAt, currency, amountMinor, paidMinor, lines]);

/** Visits as a calendar knows them, and what was told of activities, whoever the member is (D44, D46). */
export class VisitBook {
  /** How often anything was written here. */
  writes = 0;
  readonly #visits = new Map<string, Booked>();
  readonly #activities = new Map<string, { readonly day: number }>();

  visitOf(key: string): Booked | null {
    return this.#visits.get(key) ?? null;
  }

  dayOfActivity(key: string): number | null {
    return this.#activities.get(key)?.day ?? null;
  }

  /** @param version in force at that moment */
  write(entry: VisitEntry | ActivityEntry, { program: { zone } }: SimVersion, now: number): void {
    this.writes += 1;
    const { body, source, id } = entry;
    if (body.kind === 'activity') {
      const day = localDay(Math.min(body.occurredAt, now), zone);
      this.#activities.set(activityKey(source, id), { day });
      return;
    }
    const { visit, payments } = body;
    const at = isSettled(visit) ? Math.min(visit.startsAt, now) : visit.startsAt;
    this.#visits.set(visitKey(source, id), { visit, payments, day: localDay(at, zone) });
  }

  /** The visit as it is after a request. */
  after({ changedAt, ...request }: VisitRequest, now: number): Visit {
    const stored = this.#visits.get(visitKey(request.storeId, request.visitId))?.visit;
    const { status, startsAt, currency, amountMinor, lines, paidMinor } = request;
    const at = changedAt ?? Math.max(now, stored?.changedAt ?? now);
    return {
      ...{ status, startsAt, changedAt: at as Visit['changedAt'] },
      ...{ currency, amountMinor, lines, paidMinor },
    };
  }

  expected(request: VisitRequest, isForeign: boolean, now: number): ExpectedChange {
    const stored = this.#visits.get(visitKey(request.storeId, request.visitId))?.visit;
    const visit = this.after(request, now);
    if (stored !== undefined) {
      if (isForeign) return refused('member-mismatch');
      const isSame = meaningOf(visit) === meaningOf(stored);
      const isOfThen = request.changedAt === null || request.changedAt === stored.changedAt;
      if (visit.changedAt < stored.changedAt || (isSame && isOfThen)) return changed(true);
    }
    return refusalOf(visit, now) ?? changed(false);
  }

  expectedPayment(
    { visitStoreId, visitId, paymentId, occurredAt, amountMinor }: VisitPaymentRequest,
    isForeign: boolean,
    now: number,
  ): ExpectedChange {
    const booked = this.#visits.get(visitKey(visitStoreId, visitId));
    if (booked === undefined) return refused('not-found');
    const known = booked.payments.find(({ id }) => id === paymentId);
    if (known !== undefined)
      return known.amountMinor === amountMinor ? changed(true) : refused('idempotency-mismatch');
    if (occurredAt > now + DAY) return refused('occurred-in-future');
    if (booked.payments.length >= MAX_PAYMENTS) return refused('payments-too-many');
    if (isForeign) return refused('member-mismatch');
    return refusalOf(booked.visit, now) ?? changed(false);
  }

  expectedActivity({ storeId, activityId, activity, occurredAt }: ActivityRequest, now: number) {
    if (this.#activities.has(activityKey(storeId, activityId))) return changed(true);
    if (activity === 'dance') return refused('unknown-activity');
    return occurredAt > now + DAY ? refused('occurred-in-future') : changed(false);
  }
}

/** What no calendar can mean (D28, D44). */
function refusalOf(visit: Visit, now: number): ExpectedChange | null {
  if (visit.changedAt > now + DAY) return refused('occurred-in-future');
  if (isSettled(visit) && visit.startsAt > now + DAY) return refused('occurred-in-future');
  return visit.startsAt > now + MAX_AHEAD ? refused('starts-in-future') : null;
}
