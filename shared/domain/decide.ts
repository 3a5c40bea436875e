import { closePeriods } from './closing.ts';
import type { Command, Sale } from './commands.ts';
import { decideSale } from './decide-sale.ts';
import type { Decided, Refusal } from './decision.ts';
import type { SaleAnswer } from './entry.ts';
import type { Member } from './member.ts';
import { changeFacts } from './status-facts.ts';
import type { Calendar, EpochMs } from './time.ts';
import type { Programs } from './timeline.ts';

/**
 * Decides a command for a member, or a sale for nobody. Pure, synchronous and total: it first closes what time has
 * closed, changes none of its arguments, and answers a refusal where a till made a mistake.
 */
export function decide<Owner extends Member | null>(
  programs: Programs,
  member: Owner,
  command: Sale,
  now: EpochMs,
  calendar: Calendar,
): Decided<SaleAnswer, Owner> | Refusal;
export function decide(
  programs: Programs,
  member: Member,
  command: Command,
  now: EpochMs,
  calendar: Calendar,
): Decided<SaleAnswer | null, Member> | Refusal;
export function decide(
  programs: Programs,
  member: Member | null,
  command: Command,
  now: EpochMs,
  calendar: Calendar,
): Decided<SaleAnswer | null, Member | null> | Refusal {
  const closed = member === null ? null : closePeriods(programs, member, now, calendar);
  switch (command.kind) {
    case 'sale':
      return decideSale(programs, closed, command, now, calendar);
    case 'time-passing': {
      if (closed === null)
        return { kind: 'decided', member: null, facts: [], answer: null, counted: new Map() };
      const { member: after, facts } = changeFacts(closed.member, closed.changes, now);
      return { kind: 'decided', member: after, facts, answer: null, counted: new Map() };
    }
    default:
      return command satisfies never;
  }
}
