import { decideFollowUpForNobody } from '#domain/decide.ts';
import { untimelyFollowUp } from '#domain/entries/follow-up-refusals.ts';
import type { Refusal } from '#domain/member/decision.ts';
import {
  type Entry,
  isSale,
  type PaymentBody,
  type ReturnBody,
  type SaleEntry,
} from '#domain/member/entry.ts';
import type { EntryRef, FollowUpRef } from '#domain/member/entry-ref.ts';
import type { EpochMs } from '#domain/time/time.ts';
import { MAX_AWAITED } from '#domain/values/limits.ts';
import { decideFollowUpFor } from './decide-sale.ts';
import { type FollowUpRequest, meaningOfFollowUp } from './follow-up-request.ts';
import type { Clock, Retries } from './ports/clock-and-random.ts';
import type { EntryHistory } from './ports/histories.ts';
import type { Awaited, Ledger, ReceiptPlace } from './ports/ledger.ts';
import type { MemberReader } from './ports/members.ts';
import type { ProgramTimeline } from './ports/programs.ts';
import type { MemberRegister } from './ports/register-and-logins.ts';
import { type Refused, refused } from './refusal.ts';
import { type Again, retried } from './retried.ts';
import { followUpEntry, mismatch, withLeft } from './sale-with-followers.ts';
import { atMoment } from './with-programs.ts';

export interface FollowUpPorts {
  readonly programs: ProgramTimeline;
  readonly members: MemberReader;
  readonly register: Pick<MemberRegister, 'memberOfCard'>;
  readonly ledger: Pick<Ledger, 'commit' | 'record' | 'park' | 'readPlace'>;
  readonly history: Pick<EntryHistory, 'entriesOf'>;
  readonly clock: Clock;
  readonly retries: () => Retries;
}

export type FollowedUp =
  | {
      readonly kind: 'followed-up';
      readonly entry: Entry<ReturnBody | PaymentBody>;
      /** The sale that it follows. */
      readonly sold: SaleEntry;
      readonly replayed: boolean;
    }
  /** Its sale is not there yet: it waits, and nothing counts (D41). */
  | { readonly kind: 'parked'; readonly receivedAt: EpochMs; readonly replayed: boolean };

type FollowUpRefusal =
  | Refusal
  | Refused<
      | 'idempotency-mismatch'
      | 'return-currency-mismatch'
      | 'return-member-mismatch'
      | 'parked-too-many'
      | 'try-again'
    >;

/**
 * Counts what follows a sale exactly once: reads the sale, then its member, decides, and commits all in one transaction. The
 * same again gets the stored answer, whatever else would be refused by now. Without its sale it waits for it (D41).
 */
export async function followUpReceipt(
  ports: FollowUpPorts,
  request: FollowUpRequest,
): Promise<FollowedUp | FollowUpRefusal> {
  const meaning = meaningOfFollowUp(request);
  const outcome = await retried(ports.retries(), () => attempt(ports, { ...request, meaning }));
  return outcome ?? refused('try-again', 'Much happens to this receipt at once; send the same again.');
}

interface Asked extends FollowUpRequest {
  readonly meaning: string;
}

type Attempted = FollowedUp | FollowUpRefusal | Again<never>;

const AGAIN: Again<never> = { kind: 'again', fresh: null };

async function attempt(ports: FollowUpPorts, asked: Asked): Promise<Attempted> {
  const ref = refOf(asked);
  const place = await ports.ledger.readPlace(ref);
  const now = ports.clock.now();
  const known = knownBefore(place, asked);
  if (known !== null) return known;
  const { sold } = place;
  if (sold === null) return park(ports, ref, place.awaited, asked, now);
  const foreign = await mismatch(ports, asked, sold);
  if (foreign !== null) return foreign;
  return sold.owner.kind === 'member'
    ? followForMember(ports, asked, sold, sold.owner.memberId, now)
    : followForNobody(ports, asked, sold, now);
}

const refOf = ({ saleStoreId, receiptId, told }: FollowUpRequest): FollowUpRef => ({
  source: saleStoreId,
  id: receiptId,
  followUp: { kind: told.kind, id: told.id },
});

