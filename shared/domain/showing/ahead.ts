import { withSplits } from '#domain/counting/split-columns.ts';
import type { Grace, Override, StatusRecord } from '#domain/member/member.ts';
import { statusAlias } from '#domain/program/aliases.ts';
import { rankOf } from '#domain/program/ladder.ts';
import type { ReviewPeriod } from '#domain/program/review-calendar.ts';
import { type Closing, closeSystem, systemAt } from '#domain/reviews/closing.ts';
import { effectiveSince, effectiveStatus, overrideThatShows } from '#domain/statuses/effective.ts';
import { withoutEnded } from '#domain/statuses/layers.ts';
import { isUntilTurn, withOverride } from '#domain/statuses/overrides.ts';
import { asEpochMs, type EpochMs } from '#domain/time/time.ts';

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

/** When what shows will be seen to end; `null`: as things stand it does not. */
export function endOf(seen: Seen): EpochMs | null {
  const ends = endsUnderOverride(seen);
  return decides(seen, ends) ? firstOf(seen, ends) : ownEnd(seen);
}

/** What shows when something ends: what was earned, or what it comes to beneath an override. */
export function returningAt(seen: Seen, until: EpochMs): string | null {
  const { system, record } = seen;
  return decides(seen, endsUnderOverride(seen))
    ? statusAlias(systemAt(seen, until), effectiveStatus(ahead(seen, until)))
    : statusAlias(system, record.earned.status);
}

/**
 * When the computed status will be seen to end. Not the end of a grace that the running period has made good: its end, or the
 * turn before it, will find the status earned again or kept (D18). Nor that of a given status which has been earned since.
 */
function ownEnd(seen: Seen): EpochMs | null {
  const { record, period, system } = seen;
  const { until, computed, earned } = record;
  if (until === null) return null;
  if (graceOnTop(record) === null) return earned.status === computed && !isLifted(seen) ? null : until;
  const after = ahead(seen, period !== null && period.endsAt < until ? period.endsAt : until);
  const isKept = rankOf(system, after.computed) >= rankOf(system, computed);
  return isKept && after.until === null ? null : until;
}

/** Something ends: the record just before, and from then on. */
interface End {
  readonly at: EpochMs;
  readonly before: StatusRecord;
  readonly after: StatusRecord;
}

/** The ends of an override and of all that lies beneath it, in the order of time. */
function endsUnderOverride(seen: Seen): readonly End[] {
  const { record } = seen;
  if (record.override === null) return [];
  const lifted = liftedAt(seen, record.override);
  const { grace, given } = record;
  const ends = [grace, ...given].flatMap((layer) => (layer === null ? [] : [layer.until]));
  return [...new Set(lifted === null ? ends : [...ends, lifted])]
    .sort((one, other) => one - other)
    .map((at) => ({ at, before: ahead(seen, asEpochMs(at - 1)), after: ahead(seen, at) }));
}

const liftedAt = ({ period }: Seen, override: Override): EpochMs | null =>
  isUntilTurn(override) ? (period?.endsAt ?? null) : override.until;

/** Whether an override has a part in what shows, now or when something ends; else it might as well not be there. */
function decides(seen: Seen, ends: readonly End[]): boolean {
  const { record, system, moment } = seen;
  if (overrideThatShows(record) !== null) return true;
  const own = ownEnd(seen);
  // It would hold whatever becomes of that by a review.
  if (ends.some((end) => end.at === own && !isItsDoing(seen, end))) return true;
  const without = { ...seen, record: withOverride(system, record, null, moment.now) };
  const isSame = (one: StatusRecord, at: EpochMs) =>
    effectiveStatus(one) === effectiveStatus(ahead(without, at));
  return ends.some(({ at, before, after }) => !isSame(before, asEpochMs(at - 1)) || !isSame(after, at));
}

/** The first end that changes what shows. What a review changes, before it or in that moment, has no end of its own. */
function firstOf(seen: Seen, ends: readonly End[]): EpochMs | null {
  const shows = effectiveStatus(seen.record);
  for (const end of ends) {
    const held = effectiveStatus(end.before);
    const { statuses } = systemAt(seen, end.at);
    // One that a version has taken out lasts on as what it became (D81).
    const isOut = shows !== null && !statuses.some(({ name }) => name === shows);
    const isOn = effectiveSince(end.before) === effectiveSince(seen.record);
    if (!isOn && !isOut) return null;
    if (effectiveStatus(end.after) !== held && isItsDoing(seen, end)) return end.at;
  }
  return null;
}

/** Whether what shows would change if nothing but the end happened; what a review makes of a set is the set's doing (D33). */
function isItsDoing(seen: Seen, { at, before }: End): boolean {
  const { override } = seen.record;
  const isLast = override !== null && liftedAt(seen, override) === at;
  if (isLast && isUntilTurn(override)) return true;
  const left = withoutEnded(systemAt(seen, at), before, at);
  return (isLast ? left.computed : effectiveStatus(left)) !== effectiveStatus(before);
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
