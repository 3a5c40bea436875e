/** The limits of a stage: so many requests a second, and so many at once after a pause. */
interface ThrottleLimits {
  readonly ratePerSecond: number;
  readonly burst: number;
}

/** A stage's limits by its template: of all routes together, and of those that have their own. */
interface StageLimits {
  readonly stage: ThrottleLimits | null;
  /** Route key → its own limits. */
  readonly routes: Readonly<Record<string, ThrottleLimits>>;
}

/** Milliseconds that only grow. */
type Now = () => number;

/** The stage's buckets: a route with limits of its own has one of its own, all others share one. Real time, not the runner's. */
export class Throttle {
  #shared: TokenBucket;
  #own: ReadonlyMap<string, TokenBucket>;
  readonly #now: Now;

  constructor({ stage, routes }: StageLimits, now: Now = () => performance.now()) {
    this.#now = now;
    this.#shared = new TokenBucket(stage, now);
    this.#own = new Map(Object.entries(routes).map(([key, limits]) => [key, new TokenBucket(limits, now)]));
  }

  /** From now on all routes share one full bucket of these limits. */
  set(limits: ThrottleLimits): void {
    this.#shared = new TokenBucket(limits, this.#now);
    this.#own = new Map();
  }

  /** Takes a token for a request to the route; `false`: there is none. */
  take(routeKey: string): boolean {
    return (this.#own.get(routeKey) ?? this.#shared).take();
  }
}

/** A token bucket, as API Gateway documents it: what finds it empty is answered 429. */
class TokenBucket {
  readonly #limits: ThrottleLimits | null;
  readonly #now: Now;
  #tokens: number;
  #at: number;

  constructor(limits: ThrottleLimits | null, now: Now) {
    this.#limits = limits;
    this.#tokens = limits?.burst ?? 0;
    this.#now = now;
    this.#at = now();
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
