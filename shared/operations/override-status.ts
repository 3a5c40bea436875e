import { decide } from '#domain/decide.ts';
import { refOfOverride } from '#domain/entries/override.ts';
import { overrideTold, type ToldOverride } from '#domain/entries/override-told.ts';
import { NO_PROGRAM } from '#domain/entries/sale-refusals.ts';
import type { Overriding } from '#domain/member/commands.ts';
import { NOTHING_COUNTED } from '#domain/member/counters.ts';
import type { Refusal } from '#domain/member/decision.ts';
import type { Entry, OverrideBody } from '#domain/member/entry.ts';
import { nameOfEntry } from '#domain/member/entry-ref.ts';
import type { Member } from '#domain/member/member.ts';
import type { Moment } from '#domain/program/timeline.ts';
import { type StatusView, view } from '#domain/showing/view.ts';
import type { Day, EpochMs } from '#domain/time/time.ts';
import { auditEntry, selfOf } from './audit.ts';
import type { AuditActor, AuditEntry } from './ports/audit.ts';
import type { Clock, Ids, Retries } from './ports/clock-and-random.ts';
import type { Ledger } from './ports/ledger.ts';
import type { MemberReader } from './ports/members.ts';
import type { ProgramTimeline } from './ports/programs.ts';
import type { LoginLinks } from './ports/register-and-logins.ts';
import { type Refused, refused } from './refusal.ts';
import { type Again, retried } from './retried.ts';
import { atMoment } from './with-programs.ts';

export interface OverridePorts {
  readonly programs: ProgramTimeline;
  readonly members: MemberReader;
  readonly ledger: Pick<Ledger, 'commit' | 'readOverride'>;
  readonly logins: Pick<LoginLinks, 'memberOfLogin'>;
  readonly clock: Clock;
  readonly ids: Pick<Ids, 'newAuditId'>;
  readonly retries: () => Retries;
}

interface OverrideRequest extends Omit<ToldOverride, 'actor'> {
  readonly memberId: string;
  readonly actor: AuditActor;
}

/** The system as it is now: `view.overrideRevision` is what the next one names. */
interface Overridden {
  readonly kind: 'overridden';
  readonly view: StatusView;
}

type OverrideRefusal = Refusal | Refused<'not-found' | 'own-member' | 'precondition-failed' | 'try-again'>;

/**
 * Puts something over a member's status, or takes it off, under the number of writings that the operator has seen (D59):
 * receipts that come between do not spoil it. The same again is answered as it was. Nobody does it to themselves, as far as
 * their login tells; who did it, and why, is told in the same transaction.
 */
export async function overrideStatus(
  ports: OverridePorts,
  request: OverrideRequest,
): Promise<Overridden | OverrideRefusal> {
  const outcome = await retried(ports.retries(), () => attempt(ports, request));
  return outcome ?? refused('try-again', 'The member is being written by others; send the same again.');
}

const AGAIN: Again<never> = { kind: 'again', fresh: null };

async function attempt(
  ports: OverridePorts,
  request: OverrideRequest,
): Promise<Overridden | OverrideRefusal | Again<never>> {
  const { memberId, actor } = request;
  const [snapshot, self] = await Promise.all([
    ports.members.read(memberId),
    selfOf(ports.logins, actor, memberId),
  ]);
  if (snapshot === null) return refused('not-found', 'There is no such member.');
  if (self === 'own') return refused('own-member', 'This is your own membership: ask a colleague.');
  const { member } = snapshot;
  const now = ports.clock.now();
  const decided = await atMoment(ports.programs, now, (moment) => decidedAt(moment, member, request));
  if (decided.kind === 'written') return await seenAgain(ports, memberId, decided);
  if (decided.kind !== 'decided') return decided;
  const { told, before, after, day } = decided;
  const audit = auditEntry(
    { ...ports, actor },
    {
      action: told.override === null ? 'override.removed' : 'override.set',
      subject: { kind: 'member', id: memberId },
      reason: told.reason,
      self,
      changes: [{ what: after.system, before: inWords(before), after: inWords(after) }],
    },
  );
  const entry = entryOf(decided.member, told, { now, day });
  const outcome = await commit(ports, { before: member, decided, entry, audit });
  return outcome === 'committed' ? { kind: 'overridden', view: after } : AGAIN;
}

