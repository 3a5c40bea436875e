import { setTimeout as wait } from 'node:timers/promises';
import type { Send } from './laurel-client.ts';

const MOST_ATTEMPTS = 10;
const SHORTEST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 5_000;

/**
 * Sends as a till should: after network errors, 408, 425, 429 and 5xx again, the same bytes, when `Retry-After` says or
 * after a random part of a doubling wait; no other 4xx ever is sent again. After the last attempt: its answer.
 * @throws Error where nobody was found
 */
export const patientFetch: Send = async (request) => {
  const { method, url, headers } = request;
  // Bytes, not a stream: they are sent more than once.
  const init = request.body === null ? { method, headers } : { method, headers, body: await request.text() };
  for (let attempt = 1; ; attempt += 1) {
    const answered = await wholeAnswer(url, init).catch((cause: unknown) => {
      if (attempt === MOST_ATTEMPTS) throw new Error(`${method} ${url} found nobody`, { cause });
      return null;
    });
    if (answered !== null && (!mayTryAgain(answered.status) || attempt === MOST_ATTEMPTS)) return answered;
    await wait(
      waitAsked(answered) ?? Math.random() * Math.min(LONGEST_WAIT_MS, SHORTEST_WAIT_MS * 2 ** attempt),
    );
  }
};

/** An answer that breaks off is none. */
async function wholeAnswer(url: string, init: RequestInit): Promise<Response> {
  const response = await fetch(url, init);
  await response.clone().arrayBuffer();
  return response;
}

const mayTryAgain = (status: number): boolean =>
  status === 408 || status === 425 || status === 429 || status >= 500;

function waitAsked(answered: Response | null): number | null {
  const seconds = Number(answered?.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) ? Math.min(LONGEST_WAIT_MS, Math.max(0, seconds * 1000)) : null;
}
