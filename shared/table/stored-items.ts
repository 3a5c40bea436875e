import type { QueryCommandInput } from '@aws-sdk/client-dynamodb';
import { assert } from './assertions.ts';
import { type Attributes, openItem } from './codecs/attributes.ts';
import { TableBusyError } from './errors.ts';
import type { Key } from './keys.ts';
import { readItemsRequest } from './requests/history-requests.ts';
import type { Table } from './send.ts';

/** The table takes this many keys in one batch. */
const BATCH = 100;
/** Keys that are left out are asked for again after up to 40, 80, 160 … ms, about a second in all. */
const MAX_TRIES_IN_VAIN = 6;
const FIRST_PAUSE_MS = 20;

/** All items of a query, page after page. */
export async function allPages(
  table: Table,
  request: (after: Attributes | null) => QueryCommandInput,
): Promise<readonly Attributes[]> {
  const items: Attributes[] = [];
  let after: Attributes | null = null;
  do {
    const page = await table.query(request(after));
    items.push(...page.items);
    after = page.next;
  } while (after !== null);
  return items;
}

/**
 * Asks for one item more than a page takes: the table says of a query that stopped at its limit that more may follow, and
 * a page of exactly all is the last. @returns the page, and its last item where more follow
 */
export async function pageOfQuery(
  limit: number,
  query: (
    limit: number,
  ) => Promise<{ readonly items: readonly Attributes[]; readonly next: Attributes | null }>,
): Promise<{ readonly items: readonly Attributes[]; readonly last: Attributes | null }> {
  const { items, next } = await query(limit + 1);
  const page = items.slice(0, limit);
  if (items.length > limit) return { items: page, last: page.at(-1) ?? null };
  return { items: page, last: next };
}

/**
 * The items under these keys, in the keys' order, read strongly; what is not there is left out. Keys that the table
 * leaves unprocessed are asked for again; a batch that brings nothing too often is a {@link TableBusyError}.
 */
export async function itemsOf(table: Table, keys: readonly Key[]): Promise<readonly Attributes[]> {
  const found = new Map<string, Attributes>();
  for (let start = 0; start < keys.length; start += BATCH) {
    let wanted = keys.slice(start, start + BATCH);
    let inVain = 0;
    while (wanted.length > 0) {
      const { items, rest } = await table.getBatch(readItemsRequest(table.name, wanted));
      for (const item of items) found.set(nameOf(openItem(item).key), item);
      wanted = rest.map((key) => openItem(key).key);
      if (wanted.length === 0) break;
      inVain = items.length > 0 ? 0 : inVain + 1;
      if (inVain === MAX_TRIES_IN_VAIN) throw new TableBusyError('the table leaves keys unread');
      await pause(FIRST_PAUSE_MS * 2 ** inVain);
    }
  }
  return keys.flatMap((key) => {
    const item = found.get(nameOf(key));
    return item === undefined ? [] : [item];
  });
}

const nameOf = ({ pk, sk }: Key): string => `${pk}\n${sk}`;

async function pause(atMostMs: number): Promise<void> {
  assert(atMostMs > 0, 'a pause takes time');
  await new Promise((resolve) => setTimeout(resolve, atMostMs * (0.5 + Math.random() / 2)));
}
