import { seenOn } from '#domain/counting/measured.ts';
import { daysHeld, upTo } from '#domain/member/counters.ts';
import type { Grace, StatusRecord } from '#domain/member/member.ts';
import { rankOf, statusAt } from '#domain/program/ladder.ts';
import type { Judge, ReviewPeriod } from '#domain/program/review-calendar.ts';
import { earnedRank, measuresOf } from '#domain/program/review-table.ts';
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
 * The grace that the last review gave, where the running period has made it good or it is over since: what is looked at again
 * begins with it (D18).
 */
export function graceOfLast(reviewed: Reviewed, period: ReviewPeriod): Grace | null {
  const { record } = reviewed;
  const { status, since } = record.before;
  const before = { status, since: since ?? record.since, grace: null, at: period.endsAt };
  const { grace } = outcomeOf(reviewed, period, before);
  return grace === null ? null : { ...grace, since: before.since };
}

/**
 * The record with what was held before the last turn as the counters of now still raise it at once from what that period
 * began with: whoever looks at that review again begins there.
 */
export function fromItsGround(reviewed: Reviewed, { from, to }: ReviewPeriod): StatusRecord {
  const { record, judge, calendar } = reviewed;
  const { before } = record;
  if (before.begun === undefined) return record;
  const { system, version } = judge;
  const raised = system.review.raise === 'at-once' ? highestOn(reviewed, { from, to }) : null;
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
 * reached once stays reached, whatever time does. Each day by the words of its own version (D27): one that asks more since takes
 * nothing that was reached before it.
 */
export function highestOn(reviewed: Looking, { from, to }: DayRange): Highest {
  const { judge, counters } = reviewed;
  const last = asDay(to - 1);
  const days = [...daysHeld(counters).filter((day) => day >= from && day < last), last];
  const ranks = days.flatMap((day) => {
    const known = day === last ? counters : upTo(counters, day);
    return lookersOn(reviewed, day).map((by): Highest => {
      const { review } = by.system;
      const earned = earnedRank(review, seenOn(review, day, known));
      const rank = by === judge ? earned : rankOf(judge.system, statusAt(by.system, earned));
      return { day, by, rank, counters: known };
    });
  });
  return ranks.reduce((best, each) => (each.rank > best.rank ? each : best));
}

type Looking = Pick<Reviewed, 'judge' | 'counters' | 'judgesOn'>;

/** The highest rank of some days, by the judge's ladder; who gave it, and what had happened by then. */
interface Highest extends Pick<Reviewed, 'counters'> {
  readonly rank: number;
  readonly day: Day;
  readonly by: Judge;
}

/** Who looked at a day and measured the same, each by its own table; else who judges. */
function lookersOn({ judge, judgesOn = () => [] }: Looking, day: Day): readonly [Judge, ...Judge[]] {
  const looks = looksOf(judge);
  const [first, ...others] = judgesOn(day)
    .map((each) => (each.version === judge.version ? judge : each))
    .filter((each) => raisesAtOnce(each) && looksOf(each) === looks);
  return first === undefined ? [judge] : [first, ...others];
}

/** Without periods everything is looked at as of now (D87). */
const raisesAtOnce = ({ system: { review } }: Judge): boolean =>
  review.every === null || review.raise === 'at-once';

const looksOf = ({ system: { review } }: Judge): string =>
  JSON.stringify(measuresOf(review).map(({ column, window }) => [column.id, window]));
