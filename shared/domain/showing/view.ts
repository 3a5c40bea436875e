import type { Member, StatusEntry, StatusReason } from '#domain/member/member.ts';
import type {
  CompiledProgram,
  CompiledRange,
  CompiledReview,
  CompiledSystem,
  Unit,
} from '#domain/program/compiled.ts';
import { inForce, type Programs } from '#domain/program/timeline.ts';
import { closePeriods, isReviewed, turnOf } from '#domain/reviews/closing.ts';
import { earnedPlace, lifetimeFloor, placeOf, statusAt, valueOn } from '#domain/reviews/judge.ts';
import { dayWithin, type ReviewedSystem } from '#domain/reviews/review.ts';
import type { Calendar, DayRange, EpochMs } from '#domain/time/time.ts';

/** A step of the ladder as people read it (L4). */
export interface LadderStep {
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
  readonly period: DayRange;
  /** The instant at which it is reviewed. */
  readonly reviewAt: EpochMs;
  readonly counter: string;
  readonly unit: Unit;
  /** Of the counter, or the program's. */
  readonly currency: string;
  /** What the running period has come to: minor units, a count, or thousandths. */
  readonly value: number;
}

/** What till, app and console show of one status system (L28). Values are minor units or counts. */
export interface StatusView {
  readonly system: string;
  readonly title: string;
  readonly status: string | null;
  readonly step: LadderStep | null;
  readonly since: EpochMs;
  readonly until: EpochMs | null;
  readonly why: StatusReason;
  /** What returns when `until` has come; `null` where nothing ends. */
  readonly earned: string | null;
  /** `null`: only rules give the statuses of this system. */
  readonly review: RunningReview | null;
  /** The next status that is not earned yet, and the least further amount that earns it (D34). `null` at the top. */
  readonly next: { readonly status: string; readonly title: string; readonly missing: number } | null;
  /** The least further amount that keeps the present status at the review; `null` where it cannot be lost. */
  readonly keep: { readonly missing: number } | null;
  /** What the review would give if the period ended now. */
  readonly forNextPeriod: string | null;
  readonly ladder: readonly LadderStep[];
}

/** Shows a member's statuses at a moment, in the order of the program, with all that time has closed closed. */
export function view(
  programs: Programs,
  member: Member,
  now: EpochMs,
  calendar: Calendar,
): readonly StatusView[] {
  const version = inForce(programs, now);
  if (version === null) return [];
  const { member: closed } = closePeriods(programs, member, now, calendar);
  const { program } = version;
  return program.systems.flatMap((system) => {
    const entry = closed.statuses.get(system.name);
    if (entry === undefined) return [];
    const review = runningReview({ programs, system, entry, member: closed, now, calendar }, program);
    const ladder = ladderOf(system);
    return [
      {
        system: system.name,
        title: system.title,
        status: entry.computed,
        step: ladder[placeOf(system, entry.computed)] ?? null,
        since: entry.since,
        until: entry.until,
        why: entry.why,
        earned: entry.given === null ? null : entry.earned.status,
        review,
        ...prospectsOf(system, entry, review),
        ladder,
      },
    ];
  });
}

interface Seen {
  readonly programs: Programs;
  readonly system: CompiledSystem;
  readonly entry: StatusEntry;
  readonly member: Member;
  readonly now: EpochMs;
  readonly calendar: Calendar;
}

function runningReview(
  { programs, system, entry, member, now, calendar }: Seen,
  { zone, currency }: CompiledProgram,
): RunningReview | null {
  if (!isReviewed(system)) return null;
  const { period, at: reviewAt } = turnOf(programs, system, entry, zone, calendar);
  const { measure } = system.review;
  return {
    period,
    reviewAt,
    counter: measure.label,
    unit: measure.column.unit,
    currency: measure.column.currency ?? currency,
    value: valueOn(system.review, dayWithin(period, calendar.dayOf(now, zone)), member.counters),
  };
}

function ladderOf({ statuses, review }: CompiledSystem): readonly LadderStep[] {
  return statuses.map(({ name, title, description, preferences }, place) => {
    const range = review?.ranges.find((candidate) => candidate.place === place);
    return {
      status: name,
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

function prospectsOf(system: CompiledSystem, entry: StatusEntry, running: RunningReview | null): Prospects {
  if (running === null || !isReviewed(system)) return { next: null, keep: null, forNextPeriod: null };
  const { review } = system;
  const { value } = running;
  const [held, own] = [placeOf(system, entry.computed), placeOf(system, entry.earned.status)];
  const earned = earnedPlace(review, value);
  const nextRange = cheapest(review, Math.max(held, earned) + 1, value);
  const next = nextRange === null ? undefined : system.statuses[nextRange.place];
  const canBeLost = review.lower !== 'never' && afterReview(system, own, 0) < own;
  return {
    next:
      nextRange === null || next === undefined
        ? null
        : { status: next.name, title: next.title, missing: nextRange.min - value },
    keep: canBeLost ? keepOf(review, own, value) : null,
    forNextPeriod: statusAt(system, afterReview(system, own, value)),
  };
}

/** What the review would give for a value; a minimum stay and a grace come on top of it. */
function afterReview(system: ReviewedSystem, held: number, value: number): number {
  const { lower, keepFrom } = system.review;
  const earned = earnedPlace(system.review, value);
  const keep = keepFrom.get(held);
  if (earned >= held || lower === 'never' || (keep !== undefined && value >= keep)) {
    return Math.max(earned, held);
  }
  const fallen = lower === 'one-step' ? Math.max(earned, held - 1) : earned;
  return Math.max(fallen, lifetimeFloor(system, held));
}

/** The least further amount that keeps the status: by its own lower threshold, or by earning it again (D18, D34). */
function keepOf(review: CompiledReview, held: number, value: number): { readonly missing: number } | null {
  const earnAgain = cheapest(review, held, value)?.min;
  const least = Math.min(
    earnAgain ?? Number.POSITIVE_INFINITY,
    review.keepFrom.get(held) ?? Number.POSITIVE_INFINITY,
  );
  return Number.isFinite(least) ? { missing: Math.max(0, least - value) } : null;
}

/** The lowest row that can still be reached and gives at least this place. */
function cheapest({ ranges }: CompiledReview, place: number, value: number): CompiledRange | null {
  return ranges
    .filter((range) => range.place >= place && range.max >= value)
    .reduce<CompiledRange | null>(
      (best, range) => (best === null || range.min < best.min ? range : best),
      null,
    );
}
