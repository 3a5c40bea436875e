import { seesTheSame } from '#domain/counting/measured.ts';
import type { Member, StatusEntry } from '#domain/member/member.ts';
import type { CompiledSystem } from '#domain/program/compiled.ts';
import { placeOf } from '#domain/program/ladder.ts';
import {
  type Judge,
  judgeBefore,
  type ReviewCalendar,
  type ReviewPeriod,
  reviewCalendar,
  runningPeriod,
} from '#domain/program/review-calendar.ts';
import { inForce, type Moment } from '#domain/program/timeline.ts';
import type { ChangeMoment, Closed, StatusChange } from '#domain/statuses/changes.ts';
import { statusChange } from '#domain/statuses/changes.ts';
import { lateEntry } from '#domain/statuses/first-status.ts';
import { firstEnd, withoutEnded } from '#domain/statuses/layers.ts';
import { asDay, asEpochMs, type Day, type EpochMs } from '#domain/time/time.ts';
import { assert } from '#domain/values/assert.ts';
import { endGrace, isStayServed, type Reviewed, reviewAtTurn } from './review.ts';

/**
 * Closes every period that time has closed, oldest first, each on its own window and by the version in force at its
 * end (D27), for the systems of the version in force now. Idempotent: the entry carries how far it is closed.
 */
export function closePeriods(moment: Moment, member: Member): Closed {
  const statuses = new Map(member.statuses);
  const changes: StatusChange[] = [];
  for (const system of moment.program.systems) {
    const known = statuses.get(system.name) ?? lateEntry(system, moment, member.enrolledAt);
    const closed = closeSystem({ moment, system, member }, known);
    assert(
      closed.entry.closedTo >= known.closedTo,
      () => `${member.id}: ${system.name}: closed to ${closed.entry.closedTo}, and was to ${known.closedTo}`,
    );
    statuses.set(system.name, closed.entry);
    changes.push(...closed.changes);
  }
  return { member: { ...member, statuses }, changes };
}

/** One system of a member, as the version in force has it. */
export interface Closing {
  readonly moment: Moment;
  readonly system: CompiledSystem;
  readonly member: Member;
}

/** Turns and ends of given statuses, in the order of time; a turn comes before what ends with it. */
export function closeSystem(
  closing: Closing,
  known: StatusEntry,
): { readonly entry: StatusEntry; readonly changes: readonly StatusChange[] } {
  const { now, timeline } = closing.moment;
  const reviews = reviewCalendar(timeline, closing.system.name);
  const changes: StatusChange[] = [];
  let entry = known;
  for (;;) {
    const period = reviews?.holding(entry.closedTo) ?? null;
    const end = firstEnd(entry);
    const endsFirst = end !== null && (period === null || end < period.turnAt);
    const at = endsFirst ? end : period?.turnAt;
    if (at === undefined || at > now) return { entry, changes };
    const judge = endsFirst ? null : (period?.judge ?? null);
    const system = judge?.system ?? systemAt(closing, at);
    const after =
      endsFirst || period === null
        ? ended({ ...closing, system }, entry, period, at)
        : withoutEnded(system, turned(closing, entry, period), at);
    if (after.computed !== entry.computed) {
      const finalAt = judge === null ? graceFinalAt(reviews, entry, at) : (period?.finalAt ?? at);
      changes.push(statusChange(system, entry, after, momentOf(closing, at, { judge, finalAt })));
    }
    entry = endsFirst || reviews === null ? after : passedOver(closing, reviews, entry, after);
  }
}

/** The system as the version in force at a moment has it: what ended then is judged by that ladder, whoever looks. */
function systemAt({ moment, system }: Closing, at: EpochMs): CompiledSystem {
  const then = moment.timeline.at(at)?.program.systems.find(({ name }) => name === system.name);
  return then ?? system;
}

/**
 * When the end of what lay on top is final: at once; but a grace could still be made good by an entry of the last
 * period, until that is final (D21).
 */
function graceFinalAt(
  reviews: ReviewCalendar | null,
  { grace, closedTo }: StatusEntry,
  at: EpochMs,
): EpochMs {
  if (reviews === null || grace === null || grace.until > at) return at;
  const { finalAt } = reviews.holding(asDay(closedTo - 1));
  return asEpochMs(Math.max(at, finalAt));
}

