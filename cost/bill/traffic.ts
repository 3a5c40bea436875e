/** A month as a brand expects it. */
export interface Traffic {
  readonly members: number;
  /** A member's. */
  readonly receiptsPerMonth: number;
  readonly quotesPerReceipt: number;
  /** A member's looks at their statuses in a month. */
  readonly appReadsPerMember: number;
  /** New members in a month, for each that there is. */
  readonly newMemberShare: number;
  /** Each with one till key. */
  readonly stores: number;
  /** A day's. */
  readonly openHours: number;
  /** Receipts are kept for good: how many months of them there are. */
  readonly monthsKept: number;
  readonly hardened: boolean;
}

/** Hours as AWS's own examples count a month. */
export const HOURS_PER_MONTH = 730;
const DAYS_PER_MONTH = HOURS_PER_MONTH / 24;
/** Of the sweep: every five minutes. */
export const TICKS_PER_MONTH = HOURS_PER_MONTH * 12;

/** How often each thing happens in a month. */
export interface MonthlyCounts {
  readonly receipts: number;
  readonly quotes: number;
  readonly appReads: number;
  readonly enrolments: number;
  readonly requests: number;
  readonly authorizations: number;
  readonly openSeconds: number;
}

export function monthlyCounts(traffic: Traffic): MonthlyCounts {
  const { members, stores } = traffic;
  const receipts = members * traffic.receiptsPerMonth;
  const quotes = receipts * traffic.quotesPerReceipt;
  const appReads = members * traffic.appReadsPerMember;
  const enrolments = members * traffic.newMemberShare;
  const openSeconds = traffic.openHours * 3600 * DAYS_PER_MONTH;
  const storeHours = (stores * openSeconds) / 3600;
  const authorizations = [receipts, quotes, enrolments].reduce(
    (sum, each) => sum + asked(each, storeHours),
    0,
  );
  const requests = receipts + quotes + appReads + enrolments;
  return { receipts, quotes, appReads, enrolments, requests, authorizations, openSeconds };
}

/**
 * How many of a route's requests ask the till's authorizer: one that comes when nobody has asked for the same key and
 * route in the last hour, which is how long the gateway remembers. Requests come at random, `perHour` of them at each store.
 */
function asked(requests: number, storeHours: number): number {
  const perHour = requests / storeHours;
  return requests / (1 + perHour);
}

/**
 * How many of a function's invocations Lambda traces: the first of each second and a twentieth of the others, which is
 * X-Ray's default and cannot be set for a function.
 */
export function traced(invocations: number, seconds: number): number {
  const firsts = seconds * (1 - Math.exp(-invocations / seconds));
  return firsts + (invocations - firsts) / 20;
}
