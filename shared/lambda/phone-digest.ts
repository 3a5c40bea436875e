import { createHmac } from 'node:crypto';

/**
 * A phone's stand-in in a key: without the secret it cannot be guessed back from the few phones there are.
 * @param key for the purpose `phone-digest`
 */
export const phoneDigest =
  (key: Buffer) =>
  (phone: string): string =>
    createHmac('sha256', key).update(phone).digest('base64url');

/** For functions that look nobody up by phone, and so hold no key for it. */
export const withoutPhones = (): never => {
  throw new Error('this function holds no key for phones');
};
