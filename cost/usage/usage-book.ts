import { addUnits, type Exchange, NO_UNITS, type Units, unitsOf } from './capacity.ts';
import { Shadows, type StoredFamily, type TableShape } from './shadow.ts';

/** The use of one function since the book was opened. */
export interface FunctionUsage {
  invocations: number;
  /** From call to answer, on this machine, with whatever else it did meanwhile. */
  milliseconds: number;
  /** Processor time of the handlers' own threads. */
  cpuMilliseconds: number;
  logBytes: number;
  eventsPublished: number;
  calls: Record<string, number>;
  units: Units;
  /** Requests that the calculator could not price, with its reason: their units are missing. */
  unpriced: string[];
}

const UNPRICED_KEPT = 20;

/** Adds up, by function, what passes through the recorder. */
export class UsageBook {
  readonly #shadows: Shadows;
  readonly #byFunction = new Map<string, FunctionUsage>();

  constructor(tables: readonly TableShape[]) {
    this.#shadows = new Shadows(tables);
  }

  /** Begins anew; what is known about the items stays. */
  reset(): void {
    this.#byFunction.clear();
  }

  of(functionName: string): FunctionUsage {
    const known = this.#byFunction.get(functionName);
    if (known !== undefined) return known;
    const made: FunctionUsage = {
      invocations: 0,
      milliseconds: 0,
      cpuMilliseconds: 0,
      logBytes: 0,
      eventsPublished: 0,
      calls: {},
      units: NO_UNITS,
      unpriced: [],
    };
    this.#byFunction.set(functionName, made);
    return made;
  }

  all(): Readonly<Record<string, Readonly<FunctionUsage>>> {
    return Object.fromEntries([...this.#byFunction].toSorted(([a], [b]) => a.localeCompare(b)));
  }

  /** Items seen in the tables, by family of keys. */
  stored(): Readonly<Record<string, StoredFamily>> {
    return this.#shadows.stored();
  }

  /** A call to another service. */
  recordCall(functionName: string, operation: string): void {
    const { calls } = this.of(functionName);
    calls[operation] = (calls[operation] ?? 0) + 1;
  }

  /** A call to the database; never throws, since the call has been made. */
  record(functionName: string, exchange: Exchange): void {
    const usage = this.of(functionName);
    this.recordCall(functionName, exchange.operation);
    try {
      usage.units = addUnits(usage.units, unitsOf(exchange, this.#shadows));
    } catch (error) {
      if (usage.unpriced.length < UNPRICED_KEPT)
        usage.unpriced.push(`${exchange.operation}: ${(error as Error).message}`);
    }
  }
}
