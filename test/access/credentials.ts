import { createPublicKey } from 'node:crypto';
import { exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';
import type { Audience } from '../../local/http/issuer.ts';
import type { RunningShop } from '../fixtures/running-shop.ts';
import { at } from '../fixtures/scenario.ts';

/** A token or key at the door, and who that makes its bearer; `null`: nobody, for the reason in the name. */
export interface Credential {
  readonly name: string;
  /** The value of the Authorization header; `null`: none is sent. */
  readonly header: string | null;
  readonly actor: 'till' | 'member' | 'admin' | null;
  readonly scopes: readonly string[];
  /** The credential whose cells of the matrix are this one's too. */
  readonly like?: string;
  /** Of a till. */
  readonly stores: readonly string[];
}

export const OWN_STORE = '292';
export const OTHER_STORE = '381';
/** Answered like the till of the own store, and nothing of it is stored (D103). */
export const TRAINING = 'till of training';
const MEMBER_SCOPES = ['member/read', 'member/write'];
const ADMIN_SCOPES = ['admin/members.read', 'admin/contact.read', 'admin/audit.read', 'admin/override'];

/** The header of a login that nobody has linked. */
export const loginHeader = async (shop: RunningShop, subject: string): Promise<string> =>
  `Bearer ${await sign(shop, 'member', { sub: subject }, MEMBER_SCOPES)}`;

/** Every actor, and every way in which a credential can be wrong (reliability §5). */
export async function makeCredentials(shop: RunningShop): Promise<readonly Credential[]> {
  return [
    ...(await tills(shop)),
    ...(await tokens(shop, 'member', MEMBER_SCOPES)),
    {
      ...token('stranger', await sign(shop, 'member', { sub: 'stranger' }, MEMBER_SCOPES)),
      actor: 'member',
      scopes: MEMBER_SCOPES,
    },
    {
      ...token('member who may only read', await sign(shop, 'member', {}, ['member/read'])),
      actor: 'member',
      scopes: ['member/read'],
    },
    ...(await tokens(shop, 'admin', ADMIN_SCOPES)),
    ...(await Promise.all(
      ADMIN_SCOPES.map(async (scope) => ({
        ...token(`administrator with ${scope} alone`, await sign(shop, 'admin', {}, [scope])),
        actor: 'admin' as const,
        scopes: [scope],
      })),
    )),
    {
      ...token('member with an administrator’s scope', await sign(shop, 'member', {}, ADMIN_SCOPES)),
      actor: 'member',
      scopes: ADMIN_SCOPES,
    },
    { name: 'nobody', header: null, actor: null, scopes: [], stores: [] },
    wrong('an empty header', ''),
    wrong('basic', `Basic ${Buffer.from('admin:admin').toString('base64')}`),
  ];
}

const token = (name: string, jwt: string) => ({ name, header: `Bearer ${jwt}`, stores: [] });
const wrong = (name: string, header: string): Credential => ({
  name,
  header,
  actor: null,
  scopes: [],
  stores: [],
});

async function tills(shop: RunningShop): Promise<readonly Credential[]> {
  const key = async (name: string, stores: readonly string[]): Promise<Credential> => {
    const issued = await shop.issueKey(stores);
    return { name, header: issued.key, actor: 'till', scopes: [], stores };
  };
  const own = await key('till', [OWN_STORE]);
  const revoked = await shop.issueKey([OWN_STORE]);
  const training = await shop.issueKey([OWN_STORE], 'training');
  await shop.revokeKey(revoked.keyId);
  const header = own.header ?? '';
  return [
    own,
    await key('till of another store', [OTHER_STORE]),
    { ...own, name: TRAINING, header: training.key, like: 'till' },
    await key('integrator of a chain', [OWN_STORE, OTHER_STORE]),
    wrong('till key: revoked', revoked.key),
    wrong('till key: another secret', `${header.slice(0, -4)}AAAA`),
    wrong('till key: of another stage', `pos_${'z'.repeat(12)}_${'b'.repeat(32)}`),
    wrong('till key: truncated', header.slice(0, -1)),
    wrong('till key: as a bearer', `Bearer ${header}`),
    wrong('till key: in capitals', header.toUpperCase()),
  ];
}

/** A good token of an issuer, and the same spoilt in every way. */
async function tokens(
  shop: RunningShop,
  audience: Audience,
  scopes: readonly string[],
): Promise<readonly Credential[]> {
  const { issuer } = shop.running.system;
  const now = Math.floor(at(shop.now) / 1000);
  const other: Audience = audience === 'member' ? 'admin' : 'member';
  const signed = (claims: Record<string, unknown>): Promise<string> => sign(shop, audience, claims, scopes);
  const good = await signed({});
  const [head = '', payload = '', signature = ''] = good.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
  const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const [publicKey] = issuer.publicKeysOf(audience).keys;
  if (publicKey === undefined) throw new Error('the issuer has no key');
  const pem = createPublicKey({ key: publicKey as never, format: 'jwk' }).export({
    type: 'spki',
    format: 'pem',
  });
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const ofOtherPool = { ...(await exportJWK(privateKey)), kid: publicKey.kid } as JWK;
  const spoilt: Record<string, string> = {
    expired: await signed({ exp: now - 1 }),
    'not valid yet': await signed({ nbf: now + 600 }),
    'without an end': await signed({ exp: undefined }),
    'another issuer': await signed({ iss: 'https://elsewhere.example' }),
    'another audience': await signed({ aud: issuer.audienceClaim(other) }),
    'without an algorithm': `${encoded({ alg: 'none', kid: publicKey.kid })}.${payload}.`,
    'signed with the public key': await new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256', kid: publicKey.kid ?? '' })
      .sign(new TextEncoder().encode(String(pem))),
    'of another pool': await new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', kid: publicKey.kid ?? '' })
      .sign(await importJWK(ofOtherPool, 'RS256')),
    truncated: good.slice(0, -10),
    'with another content': `${head}.${encoded({ ...claims, sub: 'somebody-else' })}.${signature}`,
  };
  return [
    { ...token(audience, good), actor: audience, scopes },
    // An ID token is signed as well, for the same application, and carries no scope.
    {
      ...token(`${audience} with an ID token`, await sign(shop, audience, { token_use: 'id' }, [])),
      actor: audience,
      scopes: [],
    },
    ...Object.entries(spoilt).map(([name, jwt]) => wrong(`${audience} token: ${name}`, `Bearer ${jwt}`)),
  ];
}

/** Claims replace the usual ones; those that are undefined are left out. */
async function sign(
  shop: RunningShop,
  audience: Audience,
  claims: Record<string, unknown>,
  scopes: readonly string[],
): Promise<string> {
  return await shop.running.system.issuer.sign({
    audience,
    subject: 'anna',
    scope: scopes.join(' '),
    claims,
  });
}
