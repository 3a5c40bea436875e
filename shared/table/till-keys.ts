import type { TillKeys } from '#operations/ports.ts';
import { assert } from './assertions.ts';
import { tillKeyOfItem } from './codecs/till-key-item.ts';
import { TableBusyError } from './errors.ts';
import {
  createTillKeyRequest,
  readTillKeyRequest,
  revokeTillKeyRequest,
} from './requests/till-key-requests.ts';
import type { Table, WriteOutcome } from './send.ts';

/** Till keys. A key id that is there is not made again; one that is not there cannot be revoked: both throw. */
export function tillKeys(table: Table): TillKeys {
  const expectDone = ({ kind }: WriteOutcome, otherwise: string): void => {
    if (kind === 'contended') throw new TableBusyError('the till key is being written by another call');
    assert(kind === 'done', otherwise);
  };
  return {
    async read(keyId) {
      const item = await table.get(readTillKeyRequest(table.name, keyId));
      return item === null ? null : tillKeyOfItem(item);
    },

    async create(key) {
      const outcome = await table.put(createTillKeyRequest(table.name, key));
      expectDone(outcome, `there is a till key ${key.keyId} already`);
    },

    async revoke(keyId, at) {
      const outcome = await table.update(revokeTillKeyRequest(table.name, keyId, at));
      expectDone(outcome, `there is no till key ${keyId}`);
    },
  };
}
