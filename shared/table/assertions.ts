/** A broken invariant: ours, never the caller's. Messages carry keys and names, never personal data. */
class BrokenInvariantError extends Error {
  override readonly name = 'BrokenInvariantError';
}

/** Throws unless the condition holds; on in production, never caught in this layer. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new BrokenInvariantError(message);
}
