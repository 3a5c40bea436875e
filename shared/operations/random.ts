import { randomBytes, randomUUID } from 'node:crypto';
import { asEpochMs } from '#domain/time/time.ts';
import type { Clock, Ids } from './ports/clock-and-random.ts';

export const systemClock: Clock = { now: () => asEpochMs(Date.now()) };

/** Measures age: it runs on, whatever is done to the system's clock. Its moments mean nothing else. */
export const uptimeClock: Clock = { now: () => asEpochMs(performance.now()) };

const KEY_ID_LETTERS = 'abcdefghijklmnopqrstuvwxyz012345';

/** New names by the machine's own randomness. */
export const randomIds: Ids = {
  newMemberId: () => randomUUID().replaceAll('-', ''),
  newKeyId: () =>
    Array.from(randomBytes(12), (byte) => KEY_ID_LETTERS[byte % KEY_ID_LETTERS.length]).join(''),
  newSecret: () => randomBytes(24).toString('base64url'),
};
