import type { LoginLinks } from '#operations/ports/register-and-logins.ts';
import { assert } from './assertions.ts';
import { memberOfLink } from './codecs/link-items.ts';
import { TableBusyError } from './errors.ts';
import { loginKey } from './keys.ts';
import { linkLoginRequest, readLinkRequest } from './requests/member-requests.ts';
import type { Table } from './send.ts';

/** Logins → members. Linking the same login to the same member again is the same link. */
export function loginLinks(table: Table): LoginLinks {
  return {
    async memberOfLogin(login) {
      const item = await table.get(readLinkRequest(table.name, loginKey(login)));
      return item === null ? null : memberOfLink(item);
    },

    async link(login, memberId) {
      const outcome = await table.put(linkLoginRequest(table.name, loginKey(login), memberId));
      if (outcome.kind === 'done') return { kind: 'linked' };
      if (outcome.kind === 'contended') throw new TableBusyError('the login is being linked by another call');
      assert(outcome.stored !== null, 'the link that refused a login is not there');
      const holder = memberOfLink(outcome.stored);
      return holder === memberId ? { kind: 'linked' } : { kind: 'taken', memberId: holder };
    },
  };
}
