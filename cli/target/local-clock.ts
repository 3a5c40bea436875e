import * as z from 'zod';
import type { LocalControl } from './local-control.ts';

const reading = z.looseObject({ now: z.string() });

/** The clock of a local system, over its control routes. Instants are epoch milliseconds. */
export interface LocalClock {
  readonly now: () => Promise<number>;
  readonly set: (to: number) => Promise<void>;
  /** Moves it to a moment; what is due on the way happens. A moment that has passed changes nothing. */
  readonly windTo: (to: number) => Promise<void>;
  /** Fires what is due now, and waits until all of it is done. */
  readonly tick: () => Promise<void>;
}

const written = (instant: number): string => new Date(instant).toISOString();

export function localClock(control: LocalControl): LocalClock {
  const now = async (): Promise<number> =>
    Date.parse(reading.parse(await control('GET', '/_local/clock')).now);
  return {
    now,
    set: async (to) => {
      await control('PUT', '/_local/clock', { now: written(to) });
    },
    windTo: async (to) => {
      if ((await now()) >= to) return;
      await control('POST', '/_local/clock/wind', { until: written(to) });
    },
    tick: async () => {
      await control('POST', '/_local/tick', {});
    },
  };
}
