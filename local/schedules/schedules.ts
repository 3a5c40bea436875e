import { randomUUID } from 'node:crypto';
import type { RunnerClock } from '../clock/runner-clock.ts';
import type { Functions } from '../functions/functions.ts';
import type { Queues } from '../queues/queues.ts';
import type { ScheduleDescription } from '../template/system.ts';

/** Due times are looked at this often in real time: under a clock that runs through a year, a schedule is not all there is. */
const LOOK_EVERY_MS = 5000;

/**
 * The schedules, on the runner's clock. One whose time has come fires once, however many times it would have fired
 * since it was last looked at; its next time counts from then.
 */
export class Schedules {
  readonly #schedules: readonly { readonly description: ScheduleDescription; dueAt: number }[];
  readonly #clock: RunnerClock;
  readonly #functions: Functions;
  readonly #queues: Queues;
  readonly #firing = new Set<Promise<void>>();
  #timer: NodeJS.Timeout | null = null;

  constructor(
    descriptions: readonly ScheduleDescription[],
    clock: RunnerClock,
    functions: Functions,
    queues: Queues,
  ) {
    this.#clock = clock;
    this.#functions = functions;
    this.#queues = queues;
    this.#schedules = descriptions.map((description) => ({
      description,
      dueAt: clock.now() + description.everyMs,
    }));
  }

  start(): void {
    this.#timer = setInterval(() => void this.fireDue(), LOOK_EVERY_MS);
  }

  /** Times count from now: a clock that was set back would keep a schedule silent until the old time came again. */
  clockWasSet(): void {
    const now = this.#clock.now();
    for (const schedule of this.#schedules)
      schedule.dueAt = Math.min(schedule.dueAt, now + schedule.description.everyMs);
  }

  /** Fires what is due and settles when all that was fired has ended. */
  async fireDue(): Promise<void> {
    const now = this.#clock.now();
    for (const schedule of this.#schedules) {
      const { description } = schedule;
      if (schedule.dueAt > now) continue;
      schedule.dueAt = now + description.everyMs;
      const firing = this.#fire(description, now).finally(() => this.#firing.delete(firing));
      this.#firing.add(firing);
    }
    await Promise.all(this.#firing);
  }

  async stop(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    await Promise.all(this.#firing);
  }

  async #fire(description: ScheduleDescription, now: number): Promise<void> {
    const event = description.input === null ? defaultEvent(description, now) : JSON.parse(description.input);
    const outcome = await this.#functions.invoke(description.functionArn, event);
    if (outcome.kind !== 'answered' && description.deadLetterQueueArn !== null) {
      await this.#queues.send(description.deadLetterQueueArn, event);
    }
  }
}

function defaultEvent(description: ScheduleDescription, now: number): object {
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'Scheduled Event',
    source: 'aws.scheduler',
    time: new Date(now).toISOString().replace(/\.\d+Z$/, 'Z'),
    resources: [description.name],
    detail: '{}',
  };
}
