import { seenOn } from '#domain/counting/measured.ts';
import { daysHeld, upTo } from '#domain/member/counters.ts';
import type { StatusRecord } from '#domain/member/member.ts';
import { rankOf, statusAt } from '#domain/program/ladder.ts';
import type { ReviewPeriod } from '#domain/program/review-calendar.ts';
import { earnedRank } from '#domain/program/review-table.ts';
import { withLayers } from '#domain/statuses/layers.ts';
import { asDay, type Day, type DayRange, type EpochMs } from '#domain/time/time.ts';
import { outcomeOf, type Reviewed, withoutGraceOf } from './review.ts';

/** The review of the last closed period as if what is counted now had been all; a return asks for it (D94). */
export function reviewedAnew(reviewed: Reviewed, period: ReviewPeriod, now: EpochMs): StatusRecord {
  const record = fromItsGround(reviewed, period);
  const { status, since } = record.before;
  const grace = withoutGraceOf(reviewed, period.endsAt);
  const before = { status, since: since ?? record.since, grace, at: period.endsAt };
  return withLayers(reviewed.judge.system, record, outcomeOf({ ...reviewed, record }, period, before), now);
}

/**
 * The record with what was held before the last turn as the counters of now still raise it at once from what that period
 * began with: whoever looks at that review again begins there.
 */
export function fromItsGround(
  { record, judge, calendar, counters }: Reviewed,
  { from, to }: ReviewPeriod,
): StatusRecord {
  const { before } = record;
  if (before.begun === undefined) return record;
  const { system, version } = judge;
  const raised = system.review.raise === 'at-once' ? highestOn({ judge, counters }, { from, to }) : null;
  const { status, since } =
    raised !== null && raised.rank > rankOf(system, before.begun.status)
      ? { status: statusAt(system, raised.rank), since: calendar.startOf(raised.day, version.program.zone) }
      : before.begun;
  // Of a day that came to so much by what arrived late nobody had raised it: a return raises nothing.
  if (rankOf(system, status) >= rankOf(system, before.status)) return record;
  return { ...record, before: { ...before, status, since } };
}

/**
 * The highest rank that some day of a stretch has earned by what had happened by then, and the first of those days: what was
 * reached once stays reached, whatever time does.
 */
export function highestOn(
  { judge, counters }: Pick<Reviewed, 'judge' | 'counters'>,
  { from, to }: DayRange,
): { readonly rank: number; readonly day: Day } {
  const { review } = judge.system;
  const last = asDay(to - 1);
  const days = [...daysHeld(counters).filter((day) => day >= from && day < last), last];
  const ranks = days.map((day) => {
    const known = day === last ? counters : upTo(counters, day);
    return { day, rank: earnedRank(review, seenOn(review, day, known)) };
  });
  return ranks.reduce((best, each) => (each.rank > best.rank ? each : best));
}
