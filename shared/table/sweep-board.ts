import type { QueryCommandInput } from '@aws-sdk/client-dynamodb';
import type { FoundMember, ShardPage, SweepBoard } from '#operations/ports/sweep.ts';
import { assert } from './assertions.ts';
import { type Attributes, openItem } from './codecs/attributes.ts';
import { memberOfItem } from './codecs/state-item.ts';
import { NOTHING_NOTED, shardNotesOfItem } from './codecs/sweep-item.ts';
import { TableBusyError } from './errors.ts';
import { memberIdIn, shardOf } from './keys.ts';
import {
  membersDueRequest,
  membersOfShardRequest,
  noteClaimedRequest,
  noteClaimRequest,
  noteFailedRequest,
  noteSettledRequest,
  readNotesRequest,
  saveProgressRequest,
} from './requests/sweep-requests.ts';
import type { Table, WriteOutcome } from './send.ts';
import { itemsOf } from './stored-items.ts';

/** The sweep's walk over the shards of the due index. */
export function sweepBoard(table: Table): SweepBoard {
  const pageOf = async (request: QueryCommandInput): Promise<ShardPage> => {
    const page = await table.query(request);
    const places = new Map(page.items.map((item) => [memberIdIn(openItem(item).key), placeIn(item)]));
    const states = await itemsOf(
      table,
      page.items.map((item) => openItem(item).key),
    );
    const next = page.next === null ? null : placeIn(page.next);
    return { found: states.map((item) => foundIn(item, places)), next };
  };
  return {
    async readNotes(shard) {
      const item = await table.get(readNotesRequest(table.name, shard));
      return item === null ? NOTHING_NOTED : shardNotesOfItem(item);
    },
    async saveProgress(shard, progress) {
      const saved = await table.update(saveProgressRequest(table.name, shard, progress));
      return notContended(saved, shard) === 'done' ? 'saved' : 'overtaken';
    },
    async noteFailed(shard, memberIds) {
      notContended(await table.update(noteFailedRequest(table.name, shard, memberIds)), shard);
    },
    async noteSettled(shard, memberIds) {
      notContended(await table.update(noteSettledRequest(table.name, shard, memberIds)), shard);
    },
    async noteClaim(claim) {
      const noted = await table.update(noteClaimRequest(table.name, claim));
      return notContended(noted, shardOf(claim.memberId)) === 'done' ? 'noted' : 'full';
    },
    async noteClaimed(claim) {
      notContended(await table.update(noteClaimedRequest(table.name, claim)), shardOf(claim.memberId));
    },
    membersDue: (shard, upTo, after, limit) =>
      pageOf(membersDueRequest(table.name, shard, { upTo, after, limit })),
    membersOf: (shard, after, limit) => pageOf(membersOfShardRequest(table.name, shard, after, limit)),
  };
}

function notContended({ kind }: WriteOutcome, shard: number): 'done' | 'refused' {
  if (kind === 'contended') throw new TableBusyError(`shard ${shard} is being written by another call`);
  return kind;
}

function placeIn({ dueSk }: Attributes): string {
  assert(dueSk?.S !== undefined, 'the due index answers a position without a due key');
  return dueSk.S;
}

/** One state of a page; `places`: member → place in the index, as it was when the page was asked. */
function foundIn(item: Attributes, places: ReadonlyMap<string, string>): FoundMember {
  const memberId = memberIdIn(openItem(item).key);
  const place = places.get(memberId);
  assert(place !== undefined, 'the table answers a state that was not asked for');
  try {
    return { kind: 'member', memberId, place, member: memberOfItem(item) };
  } catch (error) {
    return { kind: 'unreadable', memberId, place, error };
  }
}
