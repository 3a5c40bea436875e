import type { Change } from '#operations/ports/ledger.ts';
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

/** Lets a world's writes and reads fail; `committed` hears of every change that was really written. */
export function faultyWorld(
  world: World,
  faults: WorldFaults,
  chance: () => number,
  committed: (change: Change) => void,
): World {
  const unreliable = async <Answer>(act: () => Promise<Answer>): Promise<Answer> => {
    if (chance() < faults.notSent) throw new Lost('not sent');
    const answer = await act();
    if (chance() < faults.replyLost) throw new Lost('the reply was lost');
    return answer;
  };
  const heard = async (change: Change, outcome: ReturnType<World['ledger']['commit']>) => {
    const told = await outcome;
    if (told.kind === 'committed') committed(change);
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
      record: (entry) => unreliable(() => world.ledger.record(entry)),
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
