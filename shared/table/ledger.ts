import type { CommitOutcome, Ledger } from '#operations/ports/ledger.ts';
import { assert } from './assertions.ts';
import type { Attributes } from './codecs/attributes.ts';
import { entryOfItem, memberOfEntryItem } from './codecs/entry-item.ts';
import { memberOfItem } from './codecs/state-item.ts';
import { TableBusyError } from './errors.ts';
import {
  type CommitRequest,
  claimRequest,
  commitRequest,
  type RecordRequest,
  readEntryRequest,
  recordRequest,
} from './requests/ledger-requests.ts';
import { type RefusedAction, storedIn, type Table } from './send.ts';

type Recorded = Awaited<ReturnType<Ledger['record']>>;

/** The write protocol of reliability §2 on the table. */
export function ledger(table: Table): Ledger {
  return {
    commit: (change) => send(table, commitRequest(table.name, change)),

    async claim(change) {
      const request = claimRequest(table.name, change);
      return await send(table, request, (stored) => memberOfEntryItem(stored) !== null);
    },

    record: (entry) => sendRecord(table, recordRequest(table.name, entry)),

    async readEntry(storeId, receiptId) {
      const item = await table.get(readEntryRequest(table.name, storeId, receiptId));
      return item === null ? null : entryOfItem(item);
    },
  };
}

/** `isExpected` says which stored entry may be the reason of a refusal; any other is a broken invariant. */
async function send(
  table: Table,
  commit: CommitRequest,
  isExpected: (stored: Attributes) => boolean = () => true,
): Promise<CommitOutcome> {
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
      return refusalOf(commit, outcome.actions, isExpected);
    default:
      return outcome satisfies never;
  }
}

async function sendRecord(table: Table, record: RecordRequest): Promise<Recorded> {
  const outcome = await (record.kind === 'put' ? table.put(record.request) : table.transact(record.request));
  if (outcome.kind === 'done') return { kind: 'committed' };
  if (outcome.kind === 'contended')
    throw new TableBusyError('entry or card are being written by another call');
  if ('stored' in outcome) return { kind: 'entry-exists', entry: entryOfItem(storedIn(outcome)) };
  assert(record.kind === 'transaction', 'a single write was refused as a transaction');
  const entry = outcome.actions.find(({ at }) => at === record.entryAt);
  if (entry !== undefined) return { kind: 'entry-exists', entry: entryOfItem(storedIn(entry)) };
  assert(
    outcome.actions.some(({ at }) => at === record.cardAt),
    'an entry was refused neither by itself nor by its card',
  );
  return { kind: 'card-enrolled' };
}

/** A stored entry comes first: whoever sends it again shall get its answer, however far the member has moved. */
function refusalOf(
  { entryAt, stateAt }: CommitRequest & { readonly kind: 'transaction' },
  actions: readonly RefusedAction[],
  isExpected: (stored: Attributes) => boolean,
): CommitOutcome {
  const entry = actions.find(({ at }) => at === entryAt);
  if (entry !== undefined) {
    const stored = storedIn(entry);
    assert(isExpected(stored), 'the entry that is claimed says something else than the stored one');
    return { kind: 'entry-exists', entry: entryOfItem(stored) };
  }
  const state = actions.find(({ at }) => at === stateAt);
  assert(state !== undefined, 'a fact of this number is stored though the member has not moved');
  return { kind: 'member-moved', current: memberOfItem(storedIn(state)) };
}
