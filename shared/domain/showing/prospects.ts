import { measuredOn, seenOn, valueOn } from '#domain/counting/measured.ts';
import type { Counters } from '#domain/member/counters.ts';
import type { Override, StatusRecord } from '#domain/member/member.ts';
import { statusAlias } from '#domain/program/aliases.ts';
import type { CompiledRange, CompiledReview, CompiledSystem } from '#domain/program/compiled.ts';
import { lifetimeFloor, rankOf } from '#domain/program/ladder.ts';
import type { Judge, ReviewedSystem, ReviewPeriod } from '#domain/program/review-calendar.ts';
import { earnedRank } from '#domain/program/review-table.ts';
import type { Unit } from '#domain/program/units.ts';
import { systemAt } from '#domain/reviews/closing.ts';
import { dayWithin, lastDayOfGrace, rankAfterReview } from '#domain/reviews/review.ts';
import { effectiveStatus, overridden } from '#domain/statuses/effective.ts';
import { asEarned, isUntilTurn } from '#domain/statuses/overrides.ts';
import { asDay, type Day } from '#domain/time/time.ts';
import { ahead, graceOnTop, type Seen } from './ahead.ts';

/** The least further amount of a system's counter, and of further counters that its row asks for. */
interface Missing {
  readonly missing: number;
  /** Left out: nothing. */
  readonly also?: readonly {
    readonly counter: string;
    readonly unit: Unit;
    /** ISO 4217; `null`: no amount. */
    readonly currency: string | null;
    readonly missing: number;
  }[];
}

/** What a row still asks for beside its own range. */
function alsoMissing({ also }: CompiledRange, day: Day, counters: Counters): Pick<Missing, 'also'> {
  const missing = also.flatMap(({ measure, min }) => {
    const { label: counter, column } = measure;
    const value = measuredOn(measure, day, counters);
    return value >= min
      ? []
      : [{ counter, unit: column.unit, currency: column.currency, missing: min - value }];
  });
  return missing.length === 0 ? {} : { also: missing };
}

/** What a member may come to, and lose. */
export interface Prospects {
  /** The next status that is not earned yet, and the least further amount that earns it (D34). `null` at the top. */
  readonly next: ({ readonly status: string; readonly title: string } & Missing) | null;
  /** The least further amount that keeps the present status at the review; `null` where it cannot be lost. */
  readonly keep: Missing | null;
  /** The status that the review would give if the period ended now. */
  readonly forNextPeriod: string | null;
}

/** The amounts still missing, seen from the day of the decision: the period's last, or today where it shows at once. */
export function prospectsOf(seen: Seen, system: ReviewedSystem, period: ReviewPeriod): Prospects {
  const { record, member, moment } = seen;
  const judge = judgeOf(seen, system, period);
  const { review } = judge.system;
  const seenFrom = (day: Day) => seenOn(review, day, member.counters);
  const lastDay = asDay(period.to - 1);
  const dayOf = review.raise === 'at-once' ? dayWithin(period, moment.today) : lastDay;
  const seenNow = seenFrom(dayOf);
  const reached = Math.max(heldRank(judge.system, record), earnedRank(review, seenNow));
  const after = ahead(seen, period.endsAt);
  const { override } = after;
  const called = { ...judge.system, statuses: calledBy(system, judge.system) };
  return {
    next: shownNext(nextOf(called, reached, dayOf, member.counters), called, override),
    keep: isHeldBy(override, judge.system, record) ? null : keepOf(startingFrom(seen), judge, period),
    forNextPeriod: coming(seen, after, period),
  };
}

/** The statuses of a version that will judge, as the one in force calls those that it has: a view has one name for each. */
const calledBy = ({ statuses }: CompiledSystem, coming: CompiledSystem): CompiledSystem['statuses'] =>
  coming.statuses.map((each) => statuses.find(({ name }) => name === each.name) ?? each);

/** The status after the coming review: what is earned by then, or what an override makes of it. */
function coming(
  { moment, system, member }: Seen,
  after: StatusRecord,
  { endsAt }: ReviewPeriod,
): string | null {
  const then = systemAt({ moment, system, member }, endsAt);
  const status = after.override === null ? after.earned.status : effectiveStatus(after);
  return statusAlias({ ...then, statuses: calledBy(system, then) }, status);
}

/** What an operator has set until the turn is what its review starts from (D33). */
function startingFrom(seen: Seen): Seen {
  const { record, system, moment } = seen;
  const { override } = record;
  if (override === null || !isUntilTurn(override)) return seen;
  return { ...seen, record: asEarned(system, record, override, moment.now) };
}

/** A next status that an override would not let show is none. */
function shownNext(
  next: Prospects['next'],
  system: ReviewedSystem,
  override: Override | null,
): Prospects['next'] {
  if (next === null || override === null) return next;
  const { name } = system.statuses.find(({ alias }) => alias === next.status) ?? { name: next.status };
  return overridden(system, override, name) === name ? next : null;
}

/** Whether an override that lasts shows the same whatever becomes of what is computed. */
function isHeldBy(override: Override | null, system: ReviewedSystem, record: StatusRecord): boolean {
  if (override === null) return false;
  const { mode, status } = override;
  if (mode === 'set' || mode === 'freeze') return true;
  const above = rankOf(system, record.computed) - rankOf(system, status);
  return mode === 'floor' ? above <= 0 : above > 0;
}

