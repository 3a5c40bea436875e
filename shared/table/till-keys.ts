import type { TillKeys } from '#operations/ports/till-keys.ts';
import { assert } from './assertions.ts';
import { openItem } from './codecs/attributes.ts';
import { tillKeyOfItem } from './codecs/till-key-item.ts';
import { TableBusyError } from './errors.ts';
import { notedTillKey } from './keys.ts';
import {
  createTillKeyRequest,
  readTillKeyRequest,
  revokeTillKeyRequest,
  tillKeyNotesRequest,
} from './requests/till-key-requests.ts';
import type { Table, TransactionOutcome, WriteOutcome } from './send.ts';
import { allPages, itemsOf } from './stored-items.ts';

/** Till keys. A key id that is there is not made again; one that is not there cannot be revoked: both throw. */
export function tillKeys(table: Table): TillKeys {
  const expectDone = ({ kind }: WriteOutcome | TransactionOutcome, otherwise: string): void => {
    if (kind === 'contended') throw new TableBusyError('the till key is being written by another call');
    assert(kind === 'done', otherwise);
  };
  return {
    async read(keyId) {
      const item = await table.get(readTillKeyRequest(table.name, keyId));
      return item === null ? null : tillKeyOfItem(item);
    },

    async create(key) {
      const outcome = await table.transact(createTillKeyRequest(table.name, key));
      expectDone(outcome, `there is a till key ${key.keyId} already`);
    },

    async list() {
      const notes = await allPages(table, (after) => tillKeyNotesRequest(table.name, after));
      const items = await itemsOf(
        table,
        notes.map((note) => notedTillKey(openItem(note).key)),
      );
      const keys = items.map(tillKeyOfItem);
      return keys.toSorted(
        (one, other) => one.createdAt - other.createdAt || (one.keyId < other.keyId ? -1 : 1),
      );
    },

    async revoke(keyId, at) {
      const outcome = await table.update(revokeTillKeyRequest(table.name, keyId, at));
      expectDone(outcome, `there is no till key ${keyId}`);
    },
  };
}
