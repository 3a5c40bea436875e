import { decide } from '#domain/decide.ts';
import type { Entry } from '#domain/member/entry.ts';
import type { Member } from '#domain/member/member.ts';
import { differencesOf, rebuild } from '#domain/rebuild.ts';
import { asDay, asEpochMs, type EpochMs } from '#domain/time/time.ts';
import { assert } from '#domain/values/assert.ts';
import { type Acting, auditEntry } from './audit.ts';
import type { AuditEntry } from './ports/audit.ts';
import type { Clock } from './ports/clock-and-random.ts';
import type { EntryHistory, FactHistory } from './ports/histories.ts';
import type { Ledger } from './ports/ledger.ts';
import type { StateRepair } from './ports/members.ts';
import type { ProgramTimeline } from './ports/programs.ts';
import { atMoment, withPrograms } from './with-programs.ts';

export interface RebuildPorts {
  readonly programs: ProgramTimeline;
  readonly states: StateRepair;
  readonly history: Pick<EntryHistory, 'entriesOf'>;
  readonly facts: FactHistory;
  readonly ledger: Pick<Ledger, 'commit'>;
  readonly clock: Clock;
  /** Who puts right; left out: nobody does, it is only looked. */
  readonly hand?: Acting;
}

/** A state's check against the books. */
export type Rebuilt =
  /** The state is what enrolment and entries make of it. */
  | { readonly kind: 'agrees' }
  | {
      readonly kind: 'differs';
      readonly parts: readonly string[];
      readonly written: boolean;
      /** After a restore: receipts that the state had counted, and those that are stored. Left out: they are the same. */
      readonly receipts?: { readonly counted: number; readonly stored: number };
    }
  | { readonly kind: 'missing'; readonly written: boolean }
  /** The index of the entries has not followed yet, or the member has just moved: ask again. */
  | { readonly kind: 'again' }
  /** There is no enrolment of this member to begin with. */
  | { readonly kind: 'unknown' }
  /** Something of the member cannot be read, or not be written: it harms nobody beside them. */
  | { readonly kind: 'failed'; readonly error: unknown };

/**
 * `look`: only say so; `write`: put right what differs, and back what is gone. `after-restore`: the same while nobody else
 * writes, and the entries are the truth: a backup or a restore may hold half of a transaction, so a state may have counted
 * an entry that is not there, or an entry may be there that no state has counted.
 */
export type RebuildMode = 'look' | 'write' | 'after-restore';

/** Every day that a receipt can have. */
const FIRST_DAY = asDay(0);
const LAST_DAY = asDay(100_000);

/**
 * Makes a member's state anew from enrolment and entries and compares it with what is stored, both as of now; `write`
 * puts right what differs, and back what is gone. The entries are found by an index that lags: nothing is said, and
 * nothing written, unless exactly those were found that the state has counted (reliability §2). A state that is gone
 * cannot say how many those were: put one back when nothing has been written for a while. Nothing is published.
 */
export async function rebuildMember(
  ports: RebuildPorts,
  memberId: string,
  mode: RebuildMode,
): Promise<Rebuilt> {
  try {
    return await comparedWithBooks(ports, memberId, mode);
  } catch (error) {
    return { kind: 'failed', error };
  }
}

async function comparedWithBooks(ports: RebuildPorts, memberId: string, mode: RebuildMode): Promise<Rebuilt> {
  const write = mode !== 'look';
  const [profile, state, enrolment, last] = await Promise.all([
    ports.states.readProfile(memberId),
    ports.states.readState(memberId),
    ports.facts.factsOf(memberId, 2, 1),
    ports.facts.factsOf(memberId, null, 1),
  ]);
  const [first] = enrolment;
  const now = ports.clock.now();
  const entries = await ports.history.entriesOf(memberId, FIRST_DAY, LAST_DAY);
  const enrolledAt =
    first?.kind === 'enrolled'
      ? first.at
      : (state?.enrolledAt ?? afterRestore(mode, earliest(entries) ?? last[0]?.at));
  if (profile === null || enrolledAt === null) return { kind: 'unknown' };
  const enrolled = { id: memberId, enrolledAt, profile };
  const made = await withPrograms(ports.programs, (timeline) => rebuild(timeline, enrolled, entries, now));
  if (made === null) return { kind: 'unknown' };
  if (state === null) {
    if (!write) return { kind: 'missing', written: false };
    const seq = Math.max(made.seq, last[0]?.seq ?? 0);
    const audit = told(ports, memberId, [{ what: 'state', before: null, after: 'made anew' }]);
    const put = await ports.states.putBack({ ...made, seq }, audit);
    return put === 'put-back' ? { kind: 'missing', written: true } : { kind: 'again' };
  }
  const isSameBooks =
    state.entries.count === made.entries.count && state.entries.digest === made.entries.digest;
  if (!isSameBooks && mode !== 'after-restore') return { kind: 'again' };
  const parts = await atMoment(ports.programs, now, (moment) => {
    const present = decide(moment, state, { kind: 'time-passing' });
    return present.kind === 'refused' ? null : differencesOf(present.member, made, moment);
  });
  if (parts === null) return { kind: 'unknown' };
  // Half of a transaction may have left facts whose numbers the state does not know.
  const seq = Math.max(state.seq, afterRestore(mode, last[0]?.seq) ?? 0);
  const torn = seq > state.seq ? [...parts, 'facts'] : parts;
  if (torn.length === 0) return { kind: 'agrees' };
  if (!write) return { kind: 'differs', parts, written: false };
  const receipts = { counted: state.entries.count, stored: made.entries.count };
  const changes = [
    { what: torn.join(', '), before: 'differed', after: 'as the receipts make it' },
    { what: 'receipts', before: String(receipts.counted), after: String(receipts.stored) },
  ];
  const put = await replaced(ports, state, { ...made, seq }, told(ports, memberId, changes));
  if (!put) return { kind: 'again' };
  return { kind: 'differs', parts: torn, written: true, ...(!isSameBooks && { receipts }) };
}

/** Nobody has an entry before they are a member, unless it was claimed; where nothing else says when, they are since then, or since the last thing that is known of them. */
function earliest(entries: readonly Entry[]): EpochMs | undefined {
  const [first, ...others] = entries.map(({ owner, receivedAt }) =>
    owner.kind === 'member' ? (owner.claimedAt ?? receivedAt) : receivedAt,
  );
  return first === undefined ? undefined : asEpochMs(Math.min(first, ...others));
}

/** What may be gone by only after a restore. */
const afterRestore = <Value>(mode: RebuildMode, value: Value | undefined): Value | null =>
  mode === 'after-restore' ? (value ?? null) : null;

/** Under the version that was read: whoever was faster is looked into again. */
async function replaced(
  ports: RebuildPorts,
  before: Member,
  made: Member,
  audit: AuditEntry,
): Promise<boolean> {
  // Which tokens were used no entry tells. The step begins at the number at which it ends: it publishes nothing.
  const after = { ...made, usedQuotes: before.usedQuotes };
  const outcome = await ports.ledger.commit({
    before: { ...before, seq: made.seq },
    after,
    entry: null,
    facts: [],
    audit,
  });
  return outcome.kind === 'committed';
}

/** Which of their accounts is whose, an operator's machine does not know. */
function told({ hand }: RebuildPorts, memberId: string, changes: AuditEntry['changes']): AuditEntry {
  assert(hand !== undefined, () => 'who puts right says who they are');
  return auditEntry(hand, {
    action: 'member.rebuilt',
    subject: { kind: 'member', id: memberId },
    self: 'not-checkable',
    changes,
  });
}
