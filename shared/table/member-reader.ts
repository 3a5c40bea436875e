import type { MemberReader, MemberSnapshot } from '#operations/ports/members.ts';
import { assert } from './assertions.ts';
import { profileOfItem } from './codecs/person-items.ts';
import { memberOfItem } from './codecs/state-item.ts';
import { TableBusyError } from './errors.ts';
import { readMemberRequest } from './requests/member-requests.ts';
import type { Table } from './send.ts';

/** Reads that may see a profile's change half done; each is a few milliseconds, the change is over in one. */
const MAX_READS = 4;

/** Members, read strongly; an item that does not decode throws. */
export function memberReader(table: Table): MemberReader {
  return {
    async read(memberId) {
      for (let reads = 0; reads < MAX_READS; reads += 1) {
        const snapshot = await readOnce(table, memberId);
        // A query is no transaction: never decide on a fresh state with a stale profile (reliability §2).
        if (snapshot === null || snapshot.member.profileVersion === snapshot.profile.version) return snapshot;
      }
      throw new TableBusyError(`state and profile of ${memberId} do not agree`);
    },
  };
}

async function readOnce(table: Table, memberId: string): Promise<MemberSnapshot | null> {
  const { items, next } = await table.query(readMemberRequest(table.name, memberId));
  assert(next === null, `state and profile of ${memberId} do not fit a page`);
  if (items.length === 0) return null;
  const state = items.find((item) => item.sk?.S === 'STATE');
  const profile = items.find((item) => item.sk?.S === 'PROFILE');
  assert(state !== undefined && profile !== undefined, `${memberId} lacks its state or its profile`);
  return { member: memberOfItem(state), profile: profileOfItem(profile) };
}
