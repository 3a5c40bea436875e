import { decideChangeOfNobody } from '#domain/entries/change-of-nobody.ts';
import type { ActivityChange, VisitChange } from '#domain/member/commands.ts';
import type { Refusal } from '#domain/member/decision.ts';
import type { ChangedEntry, EntryOwner } from '#domain/member/entry.ts';
import type { ChangingCommand } from '#domain/member/following.ts';
import type { EpochMs } from '#domain/time/time.ts';
import { changedEntries, ownerlessChange } from './changed-entries.ts';
import { decideChangeFor } from './decide-sale.ts';
import type { Clock, Retries } from './ports/clock-and-random.ts';
import type { EntryHistory } from './ports/histories.ts';
import type { ChangingRef, Ledger } from './ports/ledger.ts';
import type { MemberReader, MemberSnapshot } from './ports/members.ts';
import type { ProgramTimeline } from './ports/programs.ts';
import type { MemberRegister } from './ports/register-and-logins.ts';
import { ownerOf } from './receipt-owner.ts';
import { type Refused, refused } from './refusal.ts';
import { type Again, retried } from './retried.ts';
import { atMoment } from './with-programs.ts';

export interface ChangePorts {
  readonly programs: ProgramTimeline;
  readonly members: MemberReader;
  readonly register: Pick<MemberRegister, 'memberOfCard'>;
  readonly ledger: Pick<Ledger, 'commit' | 'record' | 'readLastChange' | 'readChange'>;
  readonly history: Pick<EntryHistory, 'entriesOf'>;
  readonly clock: Clock;
  readonly retries: () => Retries;
}

/** Whose it is, as it was told; `null`: not told. */
export interface Identified {
  readonly memberId: string | null;
  readonly cardNumber: string | null;
}

/** A change that is to be stored, or what is stored already and answered. */
export type Planned =
  | { readonly kind: 'change'; readonly change: VisitChange | ActivityChange; readonly meaning: string }
  | { readonly kind: 'stored'; readonly entry: ChangedEntry };

export interface Changed {
  readonly kind: 'changed';
  readonly entry: ChangedEntry;
  /** Nothing was written: it was told before, or is older than what is stored. */
  readonly replayed: boolean;
}

export type ChangeRefusal =
  | Refusal
  | Refused<
      | 'member-ambiguous'
      | 'member-mismatch'
      | 'idempotency-mismatch'
      | 'not-found'
      | 'payments-too-many'
      | 'receipt-too-large'
      | 'try-again'
    >;

/** What a request comes to beside what is stored; the same plan is made again when somebody was faster. */
type Plan = (last: ChangedEntry | null, now: EpochMs) => Promise<Planned | ChangeRefusal>;

/**
 * Stores a change of a visit or an activity exactly once: under the change that was read as the last one, and under the
 * version of the member (D44). It lies beside the changes before it, and takes back what they counted.
 */
export async function changeEntry(
  ports: ChangePorts,
  ref: ChangingRef,
  identified: Identified,
  plan: Plan,
): Promise<Changed | ChangeRefusal> {
  const outcome = await retried(ports.retries(), () => attempt(ports, ref, identified, plan));
  return (
    outcome ?? refused('try-again', 'Much happens to it, or to its member, at once; send the same again.')
  );
}

type Attempted = Changed | ChangeRefusal | Again<never>;

const AGAIN: Again<never> = { kind: 'again', fresh: null };

async function attempt(
  ports: ChangePorts,
  ref: ChangingRef,
  identified: Identified,
  plan: Plan,
): Promise<Attempted> {
  const last = await ports.ledger.readLastChange(ref);
  const now = ports.clock.now();
  const planned = await plan(last, now);
  if (planned.kind === 'refused') return planned;
  if (planned.kind === 'stored') {
    const { memberId, cardNumber } = identified;
    const isTold = (memberId ?? cardNumber) !== null;
    const holder = isTold ? await holderOf(ports, identified, planned.entry) : null;
    return holder?.kind === 'refused' ? holder : { kind: 'changed', entry: planned.entry, replayed: true };
  }
  const owner = last === null ? await newOwner(ports, identified) : await knownOwner(ports, identified, last);
  if (owner.kind === 'refused') return owner;
  const isMembers = last !== null && last.owner.kind === 'member';
  const told = {
    command: {
      ...planned.change,
      stands: isMembers ? last.body.stands : null,
      number: (last?.body.number ?? 0) + 1,
    } as ChangingCommand,
    receivedAt: now,
    meaning: planned.meaning,
  };
  return 'snapshot' in owner
    ? changeForMember(ports, told, owner.snapshot)
    : changeForNobody(ports, told, owner);
}

