/** What a stage lets through: so many requests a second, and so many at once after a pause. */
export interface ThrottleLimits {
  readonly ratePerSecond: number;
  readonly burst: number;
}

/** The stage's token bucket, as API Gateway documents it: what finds it empty is answered 429. Real time, not the runner's. */
export class Throttle {
  #limits: ThrottleLimits | null;
  #tokens: number;
  #at: number;
  readonly #now: () => number;

  /** @param now milliseconds that only grow */
  constructor(limits: ThrottleLimits | null, now: () => number = () => performance.now()) {
    this.#limits = limits;
    this.#tokens = limits?.burst ?? 0;
    this.#now = now;
    this.#at = now();
  }

  /** From now on other limits, with a full bucket. */
  set(limits: ThrottleLimits): void {
    this.#limits = limits;
    this.#tokens = limits.burst;
    this.#at = this.#now();
  }

  /** Takes a token; `false`: there is none. */
  take(): boolean {
    if (this.#limits === null) return true;
    const { ratePerSecond, burst } = this.#limits;
    const now = this.#now();
    this.#tokens = Math.min(burst, this.#tokens + ((now - this.#at) / 1000) * ratePerSecond);
    this.#at = now;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
