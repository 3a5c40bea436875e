import { valueOn } from '#domain/counting/measured.ts';
import type { HeldCategory, Member, StatusReason } from '#domain/member/member.ts';
import { categoryAlias, statusAlias } from '#domain/program/aliases.ts';
import type { CompiledRange, CompiledReview, CompiledSystem } from '#domain/program/compiled.ts';
import { lifetimeFloor, rankOf } from '#domain/program/ladder.ts';
import {
  isReviewed,
  type Judge,
  type ReviewedSystem,
  type ReviewPeriod,
  reviewCalendar,
} from '#domain/program/review-calendar.ts';
import { earnedRank } from '#domain/program/review-table.ts';
import type { Moment } from '#domain/program/timeline.ts';
import type { Unit } from '#domain/program/units.ts';
import { closePeriods, systemAt } from '#domain/reviews/closing.ts';
import { dayWithin, lastDayOfGrace, rankAfterReview } from '#domain/reviews/review.ts';
import { asDay, type Day, type DayRange, type EpochMs } from '#domain/time/time.ts';
import { ahead, endOf, graceOnTop, type Seen } from './ahead.ts';

/** A step of the ladder as people read it (L4). */
interface LadderStep {
  readonly status: string;
  readonly title: string;
  readonly description: string | null;
  readonly preferences: readonly string[];
  /** As the program says it: `over 10000 RUB`; `null` where nothing gives it. */
  readonly words: string | null;
  /** Up to this value the status holds (L3); `null` for the top. Minor units or a count. */
  readonly threshold: number | null;
}

/** How far the running period has come. */
export interface RunningReview {
  /** `null`: it has no periods (D87). */
  readonly period: DayRange | null;
  /** The instant at which it is reviewed; `null`: there is no turn. */
  readonly reviewAt: EpochMs | null;
  readonly counter: string;
  readonly unit: Unit;
  /** Of the counter, or the program's. */
  readonly currency: string;
  /** The running period's value so far: minor units, a count, or thousandths. */
  readonly value: number;
}

/** One status system as till, app and console show it (L28). Values are minor units or counts. */
export interface StatusView {
  readonly system: string;
  readonly title: string;
  readonly status: string | null;
  readonly step: LadderStep | null;
  readonly since: EpochMs;
  readonly until: EpochMs | null;
  readonly why: StatusReason;
  /** The status that returns when `until` has come; `null` where nothing ends. */
  readonly earned: string | null;
  /** `null`: only rules give the statuses of this system. */
  readonly review: RunningReview | null;
  /** The next status that is not earned yet, and the least further amount that earns it (D34). `null` at the top. */
  readonly next: { readonly status: string; readonly title: string; readonly missing: number } | null;
  /** The least further amount that keeps the present status at the review; `null` where it cannot be lost. */
  readonly keep: { readonly missing: number } | null;
  /** The status that the review would give if the period ended now. */
  readonly forNextPeriod: string | null;
  readonly ladder: readonly LadderStep[];
}

/** Shows a member's statuses at a moment, in the order of the program, with all that time has closed closed. */
export function view(moment: Moment | null, member: Member): readonly StatusView[] {
  if (moment === null) return [];
  const { member: closed } = closePeriods(moment, member);
  return moment.program.systems.flatMap((system) => {
    const seen = seenOf(moment, closed, system);
    return seen === null ? [] : [statusView(seen)];
  });
}

/** A member's categories, by the names that the version in force gives them. */
export const calledCategories = (moment: Moment | null, { categories }: Member): readonly HeldCategory[] =>
  moment === null
    ? categories
    : categories.map((held) => ({ ...held, name: categoryAlias(moment.program, held.name) }));

/** One system of a member whose periods are closed; `null`: the member is not in it. */
export function seenOf(moment: Moment, member: Member, system: CompiledSystem): Seen | null {
  const record = member.statuses.get(system.name);
  if (record === undefined) return null;
  const period = reviewCalendar(moment.timeline, system.name)?.holding(record.closedTo) ?? null;
  return { moment, member, system, record, period };
}

function statusView(seen: Seen): StatusView {
  const { system, record, period } = seen;
  const ladder = ladderOf(system);
  const until = endOf(seen);
  return {
    system: system.alias,
    title: system.title,
    status: statusAlias(system, record.computed),
    step: ladder[rankOf(system, record.computed)] ?? null,
    since: record.since,
    until,
    why: record.why,
    earned: until === null ? null : statusAlias(system, record.earned.status),
    ...reviewedPart(seen, period),
    ladder,
  };
}

type ReviewedPart = Pick<StatusView, 'review' | 'next' | 'keep' | 'forNextPeriod'>;

/** What its review says of a system: by its running period, or as of now where it has none (D87). */
function reviewedPart(seen: Seen, period: ReviewPeriod | null): ReviewedPart {
  const { system } = seen;
  if (isReviewed(system) && system.review.every === null)
    return { review: runningReview(seen, system, null), ...prospectsNow(seen, system) };
  return period !== null && isReviewed(system)
    ? { review: runningReview(seen, system, period), ...prospectsOf(seen, system, period) }
    : { review: null, next: null, keep: null, forNextPeriod: null };
}

