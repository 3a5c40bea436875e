import { shownDiscount } from '#domain/discounts/standing-discounts.ts';
import type { Member } from '#domain/member/member.ts';
import { reviewCalendar } from '#domain/program/review-calendar.ts';
import type { Moment } from '#domain/program/timeline.ts';
import type { EpochMs } from '#domain/time/time.ts';

/**
 * Notes when time itself will change something next: the end of a status given for a time (D9, D18), of an override (D59), or of the standing discount that shows (D45). What ends with
 * the system's own period needs no timer, since the end of a period is walked anyway. A system that is away keeps its
 * timer, as it may come back by then; what has run out meanwhile can be ended by nobody.
 */
export function withDueAt({ timeline, program, now }: Moment, member: Member): Member {
  const present = new Set(program.systems.map(({ name }) => name));
  const ends = [...member.statuses].flatMap(([name, { until, override, closedTo }]): EpochMs[] => {
    // Of a grace whose status was earned again nobody sees the end.
    const own = [until, override?.until ?? null].filter((end) => end !== null);
    const endsAt = reviewCalendar(timeline, name)?.holding(closedTo).endsAt;
    return own.filter((end) => (end > now || present.has(name)) && end !== endsAt);
  });
  const ofDiscount = shownDiscount(member.discounts)?.until ?? null;
  if (ofDiscount !== null) ends.push(ofDiscount);
  const dueAt = ends.reduce<EpochMs | null>(
    (first, end) => (first === null || end < first ? end : first),
    null,
  );
  return member.dueAt === dueAt ? member : { ...member, dueAt };
}
