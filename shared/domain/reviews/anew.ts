import { seenOn } from '#domain/counting/measured.ts';
import type { StatusRecord } from '#domain/member/member.ts';
import { rankOf, statusAt } from '#domain/program/ladder.ts';
import type { ReviewPeriod } from '#domain/program/review-calendar.ts';
import { earnedRank } from '#domain/program/review-table.ts';
import { withLayers } from '#domain/statuses/layers.ts';
import { asDay, type Day, type DayRange, type EpochMs } from '#domain/time/time.ts';
import { outcomeOf, type Reviewed, withoutGraceOf } from './review.ts';

/** The review of the last closed period as if what is counted now had been all, as of now; a return asks for it (D94). */
export function reviewedAnew(reviewed: Reviewed, period: ReviewPeriod, now: EpochMs): StatusRecord {
  const { record, judge } = reviewed;
  const grace = withoutGraceOf(reviewed, period.endsAt);
  const { status } = beganWith(reviewed, period);
  const layers = outcomeOf(reviewed, period, { status, since: now, grace, at: now });
  const { before } = record;
  // Whoever looks at that period again begins from there as well.
  return withLayers(judge.system, { ...record, before: { ...before, status } }, layers, now);
}

/** What was held when the last closed period began, and what it still raised at once by the counters as they are now. */
function beganWith(reviewed: Reviewed, { from, to }: ReviewPeriod): { readonly status: string | null } {
  const { before } = reviewed.record;
  if (before.begun === undefined) return before;
  const { system } = reviewed.judge;
  const raised = highestOn(reviewed, { from, to });
  return raised.rank > rankOf(system, before.begun.status)
    ? { status: statusAt(system, raised.rank) }
    : before.begun;
}

/** The highest rank that some day of a stretch has earned: what was reached once stays reached, whatever time does. */
export function highestOn(
  { judge, counters }: Pick<Reviewed, 'judge' | 'counters'>,
  { from, to }: DayRange,
): { readonly rank: number; readonly day: Day } {
  const { review } = judge.system;
  const last = asDay(to - 1);
  const days = [...counters.days.filter((day) => day >= from && day < last), last];
  const ranks = days.map((day) => ({ day, rank: earnedRank(review, seenOn(review, day, counters)) }));
  return ranks.reduce((best, each) => (each.rank >= best.rank ? each : best));
}
