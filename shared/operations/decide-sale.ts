import { decide } from '#domain/decide.ts';
import { toldActivity } from '#domain/entries/activity.ts';
import {
  type OlderEntries,
  olderEntries,
  olderEntriesOf,
  olderEntriesOfChange,
  withOlderEntries,
} from '#domain/entries/late-entries.ts';
import { toldVisit } from '#domain/entries/visit.ts';
import type { Sale } from '#domain/member/commands.ts';
import type { Decided, DecidedChange, DecidedFollowUp, Refusal } from '#domain/member/decision.ts';
import type { Entry, PaymentAnswer, ReturnAnswer, SaleAnswer } from '#domain/member/entry.ts';
import type { ChangingCommand, FollowingCommand } from '#domain/member/following.ts';
import type { Member } from '#domain/member/member.ts';
import type { Moment } from '#domain/program/timeline.ts';
import type { EpochMs } from '#domain/time/time.ts';
import type { EntryHistory } from './ports/histories.ts';
import type { MemberSnapshot } from './ports/members.ts';
import type { ProgramTimeline } from './ports/programs.ts';
import { type Refused, refused } from './refusal.ts';
import { atMoment } from './with-programs.ts';

export interface DecidingPorts {
  readonly programs: ProgramTimeline;
  readonly history: Pick<EntryHistory, 'entriesOf'>;
}

type Busy = Refused<'try-again'>;

/**
 * Decides a sale for a member. One of so long ago that its rules look at days which the state no longer knows by
 * themselves sees the member's entries of these days (D88): rare, and some reads more.
 */
export async function decideSaleFor(
  ports: DecidingPorts,
  { member, profile }: MemberSnapshot,
  sale: Sale,
  now: EpochMs,
): Promise<Decided<SaleAnswer> | Refusal | Busy> {
  const seeing = await seeingOlder(ports, member, now, (moment) => olderEntries(moment, member, sale));
  if ('kind' in seeing) return seeing;
  return await atMoment(ports.programs, now, (moment) => decide(moment, seeing, sale, profile.attributes));
}

/** The same for what follows a sale. @param pending entries that go into the table together with it */
export async function decideFollowUpFor(
  ports: DecidingPorts,
  { member, profile }: MemberSnapshot,
  command: FollowingCommand,
  now: EpochMs,
  pending: readonly Entry[] = [],
): Promise<DecidedFollowUp<ReturnAnswer | PaymentAnswer> | Refusal | Busy> {
  const older = (moment: Moment) => olderEntriesOf(moment, member, command);
  const seeing = await seeingOlder(ports, member, now, older, pending);
  if ('kind' in seeing) return seeing;
  return await atMoment(
    ports.programs,
    now,
    (moment): DecidedFollowUp<ReturnAnswer | PaymentAnswer> | Refusal =>
      command.kind === 'return'
        ? decide(moment, seeing, command, profile.attributes)
        : decide(moment, seeing, command, profile.attributes),
  );
}

/** The same for a change of a visit or an activity. */
export async function decideChangeFor(
  ports: DecidingPorts,
  { member, profile }: MemberSnapshot,
  command: ChangingCommand,
  now: EpochMs,
): Promise<DecidedChange | Refusal | Busy> {
  const older = (moment: Moment) =>
    olderEntriesOfChange(
      moment,
      member,
      command.kind === 'visit' ? toldVisit(moment, command) : toldActivity(moment, command),
    );
  const seeing = await seeingOlder(ports, member, now, older);
  if ('kind' in seeing) return seeing;
  return await atMoment(ports.programs, now, (moment): DecidedChange | Refusal =>
    command.kind === 'visit'
      ? decide(moment, seeing, command, profile.attributes)
      : decide(moment, seeing, command, profile.attributes),
  );
}

async function seeingOlder(
  { programs, history }: DecidingPorts,
  member: Member,
  now: EpochMs,
  olderAt: (moment: Moment) => OlderEntries | null,
  pending: readonly Entry[] = [],
): Promise<Member | Busy> {
  const older = await atMoment(programs, now, (moment) => (moment === null ? null : olderAt(moment)));
  if (older === null) return member;
  if (older.isFull)
    return refused('try-again', 'Many old receipts of this member within a minute; send the same again.');
  const { from, to } = older.read;
  const entries = await history.entriesOf(member.id, from, to, older.also);
  return await atMoment(programs, now, (moment) =>
    moment === null ? member : withOlderEntries(moment, member, older, [...entries, ...pending]),
  );
}
