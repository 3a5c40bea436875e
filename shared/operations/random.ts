import { randomBytes, randomUUID } from 'node:crypto';
import { asEpochMs } from '#domain/time/time.ts';
import type { Clock, Ids } from './ports/clock-and-random.ts';

export const systemClock: Clock = { now: () => asEpochMs(Date.now()) };

/**
 * Measures age. A clock that counts this process's own time stands still while an instance is frozen, so it is the
 * wall's; but the runner on one machine, which never freezes, winds that by months.
 */
export const ageClock: Clock =
  process.env.LAUREL_WOUND_CLOCK === undefined ? systemClock : { now: () => asEpochMs(performance.now()) };

const KEY_ID_LETTERS = 'abcdefghijklmnopqrstuvwxyz012345';

const letters = (count: number): string =>
  Array.from(randomBytes(count), (byte) => KEY_ID_LETTERS[byte % KEY_ID_LETTERS.length]).join('');

/** New names by the machine's own randomness. */
export const randomIds: Ids = {
  newMemberId: () => randomUUID().replaceAll('-', ''),
  newKeyId: () => letters(12),
  newAuditId: () => letters(12),
  newSecret: () => randomBytes(24).toString('base64url'),
};
