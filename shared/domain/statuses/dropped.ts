import type { Member } from '#domain/member/member.ts';
import { wasGone } from '#domain/program/absence.ts';
import type { Moment } from '#domain/program/timeline.ts';

/**
 * A member without the statuses and categories that begin anew, or are gone for good: of what no version had for more
 * than thirty days (D80). A status that moved since then is of the system that came back.
 */
export function withoutDropped(moment: Moment, member: Member): Member {
  const statuses = [...member.statuses].filter(
    ([name, { since }]) =>
      !wasGone(moment, since, ({ systems }) => systems.some((system) => system.name === name)),
  );
  const categories = member.categories.filter(
    ({ name, since }) => !wasGone(moment, since, (outline) => outline.categories?.includes(name) ?? true),
  );
  const isWhole = statuses.length === member.statuses.size && categories.length === member.categories.length;
  return isWhole ? member : { ...member, statuses: new Map(statuses), categories };
}
