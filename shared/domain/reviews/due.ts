import type { Member } from '#domain/member/member.ts';
import { inForce, type Programs } from '#domain/program/timeline.ts';
import type { Calendar, EpochMs } from '#domain/time/time.ts';
import { isReviewed, turnOf } from './closing.ts';

/**
 * Notes when time itself will change something next: the end of a status given for a time (D9, D18). Ends at the turn of
 * the system's own period need no timer, since the turn is walked anyway.
 */
export function withDueAt(programs: Programs, member: Member, now: EpochMs, calendar: Calendar): Member {
  const program = inForce(programs, now)?.program;
  if (program === undefined) return member;
  const ends = program.systems.flatMap((system): EpochMs[] => {
    const entry = member.statuses.get(system.name);
    const until = entry?.given?.until;
    if (entry === undefined || until === undefined) return [];
    const turn = isReviewed(system) ? turnOf(programs, system, entry, program.zone, calendar).at : null;
    return until === turn ? [] : [until];
  });
  const dueAt = ends.reduce<EpochMs | null>(
    (first, end) => (first === null || end < first ? end : first),
    null,
  );
  return member.dueAt === dueAt ? member : { ...member, dueAt };
}
