import { countedAt, type SaleEntry } from '#domain/member/entry.ts';
import type { FactDraft } from '#domain/member/facts.ts';
import type { Invitation, Member } from '#domain/member/member.ts';
import type { Moment } from '#domain/program/timeline.ts';
import { dayAfter } from '#domain/time/duration.ts';

/** Friends who were invited (L23, D46): what their first purchase tells of who invited them, and what comes back of it. */

interface Followed {
  readonly member: Member;
  readonly drafts: readonly FactDraft[];
}

/** A purchase has counted: the first is told, those after it are kept in mind as long as it can be taken back. */
export function afterPurchase(moment: Moment, member: Member): Followed {
  const { invitation } = member;
  if (invitation === undefined || moment.program.referral?.counts !== 'first-purchase')
    return { member, drafts: [] };
  const { by, countedAt: first, left = 0 } = invitation;
  if (first === undefined)
    return {
      member: { ...member, invitation: { by, countedAt: moment.now, left: 1 } },
      drafts: [draftOf(moment, 'friend-came', by)],
    };
  if (!isOpen(moment, invitation)) return { member: settled(member), drafts: [] };
  return { member: { ...member, invitation: { ...invitation, left: left + 1 } }, drafts: [] };
}

/** A purchase of an invited member has come back whole: with the last of them the friend is gone again. */
export function afterReturn(moment: Moment, member: Member, sold: SaleEntry): Followed {
  const { invitation } = member;
  if (invitation?.countedAt === undefined) return { member, drafts: [] };
  if (!isOpen(moment, invitation)) return { member: settled(member), drafts: [] };
  // One of before its first purchase was none.
  if (countedAt(sold) < invitation.countedAt) return { member, drafts: [] };
  const left = (invitation.left ?? 0) - 1;
  if (left > 0) return { member: { ...member, invitation: { ...invitation, left } }, drafts: [] };
  return { member: settled(member), drafts: [draftOf(moment, 'friend-left', invitation.by)] };
}

/** The last day on which it is taken back is that so long after the first purchase. */
function isOpen({ timeline, program, today }: Moment, { countedAt: first }: Invitation): boolean {
  const { referral, zone } = program;
  if (first === undefined || referral === null) return false;
  return today <= dayAfter(timeline.calendar.dayOf(first, zone), referral.returnWithin);
}

function settled({ invitation: _, ...member }: Member): Member {
  return member;
}

export const draftOf = (
  { now, version }: Moment,
  kind: 'friend-came' | 'friend-left',
  inviter: string,
): FactDraft => ({ kind, at: now, programVersion: version.version, inviter });