function momentOf(
  { moment }: Closing,
  at: EpochMs,
  { judge, finalAt }: { readonly judge: Judge | null; readonly finalAt: EpochMs },
): ChangeMoment {
  const version = judge?.version ?? inForce(moment.timeline.versions, at) ?? moment.version;
  return { at, finalAt, programVersion: version.version };
}

const reviewedBy = ({ moment, member }: Closing, entry: StatusEntry, judge: Judge): Reviewed => ({
  judge,
  calendar: moment.timeline.calendar,
  entry,
  counters: member.counters,
});

/** The entry after the turn of its running period; nobody judges a period whose version has no such review. */
function turned(closing: Closing, entry: StatusEntry, period: ReviewPeriod): StatusEntry {
  const { judge } = period;
  if (judge === null) return { ...entry, closedTo: period.to };
  return reviewAtTurn(reviewedBy(closing, entry, judge), period);
}

/** What ends at a moment inside a period: a grace that may have been made good (D18), and what was given (D9). */
function ended(closing: Closing, entry: StatusEntry, period: ReviewPeriod | null, at: EpochMs): StatusEntry {
  const { moment, system } = closing;
  const { grace } = entry;
  const judge = judgeBefore(moment.timeline, system.name, at);
  const isOver = grace !== null && grace.until <= at && period !== null && judge !== null;
  const met = isOver ? endGrace(reviewedBy(closing, entry, judge), period, grace) : entry;
  return withoutEnded(system, met, at);
}

/**
 * Of periods in which nothing can change only the last is reviewed, however many they are: its review says of each what
 * it says of itself, and leaves its own reason. `after` is the entry after a turn; the answer is closed as far as the
 * beginning of the period to go on with.
 */
function passedOver(
  closing: Closing,
  reviews: ReviewCalendar,
  entry: StatusEntry,
  after: StatusEntry,
): StatusEntry {
  const isQuiet = quietAfter(closing, reviews, entry, after);
  let [last, end]: [Day, number] = [after.closedTo, closing.moment.today + 1];
  if (!isQuiet(reviews.holding(last))) return after;
  while (end - last > 1) {
    const middle = asDay(Math.floor((last + end) / 2));
    if (isQuiet(reviews.holding(middle))) last = middle;
    else end = middle;
  }
  return { ...after, closedTo: asDay(Math.max(reviews.holding(last).from, after.closedTo)) };
}

/** Whether the review of a later period must leave what the last one left: the same judge, value, layers and stay. */
function quietAfter(
  closing: Closing,
  reviews: ReviewCalendar,
  entry: StatusEntry,
  after: StatusEntry,
): (period: ReviewPeriod) => boolean {
  const { moment, member } = closing;
  const done = reviews.holding(asDay(after.closedTo - 1));
  const isUnchanged =
    after.earned.status === entry.earned.status && after.grace === entry.grace && after.given === entry.given;
  const end = firstEnd(after);
  const place = (judge: Judge) => {
    const reviewed = reviewedBy(closing, after, judge);
    return { reviewed, held: placeOf(judge.system, after.earned.status) };
  };
  return ({ judge, turnAt, to }) => {
    if (!isUnchanged || turnAt > moment.now || judge?.version !== done.judge?.version) return false;
    if (end !== null && end <= turnAt) return false;
    if (judge === null) return true;
    const { reviewed, held } = place(judge);
    return (
      isStayServed(reviewed, held, turnAt) === isStayServed(reviewed, held, done.turnAt) &&
      seesTheSame(judge.system.review.measure, asDay(done.to - 1), asDay(to - 1), member.counters)
    );
  };
}

/** The turn at which a period ended last: what a sweep walks towards, whatever version said so (D83). `null`: nothing turns. */
export function latestTurn(moment: Moment): Day | null {
  const turns = moment.program.systems.flatMap(({ name }) => {
    const running = runningPeriod(moment, name);
    return running === null ? [] : [running.from];
  });
  return turns.length === 0 ? null : asDay(Math.max(...turns));
}
