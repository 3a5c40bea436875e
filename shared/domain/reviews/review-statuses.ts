import type { Member, StatusEntry } from '#domain/member/member.ts';
import type { Programs, ProgramVersion } from '#domain/program/timeline.ts';
import { asEpochMs, type Calendar, type Day, type EpochMs } from '#domain/time/time.ts';
import { type Closed, isReviewed, lastTurnOf, type StatusChange, statusChange, turnOf } from './closing.ts';
import { dayWithin, type ReviewedSystem, raiseAtOnce, reviewAgain, uninterrupted } from './review.ts';

/** A receipt may raise a status at once, or correct the last review; older periods are recorded and no more (D21). */
export function reviewStatuses(
  programs: Programs,
  version: ProgramVersion,
  member: Member,
  day: Day,
  now: EpochMs,
  calendar: Calendar,
): Closed {
  const changes: StatusChange[] = [];
  const statuses = new Map(member.statuses);
  for (const system of version.program.systems.filter(isReviewed)) {
    const entry = statuses.get(system.name);
    if (entry === undefined) continue;
    const moved = moveStatus({ programs, version, system, member, now, calendar }, entry, day);
    statuses.set(system.name, moved.entry);
    if (moved.entry.computed !== entry.computed) {
      changes.push(statusChange(system, entry, moved.entry, now, moved.settledFrom, version.version));
    }
  }
  return { member: { ...member, statuses }, changes };
}

interface Moving {
  readonly programs: Programs;
  readonly version: ProgramVersion;
  readonly system: ReviewedSystem;
  readonly member: Member;
  readonly now: EpochMs;
  readonly calendar: Calendar;
}

function moveStatus(
  { programs, version, system, member, now, calendar }: Moving,
  entry: StatusEntry,
  day: Day,
): { readonly entry: StatusEntry; readonly settledFrom: EpochMs } {
  const { zone } = version.program;
  const { period: running } = turnOf(programs, system, entry, zone, calendar);
  const present = { system, programVersion: version.version, zone, calendar, counters: member.counters };
  const seenFrom = dayWithin(running, calendar.dayOf(now, zone));
  const raised = (held: StatusEntry): StatusEntry =>
    system.review.raise === 'at-once'
      ? raiseAtOnce({ ...present, entry: held }, running, seenFrom, now)
      : held;
  if (day >= running.from) return { entry: day < running.to ? raised(entry) : entry, settledFrom: now };

  const last = lastTurnOf(programs, system, entry, zone, calendar);
  if (last.judge === null || day < last.period.from) return { entry, settledFrom: now };
  const { version: judge, system: judging } = last.judge;
  const settledFrom = asEpochMs(last.at + judge.program.closingDelayMs);
  const place = { ...present, system: judging, programVersion: judge.version, entry };
  const corrected = reviewAgain(place, last.period, now >= settledFrom, last.at, now);
  // What the running period has earned already stays earned, whatever the last one comes to.
  return { entry: uninterrupted(entry, raised(corrected)), settledFrom };
}