/** Who will judge; where that version measures something else, the one in force, of which the value is shown. */
function judgeOf({ moment }: Seen, system: ReviewedSystem, { judge }: ReviewPeriod): Judge {
  const column = judge?.system.review.measure.column.id;
  return judge !== null && column === system.review.measure.column.id
    ? judge
    : { version: moment.version, system };
}

/**
 * The least further amount that keeps the status, or rescues one that is in its grace: by its own lower threshold, or by
 * earning it again (D18, D34). `null`: it cannot be lost.
 */
function keepOf(
  { moment, member: { counters }, record }: Seen,
  judge: Judge,
  period: ReviewPeriod,
): Missing | null {
  const { system } = judge;
  const { review } = system;
  const { calendar } = moment.timeline;
  const grace = graceOnTop(record);
  const own = rankOf(system, (grace ?? record.earned).status);
  const reviewed = { judge, calendar, record, counters };
  // Goods came back for which it was earned: the turn judges from below it, and no lower threshold keeps it (D16).
  const from = grace === null && record.backTo !== undefined ? rankOf(system, record.backTo.status) : own;
  if (
    grace === null &&
    rankAfterReview(reviewed, from, { value: 0, meets: () => false }, period.endsAt) >= own
  )
    return null;
  const decidedOn =
    grace !== null && grace.until < period.endsAt
      ? lastDayOfGrace(reviewed, period, grace)
      : asDay(period.to - 1);
  const toEarn = (day: Day): number => {
    const value = valueOn(review, day, counters);
    return (cheapest(review, own, value)?.min ?? Number.POSITIVE_INFINITY) - value;
  };
  const keepFrom = from < own ? undefined : review.keepFrom.get(own);
  const toKeep = (keepFrom ?? Number.POSITIVE_INFINITY) - valueOn(review, decidedOn, counters);
  // What is raised at once is earned back the day it is bought, before the window moves on.
  const canBeRaised = grace !== null && review.raise === 'at-once';
  const now = canBeRaised ? toEarn(dayWithin(period, moment.today)) : Number.POSITIVE_INFINITY;
  const least = Math.min(toEarn(decidedOn), toKeep, now);
  if (!Number.isFinite(least)) return null;
  // By its own threshold it is kept whatever else a row asks for.
  const row = toKeep <= 0 ? null : cheapest(review, own, valueOn(review, decidedOn, counters));
  return { missing: Math.max(0, least), ...(row === null ? {} : alsoMissing(row, decidedOn, counters)) };
}

/** The lowest row that can still be reached and gives at least this rank. */
function cheapest({ ranges }: CompiledReview, rank: number, value: number): CompiledRange | null {
  return ranges
    .filter((range) => range.rank >= rank && range.max >= value)
    .reduce<CompiledRange | null>(
      (best, range) => (best === null || range.min < best.min ? range : best),
      null,
    );
}

/** The cheapest status above a rank, seen from a day. */
function nextOf(
  { review, statuses }: Pick<ReviewedSystem, 'review' | 'statuses'>,
  reached: number,
  day: Day,
  counters: Counters,
): Prospects['next'] {
  const value = valueOn(review, day, counters);
  const range = cheapest(review, Math.floor(reached) + 1, value);
  const next = range === null ? undefined : statuses[range.rank];
  if (range === null || next === undefined) return null;
  const { alias: status, title } = next;
  const missing = Math.max(0, range.min - value);
  return { status, title, missing, ...alsoMissing(range, day, counters) };
}

const heldRank = (system: ReviewedSystem, record: Seen['record']): number =>
  Math.max(rankOf(system, effectiveStatus(record)), rankOf(system, heldBeneath(record)));

/** What is earned beneath what shows; an operator who has set something until the turn has taken its place. */
const heldBeneath = ({ override, earned }: Seen['record']): string | null =>
  override !== null && isUntilTurn(override) ? override.status : earned.status;

/** What is missing now, where there are no periods: nothing comes but by an entry. */
export function prospectsNow(seen: Seen, system: ReviewedSystem): Prospects {
  const { moment, member, record } = seen;
  return {
    next: shownNext(
      nextOf(system, heldRank(system, record), moment.today, member.counters),
      system,
      record.override,
    ),
    keep: isHeldBy(record.override, system, record) ? null : keepNow(seen, system),
    forNextPeriod: null,
  };
}

/** What is missing now to keep what a ladder that follows its value has given; `null`: it is not lowered. */
function keepNow(
  { moment: { today }, member: { counters }, record }: Seen,
  system: ReviewedSystem,
): Prospects['keep'] {
  const { review } = system;
  const own = rankOf(system, record.earned.status);
  if (review.lower !== 'at-once' || own <= Math.max(0, lifetimeFloor(system, own))) return null;
  const value = valueOn(review, today, counters);
  const row = cheapest(review, own, value);
  const toKeep = (review.keepFrom.get(own) ?? Number.POSITIVE_INFINITY) - value;
  const least = Math.min((row?.min ?? Number.POSITIVE_INFINITY) - value, toKeep);
  if (!Number.isFinite(least)) return null;
  // By its own threshold it is kept whatever else a row asks for.
  return {
    missing: Math.max(0, least),
    ...(row === null || toKeep <= 0 ? {} : alsoMissing(row, today, counters)),
  };
}
