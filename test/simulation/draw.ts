/** Chance, as the simulation and the properties draw from it: the first from a seed, the others from fast-check. */
export interface Draw {
  /** A whole number from 0 on, the end excluded. */
  below(end: number): number;
  one<Value>(values: readonly Value[]): Value;
  /** True in so large a share of draws, 0 to 1. */
  chance(share: number): boolean;
}

/** The same draws for the same seed. `random` is the stream that they come from. */
export function drawOf(random: () => number): Draw {
  const below = (end: number): number => Math.floor(random() * end);
  return {
    below,
    one: <Value>(values: readonly Value[]) => values[below(values.length)] as Value,
    chance: (share) => random() < share,
  };
}

/** Numbers from 0 to 1, the same for the same seed. */
export function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
