import type { House } from '../fixtures/house.ts';

/** Lets so many callers through at once, when all of them have come; whoever comes later goes through. */
export function barrier(callers: number): () => Promise<void> {
  let arrived = 0;
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return async () => {
    arrived += 1;
    if (arrived >= callers) open();
    await opened;
  };
}

/** Waits for somebody after having read a member, the first time. */
export const pausedAfterReading = (house: House, meet: () => Promise<void>): House => ({
  ...house,
  members: {
    read: async (memberId) => {
      const snapshot = await house.members.read(memberId);
      await meet();
      return snapshot;
    },
  },
});

/** Does something right before the first commit, when everything is decided. */
export function interruptedBeforeCommit(house: House, interrupt: () => Promise<void>): House {
  let done = false;
  return {
    ...house,
    ledger: {
      ...house.ledger,
      commit: async (change) => {
        if (!done) {
          done = true;
          await interrupt();
        }
        return await house.ledger.commit(change);
      },
    },
  };
}

/** A walk that meets one member, and nothing noted. */
export const sweepOf = (house: House, memberId: string): House => ({
  ...house,
  board: {
    readNotes: async () => ({ walkedTo: null, walk: null, failed: [], claims: [] }),
    saveProgress: async () => 'saved',
    noteFailed: async () => undefined,
    noteSettled: async () => undefined,
    noteClaim: async () => 'noted',
    noteClaimed: async () => undefined,
    membersDue: async () => ({ found: [], next: null }),
    membersOf: async () => {
      const snapshot = await house.members.read(memberId);
      const found =
        snapshot === null ? [] : [{ kind: 'member' as const, memberId, place: '', member: snapshot.member }];
      return { found, next: null };
    },
  },
});
