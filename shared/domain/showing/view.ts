import { valueOn } from '#domain/counting/measured.ts';
import type { HeldCategory, Member, Override, StatusReason } from '#domain/member/member.ts';
import { calledReason, categoryAlias, statusAlias } from '#domain/program/aliases.ts';
import type { CompiledRange, CompiledReview, CompiledSystem } from '#domain/program/compiled.ts';
import { rankOf } from '#domain/program/ladder.ts';
import {
  isReviewed,
  type ReviewedSystem,
  type ReviewPeriod,
  reviewCalendar,
} from '#domain/program/review-calendar.ts';
import type { Moment } from '#domain/program/timeline.ts';
import type { Unit } from '#domain/program/units.ts';
import { closePeriods } from '#domain/reviews/closing.ts';
import { dayWithin } from '#domain/reviews/review.ts';
import { effectiveSince, effectiveStatus, effectiveWhy } from '#domain/statuses/effective.ts';
import type { DayRange, EpochMs } from '#domain/time/time.ts';
import { endOf, returningAt, type Seen } from './ahead.ts';
import { type Prospects, prospectsNow, prospectsOf } from './prospects.ts';

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
export interface StatusView extends Prospects {
  readonly system: string;
  readonly title: string;
  readonly status: string | null;
  readonly step: LadderStep | null;
  readonly since: EpochMs;
  readonly until: EpochMs | null;
  readonly why: StatusReason;
  /** The status that returns when `until` has come; `null` where nothing ends. */
  readonly earned: string | null;
  /** By the rules alone, whatever an operator has put over it (D59): for staff. */
  readonly computed: string | null;
  /** What an operator has put over it, by the names of today: for staff; `null`: nothing. */
  readonly override: Override | null;
  /** What the next override names: how often operators have written here; more, where the system has begun anew. 0: never. */
  readonly overrideRevision: number;
  /** `null`: only rules give the statuses of this system. */
  readonly review: RunningReview | null;
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
  const { override } = record;
  const shows = effectiveStatus(record);
  return {
    system: system.alias,
    title: system.title,
    status: statusAlias(system, shows),
    step: ladder[rankOf(system, shows)] ?? null,
    since: effectiveSince(record),
    until,
    why: calledReason(system, effectiveWhy(record)),
    earned: until === null ? null : returningAt(seen, until),
    computed: statusAlias(system, record.computed),
    override: override === null ? null : { ...override, status: statusAlias(system, override.status) },
    overrideRevision: record.overrideRevision ?? 0,
    ...reviewedPart(seen, period),
    ladder,
  };
}

type ReviewedPart = Prospects & Pick<StatusView, 'review'>;

/** What its review says of a system: by its running period, or as of now where it has none (D87). */
function reviewedPart(seen: Seen, period: ReviewPeriod | null): ReviewedPart {
  const { system } = seen;
  if (isReviewed(system) && system.review.every === null)
    return { review: runningReview(seen, system, null), ...prospectsNow(seen, system) };
  return period !== null && isReviewed(system)
    ? { review: runningReview(seen, system, period), ...prospectsOf(seen, system, period) }
    : { review: null, next: null, keep: null, forNextPeriod: null };
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
