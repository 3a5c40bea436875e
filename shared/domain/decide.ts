import { decideActivity } from '#domain/entries/activity.ts';
import { printCode } from '#domain/entries/code-printing.ts';
import { decideFollowUpOfNobody, decidePayment, decideReturn } from '#domain/entries/follow-up.ts';
import { overrideStatus } from '#domain/entries/override.ts';
import { decideSale, decideSaleOfNobody } from '#domain/entries/sale.ts';
import { NO_PROGRAM } from '#domain/entries/sale-refusals.ts';
import { passTime } from '#domain/entries/time-passing.ts';
import { decideVisit } from '#domain/entries/visit.ts';
import type { Sale } from '#domain/member/commands.ts';
import type { DecidedForNobody, Outcomes, Refusal } from '#domain/member/decision.ts';
import type { Command, FollowingCommand } from '#domain/member/following.ts';
import type { Member, Profile } from '#domain/member/member.ts';
import type { Moment } from '#domain/program/timeline.ts';
import { closePeriods } from '#domain/reviews/closing.ts';

const NO_ATTRIBUTES: Profile['attributes'] = new Map();

/**
 * Decides a command for a member. Pure, synchronous and total: it first closes what time has closed, changes none of its
 * arguments, and answers a refusal where a till made a mistake.
 * @param moment `null`: before the first program nothing can be decided
 * @param attributes what the rules may ask of the person, by name
 */
export function decide<Kind extends Command['kind']>(
  moment: Moment | null,
  member: Member,
  command: Extract<Command, { readonly kind: Kind }>,
  attributes: Profile['attributes'] = NO_ATTRIBUTES,
): Outcomes[Kind] | Refusal {
  if (moment === null) return NO_PROGRAM;
  const closed = closePeriods(moment, member);
  const decided = (given: Command) => {
    switch (given.kind) {
      case 'sale':
        return decideSale(moment, { closed, attributes }, given);
      case 'return':
        return decideReturn(moment, { closed, attributes }, given);
      case 'payment':
        return decidePayment(moment, { closed, attributes }, given);
      case 'visit':
        return decideVisit(moment, { closed, attributes }, given);
      case 'activity':
        return decideActivity(moment, { closed, attributes }, given);
      case 'override':
        return overrideStatus(moment, closed, given);
      case 'time-passing':
        return passTime(moment, closed);
      case 'code-printing':
        return printCode(moment, closed, given);
      default:
        return given satisfies never;
    }
  };
  return decided(command) as Outcomes[Kind] | Refusal;
}

/** Decides a sale for nobody: offers are for members, but a discount without a condition of one is for everybody. */
export const decideForNobody = (moment: Moment | null, sale: Sale): DecidedForNobody | Refusal =>
  moment === null ? NO_PROGRAM : decideSaleOfNobody(moment, sale);

/** Decides what follows a sale that is nobody's, or nobody's yet. */
export const decideFollowUpForNobody = (moment: Moment | null, told: FollowingCommand) =>
  moment === null ? NO_PROGRAM : decideFollowUpOfNobody(moment, told);
