import { asDay, asEpochMs, type Day, isoOf, startOfMonth } from '#domain/time/time.ts';
import { zoneCalendar } from '#operations/zone-calendar.ts';
import type { GroceryReceipt } from './grocery-receipt.ts';

/** The receipts to send by local day, and the span of days that they lie in. */
export interface ReplayPlan {
  readonly zone: string;
  /** The first local day with a receipt. */
  readonly from: Day;
  /** The first local day that is not replayed. */
  readonly to: Day;
  readonly days: readonly PlannedDay[];
  readonly households: readonly string[];
  readonly stores: readonly string[];
}

/** One local day: its receipts by household, each household's in order of time. */
export interface PlannedDay {
  readonly day: Day;
  readonly receipts: number;
  /** Epoch milliseconds of the last of them. */
  readonly lastAt: number;
  readonly byHousehold: readonly (readonly GroceryReceipt[])[];
}

/**
 * Puts the receipts, which are in order of time, into local days.
 * @param until first day that is left out; `null`: all receipts, and the rest of their last month
 */
export function planReplay(receipts: readonly GroceryReceipt[], zone: string, until: Day | null): ReplayPlan {
  const calendar = zoneCalendar();
  const dayOf = ({ at }: GroceryReceipt): Day => calendar.dayOf(asEpochMs(Date.parse(at)), zone);
  const first = receipts[0];
  const last = receipts.at(-1);
  if (first === undefined || last === undefined) throw new Error('there is not a single receipt');
  const to = until ?? startOfMonth(dayOf(last), 1);
  const byDay = Map.groupBy(
    receipts.filter((receipt) => dayOf(receipt) < to),
    dayOf,
  );
  return {
    zone,
    from: dayOf(first),
    to,
    days: [...byDay].map(([day, ofDay]) => plannedDay(day, ofDay)),
    households: distinct(receipts.map(({ household }) => household)),
    stores: distinct(receipts.map(({ store }) => store)),
  };
}

function plannedDay(day: Day, receipts: readonly GroceryReceipt[]): PlannedDay {
  return {
    day,
    receipts: receipts.length,
    lastAt: Date.parse(receipts.at(-1)?.at ?? ''),
    byHousehold: [...Map.groupBy(receipts, ({ household }) => household).values()],
  };
}

const distinct = (names: readonly string[]): string[] => [...new Set(names)];

/** The first days of the months that begin after one day and not after another. */
export function turnsBetween(after: Day, upTo: Day): Day[] {
  const turns: Day[] = [];
  for (let turn = startOfMonth(after, 1); turn <= upTo; turn = startOfMonth(turn, 1)) turns.push(turn);
  return turns;
}

/** `2017-03-01` as a day; `null`: no such day. */
export function parseDay(text: string): Day | null {
  const at = Date.parse(`${text}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(at)) return null;
  const day = asDay(at / 86_400_000);
  return isoOf(day) === text ? day : null;
}
