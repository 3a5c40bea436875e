/** Something to be timed: run on the receipt of that number; may answer a promise. */
export type Runner = (index: number) => unknown;

const ROUNDS = 5;
const ROUND_MS = 80;

/**
 * Times several runners on the same inputs: rounds of all of them one after the other, so that whatever else the machine
 * does meets all alike; of each the best round is taken. Microseconds a run.
 */
export async function bestOf<Name extends string>(
  runners: Readonly<Record<Name, Runner>>,
  rounds = ROUNDS,
): Promise<Readonly<Record<Name, number>>> {
  const names = Object.keys(runners) as Name[];
  const best = Object.fromEntries(names.map((name) => [name, Number.POSITIVE_INFINITY])) as Record<
    Name,
    number
  >;
  // One round that does not count warms everything up.
  for (let round = 0; round <= rounds; round += 1) {
    for (const name of names) {
      const micros = await once(runners[name]);
      if (round > 0) best[name] = Math.min(best[name], micros);
    }
  }
  return best;
}

async function once(run: Runner): Promise<number> {
  const started = performance.now();
  let runs = 0;
  let elapsed = 0;
  while (elapsed < ROUND_MS) {
    // Looking at the clock for each would cost as much as a fast runner.
    for (let each = 0; each < 10 && (each === 0 || elapsed < ROUND_MS); each += 1) {
      const answer = run(runs);
      if (answer instanceof Promise) await answer;
      runs += 1;
      if (runs < 20) elapsed = performance.now() - started;
    }
    elapsed = performance.now() - started;
  }
  return (elapsed * 1000) / runs;
}
