import { untimelyFollowUp } from '#domain/entries/follow-up-refusals.ts';
import { MAX_RECEIPT_BYTES, receiptBytes } from '#domain/entries/receipt-size.ts';
import type { Visit, VisitStatus } from '#domain/member/commands.ts';
import type { ChangedEntry, VisitEntry } from '#domain/member/entry.ts';
import { asEpochMs, type EpochMs } from '#domain/time/time.ts';
import { MAX_VISIT_PAYMENTS } from '#domain/values/limits.ts';
import {
  type Changed,
  type ChangePorts,
  type ChangeRefusal,
  changeEntry,
  type Identified,
  type Planned,
} from './change-entry.ts';
import { digest } from './digest.ts';
import { refused } from './refusal.ts';

/** A visit as it crosses the border, already of the right form. */
export interface VisitRequest extends Identified, Omit<Visit, 'changedAt'> {
  readonly storeId: string;
  readonly visitId: string;
  readonly status: VisitStatus;
  /** `null`: when it arrives. */
  readonly changedAt: EpochMs | null;
}

/**
 * Takes a visit as it is now (D44). The same again, and what is older than what is stored, is answered what is stored; without a
 * moment of its own it is the newest change.
 */
export const changeVisit = (ports: ChangePorts, request: VisitRequest): Promise<Changed | ChangeRefusal> =>
  changeEntry(ports, refOf(request), request, async (last, now) => {
    if (receiptBytes(request.lines) > MAX_RECEIPT_BYTES)
      return refused(
        'receipt-too-large',
        'The categories of its lines take more room than a visit has.',
        '/lines',
      );
    const before = visitIn(last);
    const stored = before?.body.visit;
    const changedAt = request.changedAt ?? asEpochMs(Math.max(now, stored?.changedAt ?? now));
    const visit = visitOf(request, changedAt);
    if (before !== null && stored !== undefined) {
      const isSame = meaningOfVisit(visit) === meaningOfVisit(stored);
      const isKnown = isSame && (request.changedAt === null || request.changedAt === stored.changedAt);
      if (isKnown || changedAt < stored.changedAt) return { kind: 'stored', entry: before };
    }
    const { storeId, visitId } = request;
    const change = { kind: 'visit', storeId, visitId, visit, payments: before?.body.payments ?? [] } as const;
    return { kind: 'change', change, meaning: digest([meaningOfVisit(visit), changedAt]) };
  });

const refOf = ({ storeId: source, visitId: id }: { readonly storeId: string; readonly visitId: string }) =>
  ({ of: 'visit', source, id }) as const;

const visitOf = (
  { status, startsAt, currency, amountMinor, lines, paidMinor }: VisitRequest,
  changedAt: EpochMs,
): Visit => ({
  status,
  startsAt,
  changedAt,
  currency,
  amountMinor,
  lines,
  paidMinor,
});

function visitIn(last: ChangedEntry | null): VisitEntry | null {
  if (last === null) return null;
  if (last.body.kind !== 'visit') throw new Error('an activity lies under the key of a visit');
  return last as VisitEntry;
}

/** All that a visit says but when it became so. */
const meaningOfVisit = ({ status, startsAt, currency, amountMinor, lines, paidMinor }: Visit): string =>
  digest([
    'visit',
    status,
    startsAt,
    currency,
    amountMinor,
    paidMinor,
    lines.map((line) => [
      line.sku,
      line.quantityThousandths,
      line.amountMinor,
      line.externalCode ?? null,
      line.categories === undefined ? null : [...new Set(line.categories)].sort(),
    ]),
  ]);

/** A payment of a visit as it crosses the border. */
export interface VisitPaymentRequest {
  /** The visit's. */
  readonly visitStoreId: string;
  readonly visitId: string;
  readonly paymentId: string;
  /** Where it was paid. */
  readonly storeId: string;
  readonly occurredAt: EpochMs;
  readonly amountMinor: number;
  /** The card that was shown, if it is to be checked; `null`: it is not. */
  readonly cardNumber: string | null;
}

/** Counts a payment of a visit once: a prepayment as soon as the visit came (D43, D44). */
export function payVisit(ports: ChangePorts, request: VisitPaymentRequest): Promise<Changed | ChangeRefusal> {
  const { visitStoreId, visitId, paymentId, storeId, occurredAt, amountMinor, cardNumber } = request;
  const meaning = digest([
    'visit-payment',
    visitStoreId,
    visitId,
    paymentId,
    storeId,
    occurredAt,
    amountMinor,
    cardNumber,
  ]);
  const ref = refOf({ storeId: visitStoreId, visitId });
  return changeEntry(
    ports,
    ref,
    { memberId: null, cardNumber },
    async (last, now): Promise<Planned | ChangeRefusal> => {
      const before = visitIn(last);
      if (before === null)
        return refused(
          'not-found',
          'There is no such visit in this store: tell it first, if only as `booked`.',
        );
      const { visit, payments, number } = before.body;
      const known = payments.find(({ id }) => id === paymentId);
      if (known !== undefined) {
        if (known.meaning !== meaning)
          return refused(
            'idempotency-mismatch',
            'This id was used for another payment; send a new one under a new id.',
          );
        return { kind: 'stored', entry: (await ports.ledger.readChange(ref, known.number)) ?? before };
      }
      const untimely = untimelyFollowUp({ occurredAt }, now);
      if (untimely !== null) return untimely;
      if (payments.length >= MAX_VISIT_PAYMENTS)
        return refused(
          'payments-too-many',
          `A visit has at most ${MAX_VISIT_PAYMENTS} payments of their own.`,
        );
      const payment = { id: paymentId, amountMinor, occurredAt, meaning, number: number + 1 };
      const change = {
        storeId: visitStoreId,
        visitId,
        visit,
        payments: [...payments, payment],
        paidIn: storeId,
      };
      return { kind: 'change', change: { kind: 'visit', ...change }, meaning };
    },
  );
}
