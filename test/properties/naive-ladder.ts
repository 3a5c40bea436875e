import type { Clawback } from '#domain/program/program.ts';

/** The pencil for a monthly ladder of one counter (D16, D21, D94): no grace, no minimum stay, one version, in UTC. */

export interface Ladder {
  /** From which value on the second status and the third are earned. */
  readonly thresholds: readonly [number, number];
  /** From which value on each is kept; `null`: it has to be earned. */
  readonly keeps: readonly [number | null, number | null];
  readonly lower: 'to-earned' | 'one-step' | 'never';
  readonly raise: 'at-turn' | 'at-once';
  readonly clawback: Clawback;
  readonly delayHours: number;
}

export const LADDER_STATUSES = ['low', 'middle', 'high'];

/** What an entry adds to the month on which it counts; a return takes. */
export interface LadderEntry {
  readonly now: number;
  readonly day: number;
  readonly amount: number;
  readonly isReturn: boolean;
}

const monthOf = (at: number): number => {
  const date = new Date(at);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
};
const beginningOf = (month: number): number => Date.UTC(Math.floor(month / 12), month % 12, 1);
const HOUR = 3_600_000;
const NONE = -1;

/** One member on a ladder, moment by moment. */
export class NaiveLadder {
  readonly #ladder: Ladder;
  readonly #sums = new Map<number, number>();
  #running: number;
  /** What the last closed month left, and what the running one has raised at once; the higher shows. */
  #closed = 0;
  #raised = NONE;
  /** What was held before the turn; and when the month began that the turn closed. */
  #before = 0;
  #begun = 0;
  /** Goods came back since the turn that it or the running month looks at. */
  #isTouched = false;

  constructor(ladder: Ladder, enrolledAt: number) {
    this.#ladder = ladder;
    this.#running = monthOf(enrolledAt);
  }

  /** What must be shown at a moment. */
  shownAt(now: number): string {
    while (beginningOf(this.#running + 1) <= now) this.#turn();
    return LADDER_STATUSES[this.#shown] ?? '';
  }

  /** Something counts, or comes back. */
  enter({ now, day, amount, isReturn }: LadderEntry): void {
    this.shownAt(now);
    const month = monthOf(day * 24 * HOUR);
    this.#sums.set(month, (this.#sums.get(month) ?? 0) + amount);
    const { raise, clawback, delayHours } = this.#ladder;
    const last = this.#running - 1;
    if (month === last) {
      const anew = this.#closedAnew();
      const isOpen = now < beginningOf(this.#running) + delayHours * HOUR;
      // Until the delay has passed both ways, then only up (D17, D21).
      this.#closed = isOpen ? anew : Math.max(this.#closed, anew);
    }
    if (raise === 'at-once') this.#raised = Math.max(this.#raised, this.#earned(this.#running));
    const isSeen = month === last || (raise === 'at-once' && month === this.#running);
    if (!isReturn || !isSeen) return;
    if (clawback === 'until-rollover') this.#isTouched = true;
    if (clawback !== 'always' || this.#judged >= this.#shown) return;
    this.#closed = this.#closedAnew();
    this.#raised = raise === 'at-once' ? this.#earned(this.#running) : NONE;
  }

  get #shown(): number {
    return Math.max(this.#closed, this.#raised);
  }

  /** The closed month's review, and what the running one raises, as if what counts now had been all. */
  get #judged(): number {
    const raised = this.#ladder.raise === 'at-once' ? this.#earned(this.#running) : NONE;
    return Math.max(this.#review(this.#groundOf(), this.#running - 1), raised);
  }

  #closedAnew(): number {
    const from = this.#ladder.clawback === 'always' ? this.#groundOf() : this.#before;
    return this.#review(from, this.#running - 1);
  }

  /** What was held when the closed month began, and what it still raises at once. */
  #groundOf(): number {
    const raised = this.#ladder.raise === 'at-once' ? this.#earned(this.#running - 1) : NONE;
    return Math.max(this.#begun, raised);
  }

  #turn(): void {
    const isGone = this.#isTouched && this.#judged < this.#shown;
    const from = isGone ? this.#judged : this.#shown;
    this.#begun = Math.min(this.#closed, from);
    this.#before = from;
    this.#closed = this.#review(from, this.#running);
    this.#raised = NONE;
    this.#isTouched = false;
    this.#running += 1;
  }

  #valueOf(month: number): number {
    return Math.max(0, this.#sums.get(month) ?? 0);
  }

  #earned(month: number): number {
    const [middle, high] = this.#ladder.thresholds;
    const value = this.#valueOf(month);
    return value >= high ? 2 : value >= middle ? 1 : 0;
  }

  /** Where a month leaves who stood somewhere (L9, L10, D18). */
  #review(held: number, month: number): number {
    const earned = this.#earned(month);
    const { lower, keeps } = this.#ladder;
    const keep = keeps[held - 1] ?? null;
    const isKept = keep !== null && this.#valueOf(month) >= keep;
    if (earned >= held || lower === 'never' || isKept) return Math.max(earned, held);
    return lower === 'one-step' ? Math.max(earned, held - 1) : earned;
  }
}
