import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { EpochMs } from '#domain/time/time.ts';
import { type Attributes, integer, list, openItem, text } from './attributes.ts';

/** A till key and when it was revoked. */
export interface RevokedKey {
  readonly keyId: string;
  readonly at: EpochMs;
}

export const encodeRevokedKeys = (keys: readonly RevokedKey[]): AttributeValue =>
  list(keys.map(({ keyId, at }) => list([text(keyId), integer(at)])));

/** The keys revoked lately, and the revision of their list; nothing was ever revoked: `null`. */
export function revokedKeysOf(item: Attributes | null): {
  readonly keys: readonly RevokedKey[];
  readonly revision: number;
} {
  if (item === null) return { keys: [], revision: 0 };
  const { fields } = openItem(item);
  const keys = fields
    .get('rk')
    .list()
    .map((key) => ({ keyId: key.part(0).text(), at: key.part(1).instant() }));
  return { keys, revision: fields.get('rev').integer() };
}
