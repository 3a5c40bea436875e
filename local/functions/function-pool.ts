import type { FunctionDescription } from '../template/system.ts';
import { FunctionWorker, type Invocation, type WorkerSurroundings } from './function-worker.ts';

export interface PoolSurroundings extends WorkerSurroundings {
  /** The most workers that one function may have. */
  readonly most: number;
  onInvocation(functionName: string, milliseconds: number, outcome: Invocation): void;
}

/**
 * A function with its workers: started when they are needed, at most `most` of them; further events wait in line.
 * An invocation never rejects: what goes wrong in the function is its outcome.
 */
export class FunctionPool {
  readonly description: FunctionDescription;
  readonly #surroundings: PoolSurroundings;
  readonly #idle: FunctionWorker[] = [];
  readonly #waiting: ((worker: FunctionWorker) => void)[] = [];
  readonly #running = new Set<Promise<Invocation>>();
  #count = 0;

  constructor(description: FunctionDescription, surroundings: PoolSurroundings) {
    this.description = description;
    this.#surroundings = surroundings;
  }

  async invoke(event: unknown): Promise<Invocation> {
    const running = this.#invoke(JSON.stringify(event));
    this.#running.add(running);
    try {
      return await running;
    } finally {
      this.#running.delete(running);
    }
  }

  /** Lets running invocations end, then ends the workers. */
  async stop(): Promise<void> {
    await Promise.allSettled(this.#running);
    await Promise.all(this.#idle.splice(0).map((worker) => worker.stop()));
    this.#count = 0;
  }

  async #invoke(event: string): Promise<Invocation> {
    const worker = await this.#take();
    await worker.loaded();
    const begun = performance.now();
    const outcome = await worker.invoke(event);
    this.#surroundings.onInvocation(this.description.name, performance.now() - begun, outcome);
    this.#giveBack(worker);
    return outcome;
  }

  async #take(): Promise<FunctionWorker> {
    const idle = this.#idle.pop();
    if (idle?.usable) return idle;
    if (idle !== undefined) this.#count -= 1;
    if (this.#count < this.#surroundings.most) return this.#startWorker();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #startWorker(): FunctionWorker {
    this.#count += 1;
    return new FunctionWorker(this.description, this.#surroundings);
  }

  #giveBack(worker: FunctionWorker): void {
    const next = this.#waiting.shift();
    if (worker.usable) {
      if (next === undefined) this.#idle.push(worker);
      else next(worker);
      return;
    }
    this.#count -= 1;
    if (next !== undefined) next(this.#startWorker());
  }
}
