import type { GivenStatus, Member, StatusEntry } from '#domain/member/member.ts';
import type { CompiledSystem } from '#domain/program/compiled.ts';
import { inForce, type Programs, type ProgramVersion } from '#domain/program/timeline.ts';
import { periodOf } from '#domain/time/period.ts';
import { asDay, asEpochMs, type Calendar, type Day, type DayRange, type EpochMs } from '#domain/time/time.ts';
import { MAX_PERIODS_CLOSED } from '#domain/values/limits.ts';
import { earnedPlace, placeOf, statusAt } from './judge.ts';
import { endGiven, type Reviewed, type ReviewedSystem, reviewAtTurn } from './review.ts';

/** A member's status in one system became another: what facts are made of. */
export interface StatusChange {
  readonly system: string;
  readonly before: StatusEntry;
  readonly after: StatusEntry;
  readonly direction: 'raised' | 'lowered';
  readonly at: EpochMs;
  /** A lowering is told from then on; a raising at once (D21). */
  readonly settledFrom: EpochMs;
  readonly programVersion: number;
}

/** Names the change between two entries of one system. */
export function statusChange(
  system: CompiledSystem,
  before: StatusEntry,
  after: StatusEntry,
  at: EpochMs,
  settledFrom: EpochMs,
  programVersion: number,
): StatusChange {
  const raised = placeOf(system, after.computed) > placeOf(system, before.computed);
  const direction = raised ? 'raised' : 'lowered';
  return { system: system.name, before, after, direction, at, settledFrom, programVersion };
}

export interface Closed {
  readonly member: Member;
  readonly changes: readonly StatusChange[];
}

/**
 * Closes every period that time has closed, oldest first, each on its own window and by the version in force at its
 * end (D27), for the systems of the version in force now. Idempotent: the entry carries how far it is closed.
 */
export function closePeriods(programs: Programs, member: Member, now: EpochMs, calendar: Calendar): Closed {
  const present = inForce(programs, now);
  if (present === null) return { member, changes: [] };
  const statuses = new Map(member.statuses);
  const changes: StatusChange[] = [];
  for (const system of present.program.systems) {
    const known = statuses.get(system.name) ?? firstEntry(system, present, member.enrolledAt, calendar);
    const closing = { programs, system, member, now, zone: present.program.zone, calendar };
    statuses.set(system.name, closeSystem(closing, known, changes));
  }
  return { member: { ...member, statuses }, changes };
}

/** The entry of a member who is new to a system: what nothing earns, from the period of that moment on. */
export function firstEntry(
  system: CompiledSystem,
  { program, from }: ProgramVersion,
  enrolledAt: EpochMs,
  calendar: Calendar,
): StatusEntry {
  const since = asEpochMs(Math.max(enrolledAt, from));
  const { review, initial } = system;
  const status = review === null ? initial : statusAt(system, earnedPlace(review, 0));
  const today = calendar.dayOf(since, program.zone);
  const why = { kind: 'initial' } as const;
  return {
    computed: status,
    since,
    until: null,
    why,
    earned: { status, since, why },
    given: null,
    before: status,
    closedTo: review === null ? today : periodOf(review.every, today).from,
    override: null,
    baselines: new Map(),
  };
}

interface Closing {
  readonly programs: Programs;
  /** As the version in force now has it. */
  readonly system: CompiledSystem;
  readonly member: Member;
  readonly now: EpochMs;
  readonly zone: string;
  readonly calendar: Calendar;
}

/** Turns and ends of given statuses, in the order of time; a turn comes before what ends with it. */
function closeSystem(closing: Closing, known: StatusEntry, changes: StatusChange[]): StatusEntry {
  const { programs, system: present, now, zone, calendar } = closing;
  let entry = known;
  for (let closed = 0; closed < MAX_PERIODS_CLOSED; closed += 1) {
    const turn = isReviewed(present) ? turnOf(programs, present, entry, zone, calendar) : null;
    const { given } = entry;
    if (given !== null && given.until <= now && (turn === null || given.until < turn.at)) {
      entry = noteChange(closing, entry, endOf(closing, entry, given, turn), given.until, null, changes);
    } else if (turn === null || turn.at > now) {
      return entry;
    } else if (turn.judge === null) {
      entry = { ...entry, closedTo: turn.period.to };
    } else {
      const after = reviewAtTurn(placeIn(closing, entry, turn.judge), turn.period, turn.at);
      entry = noteChange(
        closing,
        entry,
        endedWith(closing, after, turn.at),
        turn.at,
        turn.judge.version,
        changes,
      );
    }
  }
  throw new Error('a member has more periods to close than a century has');
}

