import type { RevokedKeys } from '#operations/ports/till-keys.ts';
import { revokedKeysOf } from './codecs/revoked-item.ts';
import type { StandingItems } from './standing-items.ts';

/** Whether a till key was revoked lately: the gateway remembers for an hour that it let it in. */
export const revokedKeys = (standing: StandingItems): RevokedKeys => ({
  async isRevoked(keyId) {
    const { keys } = revokedKeysOf((await standing.current()).revokedKeys);
    return keys.some((key) => key.keyId === keyId);
  },
});
