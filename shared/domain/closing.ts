import type { CompiledSystem } from './compiled.ts';
import { earnedWeight, statusAt, weightOf } from './judge.ts';
import { MAX_PERIODS_CLOSED } from './limits.ts';
import type { DayRange, Member, StatusEntry } from './member.ts';
import { periodOf } from './period.ts';
import { reviewAtTurn } from './review.ts';
import { asDay, asEpochMs, type Calendar, type Day, type EpochMs } from './time.ts';
import { inForce, type Programs, type ProgramVersion } from './timeline.ts';

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
  const raised = weightOf(system, after.computed) > weightOf(system, before.computed);
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
  const status = statusAt(system, earnedWeight(system.review, 0));
  return {
    computed: status,
    before: status,
    since,
    until: null,
    why: { kind: 'initial' },
    closedTo: periodOf(system.review.every, calendar.dayOf(since, program.zone)).from,
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

function closeSystem(closing: Closing, known: StatusEntry, changes: StatusChange[]): StatusEntry {
  const { programs, system: present, member, now, zone, calendar } = closing;
  let entry = known;
  for (let closed = 0; closed < MAX_PERIODS_CLOSED; closed += 1) {
    const turn = turnOf(programs, present, entry, zone, calendar);
    if (turn.at > now) return entry;
    if (turn.judge === null) {
      entry = { ...entry, closedTo: turn.period.to };
      continue;
    }
    const { version, system } = turn.judge;
    const place = { system, programVersion: version.version, entry, counters: member.counters };
    const after = reviewAtTurn(place, turn.period, turn.at);
    if (after.computed !== entry.computed) {
      const settledFrom = asEpochMs(turn.at + version.program.closingDelayMs);
      changes.push(statusChange(system, entry, after, turn.at, settledFrom, version.version));
    }
    entry = after;
  }
  throw new Error('a member has more periods to close than a century has');
}

/** The turn that ends a period, and who judges it; `judge` is null while no version had the system. */
export interface Turn {
  readonly period: DayRange;
  readonly at: EpochMs;
  readonly judge: { readonly version: ProgramVersion; readonly system: CompiledSystem } | null;
}

/** The turn at which the running period of an entry ends, by the version in force at that end (D27). */
export function turnOf(
  programs: Programs,
  present: CompiledSystem,
  { closedTo }: StatusEntry,
  zone: string,
  calendar: Calendar,
): Turn {
  return turnAfter(programs, present, closedTo, zone, calendar);
}

/** The turn at which the last closed period of an entry ended. */
export function lastTurnOf(
  programs: Programs,
  present: CompiledSystem,
  { closedTo }: StatusEntry,
  zone: string,
  calendar: Calendar,
): Turn {
  return turnAfter(programs, present, asDay(closedTo - 1), zone, calendar);
}

/** How long a period is says the version in force when the day began; how it is judged, the one at the period's end. */
function turnAfter(
  programs: Programs,
  present: CompiledSystem,
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

const systemIn = (version: ProgramVersion | null, name: string): CompiledSystem | undefined =>
  version?.program.systems.find((system) => system.name === name);

/** The day on which the latest of the running periods began: what a sweep walks towards. `null`: nothing turns. */
export function latestTurn(programs: Programs, now: EpochMs, calendar: Calendar): Day | null {
  const present = inForce(programs, now);
  if (present === null) return null;
  const today = calendar.dayOf(now, present.program.zone);
  const starts = present.program.systems.map(({ review }) => periodOf(review.every, today).from);
  return starts.length === 0 ? null : asDay(Math.max(...starts));
}
