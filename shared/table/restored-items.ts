import { type Entry, isSale, memberOf, refOf } from '#domain/member/entry.ts';
import type { Fact } from '#domain/member/facts.ts';
import { asDay } from '#domain/time/time.ts';
import type { EntryPage } from '#operations/ports/histories.ts';
import type { Claim } from '#operations/ports/sweep.ts';
import { type Attributes, keyAttributes, openItem } from './codecs/attributes.ts';
import { isAwaitedItem } from './codecs/awaited-item.ts';
import { entryOfItem } from './codecs/entry-item.ts';
import {
  cardCodeOf,
  linkItem,
  memberOfLink,
  printingOfLogin,
  withPrinting,
  withUse,
} from './codecs/link-items.ts';
import { cardOfContact, contactOfItem, profileItem } from './codecs/person-items.ts';
import { timelineOfItem, withoutLastRow } from './codecs/program-items.ts';
import { memberOfItem } from './codecs/state-item.ts';
import { entryKeyOf, notedCardIn, waitingEntryIn, waitingKey } from './entry-keys.ts';
import { entryHistory, factHistory } from './histories.ts';
import {
  cardKey,
  contactKey,
  type Key,
  keyIdIn,
  memberIdIn,
  notedTillKey,
  phoneKey,
  profileKey,
  programKey,
  programVersionIn,
  shardOf,
  stateKey,
  tillKeyNoteKey,
  timelineKey,
} from './keys.ts';
import { type HealedFollowUp, healFollowUps } from './restored-follow-ups.ts';
import type { Table } from './send.ts';
import { itemsOf } from './stored-items.ts';
import { sweepBoard } from './sweep-board.ts';
import type { WholeTable } from './whole-table.ts';

/** A half of a transaction that was healed, and whose it is: a member's, till key's or version's; never a card or phone. */
export interface HealedItem {
  readonly how:
    | 'enrolment-undone'
    | 'card-put-back'
    | 'phone-put-back'
    | 'profile-put-back'
    | 'printing-put-back'
    | 'code-spent'
    | Exclude<HealedFollowUp, null>
    | 'wait-noted'
    | 'claim-noted'
    | 'note-removed'
    | 'till-key-noted'
    | 'version-removed'
    | 'version-missing';
  readonly of: string;
}

/** What heals needs beside the table: the digests under which phones lie. */
interface Surroundings {
  readonly table: Table;
  readonly whole: Pick<WholeTable, 'put' | 'remove'>;
  readonly digests: (phone: string) => readonly [string, ...string[]];
}

/**
 * Heals the halves of a transaction that a backup or a restore may hold, but for states, which `rebuild` makes anew: an item of
 * the table at a time, while nobody else writes. Afterwards a till that sends again what it was not answered ends where it
 * would have; a second run finds nothing to do.
 */
export async function healItem(surroundings: Surroundings, item: Attributes): Promise<HealedItem | null> {
  const { key } = openItem(item);
  const { pk, sk } = key;
  if (pk.startsWith('M#')) return ofMember(surroundings, memberIdIn(key), item);
  if (sk === 'L') return ofLink(surroundings, key, item);
  const card = notedCardIn(key);
  if (card !== null) return ofNote(surroundings, key, card);
  if (pk.startsWith('E#')) return ofEntryItem(surroundings, item);
  if (pk.startsWith('KEY#')) return ofTillKey(surroundings, keyIdIn(key));
  if (pk === 'KEYS') return ofKeyNote(surroundings, key);
  if (pk === timelineKey.pk) return ofProgram(surroundings, key, item);
  return null;
}

/** Facts, or entries, that are read in one go. */
const PAGE = 100;

const at = async ({ table }: Surroundings, key: Key): Promise<Attributes | null> =>
  (await itemsOf(table, [key]))[0] ?? null;

/** Whether an enrolment is whole; one of which something is left, with things that rest on it, is completed; any other is undone. */
async function standingOf(
  { table }: Surroundings,
  memberId: string,
): Promise<'whole' | 'to complete' | 'to undo'> {
  const keys = [stateKey(memberId), profileKey(memberId), contactKey(memberId)];
  if ((await itemsOf(table, keys)).length === keys.length) return 'whole';
  const [latest] = await factHistory(table).factsOf(memberId, null, 1);
  if ((latest?.seq ?? 0) > 1) return 'to complete';
  const everything = { from: asDay(0), to: asDay(100_000) };
  let after: EntryPage['next'] = null;
  do {
    const page: EntryPage = await entryHistory(table).pageOf(memberId, everything, { after, limit: PAGE });
    // Whose a return or a payment is says its receipt: it may be about to be given back to a card.
    if (page.entries.some(isSale)) return 'to complete';
    after = page.next;
  } while (after !== null);
  return 'to undo';
}

