import type { Retries } from './ports/clock-and-random.ts';

/** Somebody was faster, and nothing changed. `fresh`: what the failed commit brought back; `null`: it is to be read again. */
export interface Again<Fresh> {
  readonly kind: 'again';
  readonly fresh: Fresh | null;
}

/**
 * Attempts until one of them comes to something, each on what the one before it brought back.
 * @param fresh what the first attempt begins with; `null`: it reads for itself
 * @returns `null` when contention used up the retries: nothing changed, and the same may be tried later
 */
export async function retried<Fresh, Outcome extends { readonly kind: string }>(
  retries: Retries,
  attempt: (fresh: Fresh | null) => Promise<Outcome | Again<Fresh>>,
  fresh: Fresh | null = null,
): Promise<Outcome | null> {
  let outcome = await attempt(fresh);
  for (let tries = 1; isAgain(outcome); tries += 1) {
    if (!(await retries.beforeRetry(tries))) return null;
    outcome = await attempt(outcome.fresh);
  }
  return outcome;
}

const isAgain = <Fresh, Outcome extends { readonly kind: string }>(
  outcome: Outcome | Again<Fresh>,
): outcome is Again<Fresh> => outcome.kind === 'again';
