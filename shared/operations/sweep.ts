import { decide } from '#domain/decide.ts';
import type { Member } from '#domain/member/member.ts';
import { latestPeriodEnd } from '#domain/reviews/closing.ts';
import type { Clock, Retries } from './ports/clock-and-random.ts';
import type { Ledger } from './ports/ledger.ts';
import type { MemberReader } from './ports/members.ts';
import type { ProgramTimeline } from './ports/programs.ts';
import type { ShardQueue, SweepBoard } from './ports/sweep.ts';
import { presentMoment } from './present-moment.ts';
import { type Again, retried } from './retried.ts';

/** One message for each shard: the sweep's tick. */
export async function startSweep(ports: { readonly queue: ShardQueue }, shards: number): Promise<void> {
  await ports.queue.send(Array.from({ length: shards }, (_, shard) => shard));
}

export interface SweepPorts {
  readonly programs: ProgramTimeline;
  readonly members: MemberReader;
  readonly board: SweepBoard;
  readonly ledger: Pick<Ledger, 'commit'>;
  readonly clock: Clock;
  readonly retries: () => Retries;
}

interface Swept {
  /** Members looked at; 0 when no period has ended since the shard was last walked. */
  readonly seen: number;
  /** Members whom that changed. */
  readonly written: number;
}

const PAGE = 100;

/**
 * Writes what timers have ended, then walks the shard once for each end of a period, and writes the members whom it
 * changed. Notes after each page how far it came: killed, it goes on there; doubled, the members' versions let each be
 * written once; when no period has ended it writes nothing. A late sweep is invisible: every read and decision closes
 * first (D21).
 */
export async function sweepShard(ports: SweepPorts, shard: number): Promise<Swept> {
  const due = await sweepDue(ports, shard);
  const walked = await walkPeriodEnd(ports, shard);
  return { seen: due.seen + walked.seen, written: due.written + walked.written };
}

/** Timers: ends of statuses that were given for a time, the earliest first (D9, D18, Y22). */
async function sweepDue(ports: SweepPorts, shard: number): Promise<Swept> {
  let seen = 0;
  let written = 0;
  for (;;) {
    const members = await ports.board.membersDue(shard, ports.clock.now(), PAGE);
    const seenBefore = seen;
    for (const member of members) {
      // The index may still show a timer that has just been written.
      if (member.dueAt === null || member.dueAt > ports.clock.now()) continue;
      seen += 1;
      if (await sweepMember(ports, member)) written += 1;
    }
    if (members.length < PAGE || seen === seenBefore) return { seen, written };
  }
}

async function walkPeriodEnd(ports: SweepPorts, shard: number): Promise<Swept> {
  const moment = await presentMoment(ports);
  const periodEnd = moment === null ? null : latestPeriodEnd(moment);
  const progress = await ports.board.readProgress(shard);
  const walkedTo = progress?.walkedTo ?? null;
  if (periodEnd === null || (walkedTo !== null && walkedTo >= periodEnd)) return { seen: 0, written: 0 };
  let after = progress?.walk?.towards === periodEnd ? progress.walk.after : null;
  let seen = 0;
  let written = 0;
  for (let more = true; more; ) {
    const page = await ports.board.membersOf(shard, after, PAGE);
    for (const member of page.members) {
      seen += 1;
      if (await sweepMember(ports, member)) written += 1;
    }
    after = page.next;
    more = page.next !== null;
    if (more) await ports.board.saveProgress(shard, { walkedTo, walk: { towards: periodEnd, after } });
  }
  await ports.board.saveProgress(shard, { walkedTo: periodEnd, walk: null });
  return { seen, written };
}

/** Makes durable what time has changed. @returns whether anything had changed */
async function sweepMember(ports: SweepPorts, found: Member): Promise<boolean> {
  const swept = await retried(
    ports.retries(),
    async (fresh) => passTimeOf(ports, fresh ?? (await ports.members.read(found.id))?.member ?? null),
    found,
  );
  // Left to the next tick, with the shard's progress still where it was.
  if (swept === null) throw new Error('a member was too busy to be swept');
  return swept.kind === 'written';
}

async function passTimeOf(
  ports: SweepPorts,
  member: Member | null,
): Promise<{ readonly kind: 'written' | 'nothing-to-write' } | Again<Member>> {
  if (member === null) return { kind: 'nothing-to-write' };
  const decision = decide(await presentMoment(ports), member, { kind: 'time-passing' });
  if (decision.kind === 'refused') return { kind: 'nothing-to-write' };
  const { member: after, facts } = decision;
  if (facts.length === 0 && after.dueAt === member.dueAt) return { kind: 'nothing-to-write' };
  const outcome = await ports.ledger.commit({ before: member, after, entry: null, facts });
  if (outcome.kind === 'committed') return { kind: 'written' };
  return { kind: 'again', fresh: outcome.kind === 'member-moved' ? outcome.current : null };
}
