import { decideForNobody } from '#domain/decide.ts';
import type { Sale } from '#domain/member/commands.ts';
import type { DecidedForNobody, Refusal } from '#domain/member/decision.ts';
import {
  type Entry,
  type EntryOwner,
  isSale,
  NOBODY,
  type QuoteOutcome,
  type SaleAnswer,
  type SaleEntry,
} from '#domain/member/entry.ts';
import type { EpochMs } from '#domain/time/time.ts';
import { decideSaleFor } from './decide-sale.ts';
import { openQuote } from './honour-quote.ts';
import type { Clock, Retries } from './ports/clock-and-random.ts';
import type { EntryHistory } from './ports/histories.ts';
import type { Awaited, Ledger } from './ports/ledger.ts';
import type { MemberReader, MemberSnapshot } from './ports/members.ts';
import type { ProgramTimeline } from './ports/programs.ts';
import type { QuoteSeal } from './ports/quotes.ts';
import type { MemberRegister } from './ports/register-and-logins.ts';
import { ownerOf, type ReceiptOwner } from './receipt-owner.ts';
import { type Refused, refused } from './refusal.ts';
import { requestRefusal } from './request-refusal.ts';
import { type Again, retried } from './retried.ts';
import { isMeaningOf, meaningOf, type SaleRequest } from './sale-request.ts';
import { withWaiting, withWaitingOfNobody } from './sale-with-followers.ts';
import { atMoment } from './with-programs.ts';

export interface ScorePorts {
  readonly programs: ProgramTimeline;
  readonly members: MemberReader;
  readonly register: Pick<MemberRegister, 'memberOfCard'>;
  readonly ledger: Pick<Ledger, 'commit' | 'record' | 'readEntry'>;
  readonly history: Pick<EntryHistory, 'entriesOf'>;
  readonly seal: QuoteSeal;
  readonly clock: Clock;
  readonly retries: () => Retries;
}

export type Scored = { readonly kind: 'scored'; readonly entry: SaleEntry; readonly replayed: boolean };

/** What an attempt that failed has brought back. */
interface Fresh {
  readonly snapshot: MemberSnapshot | null;
  readonly awaited: Awaited;
}

type ScoreRefusal =
  | Refusal
  | Refused<
      | 'idempotency-mismatch'
      | 'lines-total-mismatch'
      | 'member-ambiguous'
      | 'quote-invalid'
      | 'receipt-too-large'
      | 'try-again'
    >;

/**
 * Scores a receipt exactly once: reads the member, decides, and commits entry, state and facts in one transaction.
 * The same receipt again gets the stored answer; another content under its id is refused and changes nothing. An id that
 * is stored is answered from what is stored, whatever else about the request would be refused by now (D89).
 */
export async function scoreReceipt(ports: ScorePorts, request: SaleRequest): Promise<Scored | ScoreRefusal> {
  const outcome = await scoreOrRefuse(ports, request);
  if (outcome.kind === 'scored' || outcome.code === 'idempotency-mismatch') return outcome;
  const stored = await ports.ledger.readEntry(request.storeId, request.receiptId);
  return stored === null ? outcome : replayOf(stored, request);
}

async function scoreOrRefuse(ports: ScorePorts, request: SaleRequest): Promise<Scored | ScoreRefusal> {
  const refusal = requestRefusal(request);
  if (refusal !== null) return refusal;
  const outcome = await retried(ports.retries(), (fresh: Fresh | null) =>
    attempt(ports, request, fresh ?? { snapshot: null, awaited: [] }),
  );
  return outcome ?? refused('try-again', 'Many receipts of this member at once; send the same again.');
}

type Attempted = Scored | ScoreRefusal | Again<Fresh>;

async function attempt(
  ports: ScorePorts,
  request: SaleRequest,
  { snapshot, awaited }: Fresh,
): Promise<Attempted> {
  const owner = snapshot === null ? await ownerOf(ports, request) : ({ kind: 'member', snapshot } as const);
  if (owner.kind === 'refused') return owner;
  const member = owner.kind === 'member' ? owner.snapshot.member : null;
  // One look at the clock: what the token is judged by, the decision and the entry go by too.
  const now = ports.clock.now();
  const quote = await openQuote(ports.seal, request, { member, now });
  if (quote.kind === 'refused') return quote;
  const sale = saleOf(request, quote.promised);
  const told = { request, sale, quote: quote.outcome, receivedAt: now, awaited };
  return owner.kind === 'member'
    ? scoreForMember(ports, told, owner.snapshot)
    : scoreForNobody(ports, told, owner);
}

