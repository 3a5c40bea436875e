import type { CompiledSystem } from './compiled.ts';

/** The place of "no status": below every ladder. */
export const NO_STATUS = -1;

/**
 * Where a status stands in a ladder: its index, or between two of them for one that only another version of the program
 * has, by its weight there. {@link NO_STATUS} for none, or for one that no version knows.
 */
export function placeOf(system: CompiledSystem, status: string | null): number {
  const place = system.statuses.findIndex(({ name }) => name === status);
  if (place >= 0 || status === null) return place;
  const weight = system.former.get(status);
  if (weight === undefined) return NO_STATUS;
  return system.statuses.filter((own) => own.weight <= weight).length - 0.5;
}

/** The name at a place of the ladder. */
export function statusAt(system: CompiledSystem, place: number): string | null {
  return system.statuses[place]?.name ?? null;
}

/** The weight of a status, by which "higher" and "lower" are meant (I11, D7); below all others for none. */
export function weightOf(system: CompiledSystem, status: string | null): number {
  const own = system.statuses.find(({ name }) => name === status)?.weight;
  if (own !== undefined) return own;
  return (status === null ? undefined : system.former.get(status)) ?? Number.NEGATIVE_INFINITY;
}

/** The place below which no review lowers who stands at this one (D18). */
export function lifetimeFloor({ statuses }: CompiledSystem, held: number): number {
  for (let place = Math.floor(held); place >= 0; place -= 1) {
    if (statuses[place]?.lifetime === true) return place;
  }
  return NO_STATUS;
}
