import { createRemoteJWKSet, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { RunnerClock } from '../clock/runner-clock.ts';
import type { Functions } from '../functions/functions.ts';
import type { AuthorizerDescription } from '../template/system.ts';
import { type AuthorizerContext, type GatewayRequest, makeRequestParts } from './event.ts';
import type { RouteMatch } from './route-table.ts';

type Verdict =
  | { readonly kind: 'allowed'; readonly context: AuthorizerContext | null }
  | { readonly kind: 'unauthorized' }
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'broken' };

type LambdaAuthorizer = Extract<AuthorizerDescription, { kind: 'lambda' }>;
type JwtAuthorizer = Extract<AuthorizerDescription, { kind: 'jwt' }>;

/** The gateway's own gate: asks the route's authorizer, and remembers answers as long as the template says. */
export class Gate {
  readonly #functions: Functions;
  readonly #clock: RunnerClock;
  readonly #remembered = new Map<string, { readonly verdict: Verdict; readonly untilEpochMs: number }>();
  readonly #keys = new Map<string, Promise<JWTVerifyGetKey>>();

  constructor(functions: Functions, clock: RunnerClock) {
    this.#functions = functions;
    this.#clock = clock;
  }

  async judge(request: GatewayRequest, match: RouteMatch): Promise<Verdict> {
    const { authorizer, scopes } = match.route;
    if (authorizer === null) return { kind: 'allowed', context: null };
    return authorizer.kind === 'lambda'
      ? this.#askFunction(authorizer, request, match)
      : this.#checkToken(authorizer, scopes, request);
  }

  /** A missing identity is refused without a call, and never remembered. Times are the runner's. */
  async #askFunction(
    authorizer: LambdaAuthorizer,
    request: GatewayRequest,
    match: RouteMatch,
  ): Promise<Verdict> {
    const identity = authorizer.identitySource.map((source) => identityOf(source, request, match));
    if (!identity.every((value) => value !== undefined && value !== '')) return { kind: 'unauthorized' };
    const key = JSON.stringify([authorizer.functionArn, ...identity]);
    const known = this.#remembered.get(key);
    if (known !== undefined && this.#clock.now() < known.untilEpochMs) return known.verdict;
    const verdict = await this.#callFunction(authorizer, request, match, identity);
    if (verdict.kind !== 'broken' && authorizer.cacheSeconds > 0) {
      if (this.#remembered.size >= REMEMBERED_AT_MOST) this.#remembered.clear();
      this.#remembered.set(key, {
        verdict,
        untilEpochMs: this.#clock.now() + authorizer.cacheSeconds * 1000,
      });
    }
    return verdict;
  }

  async #callFunction(
    authorizer: LambdaAuthorizer,
    request: GatewayRequest,
    match: RouteMatch,
    identitySource: readonly unknown[],
  ): Promise<Verdict> {
    const event = {
      ...makeRequestParts(request, match),
      type: 'REQUEST',
      routeArn: `arn:aws:execute-api:local:000000000000:local/$default/${request.method}${request.url}`,
      identitySource,
    };
    const invocation = await this.#functions.invoke(authorizer.functionArn, event);
    if (invocation.kind !== 'answered') {
      return invocation.kind === 'failed' && invocation.errorMessage === 'Unauthorized'
        ? { kind: 'unauthorized' }
        : { kind: 'broken' };
    }
    const answer = JSON.parse(invocation.payload) as {
      isAuthorized?: unknown;
      context?: Record<string, unknown>;
    } | null;
    if (typeof answer?.isAuthorized !== 'boolean') return { kind: 'broken' };
    return answer.isAuthorized
      ? { kind: 'allowed', context: { lambda: answer.context ?? {} } }
      : { kind: 'forbidden' };
  }

  /** RS256 only; issuer, audience (or client id), times by the runner's clock, then one of the route's scopes. */
  async #checkToken(
    authorizer: JwtAuthorizer,
    scopes: readonly string[],
    request: GatewayRequest,
  ): Promise<Verdict> {
    const token = request.headers.authorization?.replace(/^Bearer /i, '');
    if (token === undefined) return { kind: 'unauthorized' };
    let claims: JWTPayload;
    try {
      const verified = await jwtVerify(token, await this.#keysOf(authorizer.issuer), {
        algorithms: ['RS256'],
        issuer: authorizer.issuer,
        requiredClaims: ['exp'],
        currentDate: new Date(this.#clock.now()),
      });
      claims = verified.payload;
    } catch {
      return { kind: 'unauthorized' };
    }
    const audiences = claims.aud === undefined ? [claims.client_id] : [claims.aud].flat();
    if (!audiences.some((audience) => authorizer.audience.includes(String(audience))))
      return { kind: 'unauthorized' };
    const granted = String(claims.scope ?? claims.scp ?? '').split(' ');
    if (scopes.length > 0 && !scopes.some((scope) => granted.includes(scope))) return { kind: 'forbidden' };
    const context = { claims: claimTexts(claims), scopes: scopes.length === 0 ? null : granted };
    return { kind: 'allowed', context: { jwt: context } };
  }

  #keysOf(issuer: string): Promise<JWTVerifyGetKey> {
    const known = this.#keys.get(issuer);
    if (known !== undefined) return known;
    const found = discoverKeys(issuer);
    this.#keys.set(issuer, found);
    found.catch(() => this.#keys.delete(issuer));
    return found;
  }
}

const REMEMBERED_AT_MOST = 10_000;

async function discoverKeys(issuer: string): Promise<JWTVerifyGetKey> {
  const answer = await fetch(`${issuer}/.well-known/openid-configuration`);
  const { jwks_uri } = (await answer.json()) as { jwks_uri: string };
  return createRemoteJWKSet(new URL(jwks_uri));
}

function identityOf(source: string, request: GatewayRequest, match: RouteMatch): unknown {
  if (source === '$context.routeKey') return match.route.routeKey;
  const [, header] = /^\$request\.header\.(.+)$/.exec(source) ?? [];
  if (header !== undefined) return request.headers[header.toLowerCase()];
  throw new Error(`The identity source ${source} is not known here.`);
}

/** The gateway hands every claim on as a text; lists become `[a b]`. */
function claimTexts(claims: JWTPayload): Record<string, string> {
  const text = (value: unknown) => (Array.isArray(value) ? `[${value.join(' ')}]` : String(value));
  return Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, text(value)]));
}