async function ofMember(
  surroundings: Surroundings,
  memberId: string,
  item: Attributes,
): Promise<HealedItem | null> {
  const { whole } = surroundings;
  const { key } = openItem(item);
  const standing = await standingOf(surroundings, memberId);
  if (standing === 'to undo') {
    await whole.remove([key]);
    return { how: 'enrolment-undone', of: memberId };
  }
  const links = key.sk === contactKey(memberId).sk ? await linksOf(surroundings, memberId, item) : null;
  if (standing === 'whole' || (await at(surroundings, profileKey(memberId))) !== null) return links;
  const state = await at(surroundings, stateKey(memberId));
  const version = state === null ? 1 : memberOfItem(state).profileVersion;
  await whole.put([profileItem(memberId, { version, attributes: new Map() })]);
  return { how: 'profile-put-back', of: memberId };
}

/** The card and the phone of a contact lead to its member; what leads to somebody else stays. */
async function linksOf(
  surroundings: Surroundings,
  memberId: string,
  contact: Attributes,
): Promise<HealedItem | null> {
  const { whole, digests } = surroundings;
  const { phone } = contactOfItem(contact);
  const cardNumber = cardOfContact(contact);
  const isLost = async (keys: readonly Key[]): Promise<boolean> =>
    (await itemsOf(surroundings.table, keys)).length === 0;
  let healed: HealedItem | null = null;
  if (phone !== null) {
    const [first, ...others] = digests(phone).map(phoneKey);
    if (first !== undefined && (await isLost([first, ...others]))) {
      await whole.put([linkItem(first, memberId)]);
      healed = { how: 'phone-put-back', of: memberId };
    }
  }
  if (cardNumber !== null && (await isLost([cardKey(cardNumber)]))) {
    healed = await withCard(surroundings, { memberId, cardNumber });
  }
  return healed;
}

/** The card leads to its member again, and the sweep is told of what waits there. */
async function withCard({ table, whole }: Surroundings, claim: Claim): Promise<HealedItem> {
  await whole.put([linkItem(cardKey(claim.cardNumber), claim.memberId)]);
  const waiting = await entryHistory(table).unmatchedOf(claim.cardNumber, { after: null, limit: 1 });
  if (waiting.entries.length > 0 || waiting.next !== null) await sweepBoard(table).noteClaim(claim);
  return { how: 'card-put-back', of: claim.memberId };
}

async function ofLink(surroundings: Surroundings, key: Key, item: Attributes): Promise<HealedItem | null> {
  const { whole } = surroundings;
  const memberId = memberOfLink(item);
  if ((await standingOf(surroundings, memberId)) === 'to undo') {
    await whole.remove([key]);
    return { how: 'enrolment-undone', of: memberId };
  }
  if (key.pk.startsWith('C#')) return await ofCard(surroundings, memberId, item);
  const by = printingOfLogin(item);
  return by === null ? null : await ofLinkByCode(surroundings, memberId, by);
}

/** Each printing but the first has its trace in the member's history: a card that knows fewer opens by an old code. */
async function ofCard(
  surroundings: Surroundings,
  memberId: string,
  item: Attributes,
): Promise<HealedItem | null> {
  let printings = 1;
  let before: number | null = null;
  do {
    const facts: readonly Fact[] = await factHistory(surroundings.table).factsOf(memberId, before, PAGE);
    printings += facts.filter(({ kind }) => kind === 'code-printed').length;
    before = facts.length < PAGE ? null : (facts.at(-1)?.seq ?? null);
  } while (before !== null);
  if (cardCodeOf(item).printing >= printings) return null;
  await surroundings.whole.put([withPrinting(item, printings)]);
  return { how: 'printing-put-back', of: memberId };
}

/** A code that has linked a login links no other. */
async function ofLinkByCode(
  surroundings: Surroundings,
  memberId: string,
  { cardNumber, printing }: { readonly cardNumber: string; readonly printing: number },
): Promise<HealedItem | null> {
  const card = await at(surroundings, cardKey(cardNumber));
  if (card === null || memberOfLink(card) !== memberId) return null;
  const code = cardCodeOf(card);
  if (code.printing !== printing || code.isSpent) return null;
  await surroundings.whole.put([withUse(card, printing)]);
  return { how: 'code-spent', of: memberId };
}

