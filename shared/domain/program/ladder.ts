import type { CompiledSystem } from './compiled.ts';
import type { Ladder } from './outline.ts';

/** The rank of "no status": below every ladder. */
export const NO_STATUS = -1;

/**
 * Where a status stands in a ladder: its index, or between two of them for one that only another version of the program
 * has. {@link NO_STATUS} for none, or for one that no version knows.
 */
export function rankOf({ statuses, former }: CompiledSystem, status: string | null): number {
  const rank = statuses.findIndex(({ name }) => name === status);
  return rank >= 0 || status === null ? rank : (former.get(status) ?? NO_STATUS);
}

/** The name at a rank of the ladder. */
export function statusAt(system: CompiledSystem, rank: number): string | null {
  return system.statuses[rank]?.name ?? null;
}

/** Above 0: `to` is higher than `from`; 0: neither, they have the same weight (I11, D7). */
export function directionOf(system: CompiledSystem, from: string | null, to: string | null): number {
  const [before, after] = [from, to].map((status) => system.statuses.find(({ name }) => name === status));
  return before !== undefined && after !== undefined
    ? after.weight - before.weight
    : rankOf(system, to) - rankOf(system, from);
}

/** The rank below which no review lowers who stands at this one (D18). */
export function lifetimeFloor({ statuses }: CompiledSystem, held: number): number {
  for (let rank = Math.floor(held); rank >= 0; rank -= 1) {
    if (statuses[rank]?.lifetime === true) return rank;
  }
  return NO_STATUS;
}

/**
 * Where the statuses that only another ladder has stand in this one: between the neighbours that both have, in their
 * own order; where they share none, by weight.
 */
export function ranksOfForeign(
  { statuses: own }: Ladder,
  { statuses: other }: Ladder,
): ReadonlyMap<string, number> {
  const rankIn = (name: string): number => own.findIndex((status) => status.name === name);
  const shared = other.map(({ name }) => rankIn(name));
  if (shared.every((rank) => rank < 0)) {
    return new Map(
      other.map(({ name, weight }) => [name, own.filter((each) => each.weight <= weight).length - 0.5]),
    );
  }
  const ranks = new Map<string, number>();
  for (const [index, { name }] of other.entries()) {
    if (shared[index] !== NO_STATUS) continue;
    const below = shared.slice(0, index).findLast((rank) => rank >= 0) ?? NO_STATUS;
    const run = other.slice(0, index).filter((each) => (ranks.get(each.name) ?? Number.NaN) > below).length;
    ranks.set(name, below + (run + 1) / (other.length + 1));
  }
  return ranks;
}
