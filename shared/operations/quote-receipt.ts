import { decideForNobody } from '#domain/decide.ts';
import type { Sale } from '#domain/member/commands.ts';
import type { Refusal } from '#domain/member/decision.ts';
import type { SaleAnswer } from '#domain/member/entry.ts';
import { asEpochMs, type EpochMs } from '#domain/time/time.ts';
import { decideSaleFor } from './decide-sale.ts';
import { CLOCKS_DIFFER_MS } from './honour-quote.ts';
import type { Clock } from './ports/clock-and-random.ts';
import type { EntryHistory } from './ports/histories.ts';
import type { MemberReader } from './ports/members.ts';
import type { ProgramTimeline } from './ports/programs.ts';
import type { QuoteSeal } from './ports/quotes.ts';
import type { MemberRegister } from './ports/register-and-logins.ts';
import { ownerOf } from './receipt-owner.ts';
import type { Refused } from './refusal.ts';
import { requestRefusal } from './request-refusal.ts';
import { goodsHash, type SaleRequest } from './sale-request.ts';
import { atMoment } from './with-programs.ts';

export interface QuotePorts {
  readonly programs: ProgramTimeline;
  readonly members: MemberReader;
  readonly register: Pick<MemberRegister, 'memberOfCard'>;
  readonly history: Pick<EntryHistory, 'entriesOf'>;
  readonly seal: QuoteSeal;
  readonly clock: Clock;
}

/** A quote asks as a receipt does; it has no id yet, and its moment may be left to us. */
type QuoteRequest = Omit<SaleRequest, 'receiptId' | 'occurredAt' | 'quote'> & {
  readonly occurredAt: EpochMs | null;
  /** The receipt that alone may use the token; `null`: not named. */
  readonly receiptId: string | null;
};

interface Quoted {
  readonly kind: 'quoted';
  readonly memberId: string | null;
  readonly sale: Sale;
  readonly answer: SaleAnswer;
  /** What it shows, to be kept; `null`: it was asked for another moment than now, for which nothing is promised. */
  readonly promise: { readonly token: string; readonly expiresAt: EpochMs } | null;
}

/** As long as a customer may stand at the till, with an age check and a broken note in between. */
const LIFETIME_MS = 30 * 60_000;

/** A receipt's outcome if it came now. Writes nothing; the token guarantees what it shows. */
export async function quoteReceipt(
  ports: QuotePorts,
  request: QuoteRequest,
): Promise<
  Quoted | Refusal | Refused<'member-ambiguous' | 'lines-total-mismatch' | 'receipt-too-large' | 'try-again'>
> {
  const refusal = requestRefusal(request);
  if (refusal !== null) return refusal;
  const owner = await ownerOf(ports, request);
  if (owner.kind === 'refused') return owner;
  const now = ports.clock.now();
  const { storeId, currency, lines, paidMinor } = request;
  const occurredAt = request.occurredAt ?? now;
  const { receiptId } = request;
  const sale: Sale = {
    kind: 'sale',
    storeId,
    receiptId: receiptId ?? '',
    occurredAt,
    currency,
    lines,
    paidMinor,
    promised: null,
  };
  const known = owner.kind === 'member' ? owner.snapshot : null;
  const decision =
    known === null
      ? await atMoment(ports.programs, now, (moment) => decideForNobody(moment, sale))
      : await decideSaleFor(ports, known, sale, now);
  if (decision.kind === 'refused') return decision;
  const { answer } = decision;
  const memberId = known?.member.id ?? null;
  if (Math.abs(occurredAt - now) > CLOCKS_DIFFER_MS)
    return { kind: 'quoted', memberId, sale, answer, promise: null };
  const expiresAt = asEpochMs(now + LIFETIME_MS);
  const { discounts, lineDiscountsMinor } = answer;
  const token = await ports.seal.seal({
    storeId,
    memberId,
    receiptId,
    goods: goodsHash(request),
    madeAt: now,
    expiresAt,
    discounts,
    lineDiscountsMinor,
  });
  return { kind: 'quoted', memberId, sale, answer, promise: { token, expiresAt } };
}
