import { decideSale } from '#domain/entries/sale.ts';
import { NO_PROGRAM } from '#domain/entries/sale-refusals.ts';
import type { Command, Sale } from '#domain/member/commands.ts';
import { NOTHING_COUNTED } from '#domain/member/counters.ts';
import type { Decided, Refusal } from '#domain/member/decision.ts';
import type { SaleAnswer } from '#domain/member/entry.ts';
import type { Member, Profile } from '#domain/member/member.ts';
import type { Moment } from '#domain/program/timeline.ts';
import { closePeriods } from '#domain/reviews/closing.ts';
import { changeFacts } from '#domain/statuses/changes.ts';
import { withDueAt } from '#domain/timers/due.ts';

/** What the rules may ask of a person, by name. */
type Attributes = Profile['attributes'];

const NO_ATTRIBUTES: Attributes = new Map();

/**
 * Decides a command for a member, or a sale for nobody. Pure, synchronous and total: it first closes what time has
 * closed, changes none of its arguments, and answers a refusal where a till made a mistake.
 * @param moment `null`: before the first program nothing can be decided
 */
export function decide<Owner extends Member | null>(
  moment: Moment | null,
  member: Owner,
  command: Sale,
  attributes?: Attributes,
): Decided<SaleAnswer, Owner> | Refusal;
export function decide(
  moment: Moment | null,
  member: Member,
  command: Command,
  attributes?: Attributes,
): Decided<SaleAnswer | null, Member> | Refusal;
export function decide(
  moment: Moment | null,
  member: Member | null,
  command: Command,
  attributes: Attributes = NO_ATTRIBUTES,
): Decided<SaleAnswer | null, Member | null> | Refusal {
  if (moment === null) return NO_PROGRAM;
  const closed = member === null ? null : closePeriods(moment, member);
  switch (command.kind) {
    case 'sale':
      return decideSale(moment, { closed, attributes }, command);
    case 'time-passing': {
      const head = { kind: 'decided', answer: null, counted: NOTHING_COUNTED, lineGoods: [] } as const;
      if (closed === null) return { ...head, member: null, facts: [] };
      const { member: after, facts } = changeFacts(closed.member, closed.changes, moment.now);
      return { ...head, member: withDueAt(moment, after), facts };
    }
    default:
      return command satisfies never;
  }
}
