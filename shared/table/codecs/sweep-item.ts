import { asDay, type Day } from '#domain/time/time.ts';
import type { Claim, ShardNotes, SweepProgress } from '#operations/ports/sweep.ts';
import { assert } from '../assertions.ts';
import { type Attributes, openItem } from './attributes.ts';

const DAY_DIGITS = 7;
const PARTS_OF_A_DAY = 2_048;
/** Sorts before every digit. */
const NONE = '-';

/**
 * How far a shard has come, as one text that sorts in the order in which a sweep goes: walked to, towards, after.
 * @returns `0017256/0017287/never#7h2k…`; a moment within a day as a part of it, `0017256:1024`
 */
export const progressText = ({ walkedTo, walk }: SweepProgress): string =>
  `${dayText(walkedTo)}/${dayText(walk?.towards ?? null)}/${walk?.after ?? ''}`;

function dayText(day: Day | null): string {
  if (day === null) return NONE;
  const [whole, part] = [Math.floor(day), (day - Math.floor(day)) * PARTS_OF_A_DAY];
  assert(day >= 0 && Number.isSafeInteger(whole), 'a sweep walks to a day since 1970');
  assert(Number.isInteger(part), 'a moment within a day is told in parts of it');
  // A colon sorts behind the stroke that ends a day.
  return String(whole).padStart(DAY_DIGITS, '0') + (part === 0 ? '' : `:${String(part).padStart(4, '0')}`);
}

const NOT_WALKED: SweepProgress = { walkedTo: null, walk: null };
export const NOTHING_NOTED: ShardNotes = { ...NOT_WALKED, failed: [], claims: [] };

/** Reads what is noted of a shard; before its first walk there may be failures alone. */
export function shardNotesOfItem(item: Attributes): ShardNotes {
  const { fields } = openItem(item);
  const written = fields.find('w')?.text() ?? null;
  const failed = fields.find('f')?.textSet() ?? [];
  const claims = (fields.find('c')?.textSet() ?? []).map(claimOf);
  return { ...(written === null ? NOT_WALKED : progressOf(written)), failed, claims };
}

/** Neither a member id nor a card number has a space. */
export const claimText = ({ memberId, cardNumber }: Claim): string => `${memberId} ${cardNumber}`;

function claimOf(written: string): Claim {
  const [memberId, cardNumber, ...rest] = written.split(' ');
  assert(
    memberId !== undefined && cardNumber !== undefined && rest.length === 0,
    'the note of a claim is not one of ours',
  );
  return { memberId, cardNumber };
}

function progressOf(written: string): SweepProgress {
  const [, walkedTo, towards, after] =
    /^(-|\d{7}(?::\d{4})?)\/(-|\d{7}(?::\d{4})?)\/(.*)$/.exec(written) ?? [];
  assert(
    walkedTo !== undefined && towards !== undefined && after !== undefined,
    'the progress of a sweep is not one of ours',
  );
  const dayOf = (text: string): Day | null => {
    const [day, part = '0'] = text.split(':');
    return text === NONE ? null : asDay(Number(day) + Number(part) / PARTS_OF_A_DAY);
  };
  const goal = dayOf(towards);
  return {
    walkedTo: dayOf(walkedTo),
    walk: goal === null ? null : { towards: goal, after: after === '' ? null : after },
  };
}
