import type { Command, Sale } from '#domain/member/commands.ts';
import { NOTHING_COUNTED } from '#domain/member/counters.ts';
import type { Decided, Refusal } from '#domain/member/decision.ts';
import type { SaleAnswer } from '#domain/member/entry.ts';
import type { Member, Profile } from '#domain/member/member.ts';
import type { Programs } from '#domain/program/timeline.ts';
import { decideSale } from '#domain/receipts/decide-sale.ts';
import { closePeriods } from '#domain/reviews/closing.ts';
import { withDueAt } from '#domain/reviews/due.ts';
import { changeFacts } from '#domain/reviews/status-facts.ts';
import type { Calendar, EpochMs } from '#domain/time/time.ts';

/** What the rules may ask of a person, by name. */
type Attributes = Profile['attributes'];

const NO_ATTRIBUTES: Attributes = new Map();

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
  attributes?: Attributes,
): Decided<SaleAnswer, Owner> | Refusal;
export function decide(
  programs: Programs,
  member: Member,
  command: Command,
  now: EpochMs,
  calendar: Calendar,
  attributes?: Attributes,
): Decided<SaleAnswer | null, Member> | Refusal;
export function decide(
  programs: Programs,
  member: Member | null,
  command: Command,
  now: EpochMs,
  calendar: Calendar,
  attributes: Attributes = NO_ATTRIBUTES,
): Decided<SaleAnswer | null, Member | null> | Refusal {
  const closed = member === null ? null : closePeriods(programs, member, now, calendar);
  switch (command.kind) {
    case 'sale':
      return decideSale(closed, command, { programs, attributes, now, calendar });
    case 'time-passing': {
      const head = { kind: 'decided', answer: null, counted: NOTHING_COUNTED, lineGoods: [] } as const;
      if (closed === null) return { ...head, member: null, facts: [] };
      const { member: after, facts } = changeFacts(closed.member, closed.changes, now);
      return { ...head, member: withDueAt(programs, after, now, calendar), facts };
    }
    default:
      return command satisfies never;
  }
}
