import type { ChangeForNobody, Refusal } from '#domain/member/decision.ts';
import type { ChangingCommand } from '#domain/member/following.ts';
import type { Moment } from '#domain/program/timeline.ts';
import { decideActivityOfNobody } from './activity.ts';
import { NO_PROGRAM } from './sale-refusals.ts';
import { decideVisitOfNobody } from './visit.ts';

/** Decides a change of a visit or an activity that nobody has yet: it is answered, and counts for no one. */
export function decideChangeOfNobody(
  moment: Moment | null,
  told: ChangingCommand,
): ChangeForNobody | Refusal {
  if (moment === null) return NO_PROGRAM;
  return told.kind === 'visit' ? decideVisitOfNobody(moment, told) : decideActivityOfNobody(moment, told);
}
