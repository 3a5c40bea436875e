import * as z from 'zod';
import type { ApiClient } from './api-client.ts';

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

export function localClock(api: ApiClient): LocalClock {
  const now = async (): Promise<number> => {
    const { body } = await api({ method: 'GET', path: '/_local/clock' });
    return Date.parse(reading.parse(body).now);
  };
  return {
    now,
    set: async (to) => {
      await api({ method: 'PUT', path: '/_local/clock', body: { now: written(to) } });
    },
    windTo: async (to) => {
      if ((await now()) >= to) return;
      await api({ method: 'POST', path: '/_local/clock/wind', body: { until: written(to) } });
    },
    tick: async () => {
      await api({ method: 'POST', path: '/_local/tick', body: {} });
    },
  };
}
