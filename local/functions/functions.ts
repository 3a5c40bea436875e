import type { FunctionDescription } from '../template/system.ts';
import { FunctionPool, type PoolSurroundings } from './function-pool.ts';
import type { Invocation } from './function-worker.ts';

/** All functions of the system, called by their ARN. */
export class Functions {
  readonly #pools: ReadonlyMap<string, FunctionPool>;

  constructor(
    descriptions: readonly FunctionDescription[],
    surroundingsOf: (description: FunctionDescription) => PoolSurroundings,
  ) {
    this.#pools = new Map(
      descriptions.map((description) => [
        description.arn,
        new FunctionPool(description, surroundingsOf(description)),
      ]),
    );
  }

  invoke(arn: string, event: unknown): Promise<Invocation> {
    return this.#pool(arn).invoke(event);
  }

  describe(arn: string): FunctionDescription {
    return this.#pool(arn).description;
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#pools.values()].map((pool) => pool.stop()));
  }

  #pool(arn: string): FunctionPool {
    const pool = this.#pools.get(arn);
    if (pool === undefined) throw new Error(`There is no function ${arn}.`);
    return pool;
  }
}
