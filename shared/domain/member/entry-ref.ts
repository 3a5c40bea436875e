import type { FollowUp } from './commands.ts';

/** Which entry: a receipt, what follows one, or what an operator did. */
export interface EntryRef {
  /** The receipt's store; of an override the member. */
  readonly source: string;
  /** The till's own id; of an override the status system. */
  readonly id: string;
  /** Left out: the receipt itself. */
  readonly followUp?: Pick<FollowUp, 'kind' | 'id'>;
  /** Of an override its number in that system: 1, 2, 3 … Left out: it is none. */
  readonly override?: number;
}

/** A return or a payment. */
export interface FollowUpRef extends EntryRef {
  readonly followUp: Pick<FollowUp, 'kind' | 'id'>;
}

/** One text for each entry, as digests and look-ups use it. */
export function nameOfEntry({ source, id, followUp, override }: EntryRef): string {
  if (override !== undefined) return `${source}#${id}#override#${override}`;
  return followUp === undefined ? `${source}#${id}` : `${source}#${id}#${followUp.kind}#${followUp.id}`;
}