/** Somebody has written since: this very act, or another. */
interface Written {
  readonly kind: 'written';
  readonly told: Overriding;
  readonly times: number;
  readonly view: StatusView;
}

/** Whether it was this very act, whose answer was lost: its entry says so, whatever has become of it since. */
async function seenAgain(
  { ledger }: OverridePorts,
  memberId: string,
  { told, times, view: shown }: Written,
): Promise<Overridden | OverrideRefusal> {
  const stored = times > told.revision ? await ledger.readOverride(refOfOverride(memberId, told)) : null;
  if (stored !== null && isSame(stored.body.told, told)) return { kind: 'overridden', view: shown };
  // It may also be ahead of all that was ever written.
  const soOften = times > told.revision ? 'by now' : 'only';
  return refused('precondition-failed', `It has been written ${times} times ${soOften}; read it again.`);
}

const isSame = (one: Overriding, other: Overriding): boolean =>
  one.reason === other.reason &&
  one.actor === other.actor &&
  one.override?.mode === other.override?.mode &&
  one.override?.status === other.override?.status &&
  one.override?.until === other.override?.until;

interface DecidedOverride {
  readonly kind: 'decided';
  readonly told: Overriding;
  readonly member: Member;
  readonly facts: Parameters<Ledger['commit']>[0]['facts'];
  readonly day: Day;
  readonly before: StatusView;
  readonly after: StatusView;
}

function decidedAt(
  moment: Moment | null,
  member: Member,
  { memberId: _, actor, ...request }: OverrideRequest,
): DecidedOverride | Written | OverrideRefusal {
  if (moment === null) return NO_PROGRAM;
  const told = overrideTold(moment, { ...request, actor: nameOf(actor) });
  if (told.kind === 'refused') return told;
  const before = viewOf(moment, member, request.system);
  const times = before.overrideRevision;
  if (times !== told.revision) return { kind: 'written', told, times, view: before };
  if (told.override === null && before.override === null)
    return refused('not-found', 'There is nothing over this status.');
  const decision = decide(moment, member, told);
  if (decision.kind === 'refused') return decision;
  const after = viewOf(moment, decision.member, request.system);
  const { facts } = decision;
  return { kind: 'decided', told, member: decision.member, facts, day: moment.today, before, after };
}

function viewOf(moment: Moment, member: Member, alias: string): StatusView {
  const found = view(moment, member).find(({ system }) => system === alias);
  if (found === undefined) throw new Error(`${member.id} has no status system ${alias}`);
  return found;
}

const nameOf = (actor: AuditActor): string =>
  actor.kind === 'operator' ? actor.identity : (actor.name ?? actor.subject);

/** `silver; floor gold until 2026-06-01T00:00:00.000Z` */
function inWords({ status, override }: StatusView): string {
  const shows = status ?? 'no status';
  if (override === null) return shows;
  const end = override.until === null ? '' : ` until ${new Date(override.until).toISOString()}`;
  return `${shows}; ${override.mode} ${override.status ?? 'no status'}${end}`;
}

function entryOf(
  member: Member,
  told: Overriding,
  { now, day }: { readonly now: EpochMs; readonly day: Day },
): Entry<OverrideBody> {
  const ref = refOfOverride(member.id, told);
  return {
    source: ref.source,
    id: ref.id,
    owner: { kind: 'member', memberId: member.id, number: member.entries.count },
    occurredAt: now,
    receivedAt: now,
    day,
    meaning: nameOfEntry(ref),
    counted: NOTHING_COUNTED,
    body: { kind: 'override', told },
  };
}

async function commit(
  { ledger }: OverridePorts,
  {
    before,
    decided: { member: after, facts },
    entry,
    audit,
  }: {
    readonly before: Member;
    readonly decided: Pick<DecidedOverride, 'member' | 'facts'>;
    readonly entry: Entry;
    readonly audit: AuditEntry;
  },
): Promise<'committed' | 'moved'> {
  const outcome = await ledger.commit({ before, after, entry, facts, audit });
  return outcome.kind === 'committed' ? 'committed' : 'moved';
}
