import type { QuoteToken } from '#domain/member/commands.ts';
import type { Member } from '#domain/member/member.ts';
import { asEpochMs, type EpochMs } from '#domain/time/time.ts';

/** A member at a till has one quote, perhaps two; each that is remembered makes the state longer. */
const REMEMBERED = 8;

/** A till that was offline sends a day's receipts in the evening: what it used is known until then. */
const REMEMBERED_AFTER_MS = 24 * 3_600_000;

type UsedQuotes = Member['usedQuotes'];

/** Whether a token may still be used: it was not, and there is room to remember that it is now. */
export function mayUseQuote({ usedQuotes }: Member, { id }: QuoteToken, now: EpochMs): boolean {
  return !usedQuotes.has(id) && liveOf(usedQuotes, now).length < REMEMBERED;
}

/** The member who has used a token. Those that can still be used are kept, then those that ended last. */
export function withUsedQuote(member: Member, { id, until }: QuoteToken, now: EpochMs): Member {
  const others = [...member.usedQuotes].filter(([, end]) => end + REMEMBERED_AFTER_MS > now);
  const latest = others.sort(([, one], [, other]) => other - one).slice(0, REMEMBERED - 1);
  // Of a receipt that came after its token had ended, the day begins with its arrival.
  return { ...member, usedQuotes: new Map([...latest, [id, asEpochMs(Math.max(until, now))]]) };
}

const liveOf = (used: UsedQuotes, now: EpochMs) => [...used.values()].filter((until) => until > now);
