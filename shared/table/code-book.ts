import type { CardCode, LinkCodeBook } from '#operations/ports/register-and-logins.ts';
import { assert } from './assertions.ts';
import type { Attributes } from './codecs/attributes.ts';
import { cardCodeOf, isTriedOn, memberOfLink, TRIES_OF_A_CARD } from './codecs/link-items.ts';
import { memberOfItem } from './codecs/state-item.ts';
import { TableBusyError } from './errors.ts';
import { cardKey, loginKey, loginTriesKey } from './keys.ts';
import {
  countTryRequest,
  firstTryRequest,
  linkByCodeRequest,
  printCodeRequest,
  readCardRequest,
} from './requests/code-requests.ts';
import { storedIn, type Table } from './send.ts';

/** How many codes a login may try in a day. */
const TRIES_OF_A_LOGIN = 5;

/** One-time codes at their cards, and the tries of logins beside their links. */
export function codeBook(table: Table): LinkCodeBook {
  /** The first of the requests that is not refused. */
  const spend = async (
    tries: Parameters<typeof countTryRequest>[1],
    requests: readonly (typeof countTryRequest)[],
  ): Promise<Attributes | null> => {
    for (const request of requests) {
      const outcome = await table.update(request(table.name, tries));
      if (outcome.kind === 'contended') throw new TableBusyError('tries are being counted by another call');
      if (outcome.kind === 'done') return outcome.attributes;
    }
    return null;
  };
  return {
    async readCard(cardNumber) {
      const item = await table.get(readCardRequest(table.name, cardNumber));
      return item === null ? null : cardCodeOf(item);
    },

    async spendTryOfLogin(login, day) {
      // One less: the request lets pass who has had as many, and is then one more.
      const tries = { at: loginTriesKey(login), day, most: TRIES_OF_A_LOGIN - 1, ofCard: false };
      // The first of a day may meet another first: then it is one of those that follow.
      return (await spend(tries, [countTryRequest, firstTryRequest, countTryRequest])) !== null;
    },

    async spendTryOfCard(cardNumber, day) {
      const tries = { at: cardKey(cardNumber), day, most: TRIES_OF_A_CARD, ofCard: true };
      // One read and one write whether there is such a card or not: an answer's time tells nobody.
      const card = await table.get(readCardRequest(table.name, cardNumber));
      const inTurn = isTriedOn(card, day)
        ? [countTryRequest, firstTryRequest]
        : [firstTryRequest, countTryRequest];
      const isOpen = card !== null && !cardCodeOf(card).isSpent;
      const item = await spend(tries, isOpen ? inTurn : inTurn.slice(0, 1));
      return item === null ? null : cardCodeOf(item);
    },

    async linkByCode(login, code: CardCode) {
      const outcome = await table.transact(linkByCodeRequest(table.name, loginKey(login), code));
      if (outcome.kind === 'done') return { kind: 'linked' };
      if (outcome.kind === 'contended')
        throw new TableBusyError('login or card are being linked by another call');
      const taken = outcome.actions.find(({ at }) => at === 0);
      if (taken === undefined) return { kind: 'spent' };
      return { kind: 'taken', memberId: memberOfLink(storedIn(taken)) };
    },

    async print(change, code) {
      const { request, stateAt, cardAt } = printCodeRequest(table.name, change, code);
      const outcome = await table.transact(request);
      if (outcome.kind === 'done') return { kind: 'committed' };
      if (outcome.kind === 'contended') return outcome;
      if (outcome.actions.some(({ at }) => at === cardAt)) return { kind: 'printed-meanwhile' };
      const moved = outcome.actions.find(({ at }) => at === stateAt);
      assert(moved !== undefined, 'a fact is there before its number was given');
      return { kind: 'member-moved', current: memberOfItem(storedIn(moved)) };
    },
  };
}
