import type { StatusChange } from './closing.ts';
import type { Fact } from './facts.ts';
import type { Member } from './member.ts';
import type { EpochMs } from './time.ts';

/** Numbers the changes after the member's last fact. A raising is told at once, a lowering when it is settled (D21). */
export function changeFacts(
  member: Member,
  changes: readonly StatusChange[],
  now: EpochMs,
): { readonly member: Member; readonly facts: readonly Fact[] } {
  const facts = changes.map(
    (change, index): Fact => ({
      kind: 'status-changed',
      seq: member.seq + 1 + index,
      memberId: member.id,
      at: change.at,
      recordedAt: now,
      programVersion: change.programVersion,
      system: change.system,
      from: change.before.computed,
      to: change.after.computed,
      direction: change.direction,
      why: change.after.why,
      tellFrom: change.direction === 'raised' || change.settledFrom < now ? now : change.settledFrom,
    }),
  );
  return { member: { ...member, seq: member.seq + facts.length }, facts };
}