/** What is known of this id already: it is stored, it waits, or it waited and was impossible; `null`: nothing. */
function knownBefore({ sold, awaited, followUp }: ReceiptPlace, asked: Asked): Attempted | null {
  const { told, meaning } = asked;
  if (followUp !== null && sold !== null) {
    if (followUp.meaning !== meaning) return otherContent();
    return { kind: 'followed-up', entry: followUpOf(followUp), sold, replayed: true };
  }
  const isThis = (each: { readonly kind: string; readonly id: string }): boolean =>
    each.kind === told.kind && each.id === told.id;
  const impossible = sold?.body.refused?.find(isThis);
  if (impossible !== undefined) {
    if (impossible.meaning !== meaning) return otherContent();
    return refused(impossible.code as Refusal['code'], impossible.detail) as FollowUpRefusal;
  }
  const waiting = awaited.find((each) => isThis(each.told));
  if (waiting === undefined) return null;
  if (waiting.meaning !== meaning) return otherContent();
  return { kind: 'parked', receivedAt: waiting.receivedAt, replayed: true };
}

const otherContent = () =>
  refused('idempotency-mismatch', 'This id was used for another content; send a new one under a new id.');

function followUpOf(entry: Entry): Entry<ReturnBody | PaymentBody> {
  if (isSale(entry)) throw new Error('a sale lies where something follows it');
  return entry as Entry<ReturnBody | PaymentBody>;
}

/** It waits for its sale: it is looked at as far as it can be looked at alone. */
async function park(
  { ledger }: FollowUpPorts,
  { source, id }: EntryRef,
  awaited: Awaited,
  { told, cardNumber, currency, meaning }: Asked,
  now: EpochMs,
): Promise<Attempted> {
  const untimely = untimelyFollowUp(told, now);
  if (untimely !== null) return untimely;
  if (awaited.length >= MAX_AWAITED) return tooMany();
  const waiting = { told, cardNumber, currency, meaning, receivedAt: now };
  const outcome = await ledger.park({ source, id }, [...awaited, waiting]);
  return outcome === 'parked' ? { kind: 'parked', receivedAt: now, replayed: false } : AGAIN;
}

const tooMany = () =>
  refused(
    'parked-too-many',
    `At most ${MAX_AWAITED} returns and payments wait for a receipt, or for its member.`,
  );

async function followForMember(
  ports: FollowUpPorts,
  asked: Asked,
  sold: SaleEntry,
  memberId: string,
  now: EpochMs,
): Promise<Attempted> {
  const snapshot = await ports.members.read(memberId);
  if (snapshot === null) throw new Error('a receipt has a member who is not there');
  const decision = await decideFollowUpFor(ports, snapshot, { ...asked.told, sold }, now);
  if (decision.kind === 'refused') return decision;
  const { member, facts } = decision;
  const owner = { kind: 'member', memberId, number: member.entries.count } as const;
  const entry = followUpEntry(sold, { ...asked, receivedAt: now }, owner, decision);
  const after = withLeft(sold, decision);
  const outcome = await ports.ledger.commit({
    before: snapshot.member,
    after: member,
    entry,
    facts,
    sold: after,
  });
  return outcome.kind === 'committed' ? { kind: 'followed-up', entry, sold: after, replayed: false } : AGAIN;
}

async function followForNobody(
  ports: FollowUpPorts,
  asked: Asked,
  sold: SaleEntry,
  now: EpochMs,
): Promise<Attempted> {
  // All that follows a receipt is claimed with it, in one transaction.
  const isFull = sold.owner.kind === 'card' && (sold.body.left?.revision ?? 0) >= MAX_AWAITED;
  if (isFull) return tooMany();
  const decision = await atMoment(ports.programs, now, (moment) =>
    decideFollowUpForNobody(moment, { ...asked.told, sold }),
  );
  if (decision.kind === 'refused') return decision;
  const entry = followUpEntry(sold, { ...asked, receivedAt: now }, sold.owner, decision);
  const after = withLeft(sold, decision);
  const outcome = await ports.ledger.record(entry, { sold: after });
  return outcome.kind === 'committed' ? { kind: 'followed-up', entry, sold: after, replayed: false } : AGAIN;
}
