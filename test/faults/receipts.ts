import type { SaleRequest } from '#operations/sale-request.ts';
import { requestOf } from '../fixtures/house.ts';
import { at } from '../fixtures/scenario.ts';
import { seeded } from '../table/shopper.ts';

export const NOW = '2024-05-20T12:00:00+03:00';
const DAY_MS = 86_400_000;
const DUPLICATES = 0.2;
const SPAN_DAYS = 40;

/** Receipts of a crowd as they arrive: out of order, one in five twice. The same for the same seed. */
export function arrivals(count: number, memberIds: readonly string[], seed: number): readonly SaleRequest[] {
  const random = seeded(seed);
  const one = <Value>(values: readonly Value[]): Value =>
    values[Math.floor(random() * values.length)] as Value;
  const different = Array.from({ length: Math.round(count * (1 - DUPLICATES)) }, (_, index) =>
    requestOf({
      receiptId: `receipt-${seed}-${index}`,
      storeId: `store-${index % 7}`,
      memberId: one(memberIds),
      occurredAt: at(new Date(at(NOW) - Math.floor(random() * SPAN_DAYS * DAY_MS)).toISOString()),
      amountMinor: 1 + Math.floor(random() * 500_000),
    }),
  );
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
