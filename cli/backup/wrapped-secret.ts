import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';
import * as z from 'zod';

/**
 * The seal secret in a file: never in clear beside the digests that it protects, but wrapped under a passphrase (scrypt, then
 * AES-256-GCM), so that who finds the backups of a table learns nobody's phone.
 */
const wrapped = z.strictObject({
  laurel: z.literal('seal-secret'),
  scrypt: z.strictObject({ N: z.literal(2 ** 17), r: z.literal(8), p: z.literal(1) }),
  salt: z.base64url().length(22),
  iv: z.base64url().length(16),
  tag: z.base64url().length(22),
  sealed: z.base64url().max(10_000),
});

const COST = { N: 2 ** 17, r: 8, p: 1 } as const;
/** scrypt takes 128 · N · r bytes, and Node wants to be told that this is meant. */
const MEMORY = 256 * COST.N * COST.r;

/** Shorter ones are guessed. */
export const MIN_PASSPHRASE = 16;

const keyOf = (passphrase: string, salt: Buffer): Buffer =>
  scryptSync(passphrase.normalize('NFC'), salt, 32, { ...COST, maxmem: MEMORY });

/** @returns the text of the file */
export function wrapSecret(secret: string, passphrase: string): string {
  const [salt, iv] = [randomBytes(16), randomBytes(12)];
  const cipher = createCipheriv('aes-256-gcm', keyOf(passphrase, salt), iv);
  const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  const text = (bytes: Buffer): string => bytes.toString('base64url');
  const written: z.output<typeof wrapped> = {
    laurel: 'seal-secret',
    scrypt: COST,
    salt: text(salt),
    iv: text(iv),
    tag: text(cipher.getAuthTag()),
    sealed: text(sealed),
  };
  return `${JSON.stringify(written, null, 2)}\n`;
}

/** @throws Error in words for people: it is no such file, or the passphrase is another */
export function unwrapSecret(text: string, passphrase: string): string {
  const read = wrapped.safeParse(jsonOf(text));
  if (!read.success) throw new Error('it holds no wrapped seal secret');
  const { salt, iv, tag, sealed } = read.data;
  const bytes = (written: string): Buffer => Buffer.from(written, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', keyOf(passphrase, bytes(salt)), bytes(iv));
  decipher.setAuthTag(bytes(tag));
  try {
    return Buffer.concat([decipher.update(bytes(sealed)), decipher.final()]).toString('utf8');
  } catch (error) {
    throw new Error('the passphrase is another, or the file was changed', { cause: error });
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
