/** What has a name in one version, and the names that it had before. */
interface Named {
  readonly name: string;
  readonly was: readonly string[];
}

/**
 * Which of its names something had before, in the newest version that has it: its own, unless it has gone on there under
 * another, else one that it was. `null`: it is new.
 * @param before the versions, newest first
 */
export function formerName(
  { name, was }: Named,
  before: readonly (readonly Named[])[],
): { readonly name: string; readonly index: number } | null {
  for (const wanted of [name, ...was]) {
    for (const [index, owners] of before.entries()) {
      if (owners.some((owner) => owner.name === wanted)) return { name: wanted, index };
      if (owners.some((owner) => owner.was.includes(wanted))) break;
    }
  }
  return null;
}
