/**
 * The clock of the local system. It ticks with the machine's, at an offset that can be set; the offset lies in shared
 * memory so that all workers see a change at once.
 */
export class RunnerClock {
  /** Shared with the workers: one 64-bit integer, the offset in milliseconds. */
  readonly memory: SharedArrayBuffer;
  readonly #offset: BigInt64Array;

  constructor(offsetMs = 0) {
    this.memory = new SharedArrayBuffer(8);
    this.#offset = new BigInt64Array(this.memory);
    this.#write(offsetMs);
  }

  /** Epoch milliseconds. */
  now(): number {
    return Date.now() + this.offsetMs;
  }

  get offsetMs(): number {
    return Number(Atomics.load(this.#offset, 0));
  }

  /** From this moment on it is `epochMs`, and time goes on from there. */
  set(epochMs: number): void {
    this.#write(epochMs - Date.now());
  }

  #write(offsetMs: number): void {
    Atomics.store(this.#offset, 0, BigInt(Math.round(offsetMs)));
  }
}
