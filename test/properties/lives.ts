import type { Sale } from '#domain/member/commands.ts';
import type { Refusal } from '#domain/member/decision.ts';
import type { PaymentAnswer, ReturnAnswer, SaleAnswer } from '#domain/member/entry.ts';
import { asEpochMs } from '#domain/time/time.ts';
import type { Step } from './generated-lives.ts';
import { returnedOf } from './generated-returns.ts';
import type { ReturnLife } from './return-life.ts';
import { BEGINNING } from './stories.ts';

/** A step with its moment, and the receipt that it is or follows; `null`: none. */
export interface Planned {
  readonly step: Step;
  readonly now: number;
  readonly receiptId: string | null;
}

export type Outcome = SaleAnswer | ReturnAnswer | PaymentAnswer | Refusal | null;

/** A life's steps in their order, each with its moment: which receipt a return means does not depend on what is taken. */
export function planned(steps: readonly Step[]): readonly Planned[] {
  let now = BEGINNING;
  let sales = 0;
  return steps.flatMap((step): Planned[] => {
    now += step.minutesLater * 60_000;
    if (step.kind === 'sweep') return [{ step, now, receiptId: null }];
    if (step.kind === 'sale') {
      sales += 1;
      return [{ step, now, receiptId: `r${sales - 1}` }];
    }
    return sales === 0 ? [] : [{ step, now, receiptId: `r${step.of % sales}` }];
  });
}

/** Lets one step happen, and says what was answered; `null`: nothing was asked. */
export function happen(life: ReturnLife, { step, now, receiptId }: Planned): Outcome {
  if (step.kind === 'sweep' || receiptId === null) {
    life.pass(now);
    return null;
  }
  if (step.kind === 'sale') return life.sell(saleOf(step, receiptId, now), now);
  const sold = life.sales.get(receiptId);
  if (sold === undefined) return null;
  const id = `${step.kind}-${life.entries.length}`;
  const head = { id, storeId: 'store-1' };
  if (step.kind === 'payment') {
    const occurredAt = asEpochMs(now - (step.minutesLate % (60 * 24 * 3)) * 60_000);
    return life.pay(receiptId, { kind: 'payment', ...head, occurredAt, amountMinor: step.amountMinor }, now);
  }
  const { answer, left, sale } = sold.body;
  const returned = returnedOf(step.wish, {
    moneyMinor: answer.soldMinor,
    thousandths: sale.lines.map(({ quantityThousandths }) => quantityThousandths),
  });
  const rest = (left?.paidMinor ?? answer.paidMinor) - (left?.refundedMinor ?? 0);
  const refundedMinor =
    step.refundShare === null ? null : Math.floor((Math.max(0, rest) * step.refundShare) / 1_000);
  return life.giveBack(
    receiptId,
    { kind: 'return', ...head, occurredAt: asEpochMs(now), returned, refundedMinor },
    now,
  );
}

function saleOf(step: Step & { readonly kind: 'sale' }, receiptId: string, now: number): Sale {
  const { storeId, paidMinor } = step;
  const lines = step.lines.map(({ sku, pieces, amountMinor }) => ({
    sku,
    quantityThousandths: pieces * 1_000,
    amountMinor,
  }));
  const isBelowZero = lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0) < 0;
  return {
    kind: 'sale',
    receiptId,
    storeId,
    occurredAt: asEpochMs(now - step.minutesLate * 60_000),
    currency: 'RUB',
    lines: isBelowZero ? [] : lines,
    paidMinor,
    promised: null,
  };
}
