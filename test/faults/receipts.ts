import type { FollowUp } from '#domain/member/commands.ts';
import { nameOfEntry } from '#domain/member/entry-ref.ts';
import { followUpReceipt } from '#operations/follow-up.ts';
import type { FollowUpRequest } from '#operations/follow-up-request.ts';
import type { SaleRequest } from '#operations/sale-request.ts';
import { scoreReceipt } from '#operations/score-receipt.ts';
import { type House, requestOf } from '../fixtures/house.ts';
import { at } from '../fixtures/scenario.ts';
import { seeded } from '../table/shopper.ts';

export const NOW = '2024-05-20T12:00:00+03:00';
const DAY_MS = 86_400_000;
const DUPLICATES = 0.2;
const SPAN_DAYS = 40;

/** What a till sends: a receipt, or what follows one. */
export type Sent = SaleRequest | FollowUpRequest;

export const isFollowUp = (sent: Sent): sent is FollowUpRequest => 'told' in sent;

/** One text for each, however often it is sent. */
export const nameOfSent = (sent: Sent): string =>
  isFollowUp(sent)
    ? nameOfEntry({ source: sent.saleStoreId, id: sent.receiptId, followUp: sent.told })
    : nameOfEntry({ source: sent.storeId, id: sent.receiptId });

/** As the process that is to be killed does it. */
export async function sendTo(house: House, sent: Sent): Promise<Answered> {
  const outcome = isFollowUp(sent) ? await followUpReceipt(house, sent) : await scoreReceipt(house, sent);
  return outcome.kind === 'refused'
    ? { kind: 'refused', code: outcome.code }
    : { kind: 'taken', replayed: outcome.replayed };
}

export type Answered =
  | { readonly kind: 'taken'; readonly replayed: boolean }
  | { readonly kind: 'refused'; readonly code: string };

/** Of one in eight receipts something comes back, and one in eight is paid later. */
const FOLLOWED = 8;

/** A return of a part or of all, or a payment: each is possible whatever came before it. */
function followUpOf(sale: SaleRequest, index: number, random: () => number): FollowUpRequest {
  const { storeId, receiptId, lines } = sale;
  const total = lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const head = { id: `after-${index}`, storeId, occurredAt: at(NOW) };
  const isPayment = index % (2 * FOLLOWED) === 0;
  const part = 1 + Math.floor(random() * total);
  const told: FollowUp = isPayment
    ? { kind: 'payment', ...head, amountMinor: part }
    : {
        kind: 'return',
        ...head,
        returned: random() < 0.5 ? { kind: 'all' } : { kind: 'amount', amountMinor: Math.min(part, total) },
        refundedMinor: null,
      };
  return { saleStoreId: storeId, receiptId, told, cardNumber: null, currency: null };
}

/** Receipts alone, for what asks of these only. */
export const sales = (count: number, memberIds: readonly string[], seed: number): readonly SaleRequest[] =>
  arrivals(2 * count + FOLLOWED, memberIds, seed)
    .flatMap((sent) => (isFollowUp(sent) ? [] : [sent]))
    .slice(0, count);

/**
 * Receipts of a crowd as they arrive, and what follows them: out of order, so that some come before their receipt, one in five
 * twice. The same for the same seed.
 */
export function arrivals(count: number, memberIds: readonly string[], seed: number): readonly Sent[] {
  const random = seeded(seed);
  const one = <Value>(values: readonly Value[]): Value =>
    values[Math.floor(random() * values.length)] as Value;
  const bought = Array.from(
    { length: Math.round((count * (1 - DUPLICATES) * FOLLOWED) / (FOLLOWED + 1)) },
    (_, index) =>
      requestOf({
        receiptId: `receipt-${seed}-${index}`,
        storeId: `store-${index % 7}`,
        memberId: one(memberIds),
        occurredAt: at(new Date(at(NOW) - Math.floor(random() * SPAN_DAYS * DAY_MS)).toISOString()),
        amountMinor: 1 + Math.floor(random() * 500_000),
      }),
  );
  const followUps = bought.flatMap((sale, index) =>
    index % FOLLOWED === 0 ? [followUpOf(sale, index, random)] : [],
  );
  const different: readonly Sent[] = [...bought, ...followUps];
  const all = [...different];
  while (all.length < count) all.push(one(different));
  return shuffled(all, random);
}

function shuffled<Value>(values: readonly Value[], random: () => number): Value[] {
  return values
    .map((value) => ({ value, order: random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ value }) => value);
}
