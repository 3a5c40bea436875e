import { REFERRALS } from '#domain/member/entry-ref.ts';
import type { EpochMs } from '#domain/time/time.ts';
import { type Changed, type ChangePorts, type ChangeRefusal, changeEntry } from './change-entry.ts';
import { digest } from './digest.ts';
import { refused } from './refusal.ts';

/** A friend who came, or of whose purchases nothing is left, and the member who had invited them. */
export interface Referral {
  readonly newcomer: string;
  readonly inviter: string;
  readonly change: 'came' | 'left';
  readonly at: EpochMs;
}

/**
 * Counts a friend for who invited them, or takes it back (L23, D46): an activity under the newcomer's id, so that it counts once
 * however often it is told. @returns whether something was written
 * @throws {Error} where it has to be told again
 */
export async function countReferral(ports: ChangePorts, referral: Referral): Promise<boolean> {
  const { newcomer, inviter } = referral;
  if ((await ports.members.read(inviter)) === null) return false;
  const ref = { of: 'activity', source: REFERRALS, id: newcomer } as const;
  const outcome = await changeEntry(ports, ref, { memberId: inviter, cardNumber: null }, async (last) => {
    const known = last?.body.kind === 'activity' ? last.body : null;
    const isTakenBack = referral.change === 'left';
    if (last !== null && (!isTakenBack || known?.isTakenBack === true))
      return { kind: 'stored', entry: last };
    if (last === null && isTakenBack) return refused('try-again', 'The friend has not been counted yet.');
    const occurredAt = known?.occurredAt ?? referral.at;
    const told = { storeId: REFERRALS, activityId: newcomer, activity: 'referral', occurredAt, isTakenBack };
    return {
      kind: 'change',
      change: { kind: 'activity', ...told },
      meaning: digest(['referral', newcomer, inviter, referral.change]),
    };
  });
  return isWritten(outcome);
}

/** A program that has no referrals any more counts none, and what is too old to be told is not told again. */
function isWritten(outcome: Changed | ChangeRefusal): boolean {
  if (outcome.kind === 'changed') return !outcome.replayed;
  if (outcome.code === 'try-again' || outcome.code === 'no-program')
    throw new Error(`a referral is to be told again: ${outcome.code}`);
  return false;
}
