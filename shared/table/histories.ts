import { type Entry, memberOf } from '#domain/member/entry.ts';
import type { Fact } from '#domain/member/facts.ts';
import type { EntryHistory, FactHistory } from '#operations/ports/histories.ts';
import { assert } from './assertions.ts';
import { type Attributes, keyAttributes, openItem } from './codecs/attributes.ts';
import { entryOfItem } from './codecs/entry-item.ts';
import { factsOfItem } from './codecs/facts-item.ts';
import { entryKeyOf, waitingEntryIn } from './entry-keys.ts';
import { entryPartition, type Key } from './keys.ts';
import { entriesOfMemberRequest, factsRequest, waitingEntriesRequest } from './requests/history-requests.ts';
import type { Table } from './send.ts';
import { allPages, itemsOf, pageOfQuery } from './stored-items.ts';

/**
 * Entries by member and time, and those that wait at a card. The index of a member's entries follows the table by a
 * moment: one that was stored just now may be missing. The notes at a card do not.
 */
export function entryHistory(table: Table): EntryHistory {
  const entriesUnder = async (keys: readonly Key[]): Promise<readonly Entry[]> =>
    (await itemsOf(table, keys)).map(entryOfItem);
  return {
    async entriesOf(memberId, from, to, also = []) {
      if (to <= from) return [];
      const positions = await allPages(table, (after) =>
        entriesOfMemberRequest(table.name, memberId, from, to, { after }),
      );
      const found = new Map(
        [...positions.map((position) => openItem(position).key), ...also.map(entryKeyOf)].map((key) => [
          `${key.pk} ${key.sk}`,
          key,
        ]),
      );
      const entries = await entriesUnder([...found.values()]);
      return entries.filter((entry) => memberOf(entry) === memberId);
    },

    async pageOf(memberId, { from, to }, { after, limit }) {
      if (to <= from) return { entries: [], next: null };
      const place = after === null ? null : indexPlace(memberId, after);
      const { items, last } = await pageOfQuery(limit, (more) =>
        table.query(entriesOfMemberRequest(table.name, memberId, from, to, { after: place, limit: more })),
      );
      const entries = await entriesUnder(items.map((position) => openItem(position).key));
      return {
        entries: entries.filter((entry) => memberOf(entry) === memberId),
        next: last === null ? null : placeText(last),
      };
    },

    async unmatchedOf(cardNumber, page) {
      const { items, last } = await pageOfQuery(page.limit, (limit) =>
        table.query(waitingEntriesRequest(table.name, cardNumber, { ...page, limit })),
      );
      const entries = await entriesUnder(items.map((note) => waitingEntryIn(openItem(note).key)));
      // A note stays when its entry has found its member: nothing here deletes.
      return {
        entries: entries.filter((entry) => memberOf(entry) === null),
        next: last === null ? null : openItem(last).key.sk,
      };
    },
  };
}

/** A position in the index of a member's entries as one text; whose it is, the caller knows. */
function placeText(position: Attributes): string {
  const { pk, sk } = openItem(position).key;
  assert(position.entrySk?.S !== undefined, 'the index of entries answers a position without its key');
  return [position.entrySk.S, pk, sk].join(' ');
}

function indexPlace(memberId: string, place: string): Attributes {
  const [entrySk, pk, sk, ...rest] = place.split(' ');
  assert(
    entrySk !== undefined && pk !== undefined && sk !== undefined && rest.length === 0,
    'a place in the index of entries is not one of ours',
  );
  return { ...keyAttributes({ pk, sk }), entryPk: { S: entryPartition(memberId) }, entrySk: { S: entrySk } };
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
