import type { LineLeft, SaleBody, SaleLeft } from '#domain/member/entry.ts';
import { roundedShare } from '#domain/values/money.ts';

/** What is left of a sale: all of it, where nothing has followed (D39). */
export function leftOf({
  body: { sale, answer, left },
}: {
  readonly body: Pick<SaleBody, 'sale' | 'answer' | 'left'>;
}): SaleLeft {
  if (left !== undefined) return left;
  return {
    revision: 0,
    lines: sale.lines.map(
      ({ amountMinor, quantityThousandths }, index): LineLeft => ({
        netMinor: amountMinor - (answer.lineDiscountsMinor[index] ?? 0),
        quantityThousandths,
        backThousandths: 0,
        isBack: false,
      }),
    ),
    paidMinor: answer.paidMinor,
    refundedMinor: 0,
  };
}

/** The money that a line still stands for; parts of its goods went back as shares, rounded together. */
export function moneyLeft({ netMinor, quantityThousandths, backThousandths, isBack }: LineLeft): number {
  if (quantityThousandths === 0) return isBack ? 0 : netMinor;
  return netMinor - roundedShare(netMinor, backThousandths, quantityThousandths);
}

export const goodsLeft = ({ quantityThousandths, backThousandths }: LineLeft): number =>
  quantityThousandths - backThousandths;

/** A line of which nothing is left: as if it had not been bought. */
export const isGone = ({ quantityThousandths, backThousandths, isBack }: LineLeft): boolean =>
  quantityThousandths === 0 ? isBack : backThousandths === quantityThousandths;

/** Whether a sale has come back whole. */
export const isAllBack = ({ lines, isVoid }: SaleLeft): boolean =>
  lines.length === 0 ? isVoid === true : lines.every(isGone);

export const soldLeft = ({ lines }: SaleLeft): number =>
  lines.reduce((sum, line) => sum + moneyLeft(line), 0);

/** What the shop has been paid and has not handed back. */
export const paidLeft = ({ paidMinor, refundedMinor }: SaleLeft): number => paidMinor - refundedMinor;
