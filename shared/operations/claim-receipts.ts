import { netFacts } from '#domain/entries/net-facts.ts';
import {
  type ChangedEntry,
  type Entry,
  isActivity,
  isFollowUp,
  isSale,
  isVisit,
  memberOf,
  type SaleEntry,
} from '#domain/member/entry.ts';
import type { Fact } from '#domain/member/facts.ts';
import type { Member } from '#domain/member/member.ts';
import { changeAgain, followUpAgain, saleAgain } from '#domain/rebuild.ts';
import type { EpochMs } from '#domain/time/time.ts';
import { changedEntries } from './changed-entries.ts';
import { decideChangeFor, decideFollowUpFor, decideSaleFor } from './decide-sale.ts';
import type { Clock, Retries } from './ports/clock-and-random.ts';
import type { EntryHistory, EntryPage } from './ports/histories.ts';
import type { Ledger } from './ports/ledger.ts';
import type { MemberReader, MemberSnapshot } from './ports/members.ts';
import type { ProgramTimeline } from './ports/programs.ts';
import type { Claim } from './ports/sweep.ts';
import { type Again, retried } from './retried.ts';
import { withLeft } from './sale-with-followers.ts';
import { atMoment } from './with-programs.ts';

export interface ClaimPorts {
  readonly programs: ProgramTimeline;
  readonly members: MemberReader;
  readonly history: Pick<EntryHistory, 'unmatchedOf' | 'entriesOf'>;
  readonly ledger: Pick<Ledger, 'claim' | 'commit' | 'readEntry' | 'readFollowUps' | 'readLastChange'>;
  readonly clock: Clock;
  readonly retries: () => Retries;
}

const PAGE = 25;

interface Claimed {
  readonly claimed: number;
  /**
   * Whether these were all: not where it may not go on, nor when contention used up the retries, nor where a receipt
   * failed. The rest is claimed next time.
   */
  readonly areAll: boolean;
  /** The first error of a receipt that failed; it holds no other up. */
  readonly error: unknown;
}

/**
 * Counts for a member what the card bought before it had one: each receipt on its own day (D38), once, with the
 * benefits it was paid with. The answer that its till got stays what it was.
 * @param mayGoOn asked before each page and each receipt, with how many were tried so far
 */
export async function claimReceipts(
  ports: ClaimPorts,
  { memberId, cardNumber }: Claim,
  mayGoOn: (tried: number) => boolean,
): Promise<Claimed> {
  const retries = ports.retries();
  const errors: unknown[] = [];
  let tried = 0;
  let claimed = 0;
  let after: string | null = null;
  const stopped = (): Claimed => ({ claimed, areAll: false, error: errors[0] });
  do {
    if (!mayGoOn(tried)) return stopped();
    const page: EntryPage = await ports.history.unmatchedOf(cardNumber, { after, limit: PAGE });
    for (const entry of page.entries) {
      if (!mayGoOn(tried)) return stopped();
      tried += 1;
      try {
        const outcome = isSale(entry)
          ? await retried(retries, (fresh: SaleEntry | null) => claim(ports, memberId, fresh ?? entry))
          : isVisit(entry) || isActivity(entry)
            ? await retried(retries, () => claimChange(ports, memberId, entry))
            : ({ kind: 'claimed-before' } as const);
        if (outcome === null) return stopped();
        if (outcome.kind === 'claimed') claimed += 1;
      } catch (error) {
        errors.push(error);
      }
    }
    after = page.next;
  } while (after !== null);
  return { claimed, areAll: errors.length === 0, error: errors[0] };
}

async function claim(
  ports: ClaimPorts,
  memberId: string,
  sold: SaleEntry,
): Promise<{ readonly kind: 'claimed' | 'claimed-before' } | Again<SaleEntry>> {
  const snapshot = await ports.members.read(memberId);
  if (snapshot === null) throw new Error('receipts are claimed for a member who is not there');
  const now = ports.clock.now();
  const decision = await decideSaleFor(ports, snapshot, saleAgain(sold), now);
  if (decision.kind === 'refused' && decision.code === 'try-again') return { kind: 'again', fresh: sold };
  if (decision.kind === 'refused')
    throw new Error(`a stored receipt was refused when it was claimed: ${decision.code}`);
  const { left: _, ...body } = sold.body;
  const claimed: SaleEntry = {
    ...sold,
    owner: { kind: 'member', memberId, number: decision.member.entries.count, claimedAt: now },
    counted: decision.counted,
    body: { ...body, lineGoods: decision.lineGoods },
  };
  const whole = await withFollowUps(ports, snapshot, { ...decision, sold: claimed }, sold, now);
  if (whole === null) return { kind: 'again', fresh: await readAgain(ports, sold) };
  const outcome = await ports.ledger.claim({
    before: snapshot.member,
    after: whole.member,
    entry: whole.sold,
    followed: whole.followed,
    facts: whole.facts,
  });
  if (outcome.kind === 'committed') return { kind: 'claimed' };
  if (outcome.kind === 'entry-exists') return { kind: 'claimed-before' };
  return { kind: 'again', fresh: outcome.kind === 'sale-moved' ? await readAgain(ports, sold) : sold };
}

