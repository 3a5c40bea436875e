import type { Table } from '#table/send.ts';
import type { House } from '../fixtures/house.ts';

/** Somebody in a race: acts on a table of their own making, call after call. */
export type Actor = (table: Table) => Promise<unknown>;

/**
 * Lets the calls of several actors to one table through one at a time: whenever all of them wait or are done, one is drawn.
 * So an order of calls is drawn with each round, and can be drawn again.
 * @param random 0 ≤ x < 1
 * @returns the order: a letter a call, of whose it was
 */
export async function interleaved(
  table: Table,
  actors: readonly Actor[],
  random: () => number,
): Promise<string> {
  const waiting: { readonly actor: number; readonly release: () => void }[] = [];
  const live = new Set(actors.keys());
  let inFlight = 0;
  let way = '';
  const next = (): void => {
    if (inFlight > 0 || live.size === 0) return;
    if (![...live].every((actor) => waiting.some((call) => call.actor === actor))) return;
    const [drawn] = waiting.splice(Math.floor(random() * waiting.length), 1);
    if (drawn === undefined) return;
    inFlight += 1;
    way += String.fromCharCode(97 + drawn.actor);
    drawn.release();
  };
  const through =
    <Request, Result>(actor: number, call: (request: Request) => Promise<Result>) =>
    async (request: Request): Promise<Result> => {
      await new Promise<void>((release) => {
        waiting.push({ actor, release });
        next();
      });
      try {
        return await call(request);
      } finally {
        inFlight -= 1;
        // Another call of this actor may be waiting beside it.
        next();
      }
    };
  const tableOf = (actor: number): Table => ({
    name: table.name,
    get: through(actor, table.get),
    query: through(actor, table.query),
    getBatch: through(actor, table.getBatch),
    put: through(actor, table.put),
    update: through(actor, table.update),
    transact: through(actor, table.transact),
  });
  const ends = await Promise.allSettled(
    actors.map(async (act, actor) => {
      try {
        await act(tableOf(actor));
      } finally {
        live.delete(actor);
        next();
      }
    }),
  );
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed !== undefined) throw new Error(`in the order ${way}`, { cause: failed.reason });
  return way;
}

/** Who is slower begins again at once: an order of calls is not a matter of time. */
export const hurried = (house: House): House => ({
  ...house,
  retries: () => ({ beforeRetry: async (attempt) => attempt < 100 }),
});

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
