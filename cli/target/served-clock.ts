import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { asEpochMs } from '#domain/time/time.ts';
import type { Clock } from '#operations/ports/clock-and-random.ts';

/** The clock of the service that answers, told from the `Date` of its answers. */
interface ServedClock extends Clock {
  /** How far the clock of this machine is ahead; `null`: nothing has answered yet. */
  aheadMs(): number | null;
}

/** An answer says seconds, and what is behind them is cut off: so much is no difference between two clocks. */
const CUT_OFF_MS = 1000;
const SAME_MS = 500;

/**
 * Listens to a client's answers. When something comes into force is decided by the system's clock, not by that of whoever
 * says so (D27): until the first answer it is this machine's.
 */
export function servedClock(client: Pick<DynamoDBClient, 'middlewareStack'>): ServedClock {
  let behind: number | null = null;
  client.middlewareStack.add(
    (next) => async (args) => {
      const answered = await next(args);
      const date = Date.parse(dateOf(answered.response) ?? '');
      if (!Number.isNaN(date)) behind = date - Date.now();
      return answered;
    },
    { step: 'deserialize', name: 'servedClock' },
  );
  return {
    now: () => asEpochMs(Date.now() + correction(behind)),
    aheadMs: () => (behind === null ? null : -behind),
  };
}

/** Where the clocks differ, the latest that it can be: what is to lie ahead of it, lies ahead. */
function correction(behind: number | null): number {
  const isSame = behind === null || (behind > -CUT_OFF_MS - SAME_MS && behind < SAME_MS);
  return isSame ? 0 : behind + CUT_OFF_MS;
}

/** The SDK calls it unknown: it is an HTTP response, whose header names are in small letters. */
function dateOf(response: unknown): string | undefined {
  return (response as { readonly headers?: Readonly<Record<string, string>> } | undefined)?.headers?.date;
}
