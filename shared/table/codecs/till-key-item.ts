import type { TillKey } from '#operations/ports/till-keys.ts';
import { keyIdIn, tillKeyKey } from '../keys.ts';
import {
  type Attributes,
  ifAny,
  integer,
  keyAttributes,
  list,
  openItem,
  presentOf,
  text,
} from './attributes.ts';

/** A till key as it is stored: the hash of its secret, never the secret. */
export const tillKeyItem = (key: TillKey): Attributes => ({
  ...keyAttributes(tillKeyKey(key.keyId)),
  ...presentOf({
    h: text(key.secretHash),
    s: list(key.stores.map(text)),
    k: key.kind === 'training' ? text('training') : undefined,
    cr: integer(key.createdAt),
    re: ifAny(key.revokedAt, integer),
  }),
});

export function tillKeyOfItem(item: Attributes): TillKey {
  const { key, fields } = openItem(item);
  return {
    keyId: keyIdIn(key),
    secretHash: fields.get('h').text(),
    stores: fields
      .get('s')
      .list()
      .map((store) => store.text()),
    kind: fields.find('k') === null ? 'live' : 'training',
    createdAt: fields.get('cr').instant(),
    revokedAt: fields.find('re')?.instant() ?? null,
  };
}
