import type { Member } from '#domain/member/member.ts';
import { type Kept, thereSince } from '#domain/program/absence.ts';
import type { Moment } from '#domain/program/timeline.ts';
import type { EpochMs } from '#domain/time/time.ts';

/**
 * A member without the statuses and categories that begin anew, or are gone for good: of what no version had for more
 * than thirty days (D80). What was given since it came back stays.
 */
export function withoutDropped(moment: Moment, member: Member): Member {
  const isThere = (kept: Kept, name: string, since: EpochMs): boolean => {
    const from = thereSince(moment, kept, name);
    return from !== null && since >= from;
  };
  const statuses = [...member.statuses].filter(([name, { since }]) => isThere('systems', name, since));
  const categories = member.categories.filter(({ name, since }) => isThere('categories', name, since));
  const isWhole = statuses.length === member.statuses.size && categories.length === member.categories.length;
  return isWhole ? member : { ...member, statuses: new Map(statuses), categories };
}
