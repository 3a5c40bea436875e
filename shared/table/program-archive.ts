import { SHARDS } from '#contracts/table-layout.ts';
import type { ProgramArchive } from '#operations/ports/programs.ts';
import { assert } from './assertions.ts';
import { MAX_PROGRAM_BYTES, programBytes, programOfItem, timelineOfItem } from './codecs/program-items.ts';
import {
  appendProgramRequest,
  firstOfShardRequest,
  readProgramRequest,
  readTimelineRequest,
} from './requests/program-requests.ts';
import type { Table } from './send.ts';

/** Program versions and their timeline. */
export function programArchive(table: Table): ProgramArchive {
  return {
    async read() {
      const item = await table.get(readTimelineRequest(table.name));
      return item === null ? { timeline: [], revision: 0 } : timelineOfItem(item);
    },

    async append(row, program, revision, audit) {
      const bytes = programBytes(program);
      if (bytes > MAX_PROGRAM_BYTES) return { kind: 'too-large', bytes, most: MAX_PROGRAM_BYTES };
      const outcome = await table.transact(appendProgramRequest(table.name, row, program, revision, audit));
      if (outcome.kind === 'done') return { kind: 'appended' };
      if (outcome.kind === 'refused') {
        const timelineMoved = outcome.actions.some(({ at }) => at === 0);
        assert(timelineMoved, `version ${row.version} is stored though the timeline has not moved`);
      }
      return { kind: 'moved' };
    },

    async readProgram(version) {
      const item = await table.get(readProgramRequest(table.name, version));
      return item === null ? null : programOfItem(item);
    },

    async hasMembers() {
      for (let shard = 0; shard < SHARDS; shard += 1) {
        const { items } = await table.query(firstOfShardRequest(table.name, shard));
        if (items.length > 0) return true;
      }
      return false;
    },
  };
}
