import { NO_COUNTERS } from '#domain/member/counters.ts';
import { type Fact, numberFacts } from '#domain/member/facts.ts';
import type { Member } from '#domain/member/member.ts';
import { calledStatuses } from '#domain/program/aliases.ts';
import type { Moment } from '#domain/program/timeline.ts';
import { draftOf } from '#domain/referrals/invitation.ts';
import { firstRecord } from '#domain/statuses/first-status.ts';
import { heldStatuses } from '#domain/statuses/held-statuses.ts';
import { EMPTY_DIGEST } from '#domain/values/hash.ts';

/** A member as enrolment makes one, with the statuses that nothing earns, and the fact of it. */
export function enrol(
  id: string,
  moment: Moment,
  invitedBy: string | null = null,
): { readonly member: Member; readonly facts: readonly Fact[] } {
  const { now, version, program } = moment;
  const isTold = invitedBy !== null && program.referral?.counts === 'enrolment';
  const statuses = new Map(program.systems.map((system) => [system.name, firstRecord(system, moment)]));
  const member: Member = {
    id,
    version: 0,
    profileVersion: 1,
    enrolledAt: now,
    seq: 1,
    entries: { count: 0, digest: EMPTY_DIGEST },
    statuses,
    categories: [],
    discounts: [],
    points: [],
    offerUse: new Map(),
    usedQuotes: new Map(),
    counters: NO_COUNTERS,
    // Where friends count when they enrol nothing is left to be told.
    ...(invitedBy === null || isTold ? {} : { invitation: { by: invitedBy } }),
    dueAt: null,
  };
  const fact: Fact = {
    kind: 'enrolled',
    seq: 1,
    memberId: id,
    at: now,
    recordedAt: now,
    programVersion: version.version,
    statuses: calledStatuses(program, heldStatuses(member, program)),
  };
  if (!isTold) return { member, facts: [fact] };
  const told = numberFacts(member, [draftOf(moment, 'friend-came', invitedBy)], now);
  return { member: told.member, facts: [fact, ...told.facts] };
}
