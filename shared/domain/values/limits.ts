/** Every limit of the domain, each with its reason. */

/** A receipt's largest sum, 10^11 minor units: sums over a lifetime of receipts stay below 2^53 (reliability §6, row 31). */
export const MAX_AMOUNT_MINOR = 100_000_000_000;

/** Lines of one receipt: the longest real grocery receipt seen had 161 (reliability §6, row 34). */
export const MAX_LINES = 500;

/** A till's clock may be this far ahead of ours (D28). */
export const MAX_CLOCK_AHEAD_MS = 24 * 3_600_000;

/** An appointment is made so far ahead (D44). */
export const MAX_BOOKED_AHEAD_MS = 2 * 366 * 24 * 3_600_000;

/** Payments of one visit that have an id of their own: they lie in each of its changes. */
export const MAX_VISIT_PAYMENTS = 20;

/** A receipt from before 2000 comes from a broken clock (reliability §6, row 43). */
export const EARLIEST_OCCURRENCE_MS = 946_684_800_000;

/** Status systems, statuses in one, counters and rules of a program: far above any real one, below what compiles in a second. */
export const MAX_STATUS_SYSTEMS = 20;
export const MAX_STATUSES = 50;
export const MAX_COUNTERS = 200;
export const MAX_RULES = 10_000;

/** Goods' categories one above another: a department store has five. */
export const MAX_CATEGORY_DEPTH = 20;

/** Columns that a member keeps: each takes four bytes and its days; a program of more measures is several programs. */
export const MAX_KEPT_COLUMNS = 200;

/**
 * Different stores that a member's count of stores knows at most, and those of one day: whoever buys in more is counted no
 * further. Their names are kept, so without an end they would fill the member's state.
 */
export const MAX_STORES_COUNTED = 300;
export const MAX_STORES_COUNTED_A_DAY = 10;

/** Categories of members: one receipt may move all of them, each a fact of the receipt's one item of facts. */
export const MAX_CATEGORIES = 500;

/**
 * Entries of long ago that one member's state remembers for a minute, until the index of entries surely knows them; more at
 * once are sent again (D88).
 */
export const MAX_LATE_ENTRIES = 60;
export const LATE_REMEMBERED_MS = 60_000;

/**
 * Statuses that rules gave and that could show again only when the goods for another come back: so many are remembered in a
 * system, the last ones (D94).
 */
export const MAX_GIFTS_BENEATH = 8;

/** Receipts that gave a member a category, remembered for when their goods come back: so many, the first ones (D94). */
export const MAX_GIVERS_OF_LABEL = 4;

/** Standing discounts that lie beside one another, one of them without an end (D45). */
export const MAX_STANDING_DISCOUNTS = 4;

/** Standing discounts one under another, each replaced by the next, that could return with goods: so many, the last ones (D94). */
export const MAX_DISCOUNTS_BENEATH = 3;

/**
 * Returns and payments that wait for a sale, or have followed one that still has no member: all of them are written with it,
 * in one transaction of at most 25 writes (D41).
 */
export const MAX_AWAITED = 20;