/** What is missing now, where there are no periods: nothing comes but by an entry. */
function prospectsNow(
  { moment, member: { counters }, record }: Seen,
  system: ReviewedSystem,
): Pick<StatusView, 'next' | 'keep' | 'forNextPeriod'> {
  const { review } = system;
  const value = valueOn(review, moment.today, counters);
  const held = [record.computed, record.earned.status].map((status) => rankOf(system, status));
  const nextRange = cheapest(review, Math.floor(Math.max(...held)) + 1, value);
  const next = nextRange === null ? undefined : system.statuses[nextRange.rank];
  return {
    next:
      nextRange === null || next === undefined
        ? null
        : { status: next.alias, title: next.title, missing: Math.max(0, nextRange.min - value) },
    keep: keepNow(system, rankOf(system, record.earned.status), value),
    forNextPeriod: null,
  };
}

/** What is missing now to keep what a ladder that follows its value has given; `null`: it is not lowered. */
function keepNow(system: ReviewedSystem, own: number, value: number): StatusView['keep'] {
  const { review } = system;
  if (review.lower !== 'at-once' || own <= Math.max(0, lifetimeFloor(system, own))) return null;
  const toEarn = cheapest(review, own, value)?.min ?? Number.POSITIVE_INFINITY;
  const least = Math.min(toEarn, review.keepFrom.get(own) ?? Number.POSITIVE_INFINITY) - value;
  return Number.isFinite(least) ? { missing: Math.max(0, least) } : null;
}

function runningReview(
  { moment, member }: Seen,
  { review }: ReviewedSystem,
  running: ReviewPeriod | null,
): RunningReview {
  const { measure } = review;
  const period = running === null ? null : { from: running.from, to: running.to };
  return {
    period,
    reviewAt: running?.endsAt ?? null,
    counter: measure.label,
    unit: measure.column.unit,
    currency: measure.column.currency ?? moment.program.currency,
    value: valueOn(review, period === null ? moment.today : dayWithin(period, moment.today), member.counters),
  };
}

function ladderOf({ statuses, review }: CompiledSystem): readonly LadderStep[] {
  return statuses.map(({ alias, title, description, preferences }, rank) => {
    const range = review?.ranges.find((candidate) => candidate.rank === rank);
    return {
      status: alias,
      title,
      description,
      preferences,
      words: range?.words ?? null,
      threshold: review === null ? null : upperBoundOf(review, range),
    };
  });
}

function upperBoundOf(review: CompiledReview, range: CompiledRange | undefined): number | null {
  if (range === undefined) return null;
  const above = review.ranges.some(({ min }) => min > range.max);
  return above ? range.max : null;
}

type Prospects = Pick<StatusView, 'next' | 'keep' | 'forNextPeriod'>;

/** The amounts still missing, seen from the day of the decision: the period's last, or today where it shows at once. */
function prospectsOf(seen: Seen, system: ReviewedSystem, period: ReviewPeriod): Prospects {
  const { record, member, moment } = seen;
  const judge = judgeOf(seen, system, period);
  const { review } = judge.system;
  const valueFrom = (day: Day) => valueOn(review, day, member.counters);
  const lastDay = asDay(period.to - 1);
  const value = valueFrom(review.raise === 'at-once' ? dayWithin(period, moment.today) : lastDay);
  const held = [record.computed, record.earned.status].map((status) => rankOf(judge.system, status));
  const reached = Math.max(...held, earnedRank(review, value));
  const nextRange = cheapest(review, Math.floor(reached) + 1, value);
  const next = nextRange === null ? undefined : judge.system.statuses[nextRange.rank];
  return {
    next:
      nextRange === null || next === undefined
        ? null
        : { status: next.alias, title: next.title, missing: nextRange.min - value },
    keep: keepOf(seen, judge, period),
    forNextPeriod: statusAlias(systemAt(seen, period.endsAt), ahead(seen, period.endsAt).earned.status),
  };
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
): { readonly missing: number } | null {
  const { system } = judge;
  const { review } = system;
  const { calendar } = moment.timeline;
  const grace = graceOnTop(record);
  const own = rankOf(system, (grace ?? record.earned).status);
  const reviewed = { judge, calendar, record, counters };
  if (grace === null && rankAfterReview(reviewed, own, 0, period.endsAt) >= own) return null;
  const decidedOn =
    grace !== null && grace.until < period.endsAt
      ? lastDayOfGrace(reviewed, period, grace)
      : asDay(period.to - 1);
  const toEarn = (day: Day): number => {
    const value = valueOn(review, day, counters);
    return (cheapest(review, own, value)?.min ?? Number.POSITIVE_INFINITY) - value;
  };
  const toKeep =
    (review.keepFrom.get(own) ?? Number.POSITIVE_INFINITY) - valueOn(review, decidedOn, counters);
  // What is raised at once is earned back the day it is bought, before the window moves on.
  const canBeRaised = grace !== null && review.raise === 'at-once';
  const now = canBeRaised ? toEarn(dayWithin(period, moment.today)) : Number.POSITIVE_INFINITY;
  const least = Math.min(toEarn(decidedOn), toKeep, now);
  return Number.isFinite(least) ? { missing: Math.max(0, least) } : null;
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
