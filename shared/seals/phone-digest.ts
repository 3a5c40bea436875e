import { createHmac } from 'node:crypto';
import type { KeyRing } from './key-ring.ts';

/**
 * A phone's stand-ins in a key: without the secret it cannot be guessed back from the few phones there are. The first is
 * what is written; under the others it was written with earlier keys.
 * @param ring for the purpose `phone-digest`
 */
export const phoneDigests =
  ([first, ...others]: KeyRing) =>
  (phone: string): readonly [string, ...string[]] => {
    const digest = (key: Buffer): string => createHmac('sha256', key).update(phone).digest('base64url');
    return [digest(first.key), ...others.map(({ key }) => digest(key))];
  };

/** For functions that look nobody up by phone, and so hold no key for it. */
export const withoutPhones = (): never => {
  throw new Error('this function holds no key for phones');
};
