import type { FollowUp } from './commands.ts';

/** Which entry: a receipt, or what follows one. */
export interface EntryRef {
  /** The receipt's store, and the till's own id. */
  readonly source: string;
  readonly id: string;
  /** Left out: the receipt itself. */
  readonly followUp?: Pick<FollowUp, 'kind' | 'id'>;
}

/** One text for each entry, as digests and look-ups use it. */
export const nameOfEntry = ({ source, id, followUp }: EntryRef): string =>
  followUp === undefined ? `${source}#${id}` : `${source}#${id}#${followUp.kind}#${followUp.id}`;
