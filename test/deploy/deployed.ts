import type { JWK } from 'jose';
import type { Audience } from '../../local/http/issuer.ts';

/** A deployed stack, as the suites that ask it are told. Its AWS is found by the environment's own variables. */
export interface Deployed {
  /** Where its API answers, without a slash at its end. */
  readonly url: string;
  /** Its name, by which `laurel` finds it. */
  readonly stack: string;
  readonly tableName: string;
  readonly busName: string;
  /** The issuers that its API trusts: their address, and what they sign with. */
  readonly issuers: { readonly url: string; readonly keys: Readonly<Record<Audience, JWK>> };
}

declare module 'vitest' {
  interface ProvidedContext {
    /** The stack under test; without one, the local system is. */
    deployed?: Deployed;
  }
}
