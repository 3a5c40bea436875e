import type { SweepBoard } from '#operations/ports/sweep.ts';
import { assert } from './assertions.ts';
import { openItem } from './codecs/attributes.ts';
import { memberOfItem } from './codecs/state-item.ts';
import { sweepProgressOfItem } from './codecs/sweep-item.ts';
import { TableBusyError } from './errors.ts';
import {
  membersDueRequest,
  membersOfShardRequest,
  readProgressRequest,
  saveProgressRequest,
} from './requests/sweep-requests.ts';
import type { Table } from './send.ts';
import { itemsOf } from './stored-items.ts';

/** The sweep's walk over the shards of the due index. */
export function sweepBoard(table: Table): SweepBoard {
  return {
    async readProgress(shard) {
      const item = await table.get(readProgressRequest(table.name, shard));
      return item === null ? null : sweepProgressOfItem(item);
    },

    async saveProgress(shard, progress) {
      // Refused: another walk has come further, and what it noted stays.
      const { kind } = await table.put(saveProgressRequest(table.name, shard, progress));
      if (kind === 'contended') throw new TableBusyError(`shard ${shard} is being written by another call`);
    },

    async membersDue(shard, upTo, limit) {
      const page = await table.query(membersDueRequest(table.name, shard, upTo, limit));
      const keys = page.items.map((item) => openItem(item).key);
      return (await itemsOf(table, keys)).map(memberOfItem);
    },

    async membersOf(shard, after, limit) {
      const page = await table.query(membersOfShardRequest(table.name, shard, after, limit));
      const members = await itemsOf(
        table,
        page.items.map((item) => openItem(item).key),
      );
      const next = page.next?.dueSk?.S ?? null;
      assert((next === null) === (page.next === null), 'the due index answers a position without a due key');
      return { members: members.map(memberOfItem), next };
    },
  };
}