/** A note without its entry says nothing; one whose card has a member meanwhile is the sweep's, and tells whose a lost card is. */
async function ofNote(surroundings: Surroundings, key: Key, cardNumber: string): Promise<HealedItem | null> {
  const { table, whole } = surroundings;
  const [entry, card] = await Promise.all([
    at(surroundings, waitingEntryIn(key)),
    at(surroundings, cardKey(cardNumber)),
  ]);
  if (entry === null) {
    await whole.remove([key]);
    return { how: 'note-removed', of: 'a card' };
  }
  const owner = memberOf(entryOfItem(entry));
  // The receipt was claimed: whoever has it has the card.
  if (card === null && owner !== null) return withCard(surroundings, { memberId: owner, cardNumber });
  if (card === null || owner !== null) return null;
  const claim = { memberId: memberOfLink(card), cardNumber };
  if ((await standingOf(surroundings, claim.memberId)) === 'to undo') return null;
  const board = sweepBoard(table);
  const { claims } = await board.readNotes(shardOf(claim.memberId));
  if (claims.some((noted) => noted.memberId === claim.memberId && noted.cardNumber === cardNumber))
    return null;
  await board.noteClaim(claim);
  return { how: 'claim-noted', of: claim.memberId };
}

/** A receipt, what waits for one, or what follows one. */
async function ofEntryItem(surroundings: Surroundings, item: Attributes): Promise<HealedItem | null> {
  const how = await healFollowUps(surroundings, item);
  const { pk } = openItem(item).key;
  if (how !== null) return { how, of: pk.slice(2).replace('#', '/') };
  if (isAwaitedItem(item)) return null;
  const entry = entryOfItem(item);
  const isFirst = refOf(entry).change?.number === 1 && entry.body.kind !== 'taken-back';
  return isSale(entry) || isFirst ? await ofEntry(surroundings, entry) : null;
}

/** An entry of a member of whom nothing else is left has a profile again, from which `rebuild` goes on. */
async function ofEntry(surroundings: Surroundings, entry: Entry): Promise<HealedItem | null> {
  const { whole } = surroundings;
  const { owner, day, occurredAt, source, id } = entry;
  if (owner.kind === 'member') {
    const keys = [profileKey(owner.memberId), stateKey(owner.memberId), contactKey(owner.memberId)];
    if ((await itemsOf(surroundings.table, keys)).length > 0) return null;
    await whole.put([profileItem(owner.memberId, { version: 1, attributes: new Map() })]);
    return { how: 'profile-put-back', of: owner.memberId };
  }
  if (owner.kind !== 'card') return null;
  const note = waitingKey(owner.cardNumber, day, occurredAt, entryKeyOf(refOf(entry)));
  if ((await at(surroundings, note)) !== null) return null;
  await whole.put([keyAttributes(note)]);
  // The card may have a member by now: then it is the sweep's.
  await ofNote(surroundings, note, owner.cardNumber);
  return { how: 'wait-noted', of: `${source}/${id}` };
}

async function ofTillKey(surroundings: Surroundings, keyId: string): Promise<HealedItem | null> {
  const note = tillKeyNoteKey(keyId);
  if ((await at(surroundings, note)) !== null) return null;
  await surroundings.whole.put([keyAttributes(note)]);
  return { how: 'till-key-noted', of: keyId };
}

async function ofKeyNote(surroundings: Surroundings, note: Key): Promise<HealedItem | null> {
  if ((await at(surroundings, notedTillKey(note))) !== null) return null;
  await surroundings.whole.remove([note]);
  return { how: 'note-removed', of: note.sk };
}

/** A version that no timeline names is activated anew; of one that is named and not there, only the last can be taken back. */
async function ofProgram(surroundings: Surroundings, key: Key, item: Attributes): Promise<HealedItem | null> {
  const { whole } = surroundings;
  const stored = await at(surroundings, timelineKey);
  const timeline = stored === null ? [] : timelineOfItem(stored).timeline;
  const version = programVersionIn(key);
  if (version !== null) {
    if (timeline.some((row) => row.version === version)) return null;
    await whole.remove([key]);
    return { how: 'version-removed', of: String(version) };
  }
  for (const row of timeline.toReversed()) {
    if ((await at(surroundings, programKey(row.version))) !== null) continue;
    const isLast = row === timeline.at(-1);
    if (isLast) await whole.put([withoutLastRow(item)]);
    return { how: isLast ? 'version-removed' : 'version-missing', of: String(row.version) };
  }
  return null;
}
