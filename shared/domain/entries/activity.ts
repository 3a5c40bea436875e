import { measureActivity } from '#domain/counting/measure-visit.ts';
import type { ActivityChange } from '#domain/member/commands.ts';
import { type ChangeForNobody, type DecidedChange, type Refusal, refuse } from '#domain/member/decision.ts';
import type { ChangeOfActivity } from '#domain/member/following.ts';
import type { Profile } from '#domain/member/member.ts';
import type { Moment } from '#domain/program/timeline.ts';
import type { Closed } from '#domain/statuses/changes.ts';
import { EARLIEST_OCCURRENCE_MS, MAX_CLOCK_AHEAD_MS } from '#domain/values/limits.ts';
import { answerForNobody, decideChange, type ToldChange } from './change.ts';
import { countingDay } from './counting-day.ts';

/** Decides an activity, or that it is taken back (D46). */
export function decideActivity(
  moment: Moment,
  holder: { readonly closed: Closed; readonly attributes: Profile['attributes'] },
  told: ChangeOfActivity,
): DecidedChange | Refusal {
  return activityRefusal(moment, told) ?? decideChange(moment, holder, toldActivity(moment, told));
}

/** The same for one of a card that nobody has enrolled yet. */
export const decideActivityOfNobody = (moment: Moment, told: ChangeOfActivity): ChangeForNobody | Refusal =>
  activityRefusal(moment, told) ?? {
    kind: 'decided',
    answer: answerForNobody(moment, toldActivity(moment, told), 'unmatched'),
  };

export function toldActivity(moment: Moment, told: ChangeOfActivity): ToldChange {
  const { storeId, activityId, occurredAt, isTakenBack, stands, number } = told;
  const day = told.day === undefined ? {} : { day: told.day };
  const when = countingDay({ occurredAt, ...day }, moment);
  return {
    ref: { source: storeId, id: activityId, change: { of: 'activity', number } },
    stands,
    day: when.day,
    clockAhead: when.clockAhead,
    tooOld: when.tooOld,
    standsFor: isTakenBack ? [] : ['activity'],
    wakes: isTakenBack ? null : 'activity',
    measured: () => measureActivity(told),
    seen: { storeId, currency: moment.program.currency, day: when.day, minute: when.minute },
    sums: { soldMinor: 0, paidMinor: 0 },
  };
}

/** What is stored already is known whatever the program says by now: only what is told anew is asked. */
function activityRefusal(
  { program, now }: Moment,
  { activity, occurredAt, day, isTakenBack }: ActivityChange,
): Refusal | null {
  const known = Object.keys(program.source.activities ?? {});
  if (day === undefined && !isTakenBack && !known.includes(activity))
    return refuse('unknown-activity', `The program has no activity \`${activity}\`.`, '/activity');
  if (occurredAt < EARLIEST_OCCURRENCE_MS)
    return refuse('occurred-implausible', 'It is from before the year 2000.', '/occurredAt');
  if (occurredAt > now + MAX_CLOCK_AHEAD_MS)
    return refuse('occurred-in-future', 'It is more than 24 hours ahead of our clock.', '/occurredAt');
  return null;
}