interface Told {
  readonly command: ChangingCommand;
  readonly receivedAt: EpochMs;
  readonly meaning: string;
}

async function changeForMember(ports: ChangePorts, told: Told, snapshot: MemberSnapshot): Promise<Attempted> {
  const { member } = snapshot;
  const decision = await decideChangeFor(ports, snapshot, told.command, told.receivedAt);
  if (decision.kind === 'refused') return decision;
  const { entry, followed } = changedEntries(told, member.id, decision);
  const outcome = await ports.ledger.commit({
    before: member,
    after: decision.member,
    entry,
    facts: decision.facts,
    ...(followed.length === 0 ? {} : { followed }),
  });
  return outcome.kind === 'committed' ? { kind: 'changed', entry, replayed: false } : AGAIN;
}

async function changeForNobody(ports: ChangePorts, told: Told, owner: EntryOwner): Promise<Attempted> {
  const { command, receivedAt } = told;
  const decision = await atMoment(ports.programs, receivedAt, (moment) =>
    decideChangeOfNobody(moment, command),
  );
  if (decision.kind === 'refused') return decision;
  const entry = ownerlessChange(told, owner, decision.answer);
  const outcome = await ports.ledger.record(entry);
  return outcome.kind === 'committed' ? { kind: 'changed', entry, replayed: false } : AGAIN;
}

type Owner =
  | { readonly kind: 'member'; readonly snapshot: MemberSnapshot }
  | Exclude<EntryOwner, { kind: 'member' }>;

async function newOwner(
  ports: ChangePorts,
  identified: Identified,
): Promise<Owner | Refused<'member-ambiguous'>> {
  const owner = await ownerOf(ports, identified);
  if (owner.kind === 'member' || owner.kind === 'refused') return owner;
  const cardNumber = owner.kind === 'unknown' ? owner.cardNumber : null;
  return cardNumber === null ? { kind: 'nobody' } : { kind: 'card', cardNumber };
}

/** It stays with whom it was told of; one that waits at a card is its member's as soon as the card has one. */
async function knownOwner(
  ports: ChangePorts,
  identified: Identified,
  last: ChangedEntry,
): Promise<Owner | Refused<'member-mismatch'>> {
  const holder = await holderOf(ports, identified, last);
  if (holder.kind !== 'member') return holder;
  const snapshot = await ports.members.read(holder.memberId);
  if (snapshot === null) throw new Error('an entry has a member who is not there');
  return { kind: 'member', snapshot };
}

/** Whose it is, if what was told of its member or card agrees; the same told again of another is refused as well (D44). */
async function holderOf(
  { register }: Pick<ChangePorts, 'register'>,
  { memberId, cardNumber }: Identified,
  { owner }: ChangedEntry,
): Promise<EntryOwner | { kind: 'member'; memberId: string } | Refused<'member-mismatch'>> {
  const foreign = () =>
    refused(
      'member-mismatch',
      'It was told of another member or card.',
      memberId === null ? '/cardNumber' : '/memberId',
    );
  const ofCard = owner.kind === 'card' ? await register.memberOfCard(owner.cardNumber) : null;
  const holder = owner.kind === 'member' ? owner.memberId : ofCard;
  if (holder === null || owner.kind === 'nobody') {
    const isSame =
      owner.kind === 'card' && memberId === null && (cardNumber ?? owner.cardNumber) === owner.cardNumber;
    return isSame || owner.kind === 'nobody' ? owner : foreign();
  }
  if (memberId !== null && memberId !== holder) return foreign();
  if (cardNumber !== null && (await register.memberOfCard(cardNumber)) !== holder) return foreign();
  return { kind: 'member', memberId: holder };
}
