import type { AskedColumn } from '#domain/counting/older-days.ts';
import { columnsSince } from '#domain/counting/split-columns.ts';
import type { Standing } from '#domain/member/changing.ts';
import { type ColumnId, type Counted, type Counters, withinTallies } from '#domain/member/counters.ts';
import { countedAt, type SaleEntry, type SaleLeft } from '#domain/member/entry.ts';
import { CARRIED_DAYS } from '#domain/program/absence.ts';
import type { ColumnShape } from '#domain/program/columns.ts';
import { reviewCalendar } from '#domain/program/review-calendar.ts';
import { inForce, type Moment, type ProgramVersion } from '#domain/program/timeline.ts';
import { type Day, MS_PER_DAY } from '#domain/time/time.ts';
import { leftOf } from './left.ts';
import { measureLeft } from './measure-left.ts';

/** A sale that something has followed: what was left of it before, and what is now. */
interface Followed {
  readonly sold: SaleEntry;
  readonly before: SaleLeft;
  readonly after: SaleLeft;
}

/**
 * What a return or a payment adds to the columns: the measure of the sale with it, less that without it, by the version that
 * counted the sale (D29). It goes to the days on which the sale counts, also where that came too late for its own (D96).
 */
export function countedBack(moment: Moment, counters: Counters, followed: Followed): Counted {
  const { sold, before, after } = followed;
  const { lineGoods } = sold.body;
  const [was, is] = [before, after].map((left) => measureLeft(sold, left, lineGoods));
  const own = nothing();
  const late = nothing();
  const at = countedAt(sold);
  const { timeline } = moment;
  const version = versionOf(moment, sold);
  for (const shape of shapesOf(moment, sold, version)) {
    const [one, other] = [was?.(shape) ?? 0, is?.(shape) ?? 0];
    if (one === other) continue;
    const into = isLate(moment, shape, sold, version) ? late : own;
    for (const id of columnsSince(timeline, shape.id, at)) {
      const taken = one - other;
      const { day, source } = sold;
      if (!isKeptOf(moment, counters, id) || !holds(moment, counters, id, { day, source, version, taken }))
        continue;
      if (shape.aggregate !== 'distinct') into.sums.set(id, other - one);
      else if (one === 0) into.tallies.set(id, sold.source);
      else if (other === 0 && isTallied(followed, counters, shape, id)) into.untallied.set(id, sold.source);
    }
  }
  const within = withinTallies(counters, sold.day, withoutNothing(own));
  if (isNothing(late)) return within;
  return { ...within, late: { ...withoutNothing(late), day: lateDayOf(moment, sold, version) } };
}

/**
 * What an entry that changes adds to the columns when it is taken back: less all that it counts for, on the same days, in the
 * columns that hold it now (D44). It counts for no different stores and days, so it has no tallies.
 */
export function takenAway(moment: Moment, counters: Counters, stands: Standing, source: string): Counted {
  const { day, counted, at, programVersion } = stands;
  const { timeline } = moment;
  const version = timeline.versions.find((each) => each.version === programVersion) ?? moment.version;
  const away = (sums: Counted['sums'], of: Day): Counted['sums'] => {
    const gone = new Map<ColumnId, number>();
    for (const [column, taken] of sums)
      for (const id of columnsSince(timeline, column, at)) {
        const isThere =
          isKeptOf(moment, counters, id) && holds(moment, counters, id, { day: of, source, version, taken });
        if (isThere) gone.set(id, (gone.get(id) ?? 0) - taken);
      }
    return gone;
  };
  const { late } = counted;
  const own = { sums: away(counted.sums, day), tallies: counted.tallies };
  return late === undefined
    ? own
    : { ...own, late: { day: late.day, sums: away(late.sums, late.day), tallies: late.tallies } };
}

/** The columns that hold now what an entry that changes counts for. */
export function columnsOfStanding(
  { timeline, program }: Moment,
  { counted, at }: Standing,
): readonly AskedColumn[] {
  const ids = [...counted.sums.keys(), ...(counted.late?.sums.keys() ?? [])];
  const lateFor = (id: ColumnId) => program.columns.find((each) => each.id === id)?.lateFor ?? null;
  return [...new Set(ids)].flatMap((id) =>
    columnsSince(timeline, id, at).map((column) => ({
      id: column,
      aggregate: 'sum',
      lateFor: lateFor(column),
    })),
  );
}

/** The columns that hold now what the sale was measured for. */
export function columnsOfSale(moment: Moment, sold: SaleEntry): readonly AskedColumn[] {
  const version = versionOf(moment, sold);
  const at = countedAt(sold);
  return shapesOf(moment, sold, version)
    .filter(({ stores }) => stores?.has(sold.source) !== false)
    .flatMap(({ id, aggregate, lateFor }) =>
      columnsSince(moment.timeline, id, at).map((column) => ({ id: column, aggregate, lateFor })),
    );
}

interface Parts {
  readonly sums: Map<ColumnId, number>;
  readonly tallies: Map<ColumnId, string>;
  readonly untallied: Map<ColumnId, string>;
}

const nothing = (): Parts => ({ sums: new Map(), tallies: new Map(), untallied: new Map() });
const isNothing = ({ sums, tallies, untallied }: Parts): boolean =>
  sums.size + tallies.size + untallied.size === 0;

const withoutNothing = ({ sums, tallies, untallied }: Parts): Omit<Counted, 'late'> => ({
  sums,
  tallies,
  ...(untallied.size === 0 ? {} : { untallied }),
});

