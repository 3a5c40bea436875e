import { createHmac, timingSafeEqual } from 'node:crypto';
import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { secretsIn } from '#contracts/seal-secret.ts';

/** The use of a key derived from a secret. Another label is another key: none can stand in for another. */
type SealPurpose = 'quote-token' | 'link-code' | 'phone-digest' | 'cursor';

/** A key, and how a sealed text names it: what was sealed under a key that is no longer the first is still opened. */
interface NamedKey {
  readonly name: string;
  readonly key: Buffer;
}

/** The first key seals and writes, all of them open and find. */
export type KeyRing = readonly [NamedKey, ...NamedKey[]];

export interface SealKeys {
  /** @param named the name in a sealed text: if no key has it, the secret is read anew, but not more often than once a minute */
  ringFor(purpose: SealPurpose, named?: string): Promise<KeyRing>;
}

/** As old as a ring may be: whoever restores the keys of another system waits so long, or lets no instance run. */
const MAX_AGE_MS = 3_600_000;
/** Names of keys that are not there are free to send. */
const MIN_AGE_MS = 60_000;
const NAME_LENGTH = 6;

const labelled = (secret: string, label: string): Buffer =>
  createHmac('sha256', secret).update(`laurel:${label}`).digest();

export function ringOf([first, ...others]: readonly [string, ...string[]], purpose: SealPurpose): KeyRing {
  const keyOf = (secret: string): NamedKey => ({
    name: labelled(secret, 'name').toString('base64url').slice(0, NAME_LENGTH),
    key: labelled(secret, purpose),
  });
  return [keyOf(first), ...others.map(keyOf)];
}

/** Keys from the secret in Secrets Manager, which is read once an instance and hour; a failed read is tried again. */
export function sealKeys(client: SecretsManagerClient, secretArn: string, age: { now(): number }): SealKeys {
  let held: { readonly secrets: Promise<readonly [string, ...string[]]>; readonly readAt: number } | null =
    null;
  const read = async (): Promise<readonly [string, ...string[]]> => {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secretArn }));
    return secretsIn(SecretString ?? '');
  };
  const secretsOf = async (oldestMs: number): Promise<readonly [string, ...string[]]> => {
    if (held === null || age.now() - held.readAt >= oldestMs) held = { secrets: read(), readAt: age.now() };
    const { secrets } = held;
    try {
      return await secrets;
    } catch (error) {
      held = null;
      throw error;
    }
  };
  return {
    async ringFor(purpose, named) {
      const ring = ringOf(await secretsOf(MAX_AGE_MS), purpose);
      if (named === undefined || ring.some(({ name }) => name === named)) return ring;
      return ringOf(await secretsOf(MIN_AGE_MS), purpose);
    },
  };
}

/** HMAC-SHA256 over the text, base64url. */
const macOf = (key: Buffer, text: string): string =>
  createHmac('sha256', key).update(text).digest('base64url');

/** `<text>.<mac>.<name of the key>`. @param about what the mac is of, where that is more than the text */
export function sealText([{ name, key }]: KeyRing, text: string, about: string = text): string {
  return `${text}.${macOf(key, about)}.${name}`;
}

/** A sealed text in its parts; `null`: it is none. The first form did not name its key. */
export function partsOf(
  sealed: string,
): { readonly text: string; readonly mac: string; readonly name: string | undefined } | null {
  const [text, mac, name, ...rest] = sealed.split('.');
  return text === undefined || mac === undefined || rest.length > 0 ? null : { text, mac, name };
}

/** Whether a key of the ring made the mac; one that is not named may be any of them. */
export const isSealed = (
  ring: KeyRing,
  { mac, name }: { readonly mac: string; readonly name: string | undefined },
  about: string,
): boolean =>
  ring.some((each) => (name === undefined || each.name === name) && isSame(macOf(each.key, about), mac));

/** Compares in a time that says nothing about the expected value. */
export function isSame(expected: string, sent: string): boolean {
  const [left, right] = [Buffer.from(expected), Buffer.from(sent)];
  return left.length === right.length && timingSafeEqual(left, right);
}
