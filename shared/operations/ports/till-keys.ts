import type { EpochMs } from '#domain/time/time.ts';
import type { AuditEntry } from './audit.ts';

export type TillKeyKind = 'live' | 'training';

/** A till key as it is stored: never its secret. */
export interface TillKey {
  readonly keyId: string;
  /** SHA-256 of the secret, base64url. */
  readonly secretHash: string;
  /** The stores for which it speaks: one for a till, several for a chain's integrator. */
  readonly stores: readonly string[];
  /** What a key of training does is answered as ever and stored nowhere (D103). */
  readonly kind: TillKeyKind;
  readonly createdAt: EpochMs;
  readonly revokedAt: EpochMs | null;
}

export interface TillKeys {
  read(keyId: string): Promise<TillKey | null>;
  create(key: TillKey, audit: AuditEntry): Promise<void>;
  /** All keys, revoked ones too, the oldest first. */
  list(): Promise<readonly TillKey[]>;
  /** Revokes it as of a moment that may be past; what the gateway remembers it remembers from when it was told. */
  revoke(keyId: string, at: EpochMs, audit: AuditEntry): Promise<void>;
}

/** The keys that were revoked lately, as an instance knows them: a minute old at most, or it throws. */
export interface RevokedKeys {
  isRevoked(keyId: string): Promise<boolean>;
}
