import type { Fact } from '#domain/member/facts.ts';
import type { Member } from '#domain/member/member.ts';
import type { Moment } from '#domain/program/timeline.ts';
import type { EpochMs } from '#domain/time/time.ts';
import { type StatusChange, statusChange } from './closing.ts';

/** What a receipt made of the statuses, one change a system, whatever led to it on the way. */
export function netChanges(
  before: Member,
  after: Member,
  reviewed: readonly StatusChange[],
  { now, version, program }: Moment,
): readonly StatusChange[] {
  return program.systems.flatMap((system): StatusChange[] => {
    const [found, left] = [before.statuses.get(system.name), after.statuses.get(system.name)];
    if (found === undefined || left === undefined || found.computed === left.computed) return [];
    const settledFrom = reviewed.find((change) => change.system === system.name)?.settledFrom ?? now;
    return [statusChange(system, found, left, { at: now, settledFrom, programVersion: version.version })];
  });
}

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
