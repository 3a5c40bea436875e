import {
  type Entry,
  type EntryOwner,
  isFollowUp,
  isSale,
  refOf,
  type SaleEntry,
  type SaleLeft,
} from '#domain/member/entry.ts';
import { leftOf } from '#domain/returns/left.ts';
import { takeBack, withPayment } from '#domain/returns/take-back.ts';
import type { Awaited, Waiting } from '#operations/ports/ledger.ts';
import { type Attributes, openItem } from './codecs/attributes.ts';
import { awaitedItem, awaitedOfItem, isAwaitedItem } from './codecs/awaited-item.ts';
import { entryItem, entryOfItem, saleOfItem } from './codecs/entry-item.ts';
import { entryKeyOf } from './entry-keys.ts';
import { entryKey } from './keys.ts';
import { ledger } from './ledger.ts';
import type { Table } from './send.ts';
import { itemsOf } from './stored-items.ts';
import type { WholeTable } from './whole-table.ts';

/** What needs healing of a receipt and of what follows it; `null`: nothing. */
export type HealedFollowUp = 'left-counted-again' | 'follow-up-given-its-owner' | 'follow-up-parked' | null;

interface Around {
  readonly table: Table;
  readonly whole: Pick<WholeTable, 'put' | 'remove'>;
}

/**
 * Heals a receipt's place, or something beside it, of which a restore holds one half: the returns and payments that are there
 * are the truth, so what is left of the sale follows from them; they have its owner; and one whose sale is not there waits.
 */
export async function healFollowUps({ table, whole }: Around, item: Attributes): Promise<HealedFollowUp> {
  if (isAwaitedItem(item)) return await parkBeside({ table, whole }, item);
  const entry = entryOfItem(item);
  if (isSale(entry)) return await countLeft({ table, whole }, entry);
  const [place] = await itemsOf(table, [entryKey(entry.source, entry.id)]);
  if (place === undefined) {
    await whole.put([awaitedItem(entry, [waitingOf(entry)])]);
    await whole.remove([openItem(item).key]);
    return 'follow-up-parked';
  }
  return isAwaitedItem(place) ? null : await withOwner(whole, entry, saleOfItem(place));
}

/** What was stored beside a sale that is not there waits for it again. */
async function parkBeside({ table, whole }: Around, item: Attributes): Promise<HealedFollowUp> {
  const { source, id } = placeOf(item);
  const beside = await ledger(table).readFollowUps({ source, id });
  if (beside.length === 0) return null;
  const awaited = awaitedOfItem(item);
  const isWaiting = ({ told }: Waiting): boolean =>
    awaited.some((each) => each.told.kind === told.kind && each.told.id === told.id);
  const more: Awaited = beside.map(waitingOf).filter((waiting) => !isWaiting(waiting));
  await whole.put([awaitedItem({ source, id }, [...awaited, ...more])]);
  await whole.remove(beside.map((entry) => entryKeyOf(refOf(entry))));
  return 'follow-up-parked';
}

function placeOf(item: Attributes): { readonly source: string; readonly id: string } {
  const [, source = '', id = ''] = openItem(item).key.pk.split('#');
  return { source, id };
}

/** The card that was shown is not stored with what has counted; that it was the right one was looked at then. */
function waitingOf(entry: Entry): Waiting {
  if (!isFollowUp(entry)) throw new Error('only what follows a sale waits for one');
  const { body, meaning, receivedAt } = entry;
  return { told: body.followUp, cardNumber: null, currency: null, meaning, receivedAt };
}

async function countLeft({ table, whole }: Around, sold: SaleEntry): Promise<HealedFollowUp> {
  const entries = await ledger(table).readFollowUps(sold);
  const { left: stored, ...bare } = sold.body;
  const untouched = leftOf({ body: bare });
  const all = { soldMinor: bare.answer.soldMinor, currency: bare.sale.currency };
  const left = entries.reduce((before, entry) => afterEntry(before, all, entry), untouched);
  const isSame = JSON.stringify(left) === JSON.stringify(stored ?? untouched);
  if (isSame) return null;
  const body = left.revision === 0 ? bare : { ...bare, left };
  await whole.put([entryItem({ ...sold, body })]);
  return 'left-counted-again';
}

/** What an entry that is there leaves of its sale; its own number stands, whatever is missing before it. */
function afterEntry(before: SaleLeft, all: Parameters<typeof takeBack>[1], entry: Entry): SaleLeft {
  if (!isFollowUp(entry)) return before;
  const { revision, followUp } = entry.body;
  if (followUp.kind === 'payment') return { ...withPayment(before, followUp.amountMinor), revision };
  const taken = takeBack(before, all, followUp);
  return taken.kind === 'refused' ? before : { ...taken.left, revision };
}

async function withOwner(whole: Around['whole'], entry: Entry, sold: SaleEntry): Promise<HealedFollowUp> {
  if (whose(entry.owner) === whose(sold.owner)) return null;
  // It counts right after its sale.
  await whole.put([entryItem({ ...entry, owner: sold.owner })]);
  return 'follow-up-given-its-owner';
}

const whose = (owner: EntryOwner): string =>
  owner.kind === 'member' ? owner.memberId : owner.kind === 'card' ? `card ${owner.cardNumber}` : '';
