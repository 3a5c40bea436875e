import type { DecidedChange } from '#domain/member/decision.ts';
import type { ChangedEntry, Entry, EntryHead, EntryOwner } from '#domain/member/entry.ts';
import type { ChangingCommand } from '#domain/member/following.ts';
import type { EpochMs } from '#domain/time/time.ts';

/** A change as it was told, and by what it is known again. */
interface ToldChange {
  readonly command: ChangingCommand;
  readonly receivedAt: EpochMs;
  readonly meaning: string;
}

/** What is stored of a change. */
interface ChangedEntries {
  readonly entry: ChangedEntry;
  /** What it took back on another day; none, or one. */
  readonly followed: readonly Entry[];
}

/** A change of a member's visit or activity as it is stored: the change, and what it took back on another day. */
export function changedEntries(
  told: ToldChange,
  memberId: string,
  decision: DecidedChange,
  claim: { readonly claimedAt?: EpochMs } = {},
): ChangedEntries {
  const { answer, counted, back, stands, member } = decision;
  const { count } = member.entries;
  const owner = (number: number): EntryOwner => ({ kind: 'member', memberId, number, ...claim });
  const head = { ...headOf(told), day: answer.day };
  const entry = changeEntry(
    { ...head, owner: owner(back === null ? count : count - 1), counted },
    told.command,
    { answer, stands },
  );
  if (back === null) return { entry, followed: [] };
  const { kind: of, number } = told.command;
  return {
    entry,
    followed: [{ ...head, ...back, owner: owner(count), body: { kind: 'taken-back', of, number } }],
  };
}

/** A change of a visit or an activity that waits for its card's member. */
export const ownerlessChange = (
  told: ToldChange,
  owner: EntryOwner,
  answer: DecidedChange['answer'],
): ChangedEntry => {
  const head = { ...headOf(told), day: answer.day, owner, counted: { sums: new Map(), tallies: new Map() } };
  return changeEntry(head, told.command, { answer, stands: null });
};

function headOf({ command, receivedAt, meaning }: ToldChange): Omit<EntryHead, 'owner' | 'day' | 'counted'> {
  const id = command.kind === 'visit' ? command.visitId : command.activityId;
  return { source: command.storeId, id, occurredAt: occurredAt(command), receivedAt, meaning };
}

/** A visit is when it starts, a payment of one when it was made. */
function occurredAt(command: ChangingCommand): EpochMs {
  if (command.kind === 'activity') return command.occurredAt;
  const payment = command.paidIn === undefined ? undefined : command.payments.at(-1);
  return payment?.occurredAt ?? command.visit.startsAt;
}

function changeEntry(
  head: EntryHead,
  command: ChangingCommand,
  decided: Pick<DecidedChange, 'answer' | 'stands'>,
): ChangedEntry {
  const { number } = command;
  if (command.kind === 'activity') {
    const { activity, occurredAt: happened, isTakenBack } = command;
    return {
      ...head,
      body: { kind: 'activity', number, activity, occurredAt: happened, isTakenBack, ...decided },
    };
  }
  const { visit, payments, paidIn } = command;
  const paid = paidIn === undefined ? {} : { paidIn };
  return { ...head, body: { kind: 'visit', number, visit, payments, ...paid, ...decided } };
}
