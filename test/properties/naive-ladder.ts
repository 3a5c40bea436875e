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
  #held = 0;
  /** The running month raised it at once: whatever becomes of the closed one, it is held. */
  #isRaised = false;
  /** What the running month began with; it moves with what is held until something is raised. */
  #base: number | null = null;
  /** From which the next turn judges, where goods came back that held it. */
  #mark: number | null = null;
  /** What was held before the turn, and what the month began with that the turn closed. */
  #before = 0;
  #begun: number | null = null;

  constructor(ladder: Ladder, enrolledAt: number) {
    this.#ladder = ladder;
    this.#running = monthOf(enrolledAt);
  }

  /** What must be shown at a moment. */
  shownAt(now: number): string {
    while (beginningOf(this.#running + 1) <= now) this.#turn();
    return LADDER_STATUSES[this.#held] ?? '';
  }

  /** Something counts, or comes back. */
  enter({ now, day, amount, isReturn }: LadderEntry): void {
    this.shownAt(now);
    const month = monthOf(day * 24 * HOUR);
    this.#sums.set(month, (this.#sums.get(month) ?? 0) + amount);
    const { clawback, delayHours } = this.#ladder;
    const isOfLast = month === this.#running - 1;
    const isTaken = isReturn && clawback !== 'none';
    if (isOfLast) {
      const isOpen = now < beginningOf(this.#running) + delayHours * HOUR;
      if (isTaken && isOpen) this.#before = this.#ground;
      this.#closeAgain(isOpen);
    }
    this.#raise();
    if (isTaken) this.#takeBack(isOfLast, month);
    else if (isOfLast || month === this.#running) this.#makeGood(isOfLast, month);
  }

  /** The closed month's review again: until the delay has passed both ways, then only up (D17, D21). */
  #closeAgain(isOpen: boolean): void {
    const anew = this.#review(this.#before, this.#running - 1);
    if (this.#base !== null && (isOpen || anew > this.#base)) this.#base = anew;
    if (anew <= this.#held && !(isOpen && !this.#isRaised)) return;
    this.#held = anew;
    this.#isRaised = false;
  }

  #raise(): void {
    const earned = this.#raises(this.#running);
    if (earned <= this.#held) return;
    this.#base ??= this.#held;
    this.#held = earned;
    this.#isRaised = true;
  }

  /** What would be held had the goods never been sold: what lies above goes, or is marked. */
  #takeBack(isOfLast: boolean, month: number): void {
    if (!isOfLast && !(this.#ladder.raise === 'at-once' && month === this.#running)) return;
    const { judged, base, isAnew } = this.#judged(isOfLast);
    const isLess = judged < this.#held;
    const isLost = isLess && this.#ladder.clawback === 'always';
    if (isAnew) this.#before = this.#ground;
    // What is held now is held by what is left.
    if (isLost || judged === this.#held) this.#isRaised = judged > base;
    this.#mark = isLess && !isLost ? judged : null;
    if (isLost) this.#held = judged;
    this.#base = base < this.#held ? base : null;
  }

  /** What is bought may make good again what the next turn would take. */
  #makeGood(isOfLast: boolean, month: number): void {
    if (this.#mark === null) return;
    if (!isOfLast && !(this.#ladder.raise === 'at-once' && month === this.#running)) return;
    const { judged } = this.#judged(isOfLast);
    if (judged >= this.#held) this.#mark = null;
    else if (judged > this.#mark) this.#mark = judged;
  }

  /** The closed month's review, where it is asked, and what the running one raises, as if what counts now had been all. */
  #judged(asksLast: boolean): { readonly judged: number; readonly base: number; readonly isAnew: boolean } {
    const began = this.#base ?? this.#mark ?? this.#held;
    const anew = asksLast ? this.#review(this.#ground, this.#running - 1) : began;
    // A return may not raise.
    const base = Math.min(began, anew);
    return { judged: Math.max(base, this.#raises(this.#running)), base, isAnew: asksLast && anew <= began };
  }

  /** What was held before the turn, by what counts now: what the closed month began with, and what it still raises at once. */
  get #ground(): number {
    return this.#begun === null ? this.#before : Math.max(this.#begun, this.#raises(this.#running - 1));
  }

  #turn(): void {
    this.#before = this.#mark ?? this.#held;
    this.#begun = this.#base;
    this.#held = this.#review(this.#before, this.#running);
    this.#base = null;
    this.#mark = null;
    this.#isRaised = false;
    this.#running += 1;
  }

  #valueOf(month: number): number {
    return Math.max(0, this.#sums.get(month) ?? 0);
  }

  #raises(month: number): number {
    return this.#ladder.raise === 'at-once' ? this.#earned(month) : NONE;
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