/** The version that counted a sale: where it waited for its member, that of the claim (D98). */
const versionOf = ({ timeline, version }: Moment, sold: SaleEntry): ProgramVersion => {
  const { programVersion } = sold.body.answer;
  const isClaimed = sold.owner.kind === 'member' && sold.owner.claimedAt !== undefined;
  const told = isClaimed
    ? inForce(timeline.versions, countedAt(sold))
    : timeline.versions.find((each) => each.version === programVersion);
  return told ?? version;
};

/**
 * The columns that the sale was measured for: those its version keeps, and those by which an older one still judged, which
 * its entry names.
 */
function shapesOf({ timeline }: Moment, sold: SaleEntry, version: ProgramVersion): readonly ColumnShape[] {
  const own: readonly ColumnShape[] = version.program.columns.filter(({ isKept }) => isKept);
  const known = new Set(own.map(({ id }) => id));
  const { sums, tallies, late } = sold.counted;
  const named = [
    ...sums.keys(),
    ...tallies.keys(),
    ...(late?.sums.keys() ?? []),
    ...(late?.tallies.keys() ?? []),
    ...sold.body.lineGoods.flat(),
  ];
  const foreign = new Set(named.filter((id) => !known.has(id)));
  if (foreign.size === 0) return own;
  const older = timeline.versions.filter(({ from }) => from <= version.from).toReversed();
  return [
    ...own,
    ...[...foreign].flatMap((id): readonly ColumnShape[] => {
      for (const { program } of older) {
        const found = program.columns.find((column) => column.id === id);
        if (found !== undefined) return [found];
      }
      return [];
    }),
  ];
}

/** Whether the member has the column, or begins it with this. */
const isKeptOf = ({ program }: Moment, { sums, tallies }: Counters, id: ColumnId): boolean =>
  sums.has(id) || tallies.has(id) || program.columns.some((column) => column.isKept && column.id === id);

/**
 * Whether a column still holds what the sale was counted for. One that no version had, nor was announced to have, for more than
 * thirty days begins anew with the next entry (D80): then only what it holds of that day, or in total, can go.
 */
function holds(
  moment: Moment,
  { days, sums, tallies }: Counters,
  id: ColumnId,
  of: {
    readonly day: Day;
    readonly source: string;
    readonly version: ProgramVersion;
    readonly taken: number;
  },
): boolean {
  if (of.taken <= 0 || isUnbroken(moment, id, of.version)) return true;
  const index = days.indexOf(of.day);
  const sum = sums.get(id);
  if (sum !== undefined) return (sum.values[index] ?? 0) + sum.before >= of.taken;
  const tally = tallies.get(id);
  return (tally?.values[index]?.get(of.source) ?? 0) + (tally?.before.get(of.source) ?? 0) > 0;
}

function isUnbroken({ timeline, now }: Moment, id: ColumnId, { from }: ProgramVersion): boolean {
  let lastHad: number | null = null;
  for (const [index, version] of timeline.versions.entries()) {
    if (version.from < from || version.from > now) continue;
    if (!version.program.columns.some((column) => column.isKept && column.id === id)) continue;
    const known = version.announcedAt ?? Number.NEGATIVE_INFINITY;
    const back = Math.min(version.from, known);
    if (lastHad !== null && back - lastHad > CARRIED_DAYS * MS_PER_DAY) return false;
    lastHad = timeline.versions[index + 1]?.from ?? Number.POSITIVE_INFINITY;
  }
  return true;
}

/** A tally may have been full when the sale came: what it never knew it does not lose. */
function isTallied({ sold }: Followed, counters: Counters, shape: ColumnShape, id: ColumnId): boolean {
  const { tallies, late } = sold.counted;
  if (tallies.has(shape.id) || late?.tallies.has(shape.id) === true) return true;
  // It came in by a return, which made the receipt count, if at all.
  const whole = measureLeft(sold, leftOf({ body: withoutLeft(sold) }), sold.body.lineGoods);
  if (whole(shape) !== 0) return false;
  const column = counters.tallies.get(id);
  const ofDay = column?.values[counters.days.indexOf(sold.day)]?.get(sold.source) ?? 0;
  return ofDay + (column?.before.get(sold.source) ?? 0) > 0;
}

const withoutLeft = ({ body: { sale, answer } }: SaleEntry) => ({ sale, answer });

/** Whether the sale counted for a column on the day it came, and not on its own (D96). */
function isLate(
  moment: Moment,
  { id, lateFor }: ColumnShape,
  sold: SaleEntry,
  version: ProgramVersion,
): boolean {
  if (lateFor === null) return false;
  const { sums, tallies, late } = sold.counted;
  if (late !== undefined && (late.sums.has(id) || late.tallies.has(id))) return true;
  if (sums.has(id) || tallies.has(id)) return false;
  const day = lateDayOf(moment, sold, version);
  const period = sold.day < day ? reviewCalendar(moment.timeline, lateFor)?.holding(sold.day) : undefined;
  return period !== undefined && period.finalAt <= countedAt(sold);
}

/** The day on which the sale came. */
const lateDayOf = ({ timeline }: Moment, sold: SaleEntry, { outline }: ProgramVersion): Day =>
  sold.counted.late?.day ?? timeline.calendar.dayOf(countedAt(sold), outline.zone);

/** Whether the sale was too old to count when it came, or when it was claimed (D28). */
export function wasTooOld(moment: Moment, sold: SaleEntry): boolean {
  if (sold.owner.kind !== 'member' || sold.owner.claimedAt === undefined)
    return sold.body.answer.disposition === 'too-old';
  const { zone, maxReceiptAgeDays } = versionOf(moment, sold).program;
  return moment.timeline.calendar.dayOf(countedAt(sold), zone) - sold.day > maxReceiptAgeDays;
}
