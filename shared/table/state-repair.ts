import type { StateRepair } from '#operations/ports/members.ts';
import { profileOfItem } from './codecs/person-items.ts';
import { memberOfItem } from './codecs/state-item.ts';
import { TableBusyError } from './errors.ts';
import { putBackRequest, readProfileRequest, readStateRequest } from './requests/member-requests.ts';
import type { Table } from './send.ts';

/** A profile and a state each for itself: the one may be there without the other when something was lost. */
export function stateRepair(table: Table): StateRepair {
  return {
    async readProfile(memberId) {
      const item = await table.get(readProfileRequest(table.name, memberId));
      return item === null ? null : profileOfItem(item);
    },

    async readState(memberId) {
      const item = await table.get(readStateRequest(table.name, memberId));
      return item === null ? null : memberOfItem(item);
    },

    async putBack(member, audit) {
      const outcome = await table.transact(putBackRequest(table.name, member, audit));
      if (outcome.kind === 'contended')
        throw new TableBusyError(`${member.id} is being written by another call`);
      return outcome.kind === 'done' ? 'put-back' : 'there';
    },
  };
}