/** A visit, or an activity, counts for its member as it stands by now: one more change of it, which is the member's (D44). */
async function claimChange(
  ports: ClaimPorts,
  memberId: string,
  { source, id, body: { kind: of } }: ChangedEntry,
): Promise<{ readonly kind: 'claimed' | 'claimed-before' } | Again<never>> {
  const last = await ports.ledger.readLastChange({ of, source, id });
  if (last === null) throw new Error('what waits for its member is gone');
  if (memberOf(last) !== null) return { kind: 'claimed-before' };
  const snapshot = await ports.members.read(memberId);
  if (snapshot === null) throw new Error('what waited is claimed for a member who is not there');
  const now = ports.clock.now();
  const command = changeAgain(last, null);
  const told = {
    command: { ...command, number: command.number + 1 },
    receivedAt: last.receivedAt,
    meaning: last.meaning,
  };
  const decision = await decideChangeFor(ports, snapshot, told.command, now);
  if (decision.kind === 'refused' && decision.code === 'try-again') return { kind: 'again', fresh: null };
  if (decision.kind === 'refused')
    throw new Error(`what was stored was refused when it was claimed: ${decision.code}`);
  const { entry, followed } = changedEntries(told, memberId, decision, { claimedAt: now });
  const { facts, member: after } = decision;
  const outcome = await ports.ledger.commit({ before: snapshot.member, after, entry, followed, facts });
  return outcome.kind === 'committed' ? { kind: 'claimed' } : { kind: 'again', fresh: null };
}

async function readAgain({ ledger }: ClaimPorts, { source, id }: SaleEntry): Promise<SaleEntry> {
  const stored = await ledger.readEntry(source, id);
  if (stored === null) throw new Error('a receipt that waited for its member is gone');
  return stored;
}

/** What followed the receipt before it had a member counts right after it, as it was taken; `null`: more has followed since. */
async function withFollowUps(
  ports: ClaimPorts,
  snapshot: MemberSnapshot,
  first: { readonly member: Member; readonly facts: readonly Fact[]; readonly sold: SaleEntry },
  stored: SaleEntry,
  now: EpochMs,
): Promise<(typeof first & { readonly followed: readonly Entry[] }) | null> {
  const revision = stored.body.left?.revision ?? 0;
  if (revision === 0) return { ...first, followed: [] };
  const entries = await ports.ledger.readFollowUps(stored);
  const last = entries.at(-1);
  if (last === undefined || !isFollowUp(last) || last.body.revision !== revision) return null;
  let { member, sold } = first;
  const facts = [...first.facts];
  const followed: Entry[] = [];
  for (const entry of entries) {
    if (!isFollowUp(entry)) continue;
    const command = followUpAgain(entry, entry.body, sold);
    const decision = await decideFollowUpFor(ports, { ...snapshot, member }, command, now, [
      sold,
      ...followed,
    ]);
    if (decision.kind === 'refused' && decision.code === 'try-again') return null;
    if (decision.kind === 'refused')
      throw new Error(`what followed a receipt was refused when it was claimed: ${decision.code}`);
    member = decision.member;
    facts.push(...decision.facts);
    const owner = {
      kind: 'member',
      memberId: member.id,
      number: member.entries.count,
      claimedAt: now,
    } as const;
    followed.push({ ...entry, owner, counted: decision.counted });
    sold = withLeft(sold, decision);
  }
  const net = await atMoment(ports.programs, now, (moment) =>
    moment === null ? { member, facts } : netFacts(moment, snapshot.member, { member, facts }),
  );
  return { ...net, sold, followed };
}
