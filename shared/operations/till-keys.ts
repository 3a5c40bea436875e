import { createHash, timingSafeEqual } from 'node:crypto';
import { type EpochMs, isoInstant } from '#domain/time/time.ts';
import { type Acting, auditEntry } from './audit.ts';
import type { Ids } from './ports/clock-and-random.ts';
import type { TillKey, TillKeyKind, TillKeys } from './ports/till-keys.ts';

const PREFIX = 'pos';

/** A till key as it is handed out, once: `pos_<keyId>_<secret>`. */
export interface IssuedTillKey {
  readonly keyId: string;
  readonly key: string;
}

/** Makes a key for one store, or for the several of a chain's integrator: live, or for training (D103). Only its hash is kept. */
export async function issueTillKey(
  ports: Acting & { readonly keys: Pick<TillKeys, 'create'>; readonly ids: Ids },
  stores: readonly string[],
  kind: TillKeyKind = 'live',
  reason: string | null = null,
): Promise<IssuedTillKey> {
  const keyId = ports.ids.newKeyId();
  const secret = ports.ids.newSecret();
  const audit = auditEntry(ports, {
    action: 'till-key.created',
    subject: { kind: 'till-key', id: keyId },
    reason,
    changes: [
      { what: 'stores', before: null, after: stores.join(', ') },
      { what: 'kind', before: null, after: kind },
    ],
  });
  const createdAt = ports.clock.now();
  const secretHash = hashOf(secret);
  await ports.keys.create({ keyId, secretHash, stores, kind, createdAt, revokedAt: null }, audit);
  return { keyId, key: `${PREFIX}_${keyId}_${secret}` };
}

/** Takes a key back as of a moment, which may be past. One that was revoked before stays so since then. */
export async function revokeTillKey(
  ports: Acting & { readonly keys: Pick<TillKeys, 'revoke'> },
  { keyId, revokedAt }: Pick<TillKey, 'keyId' | 'revokedAt'>,
  at: EpochMs,
  reason: string | null = null,
): Promise<void> {
  const written = (moment: EpochMs | null): string | null => (moment === null ? null : isoInstant(moment));
  const audit = auditEntry(ports, {
    action: 'till-key.revoked',
    subject: { kind: 'till-key', id: keyId },
    reason,
    changes: [{ what: 'revoked since', before: written(revokedAt), after: written(revokedAt ?? at) }],
  });
  await ports.keys.revoke(keyId, at, audit);
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
