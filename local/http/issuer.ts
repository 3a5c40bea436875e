import { exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';
import type { RunnerClock } from '../clock/runner-clock.ts';

export const audiences = ['member', 'admin'] as const;
export type Audience = (typeof audiences)[number];

export function isAudience(value: unknown): value is Audience {
  return audiences.some((audience) => audience === value);
}

/** The claims of a local token to sign. */
export interface TokenWish {
  readonly audience: Audience;
  readonly subject: string;
  /** Space-separated. */
  readonly scope: string;
  readonly claims?: Readonly<Record<string, unknown>>;
  /** An hour if it is left out. */
  readonly lifetimeSeconds?: number;
}

const LIFETIME_SECONDS = 3600;

/** Two OpenID issuers, for members and for administrators, that sign whatever they are asked to: never for the open. */
export class LocalIssuer {
  readonly #baseUrl: string;
  readonly #clock: Pick<RunnerClock, 'now'>;
  readonly #keys: Readonly<Record<Audience, JWK>>;

  /** `keys`: private keys by audience, as `makeIssuerKeys` makes them. */
  constructor(baseUrl: string, clock: Pick<RunnerClock, 'now'>, keys: Readonly<Record<Audience, JWK>>) {
    this.#baseUrl = baseUrl;
    this.#clock = clock;
    this.#keys = keys;
  }

  urlOf(audience: Audience): string {
    return `${this.#baseUrl}/_local/issuers/${audience}`;
  }

  audienceClaim(audience: Audience): string {
    return `laurel-${audience}`;
  }

  configurationOf(audience: Audience): object {
    const issuer = this.urlOf(audience);
    return {
      issuer,
      jwks_uri: `${issuer}/.well-known/jwks.json`,
      id_token_signing_alg_values_supported: ['RS256'],
    };
  }

  publicKeysOf(audience: Audience): { readonly keys: readonly JWK[] } {
    const { kty, n, e, kid } = this.#keys[audience];
    return { keys: [{ kty, n, e, kid, alg: 'RS256', use: 'sig' } as JWK] };
  }

  /** The document at a path of the base address: an issuer's configuration or its public keys; `null`: none. */
  documentAt(path: string): object | null {
    const [, audience, document] = /^\/_local\/issuers\/(\w+)\/\.well-known\/([\w.-]+)$/.exec(path) ?? [];
    if (!isAudience(audience)) return null;
    if (document === 'openid-configuration') return this.configurationOf(audience);
    return document === 'jwks.json' ? this.publicKeysOf(audience) : null;
  }

  /** A token that lives for an hour by the runner's clock. Claims given replace the usual ones. */
  async sign(wish: TokenWish): Promise<string> {
    const key = this.#keys[wish.audience];
    const nowSeconds = Math.floor(this.#clock.now() / 1000);
    return new SignJWT({
      iss: this.urlOf(wish.audience),
      aud: this.audienceClaim(wish.audience),
      sub: wish.subject,
      scope: wish.scope,
      iat: nowSeconds,
      exp: nowSeconds + (wish.lifetimeSeconds ?? LIFETIME_SECONDS),
      ...wish.claims,
    })
      .setProtectedHeader({ alg: 'RS256', kid: key.kid ?? wish.audience })
      .sign(await importJWK(key, 'RS256'));
  }
}

/** New private keys, one for each audience. */
export async function makeIssuerKeys(): Promise<Record<Audience, JWK>> {
  const make = async (audience: Audience) => {
    const { privateKey } = await generateKeyPair('RS256', { extractable: true });
    return { ...(await exportJWK(privateKey)), kid: `${audience}-${Date.now().toString(36)}` };
  };
  return { member: await make('member'), admin: await make('admin') };
}
