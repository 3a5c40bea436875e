import type { MemberRegister } from '#operations/ports/register-and-logins.ts';
import { assert } from './assertions.ts';
import type { Attributes } from './codecs/attributes.ts';
import { meaningOfCard, memberOfLink } from './codecs/link-items.ts';
import { contactOfItem } from './codecs/person-items.ts';
import { TableBusyError } from './errors.ts';
import { cardKey, type Key, phoneKey } from './keys.ts';
import {
  completeRequest,
  enrolRequest,
  readContactRequest,
  readLinkRequest,
} from './requests/member-requests.ts';
import { storedIn, type Table } from './send.ts';

const enrolmentIn = (card: Attributes): { readonly memberId: string; readonly meaning: string | null } => ({
  memberId: memberOfLink(card),
  meaning: meaningOfCard(card),
});

/** Enrolment, and the ways from a card or a phone to a member. `digests` hide a phone: keyed hashes, never the number; the first is written. */
export function memberRegister(
  table: Table,
  digests: (phone: string) => readonly [string, ...string[]],
): MemberRegister {
  const memberAt = async (key: Key): Promise<string | null> => {
    const item = await table.get(readLinkRequest(table.name, key));
    return item === null ? null : memberOfLink(item);
  };
  return {
    async enrol(enrolment) {
      const { phone } = enrolment.contact;
      const keys = phone === null ? [] : digests(phone).map(phoneKey);
      const { request, cardAt, phonesAt } = enrolRequest(table.name, enrolment, keys);
      const outcome = await table.transact(request);
      if (outcome.kind === 'done') return { kind: 'enrolled' };
      if (outcome.kind === 'contended') {
        throw new TableBusyError('the card or the phone is being enrolled by another call');
      }
      const card = outcome.actions.find(({ at }) => at === cardAt);
      if (card !== undefined) {
        return { kind: 'card-taken', ...enrolmentIn(storedIn(card)) };
      }
      const taken = outcome.actions.find(({ at }) => phonesAt.includes(at));
      if (taken === undefined && enrolment.hasWaiting) return { kind: 'claims-full' };
      assert(taken !== undefined, `${enrolment.member.id} is enrolled already, with another card`);
      return { kind: 'phone-taken', memberId: memberOfLink(storedIn(taken)) };
    },

    async complete(lost) {
      const { phone } = lost.contact;
      const key = phone === null ? null : phoneKey(digests(phone)[0]);
      const outcome = await table.transact(completeRequest(table.name, lost, key));
      if (outcome.kind === 'contended')
        throw new TableBusyError('the enrolment is being completed by another call');
      return outcome.kind === 'done' ? 'completed' : 'kept';
    },

    memberOfCard: (cardNumber) => memberAt(cardKey(cardNumber)),

    async enrolmentOf(cardNumber) {
      const item = await table.get(readLinkRequest(table.name, cardKey(cardNumber)));
      return item === null ? null : enrolmentIn(item);
    },

    async memberOfPhone(phone) {
      for (const digest of digests(phone)) {
        const memberId = await memberAt(phoneKey(digest));
        if (memberId !== null) return memberId;
      }
      return null;
    },

    async readContact(memberId) {
      const item = await table.get(readContactRequest(table.name, memberId));
      return item === null ? null : contactOfItem(item);
    },
  };
}
