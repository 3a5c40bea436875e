import type { Returned, SaleLine } from '#domain/member/commands.ts';

/** The pencil for what comes back (D39, D40): plain fractions of whole numbers, and of what is left the receipt anew. */

/** `of × part ÷ whole`, halves away from zero. */
export function shareOf(of: bigint, part: bigint, whole: bigint): bigint {
  const doubled = 2n * (of < 0n ? -of : of) * part;
  // One half more, and what is then below a whole is cut off.
  const rounded = (doubled + whole) / (2n * whole);
  return of < 0n ? -rounded : rounded;
}

interface Line {
  readonly sku: string;
  /** Not a deposit that came back. */
  readonly isBought: boolean;
  /** What it cost, and for how much of it, since money last came off it. */
  net: bigint;
  of: bigint;
  back: bigint;
  isBack: boolean;
}

/** What one line gave. */
export interface NaiveTaken {
  readonly line: number;
  readonly quantityThousandths: number;
  readonly amountMinor: number;
}

export interface NaiveOutcome {
  readonly code: string;
  readonly lines: readonly NaiveTaken[];
  readonly sold: number;
  readonly refunded: number;
}

const REFUSED = { lines: [], sold: 0, refunded: 0 };

/** One sale, and what is left of it. */
export class NaiveSale {
  readonly storeId: string;
  readonly currency: string;
  lines: readonly Line[];
  readonly sold: bigint;
  paid: bigint;
  refunded = 0n;
  /** A receipt without lines. */
  isVoid = false;

  constructor(
    head: { readonly storeId: string; readonly currency: string; readonly lines: readonly SaleLine[] },
    discounts: readonly number[],
    paidMinor: number,
  ) {
    this.storeId = head.storeId;
    this.currency = head.currency;
    this.lines = head.lines.map(({ sku, amountMinor, quantityThousandths }, index) => ({
      sku,
      isBought: amountMinor >= 0,
      net: BigInt(amountMinor - (discounts[index] ?? 0)),
      of: BigInt(quantityThousandths),
      back: 0n,
      isBack: false,
    }));
    this.sold = this.left;
    this.paid = BigInt(paidMinor);
  }

  /** What a line still stands for. */
  moneyOf({ net, of, back, isBack }: Line): bigint {
    if (of === 0n) return isBack ? 0n : net;
    return net - shareOf(net, back, of);
  }

  isGone({ of, back, isBack }: Line): boolean {
    return of === 0n ? isBack : back === of;
  }

  get left(): bigint {
    return this.lines.reduce((all, line) => all + this.moneyOf(line), 0n);
  }

  get isAllBack(): boolean {
    return this.lines.length === 0 ? this.isVoid : this.lines.every((line) => this.isGone(line));
  }

  /** Gives back, and says what that came to; a refusal leaves everything as it was. */
  giveBack(returned: Returned, told: number | null): NaiveOutcome {
    const after = this.#after(returned);
    if (typeof after === 'string') return { code: after, ...REFUSED };
    const lines = after.flatMap((line, place): NaiveTaken[] => {
      const before = this.lines[place] ?? line;
      const gone = before.of - before.back - (line.of - line.back);
      const money = this.moneyOf(before) - this.moneyOf(line);
      const isTouched = gone !== 0n || money !== 0n || before.isBack !== line.isBack;
      return isTouched
        ? [{ line: place, quantityThousandths: Number(gone), amountMinor: Number(money) }]
        : [];
    });
    const sold = lines.reduce((all, { amountMinor }) => all + amountMinor, 0);
    if (sold < 0) return { code: 'negative-return', ...REFUSED };
    const was = { lines: this.lines, isVoid: this.isVoid };
    this.lines = after;
    this.isVoid = after.length === 0;
    const refunded = told === null ? this.#share() : BigInt(told);
    if (refunded > this.paid - this.refunded) {
      Object.assign(this, was);
      return { code: 'refund-exceeds-paid', ...REFUSED };
    }
    this.refunded += refunded;
    return { code: 'taken', lines, sold, refunded: Number(refunded) };
  }

  /** The same part of what was paid as of what was sold is gone, all that went before included. */
  #share(): bigint {
    const rest = this.paid - this.refunded;
    if (this.isAllBack) return rest;
    const gone = this.sold - this.left;
    if (this.sold <= 0n || gone <= 0n) return 0n;
    const due = shareOf(this.paid, gone, this.sold) - this.refunded;
    return due < 0n ? 0n : due > rest ? rest : due;
  }

  #after(returned: Returned): readonly Line[] | string {
    if (returned.kind === 'amount') return this.#afterMoney(BigInt(returned.amountMinor));
    if (returned.kind === 'all') {
      return this.isAllBack ? 'return-exceeds-original' : this.lines.map((line) => this.#wholly(line));
    }
    const after = this.lines.map((line) => ({ ...line }));
    for (const { line: place, quantityThousandths } of returned.lines) {
      const line = after[place];
      if (line === undefined || this.isGone(line)) return 'return-exceeds-original';
      if (line.of === 0n) line.isBack = true;
      else if (quantityThousandths === 0) return 'return-of-nothing';
      else line.back += BigInt(quantityThousandths);
      if (line.back > line.of) return 'return-exceeds-original';
    }
    return after;
  }

  #wholly(line: Line): Line {
    return { ...line, back: line.of, isBack: line.of === 0n || line.isBack };
  }

  /** By largest remainder over what lies above zero; the lines that it comes off begin anew. */
  #afterMoney(amount: bigint): readonly Line[] | string {
    if (amount > this.left) return 'return-exceeds-original';
    if (amount === this.left) return this.lines.map((line) => this.#wholly(line));
    const weights = this.lines.map((line) => {
      const money = this.moneyOf(line);
      return money > 0n ? money : 0n;
    });
    const all = weights.reduce((sum, each) => sum + each, 0n);
    const floors = weights.map((each) => (each * amount) / all);
    const rest = amount - floors.reduce((sum, each) => sum + each, 0n);
    const byRemainder = weights
      .map((each, place) => ({ place, remainder: (each * amount) % all }))
      .sort((one, other) => (other.remainder > one.remainder ? 1 : other.remainder < one.remainder ? -1 : 0))
      .slice(0, Number(rest));
    return this.lines.map((line, place) => {
      const more = byRemainder.some((each) => each.place === place) ? 1n : 0n;
      const taken = (floors[place] ?? 0n) + more;
      if (taken === 0n) return line;
      return { ...line, net: this.moneyOf(line) - taken, of: line.of - line.back, back: 0n };
    });
  }
}
