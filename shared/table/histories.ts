import { type Entry, memberOf } from '#domain/member/entry.ts';
import type { Fact } from '#domain/member/facts.ts';
import type { EntryHistory, FactHistory } from '#operations/ports/histories.ts';
import { assert } from './assertions.ts';
import { openItem } from './codecs/attributes.ts';
import { entryOfItem } from './codecs/entry-item.ts';
import { factsOfItem } from './codecs/facts-item.ts';
import { type Key, waitingEntryIn } from './keys.ts';
import { entriesOfMemberRequest, factsRequest, waitingEntriesRequest } from './requests/history-requests.ts';
import type { Table } from './send.ts';
import { allPages, itemsOf } from './stored-items.ts';

/**
 * Entries by member and time, and those that wait at a card. The index of a member's entries follows the table by a
 * moment: one that was stored just now may be missing. The notes at a card do not.
 */
export function entryHistory(table: Table): EntryHistory {
  const entriesUnder = async (keys: readonly Key[]): Promise<readonly Entry[]> =>
    (await itemsOf(table, keys)).map(entryOfItem);
  return {
    async entriesOf(memberId, from, to) {
      if (to <= from) return [];
      const positions = await allPages(table, (after) =>
        entriesOfMemberRequest(table.name, memberId, from, to, after),
      );
      const entries = await entriesUnder(positions.map((position) => openItem(position).key));
      return entries.filter((entry) => memberOf(entry) === memberId);
    },

    async unmatchedOf(cardNumber) {
      const notes = await allPages(table, (after) => waitingEntriesRequest(table.name, cardNumber, after));
      const entries = await entriesUnder(notes.map((note) => waitingEntryIn(openItem(note).key)));
      // A note stays when its entry has found its member: nothing here deletes.
      return entries.filter((entry) => memberOf(entry) === null);
    },
  };
}

/** Facts by their number. */
export function factHistory(table: Table): FactHistory {
  return {
    async factsOf(memberId, before, limit) {
      assert(Number.isSafeInteger(limit) && limit > 0, 'a page of facts holds at least one');
      const facts: Fact[] = [];
      let upTo = before === null ? null : before - 1;
      while (facts.length < limit && (upTo === null || upTo >= 1)) {
        const request = factsRequest(table.name, memberId, upTo, limit - facts.length);
        const { items, next } = await table.query(request);
        // The first item of a page may hold newer facts than the page: it is found by the number of its first.
        const page = items.flatMap((item) => factsOfItem(item).toReversed());
        facts.push(...page.filter(({ seq }) => upTo === null || seq <= upTo));
        const last = facts.at(-1);
        if (next === null || last === undefined) break;
        upTo = last.seq - 1;
      }
      return facts.slice(0, limit);
    },
  };
}
