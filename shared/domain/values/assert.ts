/** Something that cannot be where the code is right: a bug, answered with a 500 and found by its words in the log. */
class BrokenInvariant extends Error {
  override readonly name = 'BrokenInvariant';
}

/**
 * Stops a decision before it is stored, where it would be wrong: a wrong state would go on being wrong for years.
 * @param words names what should hold, and of what
 * @throws BrokenInvariant
 */
export function assert(holds: boolean, words: () => string): asserts holds {
  if (!holds) throw new BrokenInvariant(words());
}
