import { createHash, timingSafeEqual } from 'node:crypto';
import type { Clock, Ids } from './ports/clock-and-random.ts';
import type { TillKey, TillKeyKind, TillKeys } from './ports/till-keys.ts';

const PREFIX = 'pos';

/** A till key as it is handed out, once: `pos_<keyId>_<secret>`. */
export interface IssuedTillKey {
  readonly keyId: string;
  readonly key: string;
}

/** Makes a key for one store, or for the several of a chain's integrator: live, or for training (D103). Only its hash is kept. */
export async function issueTillKey(
  ports: { readonly keys: Pick<TillKeys, 'create'>; readonly ids: Ids; readonly clock: Clock },
  stores: readonly string[],
  kind: TillKeyKind = 'live',
): Promise<IssuedTillKey> {
  const keyId = ports.ids.newKeyId();
  const secret = ports.ids.newSecret();
  await ports.keys.create({
    keyId,
    secretHash: hashOf(secret),
    stores,
    kind,
    createdAt: ports.clock.now(),
    revokedAt: null,
  });
  return { keyId, key: `${PREFIX}_${keyId}_${secret}` };
}

/** The key that a till showed; `null`: unknown, wrong or revoked, which the till is not told apart. */
export async function checkTillKey(
  ports: { readonly keys: Pick<TillKeys, 'read'> },
  shown: string,
): Promise<TillKey | null> {
  const match = /^pos_([a-z0-9]{12})_([A-Za-z0-9_-]{32})$/.exec(shown);
  const [, keyId, secret] = match ?? [];
  if (keyId === undefined || secret === undefined) return null;
  const key = await ports.keys.read(keyId);
  if (key === null || key.revokedAt !== null) return null;
  return timingSafeEqual(Buffer.from(key.secretHash), Buffer.from(hashOf(secret))) ? key : null;
}

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url');
