import { closePeriods, turnOf } from './closing.ts';
import type { CompiledRange, CompiledReview, CompiledSystem } from './compiled.ts';
import { earnedWeight, statusAt, valueOn, weightOf } from './judge.ts';
import type { DayRange, Member, StatusEntry, StatusReason } from './member.ts';
import { dayWithin } from './review.ts';
import type { Calendar, EpochMs } from './time.ts';
import { inForce, type Programs } from './timeline.ts';

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

/** What till, app and console show of one status system (L28). Values are minor units or counts. */
export interface StatusView {
  readonly system: string;
  readonly title: string;
  readonly status: string | null;
  readonly step: LadderStep | null;
  readonly since: EpochMs;
  readonly until: EpochMs | null;
  readonly why: StatusReason;
  /** The running period, and the instant at which it is reviewed. */
  readonly period: DayRange;
  readonly reviewAt: EpochMs;
  readonly counter: string;
  readonly unit: 'money' | 'count';
  readonly currency: string;
  /** What the running period has come to. */
  readonly value: number;
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
  const { zone } = version.program;
  const today = calendar.dayOf(now, zone);
  return version.program.systems.flatMap((system) => {
    const entry = closed.statuses.get(system.name);
    if (entry === undefined) return [];
    const { period, at: reviewAt } = turnOf(programs, system, entry, zone, calendar);
    const value = valueOn(system.review, dayWithin(period, today), closed.counters);
    const ladder = ladderOf(system);
    return [
      {
        system: system.name,
        title: system.title,
        status: entry.computed,
        step: ladder[weightOf(system, entry.computed)] ?? null,
        since: entry.since,
        until: entry.until,
        why: entry.why,
        period,
        reviewAt,
        counter: system.review.counter,
        unit: system.review.unit,
        currency: version.program.currency,
        value,
        ...prospectsOf(system, entry, value),
        ladder,
      },
    ];
  });
}

function ladderOf({ statuses, review }: CompiledSystem): readonly LadderStep[] {
  return statuses.map(({ name, title, description, preferences }, weight) => {
    const range = review.ranges.find((candidate) => candidate.weight === weight);
    return {
      status: name,
      title,
      description,
      preferences,
      words: range?.words ?? null,
      threshold: upperBoundOf(review, range),
    };
  });
}

function upperBoundOf(review: CompiledReview, range: CompiledRange | undefined): number | null {
  if (range === undefined) return null;
  const above = review.ranges.some(({ min }) => min > range.max);
  return above ? range.max : null;
}

type Prospects = Pick<StatusView, 'next' | 'keep' | 'forNextPeriod'>;

function prospectsOf(system: CompiledSystem, entry: StatusEntry, value: number): Prospects {
  const { review } = system;
  const held = weightOf(system, entry.computed);
  const earned = earnedWeight(review, value);
  const mayFall = review.lower === 'at-turn';
  const after = mayFall ? earned : Math.max(earned, held);
  const nextRange = cheapest(review, Math.max(held, earned) + 1, value);
  const keepRange = cheapest(review, held, value);
  const next = nextRange === null ? undefined : system.statuses[nextRange.weight];
  const canBeLost = mayFall && earnedWeight(review, 0) < held;
  return {
    next:
      nextRange === null || next === undefined
        ? null
        : { status: next.name, title: next.title, missing: nextRange.min - value },
    keep: canBeLost && keepRange !== null ? { missing: Math.max(0, keepRange.min - value) } : null,
    forNextPeriod: statusAt(system, after),
  };
}

/** The lowest row that can still be reached and gives at least this weight. */
function cheapest({ ranges }: CompiledReview, weight: number, value: number): CompiledRange | null {
  return ranges
    .filter((range) => range.weight >= weight && range.max >= value)
    .reduce<CompiledRange | null>(
      (best, range) => (best === null || range.min < best.min ? range : best),
      null,
    );
}
