import type { Entry } from '#domain/member/entry.ts';
import { saleAgain } from '#domain/rebuild.ts';
import { decideSaleFor } from './decide-sale.ts';
import type { Clock, Retries } from './ports/clock-and-random.ts';
import type { EntryHistory, EntryPage } from './ports/histories.ts';
import type { Ledger } from './ports/ledger.ts';
import type { MemberReader } from './ports/members.ts';
import type { ProgramTimeline } from './ports/programs.ts';
import type { Claim } from './ports/sweep.ts';
import { type Again, retried } from './retried.ts';

export interface ClaimPorts {
  readonly programs: ProgramTimeline;
  readonly members: MemberReader;
  readonly history: Pick<EntryHistory, 'unmatchedOf' | 'entriesOf'>;
  readonly ledger: Pick<Ledger, 'claim'>;
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
        const outcome = await retried(retries, () => claim(ports, memberId, entry));
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
  entry: Entry,
): Promise<{ readonly kind: 'claimed' | 'claimed-before' } | Again<never>> {
  const snapshot = await ports.members.read(memberId);
  if (snapshot === null) throw new Error('receipts are claimed for a member who is not there');
  const { member } = snapshot;
  const now = ports.clock.now();
  const decision = await decideSaleFor(ports, snapshot, saleAgain(entry), now);
  if (decision.kind === 'refused' && decision.code === 'try-again') return { kind: 'again', fresh: null };
  if (decision.kind === 'refused')
    throw new Error(`a stored receipt was refused when it was claimed: ${decision.code}`);
  const outcome = await ports.ledger.claim({
    before: member,
    after: decision.member,
    entry: {
      ...entry,
      owner: { kind: 'member', memberId, number: decision.member.entries.count, claimedAt: now },
      counted: decision.counted,
    },
    facts: decision.facts,
  });
  if (outcome.kind === 'committed') return { kind: 'claimed' };
  return outcome.kind === 'entry-exists' ? { kind: 'claimed-before' } : { kind: 'again', fresh: null };
}
