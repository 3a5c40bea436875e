import type { Entry } from '#domain/member/entry.ts';
import type { EntryRef } from '#domain/member/entry-ref.ts';
import type { Awaited, Change, FollowedSale } from '#operations/ports/ledger.ts';
import type { World } from '../table/world.ts';

/** The faults of the simulation's store: shares of calls, 0 to 1. */
export interface WorldFaults {
  /** Thrown before anything happens. */
  notSent: number;
  /** Thrown when it has happened. */
  replyLost: number;
  /** Told that somebody else is writing. */
  contended: number;
}

export const noFaults: WorldFaults = { notSent: 0, replyLost: 0, contended: 0 };

/** A call that came to nothing that anybody knows. */
export class Lost extends Error {
  override readonly name = 'TimeoutError';
}

/** Hears of everything that was really written. */
export interface Witness {
  /** Of a member. */
  committed(change: Change): void;
  /** Of nobody, or of a card that waits. */
  recorded(entry: Entry, followed: FollowedSale): void;
  parked(ref: EntryRef, awaited: Awaited): void;
}

/** Lets a world's writes and reads fail. */
export function faultyWorld(
  world: World,
  faults: WorldFaults,
  chance: () => number,
  witness: Witness,
): World {
  const unreliable = async <Answer>(act: () => Promise<Answer>): Promise<Answer> => {
    if (chance() < faults.notSent) throw new Lost('not sent');
    const answer = await act();
    if (chance() < faults.replyLost) throw new Lost('the reply was lost');
    return answer;
  };
  const heard = async (change: Change, outcome: ReturnType<World['ledger']['commit']>) => {
    const told = await outcome;
    if (told.kind === 'committed') witness.committed(change);
    return told;
  };
  const busy = (): boolean => chance() < faults.contended;
  return {
    ...world,
    members: { read: (memberId) => unreliable(() => world.members.read(memberId)) },
    ledger: {
      ...world.ledger,
      commit: (change) =>
        unreliable(async () =>
          busy() ? { kind: 'contended' } : await heard(change, world.ledger.commit(change)),
        ),
      claim: (change) =>
        unreliable(async () =>
          busy() ? { kind: 'contended' } : await heard(change, world.ledger.claim(change)),
        ),
      record: (entry, followed = {}) =>
        unreliable(async () => {
          const told = await world.ledger.record(entry, followed);
          if (told.kind === 'committed') witness.recorded(entry, followed);
          return told;
        }),
      park: (ref, awaited) =>
        unreliable(async () => {
          const told = await world.ledger.park(ref, awaited);
          if (told === 'parked') witness.parked(ref, awaited);
          return told;
        }),
    },
    register: { ...world.register, enrol: (enrolment) => unreliable(() => world.register.enrol(enrolment)) },
    board: {
      ...world.board,
      saveProgress: (shard, progress) => unreliable(() => world.board.saveProgress(shard, progress)),
      noteFailed: (shard, memberIds) => unreliable(() => world.board.noteFailed(shard, memberIds)),
      noteSettled: (shard, memberIds) => unreliable(() => world.board.noteSettled(shard, memberIds)),
    },
  };
}