/** Whether a system has a review. */
export const isReviewed = (system: CompiledSystem): system is ReviewedSystem => system.review !== null;

const placeIn = (
  { member, zone, calendar }: Closing,
  entry: StatusEntry,
  { version, system }: NonNullable<Turn['judge']>,
): Reviewed => ({
  system,
  programVersion: version.version,
  zone,
  calendar,
  entry,
  counters: member.counters,
});

function endOf(closing: Closing, entry: StatusEntry, given: GivenStatus, turn: Turn | null): StatusEntry {
  const judge = turn?.judge ?? null;
  if (turn === null || judge === null) return endGiven({ system: closing.system, entry }, null, given);
  return endGiven(placeIn(closing, entry, judge), turn.period, given);
}

/** A status given until the review ends with it, in one change (D33). */
function endedWith({ system }: Closing, entry: StatusEntry, turn: EpochMs): StatusEntry {
  const { given } = entry;
  return given === null || given.until > turn ? entry : endGiven({ system, entry }, null, given);
}

/** A lowering is settled when the closing delay after the turn has passed; what ended by itself is settled at once. */
function noteChange(
  { programs, system }: Closing,
  before: StatusEntry,
  after: StatusEntry,
  at: EpochMs,
  judge: ProgramVersion | null,
  changes: StatusChange[],
): StatusEntry {
  const version = judge ?? inForce(programs, at);
  if (after.computed === before.computed || version === null) return after;
  const settledFrom = judge === null ? at : asEpochMs(at + version.program.closingDelayMs);
  changes.push(statusChange(system, before, after, at, settledFrom, version.version));
  return after;
}

/** The turn that ends a period, and who judges it; `judge` is null while no version had the system. */
export interface Turn {
  readonly period: DayRange;
  readonly at: EpochMs;
  readonly judge: { readonly version: ProgramVersion; readonly system: ReviewedSystem } | null;
}

/** The turn at which the running period of an entry ends, by the version in force at that end (D27). */
export function turnOf(
  programs: Programs,
  present: ReviewedSystem,
  { closedTo }: StatusEntry,
  zone: string,
  calendar: Calendar,
): Turn {
  return turnAfter(programs, present, closedTo, zone, calendar);
}

/** The turn at which the last closed period of an entry ended. */
export function lastTurnOf(
  programs: Programs,
  present: ReviewedSystem,
  { closedTo }: StatusEntry,
  zone: string,
  calendar: Calendar,
): Turn {
  return turnAfter(programs, present, asDay(closedTo - 1), zone, calendar);
}

/** How long a period is says the version in force when the day began; how it is judged, the one at the period's end. */
function turnAfter(
  programs: Programs,
  present: ReviewedSystem,
  day: Day,
  zone: string,
  calendar: Calendar,
): Turn {
  const begun = systemIn(inForce(programs, calendar.startOf(day, zone)), present.name) ?? present;
  const period = periodOf(begun.review.every, day);
  const assumedEnd = calendar.startOf(period.to, zone);
  // A version that begins with the new period does not judge the old one.
  const version = inForce(programs, asEpochMs(assumedEnd - 1));
  const system = systemIn(version, present.name);
  if (version === null || system === undefined) return { period, at: assumedEnd, judge: null };
  return { period, at: calendar.startOf(period.to, version.program.zone), judge: { version, system } };
}

function systemIn(version: ProgramVersion | null, name: string): ReviewedSystem | undefined {
  return version?.program.systems.filter(isReviewed).find((system) => system.name === name);
}

/** The day on which the latest of the running periods began: what a sweep walks towards. `null`: nothing turns. */
export function latestTurn(programs: Programs, now: EpochMs, calendar: Calendar): Day | null {
  const present = inForce(programs, now);
  if (present === null) return null;
  const today = calendar.dayOf(now, present.program.zone);
  const starts = present.program.systems
    .filter(isReviewed)
    .map(({ review }) => periodOf(review.every, today).from);
  return starts.length === 0 ? null : asDay(Math.max(...starts));
}
