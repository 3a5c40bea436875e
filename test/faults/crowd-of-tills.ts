import { setTimeout as sleep } from 'node:timers/promises';
import { type Answered, nameOfSent, type Sent } from './receipts.ts';

/** The tills' view of their sending. */
export interface Sending {
  /** Receipts that were sent once more after an error or "send again". */
  readonly resent: number;
  /** Answers that were a repetition of a stored one. */
  readonly replayed: number;
}

const PATIENCE = 100;

/** Sends receipts as tills do: so many at once, and each again until there is an answer. Throws where one is refused. */
export async function sendAll(
  receipts: readonly Sent[],
  atOnce: number,
  score: (request: Sent) => Promise<Answered>,
  done: () => void = () => undefined,
): Promise<Sending> {
  let resent = 0;
  let replayed = 0;
  const waiting = receipts.values();
  const till = async (): Promise<void> => {
    for (const receipt of waiting) {
      const { tries, wasReplayed } = await untilAnswered(receipt, score);
      resent += tries;
      if (wasReplayed) replayed += 1;
      done();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, till));
  return { resent, replayed };
}

async function untilAnswered(
  receipt: Sent,
  score: (request: Sent) => Promise<Answered>,
): Promise<{ readonly tries: number; readonly wasReplayed: boolean }> {
  let last: unknown = null;
  for (let tries = 0; tries < PATIENCE; tries += 1) {
    // An error is what the API answers with 5xx: it says nothing of what happened.
    const outcome = await score(receipt).catch((error: unknown) => {
      last = error;
      return null;
    });
    if (outcome?.kind === 'taken') return { tries, wasReplayed: outcome.replayed };
    if (outcome !== null && outcome.code !== 'try-again')
      throw new Error(`${nameOfSent(receipt)} was refused: ${outcome.code}`);
    await sleep(Math.min(200, 5 * tries));
  }
  throw new Error(`${nameOfSent(receipt)} got no answer`, { cause: last });
}
