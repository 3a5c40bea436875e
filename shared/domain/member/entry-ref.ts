import type { FollowUp } from './commands.ts';

/** The kinds of entries that change after they were told, each change a line of the ledger (D44, D46). */
export type ChangingKind = 'visit' | 'activity';

/** Which entry: a receipt, what follows one, a change of a visit or an activity, or what an operator did. */
export interface EntryRef {
  /** The store; of an override the member. */
  readonly source: string;
  /** The till's own id; of an override the status system. */
  readonly id: string;
  /** Left out: the receipt itself. */
  readonly followUp?: Pick<FollowUp, 'kind' | 'id'>;
  /** Of an override its number in that system: 1, 2, 3 … Left out: it is none. */
  readonly override?: number;
  readonly change?: ChangeRef;
}

/** A line of an entry that changes. Left out of a reference: it is none. */
export interface ChangeRef {
  readonly of: ChangingKind;
  /** 1, 2, 3 … */
  readonly number: number;
  /** It takes back on another day what the change before had counted. Left out: it is the change itself. */
  readonly isBack?: true;
}

/** A return or a payment. */
export interface FollowUpRef extends EntryRef {
  readonly followUp: Pick<FollowUp, 'kind' | 'id'>;
}

/** One text for each entry, as digests and look-ups use it. */
export function nameOfEntry({ source, id, followUp, override, change }: EntryRef): string {
  const name = `${source}#${id}`;
  if (override !== undefined) return `${name}#override#${override}`;
  if (change !== undefined)
    return `${name}#${change.of}#${change.number}${change.isBack === true ? '#back' : ''}`;
  return followUp === undefined ? name : `${name}#${followUp.kind}#${followUp.id}`;
}

/** What a rule ran on: a receipt, or an entry of another kind under the same two words. */
export interface Occasion {
  readonly storeId: string;
  readonly receiptId: string;
  /** Left out: it is a receipt. */
  readonly entry?: ChangingKind;
}

export const occasionOf = ({ source: storeId, id: receiptId, change }: EntryRef): Occasion =>
  change === undefined ? { storeId, receiptId } : { storeId, receiptId, entry: change.of };

export const isSameOccasion = (one: Occasion, other: Occasion): boolean =>
  one.storeId === other.storeId && one.receiptId === other.receiptId && one.entry === other.entry;

/** The source of the activities that Laurel tells itself: no store may be called so. */
export const REFERRALS = '@referral';

/** Where it was, for people: a friend’s id is nobody else’s business. */
export const placeInWords = (on: Occasion): string =>
  on.storeId === REFERRALS ? 'a friend who was invited' : `${occasionInWords(on)} in store ${on.storeId}`;

/** `receipt 292-17`, `visit 4711`. */
export const occasionInWords = ({ receiptId, entry }: Omit<Occasion, 'storeId'>): string =>
  `${entry ?? 'receipt'} ${receiptId}`;
