import { quotePromise, type SealedPromise } from '#contracts/http/quote-promise.ts';
import { macOf, type SealKeys, sameMac } from './seal-keys.ts';

/** Quote tokens `<payload>.<mac>`: readable by anybody, made by nobody but us. */
interface PromiseSeal {
  seal(promise: SealedInput): Promise<string>;
  open(token: string): Promise<SealedPromise | null>;
}

/** A promise as an operation makes it: the same, with lists that it does not change. */
type SealedInput = {
  readonly [Key in keyof SealedPromise]: SealedPromise[Key] extends (infer Item)[]
    ? readonly Readonly<Item>[]
    : SealedPromise[Key];
};

export function quoteSeal(keys: SealKeys): PromiseSeal {
  return {
    async seal(promise) {
      const payload = Buffer.from(JSON.stringify(promise)).toString('base64url');
      return `${payload}.${macOf(await keys.keyFor('quote-token'), payload)}`;
    },
    async open(token) {
      const [payload, mac, ...rest] = token.split('.');
      if (payload === undefined || mac === undefined || rest.length > 0) return null;
      if (!sameMac(macOf(await keys.keyFor('quote-token'), payload), mac)) return null;
      const sealed = quotePromise.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
      return sealed.data ?? null;
    },
  };
}