async function scoreForMember(
  ports: ScorePorts,
  told: ToldSale,
  snapshot: MemberSnapshot,
): Promise<Attempted> {
  const { request, sale, receivedAt, awaited } = told;
  const { member, profile } = snapshot;
  const decision = await decideSaleFor(ports, snapshot, sale, receivedAt);
  if (decision.kind === 'refused') return decision;
  const owner = { kind: 'member', memberId: member.id, number: decision.member.entries.count } as const;
  const sold = entryOf(told, owner, decision);
  const whole =
    awaited.length === 0
      ? { ...decision, sold }
      : await withWaiting(ports, snapshot, { ...decision, sold }, awaited, receivedAt);
  if (whole.kind === 'refused') return whole;
  const committed = await ports.ledger.commit({
    before: member,
    after: whole.member,
    entry: whole.sold,
    facts: whole.facts,
    ...('followed' in whole ? { followed: whole.followed, awaited: awaited.length } : {}),
  });
  switch (committed.kind) {
    case 'committed':
      return { kind: 'scored', entry: whole.sold, replayed: false };
    case 'entry-exists':
      return replayOf(committed.entry, request);
    case 'awaited':
      return { kind: 'again', fresh: { snapshot: null, awaited: committed.awaited } };
    case 'contended':
    case 'sale-moved':
      return { kind: 'again', fresh: { snapshot: null, awaited } };
    case 'member-moved':
      // Never a fresh state with a stale profile: if that moved too, both are read again.
      return {
        kind: 'again',
        fresh: {
          snapshot:
            committed.current.profileVersion === profile.version
              ? { member: committed.current, profile }
              : null,
          awaited,
        },
      };
    default:
      return committed satisfies never;
  }
}

async function scoreForNobody(
  ports: ScorePorts,
  told: ToldSale,
  owner: Exclude<ReceiptOwner, { kind: 'member' }>,
): Promise<Attempted> {
  const { request, sale, receivedAt, awaited } = told;
  const decision = await atMoment(ports.programs, receivedAt, (moment) => decideForNobody(moment, sale));
  if (decision.kind === 'refused') return decision;
  const unmatched = owner.kind === 'unknown' && decision.answer.disposition !== 'too-old';
  const answer: SaleAnswer = unmatched ? { ...decision.answer, disposition: 'unmatched' } : decision.answer;
  const waiting: EntryOwner =
    unmatched && owner.cardNumber !== null ? { kind: 'card', cardNumber: owner.cardNumber } : NOBODY;
  const sold = entryOf(told, waiting, { ...decision, answer });
  const whole = awaited.length === 0 ? { sold } : await withWaitingOfNobody(ports, sold, awaited, receivedAt);
  const recorded = await ports.ledger.record(
    whole.sold,
    'followed' in whole ? { followed: whole.followed, awaited: awaited.length } : {},
  );
  switch (recorded.kind) {
    case 'committed':
      return { kind: 'scored', entry: whole.sold, replayed: false };
    case 'entry-exists':
      return replayOf(recorded.entry, request);
    case 'awaited':
      return { kind: 'again', fresh: { snapshot: null, awaited: recorded.awaited } };
    case 'sale-moved':
    case 'card-enrolled':
      return { kind: 'again', fresh: { snapshot: null, awaited } };
    default:
      return recorded satisfies never;
  }
}

/** The entry is the dedupe record: the same meaning gets the same answer, another one is refused (reliability §2). */
function replayOf(stored: Entry, request: SaleRequest): Scored | ScoreRefusal {
  if (isSale(stored) && isMeaningOf(stored.meaning, request))
    return { kind: 'scored', entry: stored, replayed: true };
  return refused(
    'idempotency-mismatch',
    'This id was used for another receipt; send a new sale under a new id.',
  );
}

const saleOf = (request: SaleRequest, promised: Sale['promised']): Sale => ({
  kind: 'sale',
  storeId: request.storeId,
  receiptId: request.receiptId,
  occurredAt: request.occurredAt,
  currency: request.currency,
  lines: request.lines,
  paidMinor: request.paidMinor,
  promised,
  ...(request.given === undefined ? {} : { given: request.given }),
  ...(request.changeMinor === undefined ? {} : { changeMinor: request.changeMinor }),
});

/** A receipt as it was told, and when. */
interface ToldSale {
  readonly request: SaleRequest;
  readonly sale: Sale;
  readonly quote: QuoteOutcome;
  readonly receivedAt: EpochMs;
  /** Returns and payments that wait for it. */
  readonly awaited: Awaited;
}

const entryOf = (
  { request, sale, quote, receivedAt }: ToldSale,
  owner: EntryOwner,
  { answer, counted, lineGoods }: Pick<DecidedForNobody, 'answer' | 'counted' | 'lineGoods'>,
): SaleEntry => ({
  source: sale.storeId,
  id: sale.receiptId,
  owner,
  occurredAt: sale.occurredAt,
  receivedAt,
  day: answer.day,
  meaning: meaningOf(request),
  counted,
  body: { kind: 'sale', sale: { ...sale, promised: null }, quote, answer, lineGoods },
});
