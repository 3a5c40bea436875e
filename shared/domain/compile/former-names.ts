/** What has a name in one version, and the names that it had before. */
interface Named {
  readonly name: string;
  readonly was: readonly string[];
}

/** A name that something had, and in which of the versions. */
interface FormerName {
  readonly name: string;
  readonly index: number;
}

/**
 * Finds which of its names something had before, in the newest version that has it: its own, unless it has gone on there
 * under another, else one that it was. `null`: it is new. A program has ten thousand rules, so each version is read once.
 * @param before the versions, newest first
 */
export function formerNames(before: readonly (readonly Named[])[]): (of: Named) => FormerName | null {
  const versions = before.map((owners) => ({
    names: new Set(owners.map(({ name }) => name)),
    gone: new Set(owners.flatMap(({ was }) => was)),
  }));
  return ({ name, was }) => {
    for (const wanted of [name, ...was]) {
      for (const [index, { names, gone }] of versions.entries()) {
        if (names.has(wanted)) return { name: wanted, index };
        if (gone.has(wanted)) break;
      }
    }
    return null;
  };
}
