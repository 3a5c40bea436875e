import type { TillKeys } from '#operations/ports/till-keys.ts';
import { assert } from './assertions.ts';
import { openItem } from './codecs/attributes.ts';
import { revokedKeysOf } from './codecs/revoked-item.ts';
import { tillKeyOfItem } from './codecs/till-key-item.ts';
import { TableBusyError } from './errors.ts';
import { notedTillKey } from './keys.ts';
import {
  createTillKeyRequest,
  readRevokedKeysRequest,
  readTillKeyRequest,
  revokeTillKeyRequest,
  tillKeyNotesRequest,
} from './requests/till-key-requests.ts';
import type { Table, TransactionOutcome } from './send.ts';
import { allPages, itemsOf } from './stored-items.ts';

const MAX_TRIES = 20;
/** Twice as long as the gateway remembers that it let a key in. */
const LATELY_MS = 2 * 3_600_000;

/** Till keys. A key id that is there is not made again; one that is not there cannot be revoked: both throw. */
export function tillKeys(table: Table): TillKeys {
  const expectDone = ({ kind }: TransactionOutcome, otherwise: string): void => {
    if (kind === 'contended') throw new TableBusyError('the till key is being written by another call');
    assert(kind === 'done', otherwise);
  };
  return {
    async read(keyId) {
      const item = await table.get(readTillKeyRequest(table.name, keyId));
      return item === null ? null : tillKeyOfItem(item);
    },

    async create(key, audit) {
      const outcome = await table.transact(createTillKeyRequest(table.name, key, audit));
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

    async revoke(keyId, at, audit) {
      const now = audit.at;
      // Beside others who revoke: as often as somebody was faster.
      for (let tries = 0; tries < MAX_TRIES; tries += 1) {
        const list = revokedKeysOf(await table.get(readRevokedKeysRequest(table.name)));
        const lately = list.keys.filter((key) => key.at > now - LATELY_MS && key.keyId !== keyId);
        const next = { keys: [...lately, { keyId, at: now }], revision: list.revision };
        const outcome = await table.transact(revokeTillKeyRequest(table.name, { keyId, at, audit }, next));
        if (outcome.kind === 'done') return;
        const isUnknown = outcome.kind === 'refused' && outcome.actions.some((action) => action.at === 0);
        assert(!isUnknown, `there is no till key ${keyId}`);
      }
      throw new TableBusyError('till keys are being revoked by other calls');
    },
  };
}
