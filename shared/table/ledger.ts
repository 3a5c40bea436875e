import { type ChangedEntry, isActivity, isFollowUp, isOverride, isVisit } from '#domain/member/entry.ts';
import type { CommitOutcome, Ledger, RecordOutcome } from '#operations/ports/ledger.ts';
import { assert } from './assertions.ts';
import { type Attributes, openItem } from './codecs/attributes.ts';
import { awaitedOfItem, isAwaitedItem } from './codecs/awaited-item.ts';
import { entryOfItem, saleOfItem } from './codecs/entry-item.ts';
import { memberOfItem } from './codecs/state-item.ts';
import { entryKeyOf } from './entry-keys.ts';
import { TableBusyError } from './errors.ts';
import {
  type CommitRequest,
  claimRequest,
  commitRequest,
  followUpsRequest,
  lastChangeRequest,
  parkRequest,
  type RecordRequest,
  readEntryRequest,
  recordRequest,
} from './requests/ledger-requests.ts';
import { type RefusedAction, storedIn, type Table } from './send.ts';
import { allPages, itemsOf } from './stored-items.ts';

/** The write protocol of reliability §2 on the table. */
export function ledger(table: Table): Ledger {
  return {
    commit: (change) => send(table, commitRequest(table.name, change)),

    async claim(change) {
      const outcome = await send(table, claimRequest(table.name, change));
      // Nobody has claimed it meanwhile, but something has followed it: it is to be read again.
      const isStillWaiting = outcome.kind === 'entry-exists' && outcome.entry.owner.kind !== 'member';
      return isStillWaiting ? { kind: 'sale-moved' } : outcome;
    },

    record: (entry, followed) => sendRecord(table, recordRequest(table.name, entry, followed)),

    async park(ref, awaited) {
      const outcome = await table.put(parkRequest(table.name, ref, awaited));
      return outcome.kind === 'done' ? 'parked' : 'moved';
    },

    async readEntry(storeId, receiptId) {
      const item = await table.get(readEntryRequest(table.name, storeId, receiptId));
      return item === null || isAwaitedItem(item) ? null : saleOfItem(item);
    },

    async readOverride(ref) {
      const [item] = await itemsOf(table, [entryKeyOf(ref)]);
      if (item === undefined) return null;
      const entry = entryOfItem(item);
      assert(isOverride(entry), 'what lies at the place of an override is none');
      return entry;
    },

    async readLastChange({ of, source, id }) {
      const { items } = await table.query(lastChangeRequest(table.name, { of, source, id }));
      const [last] = items;
      return last === undefined ? null : changedOfItem(last);
    },

    async readChange({ of, source, id }, number) {
      const [item] = await itemsOf(table, [entryKeyOf({ source, id, change: { of, number } })]);
      return item === undefined ? null : changedOfItem(item);
    },

    async readPlace({ source, id, followUp }) {
      const keys = [entryKeyOf({ source, id }), entryKeyOf({ source, id, followUp })] as const;
      const items = await itemsOf(table, keys);
      const at = (sk: string): Attributes | null =>
        items.find((item) => openItem(item).key.sk === sk) ?? null;
      const [place, beside] = [at(keys[0].sk), at(keys[1].sk)];
      const isAwaited = place !== null && isAwaitedItem(place);
      return {
        sold: place === null || isAwaited ? null : saleOfItem(place),
        awaited: place !== null && isAwaited ? awaitedOfItem(place) : [],
        followUp: beside === null ? null : entryOfItem(beside),
      };
    },

    async readFollowUps({ source, id }) {
      const items = await allPages(table, (after) => followUpsRequest(table.name, { source, id }, after));
      const revisionOf = (entry: ReturnType<typeof entryOfItem>): number =>
        isFollowUp(entry) ? entry.body.revision : 0;
      return items.map(entryOfItem).sort((one, other) => revisionOf(one) - revisionOf(other));
    },
  };
}

function changedOfItem(item: Attributes): ChangedEntry {
  const entry = entryOfItem(item);
  assert(isVisit(entry) || isActivity(entry), 'what lies at the place of a change is none');
  return entry;
}

async function send(table: Table, commit: CommitRequest): Promise<CommitOutcome> {
  if (commit.kind === 'update') {
    const outcome = await table.update(commit.request);
    if (outcome.kind === 'done') return { kind: 'committed' };
    if (outcome.kind === 'contended') return outcome;
    return { kind: 'member-moved', current: memberOfItem(storedIn(outcome)) };
  }
  const outcome = await table.transact(commit.request);
  switch (outcome.kind) {
    case 'done':
      return { kind: 'committed' };
    case 'contended':
      return outcome;
    case 'refused':
      return refusalOf(commit, outcome.actions);
    default:
      return outcome satisfies never;
  }
}

async function sendRecord(table: Table, record: RecordRequest): Promise<RecordOutcome> {
  const outcome = await (record.kind === 'put' ? table.put(record.request) : table.transact(record.request));
  if (outcome.kind === 'done') return { kind: 'committed' };
  if (outcome.kind === 'contended')
    throw new TableBusyError('entry or card are being written by another call');
  if ('stored' in outcome) return atPlace(storedIn(outcome));
  assert(record.kind === 'transaction', 'a single write was refused as a transaction');
  const { actions } = outcome;
  const entry = actions.find(({ at }) => at === record.entryAt);
  if (entry !== undefined) return atPlace(storedIn(entry));
  if (actions.some(({ at }) => record.besideAt.includes(at))) return { kind: 'sale-moved' };
  assert(
    record.cardAt !== null && actions.some(({ at }) => at === record.cardAt),
    'an entry was refused neither by itself nor by its card',
  );
  return { kind: 'card-enrolled' };
}

/** What lies where an entry was to be put. */
function atPlace(stored: Attributes): Extract<CommitOutcome, { kind: 'entry-exists' | 'awaited' }> {
  return isAwaitedItem(stored)
    ? { kind: 'awaited', awaited: awaitedOfItem(stored) }
    : { kind: 'entry-exists', entry: entryOfItem(stored) };
}

/** A stored entry comes first: whoever sends it again shall get its answer, however far the member has moved. */
function refusalOf(
  { entryAt, besideAt, stateAt }: CommitRequest & { readonly kind: 'transaction' },
  actions: readonly RefusedAction[],
): CommitOutcome {
  const entry = actions.find(({ at }) => at === entryAt);
  if (entry !== undefined) return atPlace(storedIn(entry));
  if (actions.some(({ at }) => besideAt.includes(at))) return { kind: 'sale-moved' };
  const state = actions.find(({ at }) => at === stateAt);
  assert(state !== undefined, 'a fact of this number is stored though the member has not moved');
  return { kind: 'member-moved', current: memberOfItem(storedIn(state)) };
}
