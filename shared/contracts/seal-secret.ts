import * as z from 'zod';

/**
 * What lies in the secret of a deployment: one secret as it was generated, or a ring of them, `{"secrets":["…","…"]}`. The
 * first seals and writes; all of them open and find, so that a system which was restored or moved knows phones, codes and
 * quotes of the one before.
 */

/** 16 bytes of text are 96 bits at the least, however it is written. */
const MIN_SECRET_LENGTH = 16;

/** Each secret more is a condition more in an enrolment, and a look-up more for a phone. */
export const MAX_SECRETS = 8;

const ring = z.strictObject({
  secrets: z.array(z.string().min(MIN_SECRET_LENGTH)).min(1).max(MAX_SECRETS),
});

/** @throws Error where it holds no secret that is long enough to be one */
export function secretsIn(text: string): readonly [string, ...string[]] {
  const [first, ...others] = text.trimStart().startsWith('{') ? ringIn(text) : [text];
  if (first === undefined || first.length < MIN_SECRET_LENGTH)
    throw new Error('the seal secret is too short to be one');
  // A secret that stands there twice is one: its digests are the same.
  return [first, ...new Set(others.filter((secret) => secret !== first))];
}

/** No error repeats what stands there. */
function ringIn(text: string): readonly string[] {
  try {
    return ring.parse(JSON.parse(text)).secrets;
  } catch {
    throw new Error('the seal secret is neither one secret nor a ring of them');
  }
}

/** The text of a ring: what {@link secretsIn} reads. */
export const secretText = (secrets: readonly [string, ...string[]]): string =>
  secrets.length === 1 ? secrets[0] : JSON.stringify({ secrets });
