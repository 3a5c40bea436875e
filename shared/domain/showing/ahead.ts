import { withSplits } from '#domain/counting/split-columns.ts';
import type { Grace, Override, StatusRecord } from '#domain/member/member.ts';
import { rankOf } from '#domain/program/ladder.ts';
import type { ReviewPeriod } from '#domain/program/review-calendar.ts';
import { type Closing, closeSystem } from '#domain/reviews/closing.ts';
import { effectiveStatus } from '#domain/statuses/effective.ts';
import { isUntilTurn } from '#domain/statuses/overrides.ts';
import type { EpochMs } from '#domain/time/time.ts';

/** One system of a member whose periods are closed. */
export interface Seen extends Closing {
  readonly record: StatusRecord;
  /** The running period; `null`: no version reviews the system. */
  readonly period: ReviewPeriod | null;
}

/** The entry at a later moment if nothing more comes: time is let pass as it will pass. */
export function ahead({ moment, record, ...closing }: Seen, at: EpochMs): StatusRecord {
  const then = moment.timeline.at(at) ?? moment;
  const member = withSplits(then, closing.member);
  return closeSystem({ ...closing, moment: then, member }, record).record;
}

/** The running grace that shows; `null`: there is none. */
export const graceOnTop = ({ grace, computed, until }: StatusRecord): Grace | null =>
  grace !== null && grace.status === computed && grace.until === until ? grace : null;

/**
 * When the status that shows will be seen to end; `null`: as things stand it does not. Not the end of a grace that the
 * running period has made good: its end, or the turn before it, will find the status earned again or kept (D18). Nor that
 * of a given status which has been earned since.
 */
export function endOf(seen: Seen): EpochMs | null {
  const { record, period, system } = seen;
  if (record.override !== null) return endUnderOverride(seen, record.override);
  const { until, computed, earned } = record;
  if (until === null) return null;
  if (graceOnTop(record) === null) return earned.status === computed && !isLifted(seen) ? null : until;
  const after = ahead(seen, period !== null && period.endsAt < until ? period.endsAt : until);
  const isKept = rankOf(system, after.computed) >= rankOf(system, computed);
  return isKept && after.until === null ? null : until;
}

/**
 * When what shows under an override is seen to end: with the override, with what it lets show, or, where it holds until then,
 * with the review.
 */
function endUnderOverride(seen: Seen, override: Override): EpochMs | null {
  const { record, period } = seen;
  const lifted = isUntilTurn(override) ? (period?.endsAt ?? null) : override.until;
  const ends = [record.until, lifted].filter((end) => end !== null).sort((one, other) => one - other);
  const shows = effectiveStatus(record);
  return ends.find((end) => effectiveStatus(ahead(seen, end)) !== shows) ?? null;
}

/** Whether one given for a time shows again when the one given downwards that lies over it is over (D82). */
function isLifted({ record: { given, computed }, system }: Seen): boolean {
  const last = given.at(-1);
  return (
    last?.hides === true &&
    given.some(
      ({ status, until, hides }) =>
        !hides && until > last.until && rankOf(system, status) > rankOf(system, computed),
    )
  );
}
