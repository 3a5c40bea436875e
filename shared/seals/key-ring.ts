import { createHmac, timingSafeEqual } from 'node:crypto';

/** The use of a key derived from a secret. Another label is another key: none can stand in for another. */
export type SealPurpose = 'quote-token' | 'link-code' | 'phone-digest' | 'cursor';

/** A key, and how a sealed text names it: what was sealed under a key that is no longer the first is still opened. */
interface NamedKey {
  readonly name: string;
  readonly key: Buffer;
}

/** The first key seals and writes, all of them open and find. */
export type KeyRing = readonly [NamedKey, ...NamedKey[]];

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
