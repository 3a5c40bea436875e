import { decide } from '#domain/decide.ts';
import type { Member } from '#domain/member/member.ts';
import { lastClosed } from '#domain/reviews/closing.ts';
import { asEpochMs } from '#domain/time/time.ts';
import { type ClaimPorts, claimReceipts } from './claim-receipts.ts';
import type { Clock, Retries } from './ports/clock-and-random.ts';
import type { Ledger } from './ports/ledger.ts';
import type { MemberReader } from './ports/members.ts';
import type { ProgramTimeline } from './ports/programs.ts';
import type { FoundMember, ShardNotes, ShardPage, ShardQueue, SweepBoard } from './ports/sweep.ts';
import { type Again, retried } from './retried.ts';
import { atMoment } from './with-programs.ts';

/** One message for each shard: the sweep's tick. */
export async function startSweep(ports: { readonly queue: ShardQueue }, shards: number): Promise<void> {
  await ports.queue.send(Array.from({ length: shards }, (_, shard) => shard));
}

export interface SweepPorts {
  readonly programs: ProgramTimeline;
  readonly members: MemberReader;
  readonly board: SweepBoard;
  readonly ledger: Pick<Ledger, 'commit'> & ClaimPorts['ledger'];
  readonly history: ClaimPorts['history'];
  readonly clock: Clock;
  readonly retries: () => Retries;
}

interface Swept {
  /**
   * `to-go-on`: time was up, and how far it came is noted; `given-up`: so many fail that it is not they who are broken,
   * and nobody more is passed by.
   */
  readonly kind: 'done' | 'to-go-on' | 'given-up';
  /** Members looked at; 0 when no period has ended since the shard was last walked. */
  readonly seen: number;
  /** Members whom that changed. */
  readonly written: number;
  /** Members who could not be settled, with what was thrown; each tick tries them again. */
  readonly failures: ReadonlyMap<string, unknown>;
}

const PAGE = 100;
/** Members of one shard who may fail before the table or the code is to blame, not they. */
export const MAX_FAILED = 200;
/** The index follows the table by a moment: who enrolled right before a turn stands in it when the walk begins. */
export const INDEX_LAG_MS = 60_000;

/** A sweep of one shard while it goes. */
interface Run {
  readonly ports: SweepPorts;
  readonly shard: number;
  /** Whether one more member can be settled in time. */
  readonly hasTime: () => boolean;
  readonly notes: ShardNotes;
  readonly tally: { seen: number; written: number; readonly failures: Map<string, unknown> };
}

/** What stops a run before its end; `null`: nothing. */
type Stop = 'to-go-on' | 'given-up' | null;

/**
 * Writes what timers have ended, then walks the shard once for each end of a period, and writes the members whom it
 * changed. Each member is settled on its own: whoever fails is noted and passed by. Notes after each page how far it
 * came: killed, it goes on there; doubled, the members' versions let each be written once; when no period has ended it
 * writes nothing. A late sweep is invisible: every read and decision closes first (D21).
 */
export async function sweepShard(
  ports: SweepPorts,
  shard: number,
  hasTime: () => boolean = () => true,
): Promise<Swept> {
  const notes = await ports.board.readNotes(shard);
  const tally = { seen: 0, written: 0, failures: new Map<string, unknown>() };
  const run: Run = { ports, shard, hasTime, notes, tally };
  const stop =
    (await sweepDue(run)) ??
    (await walkPeriodEnd(run)) ??
    (await sweepFailed(run)) ??
    (await sweepClaims(run));
  return { kind: stop ?? 'done', ...tally };
}

/** Timers: ends of statuses that were given for a time, the earliest first (D9, D18, Y22). */
async function sweepDue(run: Run): Promise<Stop> {
  const { board, clock } = run.ports;
  const isDue = (found: FoundMember): boolean =>
    // The index may still show a timer that has just been written.
    found.kind === 'unreadable' || (found.member.dueAt !== null && found.member.dueAt <= clock.now());
  let after: string | null = null;
  do {
    const page: ShardPage = await board.membersDue(run.shard, clock.now(), after, PAGE);
    const { stop } = await settlePage(run, page.found.filter(isDue));
    if (stop !== null) return stop;
    after = page.next;
  } while (after !== null);
  return null;
}

