import { seesTheSame } from '#domain/counting/measured.ts';
import { withSplits } from '#domain/counting/split-columns.ts';
import { endDiscounts } from '#domain/discounts/standing-discounts.ts';
import type { Member, StatusRecord } from '#domain/member/member.ts';
import type { CompiledSystem } from '#domain/program/compiled.ts';
import { rankOf } from '#domain/program/ladder.ts';
import {
  type Judge,
  judgeBefore,
  type ReviewCalendar,
  type ReviewPeriod,
  reviewCalendar,
  runningPeriod,
} from '#domain/program/review-calendar.ts';
import { measuresOf } from '#domain/program/review-table.ts';
import { inForce, type Moment, type ProgramVersion, type Timeline } from '#domain/program/timeline.ts';
import type { ChangeMoment, Closed, StatusChange } from '#domain/statuses/changes.ts';
import { asBefore, oneChange, statusChange } from '#domain/statuses/changes.ts';
import { withoutDropped } from '#domain/statuses/dropped.ts';
import { afterDropping, type Dropping, nextDropping } from '#domain/statuses/drops.ts';
import { effectiveStatus } from '#domain/statuses/effective.ts';
import { lateRecord } from '#domain/statuses/first-status.ts';
import { withoutEnded } from '#domain/statuses/layers.ts';
import { asEarned, firstEndOf, isUntilTurn, withoutEndedOverride } from '#domain/statuses/overrides.ts';
import { asDay, asEpochMs, type Day, type EpochMs } from '#domain/time/time.ts';
import { endGrace, isStayServed, type Reviewed, reviewAtEnd } from './review.ts';

/**
 * Closes every period that time has closed, oldest first, each on its own window and by the version in force at its
 * end (D27), for the systems of the version in force now. Idempotent: the record carries how far it is closed.
 */
export function closePeriods(moment: Moment, asRead: Member): Closed {
  const member = withSplits(moment, withoutDropped(moment, asRead));
  const statuses = new Map(member.statuses);
  const changes: StatusChange[] = [];
  for (const system of moment.program.systems) {
    const known = statuses.get(system.name) ?? lateRecord(system, moment, member);
    const closed = closeSystem({ moment, system, member }, known);
    statuses.set(system.name, closed.record);
    changes.push(...closed.changes);
  }
  const { discounts, ends } = endDiscounts(moment, member);
  return { asRead, member: { ...member, statuses, discounts }, changes, discountEnds: ends };
}

/** One system of a member, as the version in force has it. */
export interface Closing {
  readonly moment: Moment;
  readonly system: CompiledSystem;
  readonly member: Member;
}

/** What time does next to a system, and what shows otherwise then. */
interface Step {
  readonly at: EpochMs;
  readonly record: StatusRecord;
  readonly change: StatusChange | null;
}

/** Ends of periods and of given statuses, in the order of time. All that one moment does is one change (D93). */
export function closeSystem(
  closing: Closing,
  known: StatusRecord,
): { readonly record: StatusRecord; readonly changes: readonly StatusChange[] } {
  const reviews = reviewCalendar(closing.moment.timeline, closing.system.name);
  const changes: StatusChange[] = [];
  let record = known;
  let found: Pick<Step, 'at' | 'record'> | null = null;
  for (;;) {
    const step = nextStep(closing, reviews, record);
    if (step === null) return { record, changes };
    const { at } = step;
    const begun: StatusRecord = found?.at === at ? found.record : record;
    found = { at, record: begun };
    record = asBefore(begun, step.record, at);
    const earlier = changes.at(-1)?.at === at ? (changes.pop() ?? null) : null;
    const made = [earlier, step.change].filter((change) => change !== null);
    const change = oneChange(begun, record, made);
    if (change !== null) changes.push(change);
  }
}

/** A period ends before what ends with it; `null`: nothing has come to be since. */
function nextStep(closing: Closing, reviews: ReviewCalendar | null, record: StatusRecord): Step | null {
  const { now, timeline } = closing.moment;
  const period = reviews?.holding(record.closedTo) ?? null;
  const end = firstEndOf(record);
  const endsFirst = end !== null && (period === null || end < period.endsAt);
  const at = endsFirst ? end : period?.endsAt;
  const dropping = nextDropping(timeline, closing.system.name, record, now);
  if (dropping !== null && (at === undefined || dropping.version.from < at)) {
    return { at: dropping.version.from, ...dropStatuses(closing, record, dropping) };
  }
  if (at === undefined || at > now) return null;
  const judge = endsFirst ? null : (period?.judge ?? null);
  const system = judge?.system ?? systemAt(closing, at);
  const after =
    endsFirst || period === null
      ? ended({ ...closing, system }, record, period, at)
      : withoutEnded(system, afterEnd(closing, record, period), at);
  // Last: what shows again is what is computed by then.
  const shown = withoutEndedOverride(system, after, at);
  const finalAt = judge === null ? graceFinalAt(reviews, record, at) : (period?.finalAt ?? at);
  const isSame = effectiveStatus(shown) === effectiveStatus(record);
  return {
    at,
    record: endsFirst || reviews === null ? shown : passedOver(closing, reviews, record, shown),
    change: isSame ? null : statusChange(system, record, shown, momentOf(closing, at, { judge, finalAt })),
  };
}

