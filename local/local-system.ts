import { type Cost, costOf } from '../cost/function-cost.ts';
import { leftOut, prices } from '../cost/prices.ts';
import type { FunctionUsage, UsageBook } from '../cost/usage/usage-book.ts';
import { RunnerClock } from './clock/runner-clock.ts';
import type { DataFolder } from './data-folder.ts';
import type { EventBuses } from './endpoints/event-bus.ts';
import type { Functions } from './functions/functions.ts';
import type { LocalIssuer } from './http/issuer.ts';
import type { Throttle } from './http/throttle.ts';
import type { QueueConsumer } from './queues/queue-consumer.ts';
import type { Schedules } from './schedules/schedules.ts';
import type { StreamConsumer } from './streams/stream-consumer.ts';
import type { Positions } from './streams/stream-reader.ts';
import type { SystemDescription } from './template/system.ts';

/** The parts of a running system. */
interface SystemParts {
  readonly description: SystemDescription;
  readonly data: DataFolder;
  readonly clock: RunnerClock;
  readonly issuer: LocalIssuer;
  readonly functions: Functions;
  readonly buses: EventBuses;
  readonly book: UsageBook;
  readonly queueConsumers: readonly QueueConsumer[];
  readonly streamConsumers: readonly StreamConsumer[];
  readonly positions: Readonly<Record<string, Positions>>;
  readonly schedules: Schedules;
  readonly throttle: Throttle;
}

/** A function's record with what a million such invocations would cost. */
type UsageReport = Readonly<FunctionUsage> & {
  readonly memoryMb: number | null;
  readonly cost: Cost | null;
};

/** The work behind the HTTP API, and the handles by which it can be wound and watched. */
export class LocalSystem {
  readonly #parts: SystemParts;

  constructor(parts: SystemParts) {
    this.#parts = parts;
  }

  get clock(): RunnerClock {
    return this.#parts.clock;
  }

  get issuer(): LocalIssuer {
    return this.#parts.issuer;
  }

  get buses(): EventBuses {
    return this.#parts.buses;
  }

  get throttle(): Throttle {
    return this.#parts.throttle;
  }

  get book(): UsageBook {
    return this.#parts.book;
  }

  start(): void {
    for (const consumer of this.#parts.queueConsumers) consumer.start();
    for (const consumer of this.#parts.streamConsumers) consumer.start();
    this.#parts.schedules.start();
  }

  setClock(epochMs: number): void {
    this.clock.set(epochMs);
    this.#parts.schedules.clockWasSet();
    keepClock(this.#parts.data, this.clock);
  }

  /** Moves the clock forward, never back, and fires once each schedule that came due on the way. */
  async windTo(epochMs: number): Promise<void> {
    if (epochMs > this.clock.now()) this.setClock(epochMs);
    await this.#parts.schedules.fireDue();
  }

  /** Fires what is due and settles when queues and streams are empty. */
  async tick(): Promise<void> {
    await this.#parts.schedules.fireDue();
    const { queueConsumers, streamConsumers } = this.#parts;
    let moved = true;
    while (moved) {
      // What a queue sets off may show in a stream, and the other way round: until neither moves.
      const queues = await Promise.all(queueConsumers.map((consumer) => consumer.drain()));
      const streams = await Promise.all(streamConsumers.map((consumer) => consumer.drain()));
      moved = queues.includes(true) || streams.includes(true);
    }
    this.#keepPositions();
  }

  usage(): object {
    const usage = this.book.all();
    const { functions, routes } = this.#parts.description;
    const reports = Object.entries(usage).map(([name, own]): [string, UsageReport] => {
      const description = functions.find((candidate) => candidate.name === name);
      const cost = description ? costOf(description, usage, functions, routes) : null;
      return [name, { ...own, memoryMb: description?.memoryMb ?? null, cost }];
    });
    return { functions: Object.fromEntries(reports), stored: this.book.stored(), prices, leftOut };
  }

  /** Lets what runs end; the gateway takes no more requests by then. */
  async stop(): Promise<void> {
    const { schedules, queueConsumers, streamConsumers, functions, data } = this.#parts;
    await schedules.stop();
    await Promise.all([...queueConsumers, ...streamConsumers].map((consumer) => consumer.stop()));
    await functions.stop();
    this.#keepPositions();
    keepClock(data, this.clock);
  }

  #keepPositions(): void {
    this.#parts.data.keep('positions.json', this.#parts.positions);
  }
}

/** The clock of the last start, or one that shows `firstEpochMs` (the machine's time by default) in a new folder. */
export function restoreClock(data: DataFolder, firstEpochMs: number | null): RunnerClock {
  const kept = data.read('clock.json') as { readonly offsetMs: number } | null;
  const clock = new RunnerClock(kept?.offsetMs ?? 0);
  if (kept === null && firstEpochMs !== null) clock.set(firstEpochMs);
  keepClock(data, clock);
  return clock;
}

function keepClock(data: DataFolder, clock: RunnerClock): void {
  data.keep('clock.json', { offsetMs: clock.offsetMs });
}