async function walkPeriodEnd(run: Run): Promise<Stop> {
  const { shard, ports } = run;
  const { board } = ports;
  const turned = asEpochMs(ports.clock.now() - INDEX_LAG_MS);
  const periodEnd = await atMoment(ports.programs, turned, (moment) =>
    moment === null ? null : lastClosed(moment),
  );
  const { walkedTo, walk } = run.notes;
  if (periodEnd === null || (walkedTo !== null && walkedTo >= periodEnd)) return null;
  let after = walk?.towards === periodEnd ? walk.after : null;
  for (;;) {
    const page = await board.membersOf(shard, after, PAGE);
    const { stop, last } = await settlePage(run, page.found);
    if (stop === 'given-up') return stop;
    const failed = page.found.filter(({ memberId }) => run.tally.failures.has(memberId));
    if (failed.length > 0) {
      await board.noteFailed(
        shard,
        failed.map(({ memberId }) => memberId),
      );
    }
    if (stop === null && page.next === null) break;
    after = stop === null ? page.next : (last ?? after);
    // Another run is as far as this one: two need not walk side by side.
    if ((await board.saveProgress(shard, { walkedTo, walk: { towards: periodEnd, after } })) === 'overtaken')
      return null;
    if (stop !== null) return stop;
  }
  await board.saveProgress(shard, { walkedTo: periodEnd, walk: null });
  return null;
}

/** Whom walks have passed by. Not all of them in one run, if time is short: each begins with another. */
async function sweepFailed(run: Run): Promise<Stop> {
  const { ports, shard, tally } = run;
  const { failed } = run.notes;
  const begin = failed.length === 0 ? 0 : Math.floor(ports.clock.now() / INDEX_LAG_MS) % failed.length;
  const settled: string[] = [];
  for (const memberId of [...failed.slice(begin), ...failed.slice(0, begin)]) {
    if (!run.hasTime()) break;
    const wasTried = tally.failures.has(memberId);
    const read = async (): Promise<Member | null> => (await ports.members.read(memberId))?.member ?? null;
    if (!wasTried && (await settle(run, memberId, read))) settled.push(memberId);
  }
  if (settled.length > 0) await ports.board.noteSettled(shard, settled);
  return null;
}

/**
 * What cards bought before they had a member, and enrolment could not count in its time (D38): as far as there is time, one
 * card after the other. A card whose receipts fail is tried again at each tick.
 */
async function sweepClaims({ ports, notes, hasTime, tally }: Run): Promise<Stop> {
  for (const claim of notes.claims) {
    if (!hasTime()) return 'to-go-on';
    try {
      const { claimed, areAll, error } = await claimReceipts(ports, claim, hasTime);
      if (error !== undefined) tally.failures.set(claim.memberId, error);
      if (claimed > 0) tally.written += 1;
      if (areAll) await ports.board.noteClaimed(claim);
      else if (!hasTime()) return 'to-go-on';
    } catch (error) {
      tally.failures.set(claim.memberId, error);
    }
  }
  return null;
}

/** @returns where it stopped, and the place of the last who was settled or failed */
async function settlePage(
  run: Run,
  page: readonly FoundMember[],
): Promise<{ readonly stop: Stop; readonly last: string | null }> {
  let last: string | null = null;
  for (const found of page) {
    if (!run.hasTime()) return { stop: 'to-go-on', last };
    const isSettled = await settle(run, found.memberId, async () => {
      if (found.kind === 'unreadable') throw found.error;
      return found.member;
    });
    last = found.place;
    if (!isSettled && failedIn(run) > MAX_FAILED) return { stop: 'given-up', last };
  }
  return { stop: null, last };
}

const failedIn = ({ notes, tally }: Run): number => new Set([...notes.failed, ...tally.failures.keys()]).size;

/** @returns whether nothing is left to be done for the member now */
async function settle(
  { ports, tally }: Run,
  memberId: string,
  read: () => Promise<Member | null>,
): Promise<boolean> {
  tally.seen += 1;
  try {
    const member = await read();
    if (member !== null && (await sweepMember(ports, member))) tally.written += 1;
    return true;
  } catch (error) {
    tally.failures.set(memberId, error);
    return false;
  }
}

/** Makes durable what time has changed. @returns whether anything had changed */
async function sweepMember(ports: SweepPorts, found: Member): Promise<boolean> {
  const swept = await retried(
    ports.retries(),
    async (fresh) => passTimeOf(ports, fresh ?? (await ports.members.read(found.id))?.member ?? null),
    found,
  );
  if (swept === null) throw new Error('a member was too busy to be swept');
  return swept.kind === 'written';
}

async function passTimeOf(
  ports: SweepPorts,
  member: Member | null,
): Promise<{ readonly kind: 'written' | 'nothing-to-write' } | Again<Member>> {
  if (member === null) return { kind: 'nothing-to-write' };
  const now = ports.clock.now();
  const decision = await atMoment(ports.programs, now, (moment) =>
    decide(moment, member, { kind: 'time-passing' }),
  );
  if (decision.kind === 'refused') return { kind: 'nothing-to-write' };
  const { member: after, facts } = decision;
  if (facts.length === 0 && after.dueAt === member.dueAt) return { kind: 'nothing-to-write' };
  const outcome = await ports.ledger.commit({ before: member, after, entry: null, facts });
  if (outcome.kind === 'committed') return { kind: 'written' };
  return { kind: 'again', fresh: outcome.kind === 'member-moved' ? outcome.current : null };
}