/** A version takes a status out in its very first moment; what ends with that moment has ended (D81). */
function dropStatuses(
  closing: Closing,
  record: StatusRecord,
  dropping: Dropping,
): { readonly record: StatusRecord; readonly change: StatusChange | null } {
  const { version } = dropping;
  const at = version.from;
  const system = systemAt(closing, at);
  const after = afterDropping(system, record, dropping, at);
  const moment = { at, finalAt: at, programVersion: version.version };
  if (effectiveStatus(after) === effectiveStatus(record)) return { record: after, change: null };
  const change = statusChange(system, record, after, moment);
  const from = dropping.drops.find(({ status }) => status === effectiveStatus(record))?.called ?? change.from;
  return { record: after, change: { ...change, from } };
}

/** The system as the version in force at a moment has it: what ended then is judged by that ladder, whoever looks. */
export function systemAt({ moment, system }: Closing, at: EpochMs): CompiledSystem {
  const then = moment.timeline.at(at)?.program.systems.find(({ name }) => name === system.name);
  return then ?? system;
}

/**
 * When the end of what lay on top is final: at once; but a grace could still be made good by an entry of the last
 * period, until that is final (D21).
 */
function graceFinalAt(
  reviews: ReviewCalendar | null,
  { grace, closedTo }: StatusRecord,
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

const reviewedBy = ({ moment, member }: Closing, record: StatusRecord, judge: Judge): Reviewed => ({
  judge,
  calendar: moment.timeline.calendar,
  record,
  counters: member.counters,
});

/**
 * The record after the end of its running period; nobody judges a period whose version has no such review. What an operator
 * set until then is what it starts from (D33).
 */
function afterEnd(closing: Closing, held: StatusRecord, period: ReviewPeriod): StatusRecord {
  const { judge, endsAt } = period;
  const { override } = held;
  const isSet = override !== null && isUntilTurn(override);
  const record = isSet ? asEarned(judge?.system ?? systemAt(closing, endsAt), held, override, endsAt) : held;
  if (judge === null) return { ...record, closedTo: period.to };
  return reviewAtEnd(reviewedBy(closing, record, judge), period);
}

/** Ends what is over inside a period: a grace that may have been made good (D18), and a given status (D9). */
function ended(
  closing: Closing,
  record: StatusRecord,
  period: ReviewPeriod | null,
  at: EpochMs,
): StatusRecord {
  const { moment, system } = closing;
  const { grace } = record;
  const judge = judgeBefore(moment.timeline, system.name, at);
  const isOver = grace !== null && grace.until <= at && period !== null && judge !== null;
  const met = isOver ? endGrace(reviewedBy(closing, record, judge), period, grace) : record;
  return withoutEnded(system, met, at);
}

/**
 * Of periods in which nothing can change only the last is reviewed, however many they are: its review says of each what
 * it says of itself, and leaves its own reason. `after` is the record after the end of a period; the answer is closed as
 * far as the beginning of the period to go on with.
 */
function passedOver(
  closing: Closing,
  reviews: ReviewCalendar,
  record: StatusRecord,
  after: StatusRecord,
): StatusRecord {
  const isQuiet = quietAfter(closing, reviews, record, after);
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
  record: StatusRecord,
  after: StatusRecord,
): (period: ReviewPeriod) => boolean {
  const { moment, member } = closing;
  const done = reviews.holding(asDay(after.closedTo - 1));
  const isUnchanged =
    after.override === record.override &&
    after.earned.status === record.earned.status &&
    after.grace === record.grace &&
    after.given === record.given;
  const end = firstEndOf(after);
  const heldBy = (judge: Judge) => {
    const reviewed = reviewedBy(closing, after, judge);
    return { reviewed, held: rankOf(judge.system, after.earned.status) };
  };
  return ({ judge, endsAt, to }) => {
    if (!isUnchanged || endsAt > moment.now || judge?.version !== done.judge?.version) return false;
    if (end !== null && end <= endsAt) return false;
    if (judge === null) return true;
    const { reviewed, held } = heldBy(judge);
    return (
      isStayServed(reviewed, held, endsAt) === isStayServed(reviewed, held, done.endsAt) &&
      measuresOf(judge.system.review).every((measure) =>
        seesTheSame(measure, asDay(done.to - 1), asDay(to - 1), member.counters),
      )
    );
  };
}

/**
 * What a sweep walks towards, whatever version said so (D83): the first day after the period that ended last, or the moment
 * at which a version last took statuses out (D81), as a part of its day. `null`: nothing has closed.
 */
export function lastClosed(moment: Moment): Day | null {
  const { timeline, now, program } = moment;
  const ends = program.systems.flatMap(({ name }) => {
    const running = runningPeriod(moment, name);
    return running === null ? [] : [running.from];
  });
  const dropping = timeline.versions.findLast(
    ({ from, outline }) => from <= now && outline.systems.some(({ drops = [] }) => drops.length > 0),
  );
  const drops = dropping === undefined ? [] : [withinDay(dropping, timeline)];
  return ends.length + drops.length === 0 ? null : asDay(Math.max(...ends, ...drops));
}

/**
 * A version's beginning, after that of the last day that has begun by then (a zone further west shows an earlier one again)
 * and before the next: by its place among the versions of that day, for no clock tells which came first (D83). Exact in
 * binary, and not 0; there are never as many versions as a day has parts.
 */
function withinDay(version: ProgramVersion, { calendar, versions, beginningOf }: Timeline): number {
  const { from, outline } = version;
  let day = calendar.dayOf(from, outline.zone);
  while (beginningOf(asDay(day + 1)).at <= from) day = asDay(day + 1);
  return day + (versions.indexOf(version) - beginningOf(day).index + 1) / 2_048;
}
