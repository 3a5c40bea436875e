import { decide } from '#domain/decide.ts';
import { olderEntries, withOlderEntries } from '#domain/entries/late-entries.ts';
import type { Sale } from '#domain/member/commands.ts';
import type { Decided, Refusal } from '#domain/member/decision.ts';
import type { SaleAnswer } from '#domain/member/entry.ts';
import type { EpochMs } from '#domain/time/time.ts';
import type { EntryHistory } from './ports/histories.ts';
import type { MemberSnapshot } from './ports/members.ts';
import type { ProgramTimeline } from './ports/programs.ts';
import { type Refused, refused } from './refusal.ts';
import { atMoment } from './with-programs.ts';

interface DecidingPorts {
  readonly programs: ProgramTimeline;
  readonly history: Pick<EntryHistory, 'entriesOf'>;
}

/**
 * Decides a sale for a member. One of so long ago that its rules look at days which the state no longer knows by
 * themselves sees the member's entries of these days (D88): rare, and some reads more.
 */
export async function decideSaleFor(
  { programs, history }: DecidingPorts,
  { member, profile }: MemberSnapshot,
  sale: Sale,
  now: EpochMs,
): Promise<Decided<SaleAnswer> | Refusal | Refused<'try-again'>> {
  const decideFor = (seen: typeof member) =>
    atMoment(programs, now, (moment) => decide(moment, seen, sale, profile.attributes));
  const older = await atMoment(programs, now, (moment) =>
    moment === null ? null : olderEntries(moment, member, sale),
  );
  if (older === null) return await decideFor(member);
  if (older.isFull)
    return refused('try-again', 'Many old receipts of this member within a minute; send the same again.');
  const { from, to } = older.days;
  const entries = await history.entriesOf(member.id, from, to, older.also);
  return await decideFor(
    await atMoment(programs, now, (moment) =>
      moment === null ? member : withOlderEntries(moment, member, older, entries),
    ),
  );
}
