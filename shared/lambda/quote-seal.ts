import { quotePromise, type SealedPromise } from '#contracts/http/quote-promise.ts';
import { isSealed, partsOf, sealText } from '#seals/key-ring.ts';
import type { SealKeys } from './seal-keys.ts';

/** Quote tokens `<payload>.<mac>.<key>`: readable by anybody, made by nobody but us. */
interface PromiseSeal {
  seal(promise: SealedInput): Promise<string>;
  open(
    token: string,
  ): Promise<
    | { readonly kind: 'opened'; readonly id: string; readonly promise: SealedPromise }
    | { readonly kind: 'forged' | 'unreadable' }
  >;
}

/** A promise as an operation makes it: the same, with lists that it does not change. */
type SealedInput = {
  readonly [Key in keyof SealedPromise]: SealedPromise[Key] extends (infer Item)[]
    ? readonly Readonly<Item>[]
    : SealedPromise[Key];
};

/** 48 bits: a member has at most a few tokens at a time. */
const ID_LENGTH = 8;

export function quoteSeal(keys: SealKeys): PromiseSeal {
  return {
    async seal(promise) {
      const payload = Buffer.from(JSON.stringify(promise)).toString('base64url');
      return sealText(await keys.ringFor('quote-token'), payload);
    },
    async open(token) {
      const parts = partsOf(token);
      if (parts === null) return { kind: 'forged' };
      const ring = await keys.ringFor('quote-token', parts.name);
      if (!isSealed(ring, parts, parts.text)) return { kind: 'forged' };
      const { data: promise } = quotePromise.safeParse(
        JSON.parse(Buffer.from(parts.text, 'base64url').toString()),
      );
      // The mac is unguessable and the token's own: its beginning is name enough.
      return promise === undefined
        ? { kind: 'unreadable' }
        : { kind: 'opened', id: parts.mac.slice(0, ID_LENGTH), promise };
    },
  };
}
