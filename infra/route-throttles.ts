import type { RouteId } from '#contracts/http/routes.ts';

/** Requests a second, and how many at once on top of that before the gateway says 429. */
interface Throttle {
  readonly rate: number;
  readonly burst: number;
}

/** Every route that is not named below, and all routes together; a chain of a thousand tills at a receipt a second. */
export const ORDINARY: Throttle = { rate: 1000, burst: 2000 };

/** Lower where a caller could guess, or where nobody needs more. Shared by all callers of the route. */
export const routeThrottles: Partial<Record<RouteId | '$default', Throttle>> = {
  // Each may write a hundred.
  takeBatch: { rate: 20, burst: 40 },
  // A card number is looked up once a sale at most; more would be somebody trying numbers.
  resolveCard: { rate: 200, burst: 400 },
  enrolMember: { rate: 50, burst: 100 },
  printCode: { rate: 20, burst: 40 },
  // Codes can be guessed here: a login has five tries a day, a card fifty, and few go at once.
  linkMe: { rate: 20, burst: 40 },
  // Reads entries one by one: the dearest read of all.
  explainMyStatus: { rate: 50, burst: 100 },
  // A hotline of a hundred people; reserved concurrency holds what they may take from the tills.
  readMember: { rate: 100, burst: 200 },
  readMemberHistory: { rate: 100, burst: 200 },
  // One click of one operator at a time.
  overrideStatus: { rate: 20, burst: 40 },
  removeOverride: { rate: 20, burst: 40 },
  // One person after the other, each for a reason.
  readMemberContact: { rate: 10, burst: 20 },
  readAudit: { rate: 10, burst: 20 },
  // Open to anybody.
  readOpenApi: { rate: 20, burst: 40 },
  readDocs: { rate: 20, burst: 40 },
  readHealth: { rate: 20, burst: 40 },
  $default: { rate: 20, burst: 40 },
};
